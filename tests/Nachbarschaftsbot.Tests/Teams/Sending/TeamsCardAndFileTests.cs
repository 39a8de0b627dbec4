using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.Teams.Sending;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Teams.Sending;

/// <summary>Cards and files that not everybody may see, and how long they are kept.</summary>
public sealed class TeamsCardAndFileTests : TeamsMessengerBench
{
    [Fact]
    public async Task Only_some_get_the_buttons_and_all_get_the_card()
    {
        var message = Say(office.Triage, "Karte", "Übernehmen") with { Ref = "card:1", Actors = [TeamsOffice.Ada] };
        var ids = await Sent(message);
        var post = office.Connector[TeamsOffice.Channel].Posts[0];
        Assert.Equal("Karte", post.Words);
        Assert.Empty(post.Buttons);
        Assert.Equal(["29:" + TeamsOffice.Ada], post.Card!["refresh"]!["userIds"]!.AsArray().Select(u => (string?)u));
        var mine = JsonNode.Parse((await office.Views.CardFor(message))!)!.AsObject();
        Assert.Empty(CardCheck.Faults(mine));
        Assert.Equal(["Übernehmen"], CardCheck.Buttons(mine).Select(b => (string?)b["title"]));
        Assert.Equal("card:1", (string?)mine["refresh"]!["action"]!["data"]!["ref"]);

        await Sent(Say(office.Triage, "Erledigt") with { Ref = "card:1", Act = Act.Edit }, ids);
        Assert.Null(post.Card!["refresh"]);
        await Sent(message with { Ref = "card:2", Actors = [] });
        var nobodys = office.Connector[TeamsOffice.Channel].Posts[1];
        Assert.Empty(nobodys.Buttons);
        Assert.Null(nobodys.Card!["refresh"]);
        Assert.Empty(office.Connector.Violations);
    }

    [Fact]
    public async Task The_test_client_that_asks_for_no_views_is_not_given_any()
    {
        await using var anonymous = await TeamsOffice.Open(anonymous: true);
        Assert.False(anonymous.Messenger.Capabilities.Views);
        Assert.True(office.Messenger.Capabilities.Views);
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
        await Sent(message with { Ref = "card:3", Actors = [.. Enumerable.Repeat(TeamsOffice.Ada, 60)] });
        var post = office.Connector[TeamsOffice.Channel].Posts[2];
        Assert.Empty(post.Buttons);
        Assert.Equal(60, post.Card!["refresh"]!["userIds"]!.AsArray().Count);
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
}
