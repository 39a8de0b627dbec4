using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.Teams.Sending;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Teams.Sending;

public sealed class TeamsMessengerTests : IAsyncLifetime
{
    private TeamsOffice office = null!;
    private long lastDelivery;

    public async ValueTask InitializeAsync() => office = await TeamsOffice.Open(hasLimits: false);

    public ValueTask DisposeAsync() => office.DisposeAsync();

    [Fact]
    public async Task A_post_in_a_channel_has_its_answers_under_it()
    {
        var card = await Sent(Say(office.Triage, "Karte", "Übernehmen") with { Ref = "card:1" });
        var reply = await Sent(Say(office.Triage, "Übernommen") with { Under = "card:1", Ref = "note:1" }, card);
        var answer = await Sent(Say(office.Triage, "Gern") with { UnderMessage = card[0] });
        var posts = office.Connector[TeamsOffice.Channel].Posts;
        Assert.Equal([null, posts[0].Id, posts[0].Id], posts.Select(p => p.Root));
        Assert.Equal(posts[0].Id, Assert.Single(card));
        Assert.Equal($"{posts[0].Id}/{posts[1].Id}", Assert.Single(reply));
        Assert.Equal($"{posts[0].Id}/{posts[2].Id}", Assert.Single(answer));
        await Sent(Say(office.Triage, "Erledigt") with { Ref = "note:1", Act = Act.Edit }, reply);
        Assert.Equal("Erledigt", posts[1].Words);
        await Sent(Say(office.Triage, "Weiter unten") with { Under = "note:1" }, reply);
        Assert.Equal(posts[0].Id, posts[3].Root);
        Assert.Empty(office.Connector.Violations);
    }

    [Fact]
    public async Task A_thread_that_is_gone_is_said_so_and_the_words_go_outside_of_it()
    {
        var card = await Sent(Say(office.Triage, "Karte") with { Ref = "card:1" });
        await Sent(Say(office.Triage, "") with { Ref = "card:1", Act = Act.Delete }, card);
        Assert.IsType<Delivery.MessageGone>(await Deliver(Say(office.Triage, "x") with { Under = "card:1" }, card));
        Assert.IsType<Delivery.MessageGone>(
            await Deliver(Say(office.Triage, "x") with { Ref = "card:1", Act = Act.Edit }, card)
        );
    }

    [Fact]
    public async Task A_long_post_goes_on_in_its_own_thread()
    {
        var words = string.Concat(Enumerable.Repeat("Das ist ein Satz. ", 2500));
        var ids = await Sent(Say(office.Triage, words, "Ja"));
        var posts = office.Connector[TeamsOffice.Channel].Posts;
        Assert.Equal(3, ids.Count);
        Assert.Equal([null, posts[0].Id, posts[0].Id], posts.Select(p => p.Root));
        Assert.Equal([0, 0, 1], posts.Select(p => p.Buttons.Count));
        Assert.Equal(ids.Take(1), await Sent(Say(office.Triage, "Kurz") with { Ref = "a", Act = Act.Edit }, ids));
        Assert.Equal("Kurz", Assert.Single(office.Connector[TeamsOffice.Channel].Shown).Words);
    }

    [Fact]
    public async Task What_broke_off_in_the_middle_goes_on_where_it_stopped()
    {
        var words = string.Concat(Enumerable.Repeat("Das ist ein Satz. ", 2500));
        office.Connector["a:1ada"].Trouble.Enqueue((FakeConnector.NoTrouble, "", null));
        office.Connector["a:1ada"].Trouble.Enqueue((HttpStatusCode.ServiceUnavailable, "", null));
        Assert.IsType<Delivery.Transient>(await Deliver(Say(office.AdasChat, words), at: 7));
        Assert.Single(office.Connector["a:1ada"].Posts);
        await Deliver(Say(office.AdasChat, words), at: 7);
        Assert.Equal(3, office.Connector["a:1ada"].Posts.Count);
    }

