using System.Diagnostics;

namespace Nachbarschaftsbot.Benchmarks.Driver;

/// <summary>A bot under test as a process of its own, so that its processor time and memory are its own.</summary>
internal sealed class BotProcess : IDisposable
{
    private readonly Process _process;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private BotProcess(Process process) => _process = process;

    /// <summary>Starts it and waits until a line of its output contains the mark.</summary>
    /// <exception cref="TimeoutException">The mark did not come within 60 s.</exception>
    public static async Task<BotProcess> Start(
        string file,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string> environment,
        string readyMark,
        string folder
    )
    {
        var info = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var (name, value) in environment)
            info.Environment[name] = value;
        var bot = new BotProcess(Process.Start(info) ?? throw new InvalidOperationException($"{file} did not start."));
        bot.Listen(readyMark);
        await bot._ready.Task.WaitAsync(TimeSpan.FromSeconds(60));
        return bot;
    }

    /// <summary>Process id.</summary>
    public int Id => _process.Id;

    /// <summary>Processor time used so far in seconds, and resident memory in MiB.</summary>
    public (double Cpu, double Rss) Stat()
    {
        var fields = File.ReadAllText($"/proc/{Id}/stat").Split(") ")[1].Split(' ');
        return ((double.Parse(fields[11]) + double.Parse(fields[12])) / 100, double.Parse(fields[21]) * 4 / 1024);
    }

    /// <summary>Ends it at once, as a power cut would.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit(5000);
        _process.Dispose();
    }

    private void Listen(string mark)
    {
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Contains(mark, StringComparison.Ordinal) == true)
                _ready.TrySetResult();
        };
        _process.ErrorDataReceived += (_, line) =>
        {
            if (!string.IsNullOrEmpty(line.Data))
                Console.Error.WriteLine(line.Data);
        };
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) =>
            _ready.TrySetException(new InvalidOperationException("The bot ended before it was ready."));
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }
}
