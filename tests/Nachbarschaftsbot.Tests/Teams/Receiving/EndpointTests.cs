using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers;
using Nachbarschaftsbot.Messengers.Teams.Receiving;
using Nachbarschaftsbot.Messengers.Teams.Receiving.Tokens;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Store.Sqlite;
using Nachbarschaftsbot.Tests.Store;
using Nachbarschaftsbot.Turns;

namespace Nachbarschaftsbot.Tests.Teams.Receiving;

public sealed class EndpointTests : AtTheTeamsDoor
{
    [Fact]
    public async Task Words_are_taken_and_what_sending_needs_is_kept()
    {
        using var response = await Door.Post(Activities.Message("Hallo", "1700000000123"));
        Assert.Equal((HttpStatusCode.OK, 0), (response.StatusCode, response.Content.Headers.ContentLength));
        var inbound = Assert.Single(Door.Taken);
        Assert.Equal(new Place("teams", Activities.Ada, null, PlaceKind.Private), inbound.Place);
        Assert.Equal(InboundIds.Of("teams", $"teams:{Activities.Ada}:1700000000123"), inbound.Id);
        Assert.Equal(new Sender(new Account("teams", Activities.Ada), "Ada", "de"), inbound.Sender);
        Assert.Equal(new Content.Words("Hallo"), inbound.Content);
        var kept = await Door.Book.Find(Activities.Ada);
        Assert.Equal(Activities.PersonalWire, kept!.WireId);
        Assert.Equal((Signer.Service, true, Signer.Tenant), (kept.ServiceUrl, kept.IsChecked, kept.Tenant));
        Assert.Equal((Activities.Bot, "29:ada", Activities.Ada), (kept.Bot, kept.UserId, kept.Account));
    }

    [Fact]
    public async Task It_is_acknowledged_only_after_it_took_effect()
    {
        var durable = new TaskCompletionSource<TurnResult>();
        Door.Turn = _ => durable.Task;
        var answer = Door.Post(Activities.Message("Hallo"));
        await Patience.Until(() => Door.Taken.Count > 0);
        await Task.Delay(50);
        Assert.False(answer.IsCompleted);
        durable.SetResult(new(TurnOutcome.Done));
        Assert.Equal(HttpStatusCode.OK, (await answer).StatusCode);
    }