    [Theory]
    [InlineData(403, "MessageWritesBlocked", typeof(Delivery.Unreachable))]
    [InlineData(403, "BotNotInConversationRoster", typeof(Delivery.Unreachable))]
    [InlineData(404, "ConversationNotFound", typeof(Delivery.Unreachable))]
    [InlineData(412, "PreconditionFailed", typeof(Delivery.Transient))]
    [InlineData(413, "MessageSizeTooBig", typeof(Delivery.Refused))]
    [InlineData(429, "", typeof(Delivery.Later))]
    [InlineData(400, "BadSyntax", typeof(Delivery.Refused))]
    [InlineData(500, "ServiceError", typeof(Delivery.Transient))]
    [InlineData(502, "", typeof(Delivery.Ambiguous))]
    [InlineData(503, "", typeof(Delivery.Transient))]
    [InlineData(504, "", typeof(Delivery.Ambiguous))]
    public async Task What_goes_wrong_is_an_outcome(int status, string code, Type expected)
    {
        office.Connector["a:1ada"].Trouble.Enqueue(((HttpStatusCode)status, code, null));
        Assert.IsType(expected, await Deliver(Say(office.AdasChat, "x")));
        Assert.Empty(office.Connector["a:1ada"].Posts);
    }

    [Theory]
    [InlineData(404, typeof(Delivery.MessageGone))]
    [InlineData(502, typeof(Delivery.Transient))]
    [InlineData(504, typeof(Delivery.Transient))]
    public async Task An_edit_can_be_done_twice(int status, Type expected)
    {
        var ids = await Sent(Say(office.AdasChat, "x") with { Ref = "a" });
        office.Connector["a:1ada"].Trouble.Enqueue(((HttpStatusCode)status, "", null));
        Assert.IsType(expected, await Deliver(Say(office.AdasChat, "y") with { Ref = "a", Act = Act.Edit }, ids));
    }

    [Fact]
    public async Task What_may_not_be_deleted_says_that_it_counts_no_more()
    {
        var ids = await Sent(Say(office.AdasChat, "Geheim", "Ja") with { Ref = "a" });
        office.Connector["a:1ada"].Trouble.Enqueue((HttpStatusCode.NotImplemented, "", null));
        await Sent(Say(office.AdasChat, "") with { Ref = "a", Act = Act.Delete }, ids);
        var post = Assert.Single(office.Connector["a:1ada"].Shown);
        Assert.Equal("Diese Nachricht gilt nicht mehr.", post.Words);
        Assert.Empty(post.Buttons);
    }

    [Fact]
    public async Task The_wait_that_is_asked_for_is_kept()
    {
        office.Connector["a:1ada"].Trouble.Enqueue((HttpStatusCode.TooManyRequests, "", 17));
        var later = Assert.IsType<Delivery.Later>(await Deliver(Say(office.AdasChat, "x")));
        Assert.Equal(Duration.FromSeconds(17), later.After);
        Assert.False(later.WholeMessenger);
    }

    [Fact]
    public async Task One_token_serves_many_calls_and_a_refused_one_is_renewed_once()
    {
        await Sent(Say(office.AdasChat, "1"));
        await Sent(Say(office.Triage, "2"));
        Assert.Equal(1, office.Login.Given);
        office.Login.Revoke();
        await Sent(Say(office.AdasChat, "3"));
        Assert.Equal(2, office.Login.Given);
        Assert.Equal(
            $"https://login.microsoftonline.com/{TeamsOffice.Tenant}/oauth2/v2.0/token",
            office.Login.LastAddress!.ToString()
        );
        Assert.Contains("client_credentials", office.Login.LastForm);
        Assert.Contains(Uri.EscapeDataString("https://api.botframework.com/.default"), office.Login.LastForm);
    }

    [Fact]
    public async Task A_connector_that_refuses_every_token_makes_all_wait()
    {
        office.Connector.IsToken = _ => false;
        var later = Assert.IsType<Delivery.Later>(await Deliver(Say(office.AdasChat, "x")));
        Assert.True(later.WholeMessenger);
        Assert.Equal(2, office.Connector.Requests.Count);
    }

    [Fact]
    public async Task A_login_that_refuses_the_app_is_an_alarm_and_a_busy_one_is_not()
    {
        office.Login.Refusal = (HttpStatusCode.Unauthorized, "invalid_client");
        var stop = Assert.IsType<Delivery.Stop>(await Deliver(Say(office.AdasChat, "x")));
        Assert.DoesNotContain("geheimnis", stop.Reason);
        office.Login.Refusal = (HttpStatusCode.ServiceUnavailable, "temporarily_unavailable");
        Assert.IsType<Delivery.Transient>(await Deliver(Say(office.AdasChat, "x")));
        Assert.Empty(office.Connector.Requests);
    }

