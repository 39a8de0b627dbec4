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
        // Its native part takes minutes to build: what was installed once is used again.
        var folder = Path.Combine(Path.GetTempPath(), "nachbarschaftsbot-peer-grammy");
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(source))
            if (!File.Exists(Path.Combine(folder, Path.GetFileName(file))))
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        foreach (var command in (string[])["install --no-audit --no-fund", "rebuild better-sqlite3"])
            if (!Works(folder))
                Run("npm", command, folder);
        if (Works(folder))
            return new Peer(folder);
        Console.WriteLine("The peer could not be installed (it needs Node.js, npm and a C++ compiler).");
        return null;
    }

    private static bool Works(string folder) =>
        Run("node", "-e \"require('grammy'); new (require('better-sqlite3'))(':memory:')\"", folder);

    private static bool Run(string program, string arguments, string folder)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments)
                {
                    WorkingDirectory = folder,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
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

    public void Dispose()
    {
        foreach (var file in Directory.GetFiles(folder, "bench-*.db*"))
            File.Delete(file);
    }
}
