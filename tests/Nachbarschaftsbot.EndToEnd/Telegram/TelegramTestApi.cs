using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Nachbarschaftsbot.EndToEnd.Telegram;

/// <summary>
/// The npm package telegram-test-api as a process of its own: a Bot API server nobody here wrote. <c>tests/install-peers</c>
/// installs it.
/// </summary>
internal sealed class TelegramTestApi : IAsyncDisposable
{
    internal const string Token = "700001:AATestTestTestTestTestTestTestTestTe";

    private readonly Process process;

    private TelegramTestApi(Process process, Uri address)
    {
        this.process = process;
        BaseAddress = address;
    }

    internal Uri BaseAddress { get; }

    /// <summary>Why it cannot run here, or null when it can.</summary>
    internal static string? Missing()
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", "telegram-test-api")))
            return "telegram-test-api is missing. To run this test: apt-get install nodejs npm, then tests/install-peers";
        return Which("node") ? null : "Node.js is missing. To run this test: apt-get install nodejs";
    }

    internal static async Task<TelegramTestApi> Start()
    {
        var port = FreePort();
        var script =
            "const TelegramServer = require('telegram-test-api');"
            + $"new TelegramServer({{ port: {port}, host: '127.0.0.1', storeTimeout: 900 }}).start().then(() => console.log('ready'));";
        var info = new ProcessStartInfo("node", ["-e", script])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(info)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var first = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        // It writes on after that; a pipe that nobody reads would hold it up.
        process.OutputDataReceived += (_, text) => first.TrySetResult(text.Data);
        process.BeginOutputReadLine();
        var line = await first.Task.WaitAsync(TimeSpan.FromSeconds(30));
        if (line != "ready")
            throw new InvalidOperationException($"telegram-test-api did not start: {line}");
        return new TelegramTestApi(process, new Uri($"http://127.0.0.1:{port}"));
    }

    /// <summary>Somebody in a private chat with the bot.</summary>
    internal TestPerson Person(long id, string name) => new(BaseAddress, id, name, id);

    /// <summary>The same somebody in a group with the bot.</summary>
    internal TestPerson InGroup(long id, string name, long group) => new(BaseAddress, id, name, group);

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static string Folder =>
        Environment.GetEnvironmentVariable("NACHBARSCHAFTSBOT_PEERS")
        ?? Path.Combine(Path.GetTempPath(), "nachbarschaftsbot-peers");

    private static bool Which(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(p => File.Exists(Path.Combine(p, program)));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>A person on the test server, through its own client side.</summary>
internal sealed class TestPerson(Uri server, long id, string name, long chat) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = server, Timeout = TimeSpan.FromSeconds(20) };
    private IReadOnlyList<string> seen = [];

    internal Task Types(string text)
    {
        var message = Common();
        message["text"] = text;
        if (!text.StartsWith('/'))
            return Post("/sendMessage", message);
        var length = text.IndexOf(' ') is var end && end < 0 ? text.Length : end;
        message["entities"] = new JsonArray(
            new JsonObject
            {
                ["type"] = "bot_command",
                ["offset"] = 0,
                ["length"] = length,
            }
        );
        return Post("/sendCommand", message);
    }

    /// <summary>Writes a message with more in it than words: ranges, what it answers, a picture.</summary>
    /// <returns>Its id.</returns>
    internal async Task<int> Sends(JsonObject content)
    {
        var message = Common();
        foreach (var (key, value) in content)
            message[key] = value?.DeepClone();
        await Post("/sendMessage", message);
        var own = (await All()).Last(u => (long?)u["message"]?["from"]?["id"] == id);
        return (int)own["messageId"]!;
    }

    /// <summary>Answers a message.</summary>
    internal Task Replies(int to, string text) =>
        Sends(
            new()
            {
                ["text"] = text,
                ["reply_to_message"] = new JsonObject
                {
                    ["message_id"] = to,
                    ["date"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(),
                    ["chat"] = Common()["chat"]!.DeepClone(),
                },
            }
        );

    /// <summary>What stands in the chat from the bot, oldest first, with the id of each and all that was sent with it.</summary>
    internal async Task<IReadOnlyList<(int Id, JsonObject Message)>> Heard() =>
        [
            .. (await All())
                .Where(u => (long?)u["message"]?["chat_id"] == chat)
                .Select(u => ((int)u["messageId"]!, (JsonObject)u["message"]!)),
        ];

    /// <summary>Presses the newest button with this label.</summary>
    internal async Task Presses(string label)
    {
        var buttons = (await History()).SelectMany(m => m["reply_markup"]?["inline_keyboard"]?.AsArray() ?? []);
        var button =
            buttons.SelectMany(row => row!.AsArray()).LastOrDefault(b => (string?)b!["text"] == label)
            ?? throw new InvalidOperationException($"{name} sees no button \"{label}\".");
        seen = await Texts();
        var press = Common();
        press["message"] = new JsonObject
        {
            ["from"] = press["from"]!.DeepClone(),
            ["chat"] = press["chat"]!.DeepClone(),
        };
        press["data"] = (string)button["callback_data"]!;
        await Post("/sendCallback", press);
    }

    /// <summary>Waits until the bot has written something with this part since this person's last action.</summary>
    internal async Task<string> Awaits(string part)
    {
        var history = new List<JsonObject>();
        for (var i = 0; i < 100; i++)
        {
            history = await History();
            // An edited message keeps its place: what is new is behind what was seen, or reads differently.
            var news = history.Select(m => (string)m["text"]!).Where((t, n) => n >= seen.Count || t != seen[n]);
            if (news.LastOrDefault(t => t.Contains(part)) is { } found)
                return found;
            await Task.Delay(100);
        }
        var last = string.Join("\n--\n", history.TakeLast(4).Select(m => (string)m["text"]!));
        throw new TimeoutException($"{name} waits for \"{part}\" and sees:\n{last}");
    }

    public void Dispose() => http.Dispose();

    /// <summary>What the bot wrote to this person, oldest first, edits applied.</summary>
    private async Task<List<JsonObject>> History() => [.. (await Heard()).Select(m => m.Message)];

    private async Task<IEnumerable<JsonObject>> All()
    {
        using var answer = await http.PostAsJsonAsync("/getUpdatesHistory", new { token = TelegramTestApi.Token });
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!["result"]!.AsArray().OfType<JsonObject>();
    }

    private async Task<IReadOnlyList<string>> Texts() => [.. (await History()).Select(m => (string)m["text"]!)];

    private JsonObject Common() =>
        new()
        {
            ["botToken"] = TelegramTestApi.Token,
            ["date"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(),
            ["from"] = new JsonObject
            {
                ["id"] = id,
                ["first_name"] = name,
                ["is_bot"] = false,
                ["language_code"] = "de",
            },
            ["chat"] = new JsonObject
            {
                ["id"] = chat,
                [chat == id ? "first_name" : "title"] = chat == id ? name : "Moderation",
                ["type"] = chat == id ? "private" : "group",
            },
        };

    private async Task Post(string path, JsonObject content)
    {
        if (path != "/sendCallback")
            seen = await Texts();
        using var answer = await http.PostAsJsonAsync(path, content);
        answer.EnsureSuccessStatusCode();
    }
}