    [Theory]
    [InlineData("https://evil.example.org/emea/", false)]
    [InlineData("http://smba.example.org/emea/", true)]
    [InlineData("https://evil.example.org/emea/", true)]
    public async Task A_token_goes_only_where_a_checked_token_pointed(string serviceUrl, bool isChecked)
    {
        await office.Knows("19:other@thread.v2", "19:other@thread.v2", "groupChat", serviceUrl, isChecked);
        var delivery = await Deliver(Say(new("teams", "19:other@thread.v2", null, PlaceKind.Group), "x"));
        Assert.IsType<Delivery.Refused>(delivery);
        var isAllowed = isChecked && serviceUrl.StartsWith("https", StringComparison.Ordinal);
        Assert.Equal(isAllowed ? 1 : 0, office.Connector.Requests.Count);
        Assert.Equal(isAllowed ? 1 : 0, office.Login.Given);
    }

    [Fact]
    public async Task Without_tokens_nothing_but_this_machine_is_called()
    {
        await using var anonymous = await TeamsOffice.Open(anonymous: true);
        var delivery = await anonymous.Messenger.Deliver(Say(anonymous.AdasChat, "x"), 1, [], CancellationToken.None);
        Assert.IsType<Delivery.Refused>(delivery);
        Assert.Empty(anonymous.Connector.Requests);
    }

    [Fact]
    public async Task Somebody_who_never_wrote_gets_a_personal_chat_when_there_is_something_to_say()
    {
        var ben = "00000000-0000-4000-8000-00000000000b";
        office.Connector.Installed.Add(ben);
        var place = new Place("teams", ben, null, PlaceKind.Private);
        await Sent(Say(place, "Guten Tag"));
        await Sent(Say(place, "Noch etwas"));
        Assert.Equal(["Guten Tag", "Noch etwas"], office.Connector[$"a:1{ben}"].Posts.Select(p => p.Words));
        Assert.Single(office.Connector.Requests, "POST /emea/v3/conversations");
        Assert.Equal($"a:1{ben}", (await office.Book.PersonalOf(ben))!.WireId);
        var nobody = new Place("teams", "00000000-0000-4000-8000-00000000000c", null, PlaceKind.Private);
        Assert.IsType<Delivery.Unreachable>(await Deliver(Say(nobody, "x")));
        Assert.Empty(office.Connector.Violations);
    }

    [Fact]
    public async Task Only_some_get_the_buttons_and_all_get_the_card()
    {
        var message = Say(office.Triage, "Karte", "Übernehmen") with { Ref = "card:1", Actors = [TeamsOffice.Ada] };
        var ids = await Sent(message);
        var post = office.Connector[TeamsOffice.Channel].Posts[0];
        Assert.Equal("Karte", post.Words);
        Assert.Empty(post.Buttons);
        Assert.Equal(["29:" + TeamsOffice.Ada], post.Card!["refresh"]!["userIds"]!.AsArray().Select(u => (string?)u));
        var mine = JsonNode.Parse((await office.Views.CardFor(office.Triage, "card:1", TeamsOffice.Ada))!)!.AsObject();
        Assert.Empty(CardCheck.Faults(mine));
        Assert.Equal(["Übernehmen"], CardCheck.Buttons(mine).Select(b => (string?)b["title"]));
        Assert.Null(await office.Views.CardFor(office.Triage, "card:1", "somebody-else"));
        Assert.Null(await office.Views.CardFor(office.Meeting, "card:1", TeamsOffice.Ada));

        await Sent(Say(office.Triage, "Erledigt") with { Ref = "card:1", Act = Act.Edit }, ids);
        Assert.Null(post.Card!["refresh"]);
        Assert.Null(await office.Views.CardFor(office.Triage, "card:1", TeamsOffice.Ada));
        Assert.Empty(office.Connector.Violations);
    }

    [Fact]
    public async Task Nothing_is_kept_of_a_card_that_could_not_be_sent_or_whose_place_is_lost()
    {
        var message = Say(office.Triage, "Karte", "Übernehmen") with { Ref = "card:1", Actors = [TeamsOffice.Ada] };
        var trouble = office.Connector[TeamsOffice.Channel].Trouble;
        trouble.Enqueue((HttpStatusCode.Forbidden, "", null));
        Assert.IsType<Delivery.Unreachable>(await Deliver(message));
        Assert.Null(await office.Views.CardFor(office.Triage, "card:1", TeamsOffice.Ada));
        trouble.Enqueue((HttpStatusCode.BadRequest, "", null));
        Assert.IsType<Delivery.Refused>(await Deliver(message));
        Assert.Null(await office.Views.CardFor(office.Triage, "card:1", TeamsOffice.Ada));
        var ids = await Sent(message);
        Assert.NotNull(await office.Views.CardFor(office.Triage, "card:1", TeamsOffice.Ada));
        trouble.Enqueue((HttpStatusCode.Forbidden, "", null));
        Assert.IsType<Delivery.Unreachable>(await Deliver(message with { Act = Act.Edit }, ids));
        Assert.Null(await office.Views.CardFor(office.Triage, "card:1", TeamsOffice.Ada));
    }

