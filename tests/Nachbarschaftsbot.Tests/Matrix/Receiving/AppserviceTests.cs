using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.Matrix.Transport;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Tests.Store;

namespace Nachbarschaftsbot.Tests.Matrix.Receiving;

/// <summary>What the homeserver and others send to the application service's addresses.</summary>
public sealed class AppserviceTests() : AdaChats(isAppservice: true)
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public override async ValueTask DisposeAsync()
    {
        http.Dispose();
        await base.DisposeAsync();
    }

    [Theory]
    [InlineData(null, "", 401)]
    [InlineData("", "", 401)]
    [InlineData("Bearer falsch", "", 403)]
    [InlineData("Bearer " + MatrixDoor.AsToken, "", 403)]
    [InlineData("Basic " + MatrixDoor.HsToken, "", 403)]
    [InlineData("Bearer " + MatrixDoor.HsToken, "", 200)]
    [InlineData("bearer " + MatrixDoor.HsToken, "", 200)]
    [InlineData("Bearer " + MatrixDoor.HsToken, "?access_token=" + MatrixDoor.HsToken, 200)]
    [InlineData("Bearer " + MatrixDoor.HsToken, "?access_token=falsch", 403)]
    [InlineData("Bearer " + MatrixDoor.HsToken, "?access_token=", 403)]
    [InlineData("Bearer falsch", "?access_token=" + MatrixDoor.HsToken, 403)]
    [InlineData(null, "?access_token=" + MatrixDoor.HsToken, 200)]
    [InlineData(null, "?access_token=falsch", 403)]
    public async Task Only_the_homeserver_is_heard(string? authorization, string query, int status)
    {
        var answer = await Call("PUT", $"/_matrix/app/v1/transactions/x1{query}", authorization, Words("Von wem?"));
        Assert.Equal(status, answer.Status);
        if (status == 200)
            await Door.Hears("Von wem?");
        else
            Assert.NotNull((string?)answer.Json["errcode"]);
        await Door.Settle(Direct);
        Assert.Equal(status == 200, Door.Words.Contains("Von wem?"));
    }

    [Theory]
    [InlineData("GET", "/_matrix/app/v1/transactions/1", 405, "M_UNRECOGNIZED")]
    [InlineData("POST", "/transactions/1", 405, "M_UNRECOGNIZED")]
    [InlineData("GET", "/_matrix/app/v1/ping", 405, "M_UNRECOGNIZED")]
    [InlineData("POST", "/_matrix/app/v1/ping", 200, null)]
    [InlineData("GET", "/_matrix/app/v1/users/@nachbar:quartier.example", 200, null)]
    [InlineData("GET", "/users/@nachbar:quartier.example", 200, null)]
    [InlineData("GET", "/_matrix/app/v1/users/@_nachbar_x:quartier.example", 404, "M_NOT_FOUND")]
    [InlineData("GET", "/_matrix/app/v1/rooms/%23nachbarn:quartier.example", 404, "M_NOT_FOUND")]
    [InlineData("GET", "/rooms/%23nachbarn:quartier.example", 404, "M_NOT_FOUND")]
    [InlineData("GET", "/_matrix/app/v1/thirdparty/user", 404, "M_UNRECOGNIZED")]
    [InlineData("PUT", "/_matrix/app/v2/transactions/1", 404, "M_UNRECOGNIZED")]
    public async Task Each_address_answers_as_the_specification_says(
        string method,
        string path,
        int status,
        string? code
    )
    {
        var answer = await Call(method, path, $"Bearer {MatrixDoor.HsToken}", "{}");
        Assert.Equal(status, answer.Status);
        Assert.Equal(code, (string?)answer.Json["errcode"]);
        Assert.Equal("application/json", answer.Type);
    }

    [Fact]
    public async Task The_old_address_takes_transactions_too()
    {
        var answer = await Call("PUT", "/transactions/alt", $"Bearer {MatrixDoor.HsToken}", Words("Auf altem Weg"));
        Assert.Equal(200, answer.Status);
        await Door.Hears("Auf altem Weg");
    }

    [Fact]
    public async Task The_same_transaction_again_does_nothing_also_after_a_restart()
    {
        var events = new JsonArray(Said("Einmal", "$a"), Said("Zweimal", "$b"));
        Assert.Equal(200, await Door.Homeserver.Push("x1", events));
        await Door.Hears("Zweimal");
        Assert.Equal(200, await Door.Homeserver.Push("x1", events));
        // The same events under another id: that happens after an outage.
        Assert.Equal(200, await Door.Homeserver.Push("x2", events));
        await Door.Restart();
        Assert.Equal(200, await Door.Homeserver.Push("x1", events));
        Assert.Equal(200, await Door.Homeserver.Push("x2", events));
        Assert.Equal(200, await Door.Homeserver.Push("x0", new(Said("Verspätet", "$d"))));
        await Door.Hears("Verspätet");
        Assert.Equal(["/start", "Einmal", "Zweimal", "Verspätet"], Door.Words);
    }

    [Fact]
    public async Task A_homeserver_that_counts_from_the_beginning_again_is_heard()
    {
        Assert.Equal(200, await Door.Homeserver.Push("x1", new(Said("Vor dem Neustart", "$a"))));
        await Door.Hears("Vor dem Neustart");
        Assert.Equal(200, await Door.Homeserver.Push("x1", new(Said("Nach dem Neustart", "$b"))));
        await Door.Hears("Nach dem Neustart");
        Assert.Equal(["/start", "Vor dem Neustart", "Nach dem Neustart"], Door.Words);
    }

    [Fact]
    public async Task A_slow_turn_does_not_keep_the_homeserver_waiting()
    {
        var slow = new TaskCompletionSource();
        Door.Before = i => i.Content is Content.Words { Text: "Langsam" } ? slow.Task : Task.CompletedTask;
        Assert.Equal(200, await Door.Homeserver.Push("x1", new(Said("Langsam", "$a"))));
        Assert.Equal(200, await Door.Homeserver.Push("x2", new(Said("Danach", "$b"))));
        Assert.DoesNotContain("Danach", Door.Words);
        slow.SetResult();
        await Door.Hears("Danach");
        Assert.Equal(["/start", "Langsam", "Danach"], Door.Words);
    }

    [Fact]
    public async Task What_was_taken_survives_the_end_of_the_program()
    {
        var never = new TaskCompletionSource();
        Door.Before = i => i.Content is Content.Words { Text: "Wichtig" } ? never.Task : Task.CompletedTask;
        Assert.Equal(200, await Door.Homeserver.Push("x1", new(Said("Wichtig", "$a"))));
        var stopped = Door.Stop();
        never.SetException(new StoreUnavailableException("The program ends."));
        await stopped;
        Door.Before = _ => Task.CompletedTask;
        await Door.Start();
        await Door.Hears("Wichtig");
        Assert.Single(Door.Words, "Wichtig");
    }

    [Fact]
    public async Task Nothing_is_acknowledged_that_cannot_be_kept()
    {
        await Door.Store.TakesNothing();
        Assert.Equal(503, await Door.Homeserver.Push("x1", new(Said("Mein Mann schlägt mich", "$a"))));
        Assert.Contains(Door.Warned, w => w.Content == new Content.Words("Mein Mann schlägt mich"));
        await Door.Store.TakesAgain();
        Assert.Equal(200, await Door.Homeserver.Push("x1", new(Said("Mein Mann schlägt mich", "$a"))));
        await Door.Hears("Mein Mann schlägt mich");
    }

    [Theory]
    [InlineData("kein json", 400)]
    [InlineData("[]", 400)]
    [InlineData("{\"events\":5}", 400)]
    [InlineData("{}", 200)]
    [InlineData("{\"events\":[]}", 200)]
    [InlineData("{\"events\":[5,null,\"x\",{},[]],\"ephemeral\":[{}]}", 200)]
    public async Task What_cannot_be_read_is_said_or_passed_over(string body, int status)
    {
        var answer = await Call("PUT", "/_matrix/app/v1/transactions/x1", $"Bearer {MatrixDoor.HsToken}", body);
        Assert.Equal(status, answer.Status);
    }

    [Fact]
    public async Task A_transaction_that_is_too_large_is_refused_unread()
    {
        var body = new string(' ', AppserviceEndpoint.Largest + 1);
        var answer = await Call("PUT", "/_matrix/app/v1/transactions/x1", $"Bearer {MatrixDoor.HsToken}", body);
        Assert.Equal(413, answer.Status);
    }

    [Fact]
    public async Task Talk_of_a_room_is_not_kept_for_a_moment()
    {
        var room = await Ada.OpensRoom("Treff");
        await Door.IsIn(room);
        var before = await Door.Store.VersionOf(InboxEntry.Kind, "x");
        var held = new TaskCompletionSource();
        Door.Before = _ => held.Task;
        Ada.In(room).Types("Das geht den Bot nichts an");
        Direct.Types("Halt");
        await Door.Until(
            async () =>
                (await Door.Service<AppserviceInbox>().Oldest(10)).Any(e => e.Events.Any(x => x.Body == "Halt")),
            "the words wait"
        );
        Assert.Equal(0, before);
        Assert.DoesNotContain(
            await Door.Service<AppserviceInbox>().Oldest(100),
            e => e.Events.Any(x => x.Body == "Das geht den Bot nichts an")
        );
        held.SetResult();
        await Door.Hears("Halt");
        await Door.Until(
            async () => (await Door.Service<AppserviceInbox>().Oldest(1)).Count == 0,
            "nothing is left behind"
        );
    }

    [Fact]
    public async Task The_homeserver_is_asked_to_knock()
    {
        await Door.Until(() => Door.Health.Message == AppserviceTransport.Connected, "the way is open");
        Assert.Contains(
            Door.Homeserver.Calls,
            c => c.Path == "/_matrix/client/v1/appservice/nachbarschaftsbot/ping" && c.Status == 200
        );
        Assert.Contains(Door.Homeserver.Calls, c => c.Path == "/_matrix/client/v3/register");
        Door.Homeserver.FailNext("/ping", 502, "M_BAD_STATUS");
        await Door.Restart();
        await Door.Until(() => Door.Health.Message == AppserviceTransport.Connected, "the way is open again");
        Assert.Equal(HealthStatus.Healthy, Door.Health.Status);
    }

    private JsonObject Said(string text, string id) =>
        new()
        {
            ["type"] = "m.room.message",
            ["event_id"] = id,
            ["room_id"] = Direct.Room.Id,
            ["sender"] = Ada.Id,
            ["origin_server_ts"] = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(),
            ["content"] = new JsonObject { ["msgtype"] = "m.text", ["body"] = text },
        };

    private string Words(string text) => new JsonObject { ["events"] = new JsonArray(Said(text, "$x")) }.ToJsonString();

    private async Task<(int Status, JsonObject Json, string? Type)> Call(
        string method,
        string path,
        string? authorization,
        string body
    )
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Door.Address + path);
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        request.Headers.ExpectContinue = body.Length > 1024 * 1024;
        if (method != "GET")
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return (
            (int)response.StatusCode,
            (JsonObject)JsonNode.Parse(text)!,
            response.Content.Headers.ContentType?.MediaType
        );
    }
}
