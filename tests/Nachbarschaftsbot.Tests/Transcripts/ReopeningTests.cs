using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Vermittlungen;
using NodaTime;
using static Nachbarschaftsbot.Tests.Transcripts.Appointments;
using static Nachbarschaftsbot.Tests.Transcripts.HelpRequestAsking;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>What belongs to a request that is open again: news, those who stand ready, a new time, the question whether it still counts.</summary>
public sealed class ReopeningTests
{
    private const string News = "braucht wieder Hilfe.";
    private const string Free = "Hier ist wieder ein Platz frei.";

    [Fact]
    public async Task Who_needs_more_is_shown_to_the_neighbourhood_again_and_who_stood_ready_hears_of_it()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, cem, dora, request) = await Chosen(hood);
        await Press(hood, ben, "v-done");
        await ada.Taps("Nein, ich brauche noch mehr");
        ada.SeesLast("Das ist wieder offen");
        await hood.Advance(Duration.FromSeconds(5));
        dora.SeesLast(News);
        cem.SeesLast(Free);
        ben.DoesNotSee(News);
        var open = (await hood.Find(HelpRequest.Kind, request.Id))!;
        Assert.Equal((RequestState.Open, 1), (open.State, open.Free));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_needs_more_after_the_time_names_a_new_one_first(bool releaseFirst)
    {
        await using var hood = await Hood.Start(releaseFirst);
        var mo = await hood.Moderator("Mo");
        var (ada, ben, cem, dora, request) = await Chosen(hood);
        await hood.Advance(At(hood, 28, 13, 1));
        Actor.Forget(ada, cem, dora);
        await Press(hood, ben, "v-done");
        await ada.Taps("Nein, ich brauche noch mehr");
        ada.Sees("Die Zeit dafür ist vorbei");
        ada.SeesLast("Wann brauchen Sie");
        ada.DoesNotSee("Das ist wieder offen");
        await hood.Restart();
        await NamesNewTime(ada);
        if (releaseFirst)
        {
            Assert.Empty(cem.Chat.Messages);
            await mo.Taps("Freigeben", hood.Moderation);
        }
        await hood.Advance(Duration.FromSeconds(5));
        dora.SeesLast(News);
        cem.SeesLast(Free);
        cem.SeesLast("29. November");
        Assert.Equal("2026-11-29T15:00", (await hood.Find(HelpRequest.Kind, request.Id))!.When);
        await dora.Says("/stoebern");
        dora.SeesLast("Wocheneinkauf tragen");
    }

    [Fact]
    public async Task Without_a_new_time_who_needs_more_is_asked_once_more_before_it_expires()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, cem, _, request) = await Chosen(hood);
        await hood.Advance(At(hood, 28, 13, 1));
        await Press(hood, ben, "v-done");
        await ada.Taps("Nein, ich brauche noch mehr");
        await ada.Says("/abbrechen");
        Actor.Forget(ada, cem);
        await hood.Advance(Duration.FromHours(22));
        ada.SeesLast("Ist Ihre Anfrage noch aktuell?");
        Assert.Empty(cem.Chat.Messages);
        await hood.Advance(Duration.FromHours(3));
        Assert.Equal(RequestState.Expired, (await hood.Find(HelpRequest.Kind, request.Id))!.State);
    }

    [Fact]
    public async Task A_place_freed_after_the_time_is_offered_to_nobody_until_there_is_a_new_time()
    {
        await using var hood = await Hood.Start(releaseFirst: false);
        var (ada, ben, cem, dora, request) = await Chosen(hood);
        await hood.Advance(At(hood, 28, 12, 0));
        Actor.Forget(ada, cem, dora);
        await Cancels(ben, request);
        await hood.Advance(Duration.FromSeconds(5));
        ada.SeesLast("Die Zeit dafür ist schon vorbei.");
        ada.DoesNotSee("Andere können sich jetzt wieder melden.");
        Assert.Empty(cem.Chat.Messages);
        Assert.Empty(dora.Chat.Messages);
        await ada.Taps("Neue Zeit nennen");
        await NamesNewTime(ada);
        await hood.Advance(Duration.FromSeconds(5));
        dora.SeesLast(News);
        cem.SeesLast(Free);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public async Task Open_again_after_it_only_waited_for_somebody_its_owner_is_asked_before_it_expires(string places)
    {
        await using var hood = await Hood.Start(releaseFirst: false);
        var (ada, ben) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"));
        await Draft(ada, "flexibel");
        await ada.Taps("Anfrage absenden");
        var request = (await Only(hood, ada)) with { Places = int.Parse(places, null as IFormatProvider) };
        await hood.Put(HelpRequest.Kind, request);
        await ben.Helps(request);
        await ada.Taps("Ben auswählen");
        await hood.Advance(Duration.FromDays(15));
        await Cancels(ben, request);
        Actor.Forget(ada);
        await hood.Advance(Duration.FromDays(12));
        Assert.Equal(RequestState.Open, (await Only(hood, ada)).State);
        await hood.Advance(Duration.FromDays(1) + Duration.FromHours(1));
        ada.SeesLast("Ist Ihre Anfrage noch aktuell?");
        Assert.Equal(RequestState.Open, (await Only(hood, ada)).State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task With_fewer_places_those_who_wait_hear_kindly_that_somebody_else_was_chosen(bool releaseFirst)
    {
        await using var hood = await Hood.Start(releaseFirst);
        var mo = await hood.Moderator("Mo");
        var (ada, ben, cem) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"), await hood.Neighbour("Cem"));
        var request = await hood.Asks(ada, places: 3);
        await ben.Helps(request);
        await cem.Helps(request);
        await ada.Taps("Ben auswählen");
        Actor.Forget(ben, cem);
        await ada.NeedsOnly(1);
        if (releaseFirst)
            await mo.Taps("Freigeben", hood.Moderation);
        Assert.Equal(RequestState.Full, (await hood.Find(HelpRequest.Kind, request.Id))!.State);
        Assert.Single(cem.Chat.Messages);
        cem.SeesLast("Dieses Mal hat es mit jemand anderem gepasst.");
        cem.SeesLast("Wird ein Platz frei, schreibe ich Ihnen.");
        Assert.Equal(VermittlungState.NotChosen, (await hood.Match(request, cem))!.State);
        ben.DoesNotSee("jemand anderem");
        await Cancels(ben, request);
        cem.SeesLast(Free);
    }

    /// <summary>Ada chose Ben, Cem stands ready, Dora did not answer and heard of it two days ago.</summary>
    private static async Task<(Actor Ada, Actor Ben, Actor Cem, Actor Dora, HelpRequest Request)> Chosen(Hood hood)
    {
        var (ada, ben) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"));
        var (cem, dora) = (await hood.Neighbour("Cem"), await hood.Neighbour("Dora"));
        var request = (await hood.Asks(ada)) with { Released = hood.Now - Duration.FromDays(2) };
        await hood.Put(HelpRequest.Kind, request);
        await ben.Helps(request);
        await cem.Helps(request);
        await ada.Taps("Ben auswählen");
        Actor.Forget(ada, ben, cem, dora);
        return (ada, ben, cem, dora, request);
    }

    private static async Task NamesNewTime(Actor ada)
    {
        await ada.Says("Sonntag um 15 Uhr");
        await ada.Taps("Anfrage absenden");
    }

    private static async Task Cancels(Actor who, HelpRequest request)
    {
        await who.TapsToken($"1:v-cancel:{Marks.Vermittlung(request.Id, who.PersonId)}:");
        await who.Says("überspringen");
    }
}
