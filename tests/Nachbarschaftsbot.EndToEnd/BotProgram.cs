using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Nachbarschaftsbot.EndToEnd;

/// <summary>The real program as a process of its own, with a data folder that outlives it.</summary>
internal sealed class BotProgram : IAsyncDisposable
{
    private const string ReadyMark = "ist bereit";

    private readonly Process process;
    private readonly List<string> output = [];
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private BotProgram(Process process, Uri address)
    {
        this.process = process;
        Address = address;
    }

    /// <summary>Where its pages are.</summary>
    internal Uri Address { get; }

    /// <summary>Everything it said on the console so far.</summary>
    internal string Output
    {
        get
        {
            lock (output)
                return string.Join('\n', output);
        }
    }

    /// <summary>Starts it and waits until it takes messages.</summary>
    /// <param name="folder">Its data folder.</param>
    /// <param name="settings">Further settings, as environment variables.</param>
    /// <param name="at">Where it shall listen; null for a free port.</param>
    internal static async Task<BotProgram> Start(
        string folder,
        IReadOnlyDictionary<string, string> settings,
        Uri? at = null
    )
    {
        var address = at ?? new Uri($"http://127.0.0.1:{FreePort()}");
        var info = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Nachbarschaftsbot.dll")])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment["Web__Listen"] = address.ToString().TrimEnd('/');
        info.Environment["Store__Folder"] = folder;
        foreach (var (name, value) in settings)
            info.Environment[name] = value;
        var bot = new BotProgram(Process.Start(info)!, address);
        bot.Listen();
        try
        {
            await bot.ready.Task.WaitAsync(TimeSpan.FromSeconds(60));
        }
        catch
        {
            await bot.DisposeAsync();
            throw;
        }
        return bot;
    }

    /// <summary>Ends it at once, as a power cut would.</summary>
    internal async Task Kill()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        process.Dispose();
    }

    private void Listen()
    {
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException($"The bot ended:\n{Output}"));
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private void Note(string? line)
    {
        if (line is null)
            return;
        lock (output)
            output.Add(line);
        if (line.Contains(ReadyMark))
            ready.TrySetResult();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
