using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;

namespace Nachbarschaftsbot.Tests.Calendar.Fake;

/// <summary>An event as it stands in the fake mailbox.</summary>
internal sealed class FakeEvent
{
    public required string Id { get; init; }
    public required JsonObject Body { get; init; }
    public bool IsCancelled { get; set; }
    public string? Comment { get; set; }
    public string? JoinUrl { get; init; }

    /// <summary>A moment of it, by the wall time and the zone that were sent.</summary>
    public Instant At(string side)
    {
        var (text, zone) = ((string)Body[side]!["dateTime"]!, (string)Body[side]!["timeZone"]!);
        var local = LocalDateTimePattern.GeneralIso.Parse(text).GetValueOrThrow();
        return local.InZoneStrictly(zone == "UTC" ? DateTimeZone.Utc : DateTimeZoneProviders.Tzdb[zone]).ToInstant();
    }

    /// <summary>Who is invited.</summary>
    public IReadOnlyList<string> Addresses =>
        [.. Body["attendees"]!.AsArray().Select(a => (string)a!["emailAddress"]!["address"]!)];
}

/// <summary>
/// Graph on loopback with one mailbox, as strict as the real one and stricter: bodies by its metadata, no offset in wall times, no body
/// in a change, at most four requests at once, one event a transaction. What it would swallow but we must not do is a violation.
/// </summary>
internal sealed partial class FakeGraph : IAsyncDisposable
{
    public const string Mailbox = "quartier@example.org";
    private readonly GraphTypes types = GraphTypes.Load();
    private readonly Lock gate = new();
    private readonly Queue<(int Status, string Code, int? RetryAfter)> failures = new();
    private readonly Dictionary<string, (string? Mail, string? Name)> users = [];
    private readonly Dictionary<string, List<(Instant From, Instant To, string Status)>> schedules = [];
    private WebApplication app = null!;
    private int running;
    private int dropped;

    public Uri BaseAddress { get; private set; } = null!;

    /// <summary>The token that is accepted.</summary>
    public string Token { get; set; } = "token-1";

    public List<FakeEvent> Events { get; } = [];
    public List<string> Violations { get; } = [];
    public List<string> Requests { get; } = [];

    /// <summary>Gives only the view of half hours, as for an app that may see no more.</summary>
    public bool OnlyViews { get; set; }

