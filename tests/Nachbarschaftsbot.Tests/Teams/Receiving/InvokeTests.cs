using System.Net;
using System.Text.Json.Nodes;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Turns;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Teams.Receiving;

public sealed class InvokeTests : AtTheTeamsDoor
{
    private const string ToastType = "application/vnd.microsoft.activity.message";

    [Fact]
    public async Task A_press_is_answered_with_the_word_of_the_turn()
    {
        Door.Turn = _ => Task.FromResult(new TurnResult(TurnOutcome.Done, "call.not-there", "de"));
        var answer = await Door.Ask(Activities.Press("1:t-yes:abc:", "f:17"));
        Assert.Equal((200, ToastType), ((int)answer["statusCode"]!, (string)answer["type"]!));
        Assert.Equal(Core.Texts.Catalog.BuiltIn.Raw("call.not-there", "de"), (string)answer["value"]!);
        var inbound = Assert.Single(Door.Taken);
        Assert.Equal(new Content.Press("1:t-yes:abc:"), inbound.Content);
        var id = InboundIds.Of("teams", $"teams:{Activities.Ada}:f:17");
        Assert.Equal((id, "1700000000001"), (inbound.Id, inbound.MessageId));
    }

    [Fact]
    public async Task A_press_in_a_channel_is_answered_in_its_thread()
    {
        var press = Activities.Press("1:t-yes:abc:").InTeam();
        press["conversation"] = new JsonObject
        {
            ["id"] = $"{Activities.Channel};messageid=1700000000001",
            ["conversationType"] = "channel",
            ["tenantId"] = Signer.Tenant,
        };
        await Door.Ask(press);
        var inbound = Assert.Single(Door.Taken);
        Assert.Equal(new Place("teams", Activities.Channel, null, PlaceKind.Group), inbound.Place);
        Assert.Equal("1700000000001", inbound.MessageId);
    }

    [Fact]
    public async Task A_form_comes_whole_and_is_acknowledged()
    {
        var answer = await Door.Ask(Activities.Execute("form", new() { ["stamp"] = "s1", ["was"] = "Einkaufen" }));
        Assert.Equal("Das ist angekommen.", (string)answer["value"]!);
        var filled = Assert.IsType<Content.Filled>(Assert.Single(Door.Taken).Content);
        Assert.Equal(("s1", "Einkaufen"), (filled.Stamp, filled.Answers["was"]));
    }

    [Fact]
    public async Task It_is_acknowledged_in_the_language_that_the_person_chose_and_not_in_that_of_the_app()
    {
        Door.Turn = _ => Task.FromResult(new TurnResult(TurnOutcome.Done, null, "de"));
        var press = Activities.Press("1:t-yes:abc:");
        press["locale"] = "en-US";
        Assert.Equal("Das ist angekommen.", (string)(await Door.Ask(press))["value"]!);
    }

    [Fact]
    public async Task A_press_that_takes_long_is_promised_and_still_done()
    {
        var late = new TaskCompletionSource<TurnResult>();
        Door.Turn = _ => late.Task;
        var asked = Door.Ask(Activities.Press("1:t-yes:abc:"));
        await Patience.Until(() => Door.Taken.Count > 0);
        // The clock moves on while the client waits.
        await Patience.Until(() =>
        {
            Door.Time.Advance(Duration.FromSeconds(1));
            return asked.IsCompleted;
        });
        Assert.Contains("dauert einen Moment", (string)(await asked)["value"]!);
        late.SetResult(new(TurnOutcome.Done));
    }

    [Fact]
    public async Task What_was_promised_and_could_not_be_stored_is_tried_again()
    {
        var late = new TaskCompletionSource<TurnResult>();
        Door.Turn = _ => Door.Taken.Count < 3 ? late.Task : Task.FromResult(new TurnResult(TurnOutcome.Done));
        var asked = Door.Ask(Activities.Press("1:t-yes:abc:", "f:late"));
        await Patience.Until(() =>
        {
            Door.Time.Advance(Duration.FromSeconds(1));
            return asked.IsCompleted;
        });
        late.SetException(new StoreUnavailableException("full"));
        await Patience.Until(() =>
        {
            Door.Time.Advance(Duration.FromSeconds(1));
            return Door.Taken.Count >= 3;
        });
        Door.Time.Advance(Duration.FromMinutes(5));
        await Task.Delay(50);
        Assert.Equal(3, Door.Taken.Count);
        Assert.Single(Door.Taken.Select(t => t.Id).Distinct());
    }

