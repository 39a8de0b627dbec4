using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Nachbarschaftsbot.Tests.Matrix.Fake;

/// <summary>An application service as its registration file says.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Url">Where it is called.</param>
/// <param name="AsToken">What it shows to the homeserver.</param>
/// <param name="HsToken">What the homeserver shows to it.</param>
/// <param name="Ghosts">Which users are its own, as a regular expression.</param>
public sealed record FakeRegistration(
    string Id,
    string Url,
    string AsToken,
    string HsToken,
    string Ghosts = "@_nachbar_.*"
)
{
    internal bool Owns(string user) => user == FakeHomeserver.BotUser || Regex.IsMatch(user, $"^{Ghosts}$");
}

// The application service: transactions, one after the other, tried again until they are taken.
public sealed partial class FakeHomeserver
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly List<(string Txn, JsonArray Events)> taken = [];
    private FakeRegistration? appservice;
    private long pushed;

    /// <summary>Transactions that were taken, oldest first.</summary>
    public IReadOnlyList<(string Txn, JsonArray Events)> Transactions => Snapshot(taken);

    /// <summary>Puts the registration in: from now on the bot is an application service, and is called.</summary>
    public void Register(FakeRegistration registration)
    {
        lock (Gate)
        {
            appservice = registration;
            pushed = lastId;
            tokens.Clear();
            tokens[registration.AsToken] = BotUser;
        }
        _ = Task.Run(PushAll);
    }

    /// <summary>Calls the application service once with whatever the test wants, and gives the status.</summary>
    public async Task<int> Push(string txn, JsonArray events, string? token = null, string query = "")
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Put,
            $"{appservice!.Url.TrimEnd('/')}/_matrix/app/v1/transactions/{Uri.EscapeDataString(txn)}{query}"
        );
        var shown = token ?? appservice.HsToken;
        if (shown.Length > 0)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", shown);
        request.Content = new StringContent(
            new JsonObject { ["events"] = events.DeepClone() }.ToJsonString(),
            Encoding.UTF8,
            "application/json"
        );
        using var response = await http.SendAsync(request, stopped.Token);
        return (int)response.StatusCode;
    }

    /// <summary>An event as the application service gets it.</summary>
    public JsonObject ForAppservice(FakeEvent one) => one.ToJson(BotUser);

    private async Task PushAll()
    {
        try
        {
            for (var number = 1; ; number++)
                await PushUntilTaken($"t{number}", await NextEvents());
        }
        catch (OperationCanceledException)
        {
            // The homeserver ends.
        }
    }

    private async Task<JsonArray> NextEvents()
    {
        while (true)
        {
            Task next;
            lock (Gate)
            {
                var news = rooms
                    .Values.SelectMany(r => r.Events)
                    .Where(e => e.Order > pushed && IsForUs(e))
                    .OrderBy(e => e.Order)
                    .Take(100)
                    .ToList();
                if (news.Count > 0)
                {
                    pushed = news[^1].Order;
                    return new([.. news.Select(e => (JsonNode)e.ToJson(BotUser))]);
                }
                next = changed.Task;
            }
            await next.WaitAsync(stopped.Token);
        }
    }

    private bool IsForUs(FakeEvent one) =>
        one.Type == "m.room.member" && one.StateKey is { } whom && appservice!.Owns(whom)
        || one.Room.Members.Any(m => m.Value == "join" && appservice!.Owns(m.Key));

    private async Task PushUntilTaken(string txn, JsonArray events)
    {
        while (true)
        {
            try
            {
                if (await Push(txn, events) == 200)
                    break;
            }
            catch (HttpRequestException)
            {
                // Not there now: it comes again.
            }
            await Task.Delay(Pause, stopped.Token);
        }
        lock (Gate)
        {
            taken.Add((txn, events));
            Change();
        }
    }

    private async Task<FakeAnswer> Ping(string id, JsonObject? json)
    {
        if (appservice is null || appservice.Id != id)
            return FakeAnswer.Error(403, "M_FORBIDDEN");
        try
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Post,
                $"{appservice.Url.TrimEnd('/')}/_matrix/app/v1/ping"
            );
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", appservice.HsToken);
            request.Content = new StringContent((json ?? []).ToJsonString(), Encoding.UTF8, "application/json");
            using var response = await http.SendAsync(request, stopped.Token);
            return response.IsSuccessStatusCode
                ? FakeAnswer.Ok(new() { ["duration_ms"] = 1 })
                : FakeAnswer.Error(502, "M_BAD_STATUS");
        }
        catch (HttpRequestException)
        {
            return FakeAnswer.Error(502, "M_CONNECTION_FAILED");
        }
    }
}
