using System.Diagnostics;
using System.Text;

namespace Nachbarschaftsbot.EndToEnd.Operations;

/// <summary>What a command wrote and how it ended.</summary>
internal sealed record Ended(int Code, string Output);

/// <summary>Runs programs as somebody at a terminal would.</summary>
internal static class Shell
{
    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="TimeoutException">It did not end in time; it was killed.</exception>
    internal static async Task<Ended> Run(
        string file,
        IEnumerable<string> arguments,
        string folder,
        IReadOnlyDictionary<string, string>? environment = null,
        int seconds = 60
    )
    {
        var output = new StringBuilder();
        using var process = Start(file, arguments, folder, environment, output);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{file} {string.Join(' ', arguments)} did not end:\n{Read(output)}");
        }
        return new(process.ExitCode, Read(output));
    }

    /// <summary>Starts a program; what it writes grows in <paramref name="output"/>.</summary>
    internal static Process Start(
        string file,
        IEnumerable<string> arguments,
        string folder,
        IReadOnlyDictionary<string, string>? environment,
        StringBuilder output
    )
    {
        var info = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A developer's own settings must not reach the program under test.
        foreach (var name in info.Environment.Keys.Where(IsOurs).ToArray())
            info.Environment.Remove(name);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            info.Environment[name] = value;
        var process = new Process { StartInfo = info };
        process.OutputDataReceived += (_, line) => Add(output, line.Data);
        process.ErrorDataReceived += (_, line) => Add(output, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>What was written so far.</summary>
    internal static string Read(StringBuilder output)
    {
        lock (output)
            return output.ToString();
    }

    private static bool IsOurs(string name) =>
        ((string[])["Bot__", "Quartier__", "Telegram__", "Graph__", "Web__", "Store__", "ASPNETCORE_"]).Any(p =>
            name.StartsWith(p, StringComparison.OrdinalIgnoreCase)
        );

    private static void Add(StringBuilder output, string? line)
    {
        if (line is null)
            return;
        lock (output)
            output.AppendLine(line);
    }
}