    [Fact]
    public async Task What_could_not_be_stored_is_asked_for_again()
    {
        Door.Turn = _ => throw new StoreUnavailableException("full");
        using var response = await Door.Post(Activities.Message("Hallo"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("5", response.Headers.GetValues("Retry-After").Single());
    }

    [Fact]
    public async Task Before_a_turn_that_cannot_be_stored_words_of_danger_are_looked_for()
    {
        await ((SqliteStore)Door.Store).TakesNothing();
        using var response = await Door.Post(Activities.Message("Es brennt"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Empty(Door.Taken);
        Assert.Equal(new Content.Words("Es brennt"), Assert.Single(Door.Warned).Content);
    }

    [Fact]
    public async Task Who_only_looks_is_told_to_post()
    {
        foreach (var method in (HttpMethod[])[HttpMethod.Head, HttpMethod.Get])
        {
            using var response = await Door.Send(method);
            Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
            Assert.Equal("POST", response.Content.Headers.Allow.Single());
        }
    }

    [Fact]
    public async Task Too_much_is_refused_before_it_is_read_whatever_it_says_of_its_length()
    {
        var body = Activities.Message(new string('x', TeamsEndpoint.Largest)).ToJsonString();
        using var said = await Door.Post(body, "Bearer " + Door.Signer.Token(Door.Now));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, said.StatusCode);
        using var unsaid = await Door.Send(HttpMethod.Post, Chunked(body));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, unsaid.StatusCode);
        Assert.Empty(Door.Taken);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"Hallo\"")]
    [InlineData("""{"id":"1"}""")]
    [InlineData("""{"type":""}""")]
    [InlineData("""{"type":["message"]}""")]
    [InlineData("""{"type":"message"} und noch etwas""")]
    [InlineData("""{"type":"message","from":"Ada"}""")]
    public async Task What_is_no_activity_is_refused(string body)
    {
        using var response = await Door.Post(body, "Bearer " + Door.Signer.Token(Door.Now));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Empty(Door.Taken);
    }

    [Fact]
    public async Task What_is_no_json_by_its_own_word_is_refused()
    {
        using var response = await Door.Send(HttpMethod.Post, new StringContent("{}", Encoding.UTF8, "text/plain"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Theory]
    [InlineData("messageReaction")]
    [InlineData("typing")]
    [InlineData("event")]
    [InlineData("messageUpdate")]
    [InlineData("messageDelete")]
    [InlineData("handoff")]
    [InlineData("etwasGanzNeues")]
    public async Task What_asks_for_nothing_is_acknowledged_and_left_out(string type)
    {
        var activity = Activities.Other(type).Event("editMessage").With("text", "/loeschen");
        activity["reactionsAdded"] = new JsonArray(new JsonObject { ["type"] = "like" });
        using var response = await Door.Post(activity);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(Door.Taken);
    }

    [Fact]
    public async Task An_own_message_that_comes_back_is_left_out()
    {
        var echo = Activities.Message("Hallo");
        echo["from"] = new JsonObject { ["id"] = Activities.Bot, ["name"] = "Bot" };
        using var response = await Door.Post(echo);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(Door.Taken);
    }

    [Fact]
    public async Task In_a_channel_words_that_name_a_command_are_one_and_the_bare_name_asks_for_help()
    {
        await Door.Post(Activities.InChannel("kanal einstellen", "1"));
        await Door.Post(Activities.InChannel("etwas anderes", "1"));
        await Door.Post(Activities.InChannel("", "1"));
        Door.Reference = (_, _) => "card:1";
        await Door.Post(Activities.InChannel("kanal einstellen", "1"));
        Assert.Equal(
            [
                new Content.Words("/kanal"),
                new Content.Words("etwas anderes"),
                new Content.Words("/hilfe"),
                new Content.Words("kanal einstellen"),
            ],
            Door.Taken.Select(t => t.Content)
        );
        Assert.Equal("card:1", Door.Taken[^1].ReplyTo);
    }

    [Fact]
    public async Task A_connector_that_moved_is_followed()
    {
        await Door.Post(Activities.Message("Hallo"));
        const string Moved = "https://smba.trafficmanager.net/de/";
        var token = Door.Signer.Token(Door.Now, claims: c => c["serviceurl"] = Moved);
        using var response = await Door.Post(
            Activities.Message("Noch da?").With("serviceUrl", Moved).ToJsonString(),
            "Bearer " + token
        );
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Moved, (await Door.Book.Find(Activities.Ada))!.ServiceUrl);
    }

    [Fact]
    public async Task A_connector_without_tls_is_not_believed_whatever_the_token_says()
    {
        const string Open = "http://smba.trafficmanager.net/emea/";
        var token = Door.Signer.Token(Door.Now, claims: c => c["serviceurl"] = Open);
        using var response = await Door.Post(
            Activities.Message("Hallo").With("serviceUrl", Open).ToJsonString(),
            "Bearer " + token
        );
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal([TokenFault.Service], Door.Refused);
        Assert.Null(await Door.Book.Find(Activities.Ada));
    }

    [Fact]
    public async Task A_deleted_person_takes_the_conversation_along_but_the_last_word_still_arrives()
    {
        await Door.Post(Activities.Message("Hallo"));
        var changes = new ChangeSet { InboundId = "x" };
        await Door.Book.Forget($"teams:{Activities.Ada}", changes);
        Assert.Equal(CommitResult.Done, await Door.Store.Commit(changes));
        Assert.Equal(0, await Door.Store.VersionOf(Messengers.Teams.TeamsConversation.Kind, Activities.Ada));
        Assert.NotNull(await Door.Book.Find(Activities.Ada));
        Door.Time.Advance(NodaTime.Duration.FromMinutes(11));
        Assert.Null(await Door.Book.Find(Activities.Ada));
    }

    private static StreamContent Chunked(string body)
    {
        var content = new StreamContent(new Unknown(Encoding.UTF8.GetBytes(body)));
        content.Headers.ContentType = new("application/json");
        return content;
    }

    /// <summary>A stream that does not know its length, so that the request does not say it.</summary>
    private sealed class Unknown(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}

/// <summary>Without tokens, for the Playground: only from this machine, and nothing that could make us send a token somewhere.</summary>
public sealed class AnonymousTests
{
    [Fact]
    public async Task The_playground_is_heard_without_a_token()
    {
        await using var door = await TeamsDoor.Open(anonymous: true);
        var activity = Activities.Message("Hallo").With("serviceUrl", "http://localhost:56150/_connector");
        using var response = await door.Post(activity.ToJsonString());
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Single(door.Taken);
        Assert.False((await door.Book.Find(Activities.Ada))!.IsChecked);
    }

    /// <summary>As recorded from the Microsoft 365 Agents Playground 0.2.28 when its page is opened.</summary>
    [Fact]
    public async Task What_the_playground_begins_with_is_one_greeting()
    {
        await using var door = await TeamsDoor.Open(anonymous: true);
        string[] recorded =
        [
            """{"type":"conversationUpdate","id":"675b205f-0181-4490-9d9f-0dd8f0da517f","from":{"id":"user-id-0","aadObjectId":"00000000-0000-0000-0000-0000000000020"},"timestamp":"2026-11-21T15:19:41.036Z","serviceUrl":"http://localhost:56157/_connector","conversation":{"conversationType":"personal","tenantId":"00000000-0000-0000-0000-0000000000001","id":"b0fa6ded-08f6-4671-b59b-bda6cfe07b84"},"recipient":{"id":"00000000-0000-0000-0000-00000000000011","name":"Test Bot"},"membersAdded":[{"id":"user-id-0","aadObjectId":"00000000-0000-0000-0000-0000000000020"},{"id":"00000000-0000-0000-0000-00000000000011"}],"channelData":{"tenant":{"id":"00000000-0000-0000-0000-0000000000001"}},"channelId":"msteams"}""",
            """{"type":"installationUpdate","id":"5b4f90c4-186d-4b4c-956b-844cadc36a32","from":{"id":"user-id-0","aadObjectId":"00000000-0000-0000-0000-0000000000020"},"timestamp":"2026-11-21T15:19:41.033Z","serviceUrl":"http://localhost:56157/_connector","conversation":{"conversationType":"personal","tenantId":"00000000-0000-0000-0000-0000000000001","id":"b0fa6ded-08f6-4671-b59b-bda6cfe07b84"},"recipient":{"id":"00000000-0000-0000-0000-00000000000011","name":"Test Bot"},"locale":"en-US","entities":[{"type":"clientInfo","locale":"en-US"}],"channelData":{"tenant":{"id":"00000000-0000-0000-0000-0000000000001"},"source":{"name":"message"},"settings":{"selectedChannel":{"id":"b0fa6ded-08f6-4671-b59b-bda6cfe07b84"}}},"action":"add","channelId":"msteams"}""",
        ];
        foreach (var activity in recorded)
        {
            using var response = await door.Post(activity);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
        Assert.Equal(2, door.Taken.Count);
        Assert.All(door.Taken, t => Assert.Equal(new Content.Words("/start"), t.Content));
        Assert.Single(door.Taken.Select(t => t.Id).Distinct());
        var kept = await door.Book.Find("00000000-0000-0000-0000-0000000000020");
        Assert.Equal("b0fa6ded-08f6-4671-b59b-bda6cfe07b84", kept!.WireId);
        Assert.Equal("http://localhost:56157/_connector", kept.ServiceUrl);
    }

    [Theory]
    [InlineData("https://smba.trafficmanager.net/emea/")]
    [InlineData("https://angreifer.example/")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_connector_elsewhere_is_refused(string? service)
    {
        await using var door = await TeamsDoor.Open(anonymous: true);
        using var response = await door.Post(Activities.Message("Hallo").With("serviceUrl", service).ToJsonString());
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Empty(door.Taken);
    }
}
