using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Vermittlungen;
using NodaTime;
using static Nachbarschaftsbot.Tests.Transcripts.Appointments;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>Two people find a time, are reminded of it and say how it was.</summary>
public sealed class VermittlungAppointmentTests
{
    [Fact]
    public async Task They_agree_are_reminded_and_asked_and_it_is_done()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, request) = await hood.InTouch();
        await Propose(hood, ada, "Vor dem Supermarkt");
        ada.SeesLast("Ich habe Ben den Termin vorgeschlagen");
        ben.SeesLast("Ada schlägt Ihnen einen Termin vor.");
        ben.SeesLast($"Termin: {Saturday}. Ort: Vor dem Supermarkt.");

        await hood.Restart();
        await ben.Taps("Termin annehmen");
        ben.SeesLast("Der Termin mit Ada steht fest.");
        ada.SeesLast($"Termin: {Saturday}. Ort: Vor dem Supermarkt.");
        await ben.Taps("Termin annehmen");
        ben.SeesLast("Hier wartet gerade kein Vorschlag.");

        Actor.Forget(ada, ben);
        await hood.Advance(At(hood, 27, 17, 59));
        Assert.Empty(ada.Chat.Messages);
        await hood.Advance(Duration.FromMinutes(2));
        ada.SeesLast("Morgen haben Sie einen Termin mit Ben.");
        ben.SeesLast("Morgen haben Sie einen Termin mit Ada.");
        await hood.Restart();
        await hood.Advance(At(hood, 28, 8, 1));
        ben.SeesLast("Bald haben Sie einen Termin mit Ada.");
        await hood.Advance(At(hood, 28, 13, 1));
        ada.SeesLast("Hat es geklappt?");
        ben.SeesLast("Hat es geklappt?");

        await ben.Taps("Es hat geklappt");
        ben.SeesLast("Mit Ada ist es erledigt.");
        ada.Sees("Ben sagt: Es ist erledigt.");
        ada.SeesLast("Ist damit alles erledigt?");
        await ada.Taps("Es hat geklappt");
        ada.SeesLast("Das ist schon erledigt.");
        await ada.Taps("Ja, alles ist erledigt");
        Assert.Equal(RequestState.Done, (await hood.Find(HelpRequest.Kind, request.Id))!.State);
    }

    [Fact]
    public async Task The_other_proposes_another_and_an_old_button_does_not_accept_the_new_one()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, request) = await hood.InTouch();
        await Propose(hood, ada, "Vor dem Supermarkt");
        var old = ben.Token("Termin annehmen");
        await ben.Taps("Anderen Termin vorschlagen");
        await ben.Says("Am Brunnen");
        await ben.Taps("Etwas ändern");
        await ben.Taps("Tag und Uhrzeit");
        await ben.Says("Sonntag um 15 Uhr");
        await ben.Taps("Termin vorschlagen");
        ada.SeesLast("Termin: So, 29. November 2026, 15:00 Uhr. Ort: Am Brunnen.");

        await Press(hood, ada, "v-propose");
        await ada.Says("Vor der Kirche");
        await ada.Taps("Termin vorschlagen");
        await ben.TapsToken(old);
        ben.SeesLast("Es gibt einen neueren Vorschlag.");
        ben.SeesLast("Vor der Kirche");
        await ben.Taps("Termin annehmen");
        Assert.Equal("Vor der Kirche", (await hood.Match(request, ben))!.Agreed!.Where);
    }

    [Fact]
    public async Task Nobody_accepts_an_own_proposal()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, request) = await hood.InTouch();
        await Propose(hood, ada, "Vor dem Supermarkt");
        await ada.TapsToken(ben.Token("Termin annehmen"));
        ada.SeesLast("Diesen Termin haben Sie selbst vorgeschlagen.");
        Assert.Equal(VermittlungState.Active, (await hood.Match(request, ben))!.State);
    }

    [Fact]
    public async Task A_flexible_request_asks_for_day_and_time()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben");
        await hood.Asks(ada, when: "~", firstComes: true);
        await ben.TapsToken("1:v-help:req1:");
        await Press(hood, ben, "v-propose");
        ben.SeesLast("Wann soll der Termin sein?");
        await ben.Says("flexibel");
        ben.SeesLast("Bitte nennen Sie einen Tag und eine Uhrzeit.");
        await ben.Says("31. Februar um 10 Uhr");
        ben.SeesLast("gibt es nicht");
        await ben.Says("gestern um 10 Uhr");
        ben.SeesLast("schon vorbei");
        await ben.Says("übermorgen um 9 Uhr");
        await ben.Says("Am Brunnen");
        await ben.Taps("Termin vorschlagen");
        ada.SeesLast("Fr, 27. November 2026, 9:00 Uhr");
    }

    [Fact]
    public async Task A_weekly_request_takes_the_next_time()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben");
        await hood.Asks(ada, when: "weekly-2T09:00", firstComes: true);
        await ben.TapsToken("1:v-help:req1:");
        await Press(hood, ben, "v-propose");
        ben.SeesLast("Als Zeit nehme ich: Di, 1. Dezember 2026, 9:00 Uhr.");
    }

    [Fact]
    public async Task A_proposal_that_is_over_is_not_accepted()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, request) = await hood.InTouch();
        await Propose(hood, ada, "Vor dem Supermarkt");
        await hood.Advance(Duration.FromDays(4));
        await ben.Taps("Termin annehmen");
        ben.SeesLast("Dieser Termin ist schon vorbei");
        Assert.Equal(VermittlungState.Active, (await hood.Match(request, ben))!.State);
    }

    [Fact]
    public async Task Thanks_with_one_tap_and_with_words()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, request) = await hood.InTouch();
        await Press(hood, ada, "v-done");
        await ada.Taps("Danke sagen");
        ben.SeesLast("Ada sagt Danke!");
        await ada.Taps("Ein paar Worte dazu schreiben");
        await ada.Says("Sie waren großartig.");
        ben.SeesLast("Sie waren großartig.");
        await ada.Taps("Danke sagen");
        ada.SeesLast("Sie haben schon Danke gesagt.");

        ben.Forgets();
        await Press(hood, ada, "v-bad");
        await ada.Says("Er kam zu spät.");
        ada.SeesLast("Möchten Sie mit einem Menschen darüber sprechen?");
        ada.SeesLast("[Mit einem Menschen sprechen]");
        Assert.Empty(ben.Chat.Messages);
        var said = Assert.Single((await hood.Match(request, ben))!.Feedback);
        Assert.Equal((false, "Er kam zu spät."), (said.Good, said.Words));
        await Press(hood, ada, "v-good");
        await ada.Says("überspringen");
        Assert.True(Assert.Single((await hood.Match(request, ben))!.Feedback).Good);
    }

    [Fact]
    public async Task The_night_does_not_wake_for_an_early_appointment()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben");
        await hood.Asks(ada, when: "2026-11-28T07:00", firstComes: true);
        await ben.TapsToken("1:v-help:req1:");
        await Agree(hood, ada, ben);
        Actor.Forget(ada, ben);
        await hood.Advance(At(hood, 28, 6, 0));
        ada.SeesLast("Morgen haben Sie einen Termin mit Ben.");
        Assert.Single(ada.Chat.Messages);
    }
}
