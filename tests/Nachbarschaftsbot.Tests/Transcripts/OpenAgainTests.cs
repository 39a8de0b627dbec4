using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Vermittlungen;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>A full request is open again because somebody cancelled.</summary>
public sealed class OpenAgainTests
{
    private const string Again = "braucht wieder Hilfe. Ein Platz ist frei geworden.";

    [Fact]
    public async Task Neighbours_who_did_not_answer_hear_that_a_place_is_free_and_who_answered_hears_it_once()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, request) = await Full(hood, told: hood.Now - Duration.FromDays(2));
        var (cleo, dora, emil, fred) = (
            await hood.Neighbour("Cleo"),
            await hood.Neighbour("Dora"),
            await hood.Neighbour("Emil"),
            await hood.Neighbour("Fred")
        );
        await hood.Put(Person.Kind, dora.AsPerson() with { Categories = ["garten"] });
        await hood.Put(Person.Kind, emil.AsPerson() with { Notify = Notify.Off });
        await hood.Blocks(ada, fred);
        await Cancels(hood, ben, request);
        Assert.Single(cleo.Chat.Messages);
        cleo.SeesLast(Again);
        cleo.SeesLast("Wocheneinkauf tragen");
        cleo.SeesLast("[Ich helfe]");
        foreach (var other in (Actor[])[ada, ben, dora, emil, fred])
            other.DoesNotSee(Again);
        await cleo.Taps("Ich helfe");
        await cleo.Says("überspringen");
        Assert.Equal(VermittlungState.Offered, (await hood.Match(request, cleo))!.State);
    }

    [Fact]
    public async Task Who_stood_ready_as_a_fallback_is_not_told_twice()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var (ben, cleo) = (await hood.Neighbour("Ben"), await hood.Neighbour("Cleo"));
        var request = await hood.Asks(ada);
        await hood.Put(HelpRequest.Kind, request with { Released = hood.Now - Duration.FromDays(2) });
        await ben.Helps(request);
        await cleo.Helps(request);
        await ada.Taps("Ben auswählen");
        cleo.Forgets();
        await Cancels(hood, ben, request);
        Assert.Single(cleo.Chat.Messages);
        cleo.DoesNotSee(Again);
    }

    [Fact]
    public async Task Who_heard_of_it_today_is_not_told_again_today()
    {
        await using var hood = await Hood.Start();
        var (_, ben, request) = await Full(hood, told: hood.Now - Duration.FromHours(1));
        var cleo = await hood.Neighbour("Cleo");
        await Cancels(hood, ben, request);
        Assert.Empty(cleo.Chat.Messages);
    }

    [Fact]
    public async Task What_came_this_morning_because_of_the_quiet_hours_was_heard_today()
    {
        await using var hood = await Hood.Start();
        var (_, ben, request) = await Full(hood, told: hood.Now - Duration.FromHours(12));
        var (cleo, dora) = (await hood.Neighbour("Cleo"), await hood.Neighbour("Dora"));
        await hood.Put(Person.Kind, dora.AsPerson() with { Quiet = new(0, 0) });
        await Cancels(hood, ben, request);
        Assert.Empty(cleo.Chat.Messages);
        dora.SeesLast(Again);
    }

    [Fact]
    public async Task In_the_quiet_hours_it_waits_for_the_morning()
    {
        await using var hood = await Hood.Start();
        var (_, ben, request) = await Full(hood, told: hood.Now - Duration.FromDays(2));
        var cleo = await hood.Neighbour("Cleo");
        await hood.Advance(Duration.FromHours(13));
        await Cancels(hood, ben, request);
        Assert.Equal(
            hood.Now.InZone(DateTimeZoneProviders.Tzdb["Europe/Berlin"]).Date.PlusDays(1).At(new LocalTime(8, 0)),
            cleo.Chat.Messages.Single()
                .NotBefore!.Value.InZone(DateTimeZoneProviders.Tzdb["Europe/Berlin"])
                .LocalDateTime
        );
    }

    [Fact]
    public async Task It_is_in_the_next_daily_summary()
    {
        await using var hood = await Hood.Start();
        var (_, ben, request) = await Full(hood, told: hood.Now - Duration.FromDays(2));
        var cleo = await hood.Neighbour("Cleo");
        await hood.Put(Person.Kind, cleo.AsPerson() with { Notify = Notify.Daily });
        await Cancels(hood, ben, request);
        Assert.Empty(cleo.Chat.Messages);
        await hood.Advance(Duration.FromDays(1));
        Assert.Single(cleo.Chat.Messages);
        cleo.SeesLast("Wocheneinkauf tragen");
    }

    [Fact]
    public async Task What_is_over_by_then_is_no_news()
    {
        await using var hood = await Hood.Start();
        var (_, ben, request) = await Full(hood, told: hood.Now - Duration.FromDays(2), when: "2026-11-25T08:00");
        var cleo = await hood.Neighbour("Cleo");
        await Cancels(hood, ben, request);
        Assert.Empty(cleo.Chat.Messages);
    }

    [Fact]
    public async Task The_post_in_the_neighbourhood_channel_can_be_answered_again()
    {
        await using var hood = await Hood.Start();
        var square = await hood.Bind(hood.Group("-100700"), ChannelPurpose.Neighbourhood);
        var (_, ben, request) = await Full(hood, told: hood.Now, shown: square.Place.Key);
        Assert.DoesNotContain("[Ich helfe]", square.Last, StringComparison.Ordinal);
        await Cancels(hood, ben, request);
        Assert.Single(square.Messages);
        Assert.Contains("[Ich helfe]", square.Last, StringComparison.Ordinal);
    }

    private static async Task<(Actor Ada, Actor Ben, HelpRequest Request)> Full(
        Hood hood,
        Instant told,
        string when = "2026-11-28T10:00",
        string? shown = null
    )
    {
        var (ada, ben) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"));
        var request = await hood.Asks(ada, when: when);
        await hood.Put(HelpRequest.Kind, request with { Released = told, Shown = shown is null ? [] : [shown] });
        await ben.Helps(request);
        await ada.Taps("Ben auswählen");
        Assert.Equal(RequestState.Full, (await hood.Find(HelpRequest.Kind, request.Id))!.State);
        return (ada, ben, request);
    }

    private static async Task Cancels(Hood hood, Actor who, HelpRequest request)
    {
        await who.TapsToken($"1:v-cancel:{Marks.Vermittlung(request.Id, who.PersonId)}:");
        await who.Says("überspringen");
        await hood.Advance(Duration.FromSeconds(5));
    }
}
