using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Vermittlungen;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

public sealed class VermittlungAppointmentTests
{
    private const string Saturday = "Sa, 28. November 2026, 10:00 Uhr";

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

        Forget(ada, ben);
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
    public async Task Who_paused_is_still_reminded_of_what_was_agreed_and_gets_no_news()
    {
        await using var hood = await Hood.Start(releaseFirst: false);
        var (ada, ben, _) = await hood.InTouch();
        await Propose(hood, ada, "Vor dem Supermarkt");
        await ben.Taps("Termin annehmen");
        await ben.Says("/stop");
        ben.SeesLast("keine Neuigkeiten und keine Einladungen");
        ben.SeesLast("An Ihre verabredeten Termine erinnere ich Sie trotzdem.");
        Forget(ada, ben);
        await hood.Advance(At(hood, 27, 18, 1));
        ben.SeesLast("Morgen haben Sie einen Termin mit Ada.");
        await hood.Advance(At(hood, 28, 8, 1));
        ben.SeesLast("Bald haben Sie einen Termin mit Ada.");
        await hood.Advance(At(hood, 28, 13, 1));
        ben.SeesLast("Hat es geklappt?");
        Forget(ada, ben);
        await hood.Put(HelpRequest.Kind, await hood.Asks(ada, "news"));
        await hood.Take(
            new("timer", "x", null, Core.Messages.PlaceKind.Private),
            null,
            new Core.Messages.Content.Due(Notifying.TellTimer, "news:", hood.Now)
        );
        Assert.Empty(ben.Chat.Messages);
        await ben.Says("/weiter");
        await hood.Take(
            new("timer", "x", null, Core.Messages.PlaceKind.Private),
            null,
            new Core.Messages.Content.Due(Notifying.TellTimer, "news:", hood.Now)
        );
        ben.SeesLast("Jemand in Ihrem Quartier braucht Hilfe.");
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
    public async Task A_moved_appointment_moves_its_reminders()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, _) = await hood.InTouch();
        await Agree(hood, ada, ben);
        await Press(hood, ada, "v-propose");
        await ada.Says("Sonntag um 15 Uhr");
        await ada.Says("Am Brunnen");
        await ada.Taps("Termin vorschlagen");
        await ben.Taps("Termin annehmen");
        Forget(ada, ben);
        await hood.Advance(At(hood, 28, 14, 0));
        Assert.Empty(ada.Chat.Messages);
        await hood.Advance(At(hood, 28, 18, 1));
        ada.SeesLast("Morgen haben Sie einen Termin mit Ben.");
    }

    [Fact]
    public async Task Cancelled_after_agreement_the_place_is_offered_again_at_once()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben");
        var cem = await hood.Neighbour("Cem");
        var request = await hood.Asks(ada);
        await ben.Helps(request);
        await cem.Helps(request);
        await ada.Taps("Ben auswählen");
        await Agree(hood, ada, ben);
        await ben.Taps("Absagen");
        ben.SeesLast("Möchten Sie einen Grund nennen?");
        await hood.Restart();
        await ben.Says("Ich bin krank.");
        ben.SeesLast("Ich habe Ada abgesagt.");
        ada.SeesLast("Ben hat leider abgesagt.");
        ada.SeesLast($"Der Termin fällt aus: {Saturday}.");
        ada.SeesLast("Ich bin krank.");
        ada.SeesLast("Der Platz ist wieder frei.");
        cem.SeesLast("Hier ist wieder ein Platz frei.");
        Assert.Equal(RequestState.Open, (await hood.Find(HelpRequest.Kind, request.Id))!.State);

        Forget(ada, ben);
        await hood.Advance(Duration.FromDays(4));
        Assert.Empty(ada.Chat.Messages);
        Assert.Empty(ben.Chat.Messages);
    }

    [Fact]
    public async Task Who_missed_the_place_can_take_it_when_it_is_free_again()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben");
        var cem = await hood.Neighbour("Cem");
        var request = await hood.Asks(ada);
        await ben.Helps(request);
        await cem.Helps(request);
        await ada.Taps("Ben auswählen");
        await Cancel(hood, request, ada, ben, "überspringen");
        await cem.Taps("Ich helfe");
        await cem.Says("überspringen");
        await ada.Taps("Cem auswählen");
        cem.SeesLast("Es passt! Ada hat Sie ausgewählt.");
        await ben.TapsToken("1:v-help:req1:");
        ben.SeesLast("Hier hat es dieses Mal nicht gepasst.");
    }

    [Fact]
    public async Task Cancelling_works_even_when_the_other_side_blocked()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, request) = await hood.InTouch();
        await hood.Blocks(ben, ada);
        await Cancel(hood, request, ada, ben, "überspringen");
        Assert.Equal(VermittlungState.Cancelled, (await hood.Match(request, ben))!.State);
    }

    [Fact]
    public async Task It_did_not_work_and_there_are_ways_on()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, _) = await hood.InTouch("en");
        await Propose(hood, ada, "Vor dem Supermarkt");
        await ben.Taps("Accept the time");
        ben.SeesLast("Your appointment with Ada is agreed.");
        await hood.Advance(At(hood, 28, 13, 1));
        ben.SeesLast("Did it work?");
        await ben.Taps("It did not work");
        ben.SeesLast("[Propose a time]");
        ben.SeesLast("[Talk to a human]");
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
    public async Task Who_needs_more_opens_the_places_again()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, request) = await hood.InTouch();
        await Press(hood, ben, "v-done");
        await ada.Taps("Nein, ich brauche noch mehr");
        var open = (await hood.Find(HelpRequest.Kind, request.Id))!;
        Assert.Equal((RequestState.Open, 1), (open.State, open.Free));
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
        Forget(ada, ben);
        await hood.Advance(At(hood, 28, 6, 0));
        ada.SeesLast("Morgen haben Sie einen Termin mit Ben.");
        Assert.Single(ada.Chat.Messages);
    }

    private static Duration At(Hood hood, int day, int hour, int minute) =>
        new LocalDateTime(2026, 11, day, hour, minute)
            .InZoneLeniently(DateTimeZoneProviders.Tzdb["Europe/Berlin"])
            .ToInstant() - hood.Now;

    private static async Task Propose(Hood hood, Actor who, string where)
    {
        await Press(hood, who, "v-propose");
        await who.Says(where);
        who.SeesLast("Nur die andere Person sieht das");
        await who.Taps("Termin vorschlagen");
    }

    private static async Task Agree(Hood hood, Actor one, Actor other)
    {
        await Propose(hood, one, "Vor dem Supermarkt");
        await other.Taps("Termin annehmen");
    }

    private static async Task Cancel(Hood hood, HelpRequest request, Actor who, Actor helper, string reason)
    {
        await who.TapsToken($"1:v-cancel:{Marks.Vermittlung(request.Id, helper.PersonId)}:");
        await who.Says(reason);
    }

    private static async Task Press(Hood hood, Actor who, string verb)
    {
        var live = (await hood.Query(Vermittlung.Kind, "request", "req1")).Single(v =>
            v.IsLive || v.State == VermittlungState.Done
        );
        await who.TapsToken($"1:{verb}:{live.Id}:");
    }

    private static void Forget(params Actor[] actors)
    {
        foreach (var actor in actors)
            actor.Forgets();
    }
}
