using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Nachbarschaftsbot.Benchmarks.Driver;

namespace Nachbarschaftsbot.Benchmarks;

/// <summary>
/// Cards in Teams, as people meet them: a message comes in and the card stands at the connector; a button is pressed and the client has
/// its answer. One person after the other, each in their own chat, so that no limit of Teams is touched.
/// </summary>
internal static class TeamsBenchmark
{
    private const int Warm = 40;
    private const int Most = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Measures and gives the rows of the table.</summary>
    /// <param name="runs">How often.</param>
    /// <param name="people">How many people in each run.</param>
    public static async Task<IReadOnlyList<string>> Run(int runs, int people = 200)
    {
        var (cards, answers) = (new List<double>(), new List<double>());
        for (var run = 0; run < runs; run++)
        {
            var (card, answer) = await Measure(people);
            cards.Add(card);
            answers.Add(answer);
            Console.WriteLine($"teams: card p99 {card:F1} ms, answer p99 {answer:F1} ms");
        }
        return
        [
            Table.Limit("Teams: Karte beim Konnektor, p99", Table.Median(cards), Most, "ms", "F1"),
            Table.Limit("Teams: Knopf beantwortet (gespeichert), p99", Table.Median(answers), Most, "ms", "F1"),
        ];
    }

    private static async Task<(double Card, double Answer)> Measure(int people)
    {
        var folder = Directory.CreateTempSubdirectory("bench-").FullName;
        try
        {
            using var connector = new Connector();
            var port = LoadBenchmark.FreePort();
            using var bot = await BotProcess.Start("dotnet", [Ours.Program], Settings(port, folder), "bereit", folder);
            using var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}") };
            var (cards, answers) = (new List<double>(), new List<double>());
            for (var person = 0; person < Warm + people; person++)
            {
                var (card, answer) = await Meet(http, connector, person);
                await Task.Delay(Pause);
                if (person < Warm)
                    continue;
                cards.Add(card);
                answers.Add(answer);
            }
            return (P99(cards), P99(answers));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Somebody says hello, sees a card, and presses its first button.</summary>
    private static async Task<(double Card, double Answer)> Meet(HttpClient http, Connector connector, int person)
    {
        var arrives = connector.Next($"a:{person}");
        var started = Stopwatch.GetTimestamp();
        await Post(http, Activity(connector, person, "message", "1", a => a["text"] = "/start"));
        var token = await arrives.WaitAsync(Patience);
        var card = Stopwatch.GetElapsedTime(started).TotalMilliseconds;

        started = Stopwatch.GetTimestamp();
        await Post(http, Activity(connector, person, "invoke", "2", a => Press(a, token)));
        return (card, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    private static void Press(JsonObject activity, string token)
    {
        activity["name"] = "adaptiveCard/action";
        activity["value"] = new JsonObject
        {
            ["action"] = new JsonObject
            {
                ["type"] = "Action.Execute",
                ["verb"] = "press",
                ["data"] = new JsonObject { ["token"] = token },
            },
        };
    }

    private static JsonObject Activity(
        Connector connector,
        int person,
        string type,
        string id,
        Action<JsonObject> complete
    )
    {
        var activity = new JsonObject
        {
            ["type"] = type,
            ["id"] = id,
            ["channelId"] = "msteams",
            ["serviceUrl"] = connector.Address,
            ["locale"] = "de-DE",
            ["from"] = new JsonObject
            {
                ["id"] = $"29:{person}",
                ["name"] = "Ada Beispiel",
                ["aadObjectId"] = $"00000000-0000-0000-0000-{person:D12}",
            },
            ["recipient"] = new JsonObject { ["id"] = "28:bot" },
            ["conversation"] = new JsonObject { ["id"] = $"a:{person}", ["conversationType"] = "personal" },
        };
        complete(activity);
        return activity;
    }

    private static async Task Post(HttpClient http, JsonObject activity)
    {
        using var content = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await http.PostAsync("/api/messages", content);
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync();
    }

    private static double P99(List<double> figures)
    {
        figures.Sort();
        return figures[(int)Math.Ceiling(figures.Count * 0.99) - 1];
    }

    private static Dictionary<string, string> Settings(int port, string folder) =>
        new()
        {
            ["Bot__OperatorName"] = "Nachbarschaftshilfe Probe e. V.",
            ["Bot__OperatorContact"] = "Telefon 0000 123456",
            ["Teams__Anonymous"] = "true",
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["Web__Listen"] = $"http://127.0.0.1:{port}",
            ["Store__Folder"] = folder,
            ["DOTNET_gcServer"] = "0",
        };

    /// <summary>A connector that takes everything and tells the token of the first button of what it got.</summary>
    private sealed class Connector : IDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> _awaited = [];
        private int _last;

        public Connector()
        {
            Address = $"http://127.0.0.1:{LoadBenchmark.FreePort()}/";
            _listener.Prefixes.Add(Address);
            _listener.Start();
            _ = Serve();
        }

        public string Address { get; }

        /// <summary>The token of the first button of the next card in a conversation.</summary>
        public Task<string> Next(string conversation) =>
            (_awaited[conversation] = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

        public void Dispose() => _listener.Close();

        private async Task Serve()
        {
            try
            {
                while (true)
                    _ = Take(await _listener.GetContextAsync());
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException) { }
        }

        private async Task Take(HttpListenerContext context)
        {
            using var reader = new StreamReader(context.Request.InputStream);
            var activity = JsonNode.Parse(await reader.ReadToEndAsync());
            var answer = Encoding.UTF8.GetBytes($$"""{"id":"{{Interlocked.Increment(ref _last)}}"}""");
            context.Response.ContentType = "application/json";
            await context.Response.OutputStream.WriteAsync(answer);
            context.Response.Close();
            var conversation = context.Request.Url!.Segments.Select(s => Uri.UnescapeDataString(s.TrimEnd('/')));
            if (TokenIn(activity) is { } token)
                foreach (var segment in conversation)
                    if (_awaited.TryRemove(segment, out var awaited))
                        awaited.SetResult(token);
        }

        private static string? TokenIn(JsonNode? node) =>
            node switch
            {
                JsonObject o when o["token"] is JsonValue token => (string?)token,
                JsonObject o => o.Select(p => TokenIn(p.Value)).FirstOrDefault(t => t is not null),
                JsonArray a => a.Select(TokenIn).FirstOrDefault(t => t is not null),
                _ => null,
            };
    }
}
