using System.Diagnostics;
using Nachbarschaftsbot.Benchmarks.Driver;

namespace Nachbarschaftsbot.Benchmarks;

/// <summary>
/// The bot a user would otherwise write: grammY with its session in SQLite. It is brought into a scratch folder and installed there;
/// it is driven by the same driver as ours, through the conversation its own README names.
/// </summary>
internal sealed class Peer(string folder) : IDisposable
{
    /// <summary>Its conversation: kind, text, when, confirm.</summary>
    public static readonly Script Script = new(
        ["Einkauf", "Zwei Taschen vom Markt, bitte bis zur Haustuer {tag}", "morgen 16 Uhr", "ja"],
        "/tg",
        "bench-secret"
    );

    /// <summary>Copies and installs it; null (with a word why) where Node.js or the peer is missing.</summary>
    public static Peer? Install(string source)
    {
        if (!File.Exists(Path.Combine(source, "bot.js")))
        {
            Console.WriteLine(
                $"The peer is not at {source}; only our own figures are measured. Name its folder with --peer."
            );
            return null;
        }
        var folder = Directory.CreateTempSubdirectory("peer-").FullName;
        foreach (var file in Directory.GetFiles(source))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        foreach (
            var command in (string[])["install --no-audit --no-fund --ignore-scripts=false", "rebuild better-sqlite3"]
        )
        {
            using var npm = Process.Start(
                new ProcessStartInfo("npm", command)
                {
                    WorkingDirectory = folder,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            npm.StandardOutput.ReadToEnd();
            npm.StandardError.ReadToEnd();
            npm.WaitForExit();
        }
        return new Peer(folder);
    }

    /// <summary>Starts it on an empty database at synchronous=FULL.</summary>
    public Task<BotProcess> Start(int port, string api, string sync = "FULL") =>
        BotProcess.Start(
            "node",
            ["bot.js"],
            new Dictionary<string, string>
            {
                ["NODE_ENV"] = "production",
                ["PORT"] = port.ToString(),
                ["API"] = api,
                ["DB"] = Path.Combine(folder, $"bench-{port}.db"),
                ["SYNC"] = sync,
            },
            "ready",
            folder
        );

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