    public static async Task<FakeGraph> Start()
    {
        var graph = new FakeGraph();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(o => o.Listen(System.Net.IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        graph.app = builder.Build();
        graph.app.Run(graph.Handle);
        await graph.app.StartAsync();
        var server = graph.app.Services.GetRequiredService<IServer>();
        graph.BaseAddress = new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/v1.0");
        return graph;
    }

    /// <summary>Somebody in the directory.</summary>
    public void User(string account, string? mail, string? name = null) => users[account] = (mail, name ?? mail);

    /// <summary>A time in somebody's calendar.</summary>
    public void Busy(string mail, Instant from, Instant to, string status = "busy")
    {
        if (!schedules.TryGetValue(mail, out var times))
            schedules[mail] = times = [];
        times.Add((from, to, status));
    }

    /// <summary>Answers the next requests with this.</summary>
    public void FailNext(int status, string code = "", int? retryAfter = null, int times = 1)
    {
        for (var i = 0; i < times; i++)
            failures.Enqueue((status, code, retryAfter));
    }

    /// <summary>Acts on the next request that changes something and cuts the connection before it answers.</summary>
    public void DropNext() => dropped++;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Handle(HttpContext http)
    {
        var count = Interlocked.Increment(ref running);
        try
        {
            using var body = await Read(http);
            if (count > 4)
                Violate("more than four at once");
            var isChange = http.Request.Method != "GET";
            var (status, answer, retryAfter) = Answer(http, body?.RootElement);
            if (isChange && dropped > 0 && status < 300)
            {
                dropped--;
                http.Abort();
                return;
            }
            http.Response.StatusCode = status;
            if (retryAfter is { } wait)
                http.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
            if (answer is not null)
            {
                http.Response.ContentType = "application/json";
                await http.Response.WriteAsync(answer.ToJsonString());
            }
        }
        finally
        {
            Interlocked.Decrement(ref running);
        }
    }

    private static async Task<JsonDocument?> Read(HttpContext http) =>
        http.Request.ContentLength > 0 ? await JsonDocument.ParseAsync(http.Request.Body) : null;

    private (int, JsonNode?, int?) Answer(HttpContext http, JsonElement? body)
    {
        lock (gate)
        {
            Headers(http, body);
            Requests.Add($"{http.Request.Method} {http.Request.Path}");
            if (http.Request.Headers.Authorization != $"Bearer {Token}")
                return Error(401, "InvalidAuthenticationToken");
            if (failures.TryDequeue(out var failure))
                return (failure.Status, ErrorBody(failure.Code), failure.RetryAfter);
            return Act(http.Request, body) is var (status, answer) ? (status, answer, null) : default;
        }
    }

    private void Headers(HttpContext http, JsonElement? body)
    {
        if (!Guid.TryParse(http.Request.Headers["client-request-id"], out _))
            Violate("no client-request-id");
        if (http.Request.Headers["Prefer"] != "outlook.timezone=\"UTC\"")
            Violate("no Prefer for the time zone");
        if (body is not null && http.Request.ContentType != "application/json")
            Violate("a body that is no JSON");
    }

    private (int, JsonNode?) Act(HttpRequest request, JsonElement? body)
    {
        var parts = request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts is not ["v1.0", "users", var user, .. var rest])
            return (400, ErrorBody("BadRequest"));
        if (rest.Length == 0 && Guid.TryParse(user, out _))
            return users.TryGetValue(user, out var found)
                ? (200, new JsonObject { ["mail"] = found.Mail, ["userPrincipalName"] = found.Name })
                : (404, ErrorBody("Request_ResourceNotFound"));
        if (user != Mailbox)
            return (404, ErrorBody("ErrorInvalidUser"));
        return (request.Method, rest) switch
        {
            ("POST", ["events"]) => Create(body!.Value),
            ("PATCH", ["events", var id]) => Change(id, body!.Value),
            ("POST", ["events", var id, "cancel"]) => Cancel(id, body!.Value),
            ("POST", ["calendar", "getSchedule"]) => Schedules(body!.Value),
            ("GET", ["calendarView"]) => View(request),
            ("GET", ["calendar"]) => (200, new JsonObject { ["id"] = "cal1" }),
            _ => (400, ErrorBody("BadRequest")),
        };
    }

    private (int, JsonNode?) Create(JsonElement body)
    {
        Check("event", body);
        CheckTimes(body);
        if (!Guid.TryParse(Text(body, "transactionId"), out _))
            Violate("an event without transactionId");
        if (Text(body, "sensitivity") != "private")
            Violate("an event that is not private");
        if (Events.Any(e => (string?)e.Body["transactionId"] == Text(body, "transactionId")))
            return (409, ErrorBody("ErrorDuplicateTransactionId"));
        var isOnline = body.TryGetProperty("isOnlineMeeting", out var online) && online.GetBoolean();
        if (isOnline && Text(body, "onlineMeetingProvider") != "teamsForBusiness")
            Violate("an online meeting without provider");
        var one = new FakeEvent
        {
            Id = $"AAMk-{Events.Count + 1}=",
            Body = JsonObject.Create(body.Clone())!,
            JoinUrl = isOnline ? $"https://teams.example.org/l/{Events.Count + 1}" : null,
        };
        Events.Add(one);
        return (201, Show(one));
    }

    private (int, JsonNode?) Change(string id, JsonElement body)
    {
        Check("event", body);
        CheckTimes(body);
        foreach (var name in (string[])["body", "isOnlineMeeting", "onlineMeetingProvider", "transactionId"])
            if (body.TryGetProperty(name, out _))
                Violate($"a change with {name}");
        if (Events.FirstOrDefault(e => e.Id == id) is not { IsCancelled: false } one)
            return (404, ErrorBody("ErrorItemNotFound"));
        foreach (var property in body.EnumerateObject())
            one.Body[property.Name] = JsonNode.Parse(property.Value.GetRawText());
        return (200, Show(one));
    }

    private (int, JsonNode?) Cancel(string id, JsonElement body)
    {
        Check("cancel", body);
        if (Events.FirstOrDefault(e => e.Id == id) is not { IsCancelled: false } one)
            return (404, ErrorBody("ErrorItemNotFound"));
        (one.IsCancelled, one.Comment) = (true, Text(body, "Comment"));
        return (202, null);
    }

    private (int, JsonNode?) Schedules(JsonElement body)
    {
        Check("getSchedule", body);
        var asked = body.GetProperty("Schedules").EnumerateArray().Select(s => s.GetString()!).ToList();
        if (asked.Count is 0 or > 20)
            return (400, ErrorBody("ErrorInvalidParameter"));
        var from = Moment(body.GetProperty("StartTime"));
        var to = Moment(body.GetProperty("EndTime"));
        if (to - from > Duration.FromDays(62))
            return (400, ErrorBody("ErrorTimeWindowTooLong"));
        return (200, new JsonObject { ["value"] = new JsonArray([.. asked.Select(mail => Schedule(mail, from, to))]) });
    }

    private JsonNode Schedule(string mail, Instant from, Instant to)
    {
        if (!schedules.TryGetValue(mail, out var times))
            return new JsonObject
            {
                ["scheduleId"] = mail,
                ["error"] = new JsonObject { ["responseCode"] = "ErrorMailRecipientNotFound" },
            };
        var halves = (int)((to - from).TotalMinutes / 30);
        var view = string.Concat(
            Enumerable
                .Range(0, halves)
                .Select(i => from + Duration.FromMinutes(30 * i))
                .Select(at =>
                    times.FirstOrDefault(t => t.From < at + Duration.FromMinutes(30) && t.To > at).Status switch
                    {
                        "tentative" => '1',
                        "busy" => '2',
                        "oof" => '3',
                        "workingElsewhere" => '4',
                        _ => '0',
                    }
                )
        );
        var items = times.Select(t =>
            (JsonNode)
                new JsonObject
                {
                    ["status"] = t.Status,
                    ["start"] = Utc(t.From),
                    ["end"] = Utc(t.To),
                }
        );
        return new JsonObject
        {
            ["scheduleId"] = mail.ToUpperInvariant(),
            ["availabilityView"] = view,
            ["scheduleItems"] = OnlyViews ? new JsonArray() : new JsonArray([.. items]),
        };
    }

    private (int, JsonNode?) View(HttpRequest request)
    {
        var (from, to) = (
            InstantPattern.General.Parse(request.Query["startDateTime"]!).GetValueOrThrow(),
            InstantPattern.General.Parse(request.Query["endDateTime"]!).GetValueOrThrow()
        );
        var found = Events.Where(e => !e.IsCancelled && e.At("end") > from && e.At("start") < to).Select(Show);
        return (200, new JsonObject { ["value"] = new JsonArray([.. found]) });
    }

    private void CheckTimes(JsonElement body)
    {
        var (from, to) = (Moment(body.GetProperty("start")), Moment(body.GetProperty("end")));
        if (to <= from)
            Violate("an event that ends before it begins");
    }

    private Instant Moment(JsonElement time)
    {
        var text = Text(time, "dateTime")!;
        if (!WallTime().IsMatch(text))
            Violate($"no wall time: {text}");
        var zone = Text(time, "timeZone") is "UTC"
            ? DateTimeZone.Utc
            : DateTimeZoneProviders.Tzdb[Text(time, "timeZone")!];
        return LocalDateTimePattern.GeneralIso.Parse(text).GetValueOrThrow().InZoneStrictly(zone).ToInstant();
    }

    private void Check(string type, JsonElement body) => Violations.AddRange(types.Faults(type, body));

    private void Violate(string what) => Violations.Add(what);

    private static JsonNode Show(FakeEvent one) =>
        new JsonObject
        {
            ["id"] = one.Id,
            ["transactionId"] = (string?)one.Body["transactionId"],
            ["onlineMeeting"] = one.JoinUrl is null ? null : new JsonObject { ["joinUrl"] = one.JoinUrl },
        };

    private static JsonObject Utc(Instant at) =>
        new()
        {
            ["dateTime"] = at.InUtc().LocalDateTime.ToString("uuuu-MM-dd'T'HH:mm:ss'.0000000'", null),
            ["timeZone"] = "UTC",
        };

    private static string? Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static (int, JsonNode?, int?) Error(int status, string code) => (status, ErrorBody(code), null);

    private static JsonNode ErrorBody(string code) =>
        new JsonObject
        {
            ["error"] = new JsonObject { ["code"] = code, ["message"] = "Words with a name: Ada" },
        };

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$")]
    private static partial Regex WallTime();
}
