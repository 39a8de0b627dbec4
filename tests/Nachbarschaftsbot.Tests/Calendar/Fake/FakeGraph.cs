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

namespace Nachbarschaftsbot.Tests.Calendar.Fake;

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

    private void Check(string type, JsonElement body) => Violations.AddRange(types.Faults(type, body));

    private void Violate(string what) => Violations.Add(what);

    private static (int, JsonNode?, int?) Error(int status, string code) => (status, ErrorBody(code), null);

    private static JsonNode ErrorBody(string code) =>
        new JsonObject
        {
            ["error"] = new JsonObject { ["code"] = code, ["message"] = "Words with a name: Ada" },
        };

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$")]
    private static partial Regex WallTime();
}