    [Fact]
    public async Task The_same_press_twice_is_said_to_be_known()
    {
        Door.Turn = _ => Task.FromResult(new TurnResult(TurnOutcome.Known));
        Assert.Equal("Das war schon angekommen.", (string)(await Door.Ask(Activities.Press("1:t-yes:abc:")))["value"]!);
    }

    [Fact]
    public async Task A_press_that_could_not_be_stored_asks_to_try_again()
    {
        Door.Turn = _ => throw new StoreUnavailableException("full");
        var answer = await Door.Ask(Activities.Press("1:t-yes:abc:").With("locale", "en-GB"));
        Assert.Equal((503, "application/vnd.microsoft.error"), ((int)answer["statusCode"]!, (string)answer["type"]!));
        Assert.Contains("try again", (string)answer["value"]!["message"]!);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"action":null}""")]
    [InlineData("""{"action":{"verb":"press","data":{"token":7}}}""")]
    [InlineData("""{"action":{"verb":"press","data":"1:x"}}""")]
    [InlineData("""{"action":{"verb":"fremd","data":{"x":1}}}""")]
    [InlineData("[1,2]")]
    public async Task A_card_of_somebody_else_is_answered_kindly(string value)
    {
        var answer = await Door.Ask(Activities.Invoke("adaptiveCard/action", JsonNode.Parse(value)));
        Assert.Equal(400, (int)answer["statusCode"]!);
        Assert.Contains("privaten Chat", (string)answer["value"]!["message"]!);
        Assert.Empty(Door.Taken);
    }

    [Theory]
    [InlineData("signin/verifyState")]
    [InlineData("fileConsent/invoke")]
    [InlineData("composeExtension/queryLink")]
    [InlineData("config/fetch")]
    [InlineData("etwas/neues")]
    [InlineData(null)]
    public async Task What_is_not_made_says_so(string? name)
    {
        using var response = await Door.Post(Activities.Invoke(name!, new JsonObject()));
        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
        Assert.Empty(Door.Taken);
    }

    [Fact]
    public async Task Who_looks_at_a_card_gets_the_one_that_is_theirs()
    {
        Door.Card = (inbound, reference) =>
            inbound.Place.Chat == Activities.Ada
            && reference == "card:1"
            && inbound.Sender!.Account.Id == Activities.Ada
                ? """{"type":"AdaptiveCard","version":"1.5","body":[]}"""
                : null;
        var mine = await Door.Ask(Activities.Execute("view", new() { ["ref"] = "card:1" }));
        Assert.Equal("application/vnd.microsoft.card.adaptive", (string)mine["type"]!);
        Assert.Equal("AdaptiveCard", (string)mine["value"]!["type"]!);
        var old = await Door.Ask(Activities.Execute("view", new() { ["ref"] = "card:2" }));
        Assert.Equal(ToastType, (string)old["type"]!);
        Assert.Empty(Door.Taken);
    }

    [Fact]
    public async Task A_search_shows_what_is_open()
    {
        Inbound? asked = null;
        var said = "";
        Door.Search = (inbound, words) =>
        {
            (asked, said) = (inbound, words);
            return [new("Titel", Text.Quote("*Einkaufen*"), [Text.Title("call.stale"), Text.Quote("*Einkaufen*")])];
        };
        var answer = (await Door.Ask(Query("einkaufen")))["composeExtension"]!;
        Assert.Equal(("result", "list"), ((string)answer["type"]!, (string)answer["attachmentLayout"]!));
        var card = answer["attachments"]![0]!;
        Assert.Equal("AdaptiveCard", (string)card["content"]!["type"]!);
        Assert.Equal("\\*Einkaufen\\*", (string)card["content"]!["body"]![1]!["text"]!);
        Assert.Equal("*Einkaufen*", (string)card["preview"]!["content"]!["text"]!);
        Assert.Equal("einkaufen", said);
        Assert.Equal(new Place("teams", Activities.Ada, null, PlaceKind.Private), asked!.Place);
        Assert.Empty(Door.Taken);
    }

    [Fact]
    public async Task A_search_without_words_or_without_hits_or_by_a_stranger_says_what_now()
    {
        var first = Activities.Invoke(
            "composeExtension/query",
            new JsonObject
            {
                ["parameters"] = new JsonArray(new JsonObject { ["name"] = "initialRun", ["value"] = "true" }),
            }
        );
        var said = "nichts";
        Door.Search = (_, words) =>
        {
            said = words;
            return [];
        };
        var none = (await Door.Ask(first))["composeExtension"]!;
        Assert.Equal(("", "message"), (said, (string)none["type"]!));
        Assert.Contains("nichts offen", (string)none["text"]!);
        Door.Search = (_, _) => null;
        var stranger = (await Door.Ask(Query("einkaufen")))["composeExtension"]!;
        Assert.Contains("zuerst im privaten Chat", (string)stranger["text"]!);
    }

    [Fact]
    public async Task A_message_becomes_a_request_in_the_personal_chat()
    {
        await Door.Post(Activities.Message("Hallo"));
        Door.Taken.Clear();
        var fetch = new JsonObject
        {
            ["commandId"] = "anfrage",
            ["commandContext"] = "message",
            ["messagePayload"] = new JsonObject
            {
                ["body"] = new JsonObject
                {
                    ["contentType"] = "html",
                    ["content"] = "<div>Frau Muster braucht <b>Hilfe</b> beim&nbsp;Einkaufen.</div>",
                },
            },
        };
        var window = (await Door.Ask(InChannel("composeExtension/fetchTask", fetch)))["task"]!;
        Assert.Equal("continue", (string)window["type"]!);
        var card = window["value"]!["card"]!["content"]!;
        Assert.Equal("Frau Muster braucht Hilfe beim Einkaufen.", (string)card["body"]![1]!["value"]!);
        Assert.Contains("Namen", (string)card["body"]![0]!["text"]!);
        Assert.Empty(Door.Taken);

        var submit = new JsonObject { ["data"] = new JsonObject { ["words"] = "Hilfe beim Einkaufen" } };
        var done = (await Door.Ask(InChannel("composeExtension/submitAction", submit)))["task"]!;
        Assert.Equal("message", (string)done["type"]!);
        Assert.Contains("Dort geht es weiter", (string)done["value"]!);
        var inbound = Assert.Single(Door.Taken);
        Assert.Equal(new Place("teams", Activities.Ada, null, PlaceKind.Private), inbound.Place);
        Assert.Equal(new Content.Words("/anfrage Hilfe beim Einkaufen"), inbound.Content);
    }

    [Fact]
    public async Task A_request_of_nothing_or_of_somebody_without_a_personal_chat_says_what_now()
    {
        var submit = new JsonObject { ["data"] = new JsonObject { ["words"] = "Hilfe beim Einkaufen" } };
        var stranger = (await Door.Ask(InChannel("composeExtension/submitAction", submit)))["task"]!;
        Assert.Contains("zuerst im privaten Chat", (string)stranger["value"]!);
        var nothing = new JsonObject { ["data"] = new JsonObject { ["words"] = "  " } };
        var empty = (await Door.Ask(InChannel("composeExtension/submitAction", nothing)))["task"]!;
        Assert.Contains("worum es geht", (string)empty["value"]!);
        Assert.Empty(Door.Taken);
    }

    [Fact]
    public async Task A_window_asked_for_the_old_way_is_the_press_it_carries()
    {
        var answer = await Door.Ask(
            Activities.Invoke("task/fetch", new JsonObject { ["data"] = new JsonObject { ["token"] = "1:t-yes:abc:" } })
        );
        Assert.Equal("message", (string)answer["task"]!["type"]!);
        Assert.Equal(new Content.Press("1:t-yes:abc:"), Assert.Single(Door.Taken).Content);
    }

    private static JsonObject Query(string words) =>
        Activities.Invoke(
            "composeExtension/query",
            new JsonObject
            {
                ["commandId"] = "suche",
                ["parameters"] = new JsonArray(new JsonObject { ["name"] = "suche", ["value"] = words }),
            }
        );

    private static JsonObject InChannel(string name, JsonObject value)
    {
        var invoke = Activities.Invoke(name, value).InTeam();
        invoke["conversation"] = new JsonObject
        {
            ["id"] = Activities.Channel,
            ["conversationType"] = "channel",
            ["tenantId"] = Signer.Tenant,
        };
        return invoke;
    }
}
