using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Vermittlungen;
using NodaTime;
using static Nachbarschaftsbot.Tests.Transcripts.Appointments;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>What was agreed and does not come about: cancelled, free again, did not work.</summary>
public sealed class VermittlungCancellingTests
{
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
        Actor.Forget(ada, ben);
        await hood.Advance(At(hood, 27, 18, 1));
        ben.SeesLast("Morgen haben Sie einen Termin mit Ada.");
        await hood.Advance(At(hood, 28, 8, 1));
        ben.SeesLast("Bald haben Sie einen Termin mit Ada.");
        await hood.Advance(At(hood, 28, 13, 1));
        ben.SeesLast("Hat es geklappt?");
        Actor.Forget(ada, ben);
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
        Actor.Forget(ada, ben);
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
        ada.SeesLast($"Der Termin ist abgesagt: {Saturday}.");
        ada.SeesLast("Ich bin krank.");
        ada.SeesLast("Der Platz ist wieder frei.");
        cem.SeesLast("Hier ist wieder ein Platz frei.");
        Assert.Equal(RequestState.Open, (await hood.Find(HelpRequest.Kind, request.Id))!.State);

        Actor.Forget(ada, ben);
        await hood.Advance(Duration.FromDays(4));
        ada.DoesNotSee("Termin");
        ada.Sees("Ist Ihre Anfrage noch aktuell?");
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
    public async Task Who_needs_more_opens_the_places_again()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, request) = await hood.InTouch();
        await Press(hood, ben, "v-done");
        await ada.Taps("Nein, ich brauche noch mehr");
        var open = (await hood.Find(HelpRequest.Kind, request.Id))!;
        Assert.Equal((RequestState.Open, 1), (open.State, open.Free));
    }

    private static async Task Cancel(Hood hood, HelpRequest request, Actor who, Actor helper, string reason)
    {
        await who.TapsToken($"1:v-cancel:{Marks.Vermittlung(request.Id, helper.PersonId)}:");
        await who.Says(reason);
    }
}
