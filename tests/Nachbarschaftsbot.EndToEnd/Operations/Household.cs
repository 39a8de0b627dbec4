using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Nachbarschaftsbot.Benchmarks;
using Nachbarschaftsbot.Benchmarks.Driver;

namespace Nachbarschaftsbot.EndToEnd.Operations;

/// <summary>
/// The real program in a scratch folder with settings of its own: starts it, runs its commands, ends it. Everything is gone at the
/// end.
/// </summary>
internal sealed class Household : IAsyncDisposable
{
    private readonly List<Process> _started = [];

    /// <summary>Listens on a free port of loopback and keeps its data in the scratch folder; otherwise without settings.</summary>
    internal Household()
    {
        Folder = Directory.CreateTempSubdirectory("nachbarschaft-").FullName;
        Settings["Web__Listen"] = Address;
    }

    /// <summary>The working folder.</summary>
    internal string Folder { get; }

    /// <summary>Settings as environment variables.</summary>
    internal Dictionary<string, string> Settings { get; } = [];

    internal int Port { get; } = FreePort();

    internal string Address => $"http://127.0.0.1:{Port}";

    /// <summary>The folder of the data.</summary>
    internal string Data => Path.Combine(Folder, "data");

    /// <summary>The database file.</summary>
    internal string Database => Neighbours.File(Data);

    internal HttpClient Http { get; } = new() { Timeout = TimeSpan.FromSeconds(20) };

    /// <summary>The built program.</summary>
    internal static string Program => Path.Combine(AppContext.BaseDirectory, "Nachbarschaftsbot.dll");

    /// <summary>Connects Telegram by webhook to a stand-in Bot API, with limits that no test reaches.</summary>
    internal Household WithTelegram(string api)
    {
        foreach (var (name, value) in Ours.Environment(Port, api, Data))
            Settings[name] = value;
        return this;
    }

    /// <summary>Starts the program and waits until it says that it is ready.</summary>
    internal async Task<Running> Start(params string[] arguments)
    {
        var running = Launch("dotnet", [Program, .. arguments]);
        await running.Says("ist bereit");
        return running;
    }

    /// <summary>Starts any program with the settings of this household.</summary>
    internal Running Launch(string file, IEnumerable<string> arguments, string? folder = null)
    {
        var output = new StringBuilder();
        var process = Shell.Start(file, arguments, folder ?? Folder, Settings, output);
        lock (_started)
            _started.Add(process);
        return new(process, output);
    }

    /// <summary>Runs a command of the program to its end.</summary>
    internal Task<Ended> Command(params string[] arguments) =>
        Shell.Run("dotnet", [Program, .. arguments], Folder, Settings);

    /// <summary>Posts an update to the webhook.</summary>
    internal async Task<HttpStatusCode> Post(long updateId, long chat, string text)
    {
        var frame = Encoding.UTF8.GetString(Load.Frame(Ours.Script, updateId, chat, text));
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Address}{Ours.Script.Path}")
        {
            Content = new StringContent(
                frame[(frame.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..],
                Encoding.UTF8,
                "application/json"
            ),
        };
        request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", Ours.Secret);
        using var response = await Http.SendAsync(request);
        return response.StatusCode;
    }

    /// <summary>The state of a page: status and body.</summary>
    internal async Task<(HttpStatusCode Status, string Body)> Get(string path)
    {
        using var response = await Http.GetAsync(Address + path);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        foreach (var process in _started)
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>A free port of loopback.</summary>
    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>A program that runs.</summary>
internal sealed class Running(Process process, StringBuilder output)
{
    internal int Id => process.Id;

    /// <summary>What it wrote so far.</summary>
    internal string Output => Shell.Read(output);

    /// <summary>Waits until its output holds these words.</summary>
    internal async Task Says(string words, int seconds = 60)
    {
        for (var i = 0; i < seconds * 20; i++)
        {
            if (Output.Contains(words, StringComparison.Ordinal))
                return;
            if (process.HasExited)
                break;
            await Task.Delay(50);
        }
        throw new TimeoutException($"It did not say \"{words}\" but:\n{Output}");
    }

    /// <summary>Asks it to end, as systemd does, and gives its exit code and the time it took.</summary>
    internal async Task<(int Code, TimeSpan Took)> Terminate(string signal = "TERM")
    {
        var started = Stopwatch.GetTimestamp();
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString()]);
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return (process.ExitCode, Stopwatch.GetElapsedTime(started));
    }

    /// <summary>Waits until it ends by itself.</summary>
    internal async Task<int> Ends(int seconds = 30)
    {
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(seconds));
        return process.ExitCode;
    }
}