    [Fact]
    public async Task Confidential_words_stand_in_no_preview()
    {
        await Sent(Say(office.AdasChat, "Das klingt nach einem Namen") with { Seal = "schluessel0001" });
        var activity = office.Connector["a:1ada"].Posts[0].Activity;
        Assert.Null(activity["text"]);
        Assert.DoesNotContain("Namen", (string)activity["summary"]!, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "Namen",
            (string?)activity["attachments"]![0]!["content"]!["fallbackText"] ?? "",
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Where_somebody_could_not_ask_for_theirs_all_get_the_buttons()
    {
        var message = Say(office.Triage, "Karte", "Übernehmen") with { Ref = "card:1" };
        await Sent(message with { Actors = [TeamsOffice.Ada, "00000000-0000-4000-8000-00000000000b"] });
        await Sent(message with { Ref = "card:2", Actors = [.. Enumerable.Repeat(TeamsOffice.Ada, 61)] });
        Assert.All(office.Connector[TeamsOffice.Channel].Posts, p => Assert.Equal(["Übernehmen"], p.Buttons));
    }

    [Fact]
    public async Task A_file_is_opened_by_an_address_that_nobody_can_guess_and_goes_after_a_week()
    {
        var file = new OutboundFile("termin.ics", "text/calendar", [1, 2, 3]);
        await Sent(Say(office.Triage, "Ihr Termin") with { File = file });
        var post = office.Connector[TeamsOffice.Channel].Posts[0];
        Assert.Equal(["Datei öffnen: termin.ics"], post.Buttons);
        var address = new Uri((string)CardCheck.Buttons(post.Card)[0]["url"]!);
        Assert.Equal("hilfe.example.org", address.Host);
        var (status, bytes, name) = await Opened(address.Segments[^1]);
        Assert.Equal((200, "attachment; filename*=UTF-8''termin.ics"), (status, name));
        Assert.Equal([1, 2, 3], bytes);
        Assert.Equal(404, (await Opened("anders")).Status);
        office.Time.Advance(Duration.FromDays(8));
        Assert.Equal(404, (await Opened(address.Segments[^1])).Status);
    }

    [Fact]
    public async Task A_confidential_file_is_never_offered_by_an_address()
    {
        var file = new OutboundFile("protokoll.docx", "application/octet-stream", [1, 2, 3]);
        var message = Say(office.Triage, "x") with { File = file, Seal = "beratung-1" };
        Assert.IsType<Delivery.Refused>(await Deliver(message));
        Assert.Empty(await office.Store.Query(TeamsFile.Kind, "until", "", "9", 10));
        Assert.Empty(office.Connector.Requests);
    }

    [Fact]
    public async Task A_file_whose_message_does_not_go_out_is_not_kept()
    {
        var file = new OutboundFile("termin.ics", "text/calendar", [1, 2, 3]);
        office.Connector["a:1ada"].Trouble.Enqueue((HttpStatusCode.ServiceUnavailable, "", null));
        Assert.IsType<Delivery.Transient>(await Deliver(Say(office.AdasChat, "x") with { File = file }));
        Assert.Empty(await office.Store.Query(TeamsFile.Kind, "until", "", "9", 10));
    }

    private async Task<(int Status, byte[] Bytes, string Name)> Opened(string secret)
    {
        var http = new DefaultHttpContext();
        var body = new MemoryStream();
        http.Response.Body = body;
        await office.Files.Show(http, secret);
        return (http.Response.StatusCode, body.ToArray(), http.Response.Headers.ContentDisposition.ToString());
    }

    private async Task<IReadOnlyList<string>> Sent(Outbound message, IReadOnlyList<string>? ids = null) =>
        Assert.IsType<Delivery.Sent>(await Deliver(message, ids)).Ids;

    private Task<Delivery> Deliver(Outbound message, IReadOnlyList<string>? ids = null, long? at = null) =>
        office.Messenger.Deliver(message, at ?? ++lastDelivery, ids ?? [], CancellationToken.None);

    private static Outbound Say(Place to, string words, params string[] labels) =>
        new()
        {
            To = to,
            Lines = [Text.Plain(words)],
            Buttons =
                labels.Length == 0
                    ? []
                    :
                    [
                        [.. labels.Select(l => new Button(Text.Plain(l), $"1:x:{l}:"))],
                    ],
        };
}
