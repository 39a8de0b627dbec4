using Nachbarschaftsbot.Core.KollegialeBeratungen;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>The time of the phases: what the clock says, outages, days instead of minutes, taps at once.</summary>
public sealed class BeratungClockTests
{
    [Fact]
    public async Task The_clock_speaks_and_goes_on_by_itself()
    {
        await using var world = await BeratungWorld.Start();
        await world.Asked("30 Minuten am Stück");
        await world.Until(BeratungPhase.Tell);
        var lead = await world.Moderator();
        await world.Hood.Advance(Duration.FromMinutes(4));
        lead.SeesLast("Sonst geht es in drei Minuten von selbst weiter");
        world.Vera.SeesLast("Die Zeit für „Erzählen“ ist um");
        await lead.Taps("Mehr Zeit geben");
        await world.Hood.Advance(Duration.FromMinutes(4));
        Assert.Equal(BeratungPhase.Tell, (await world.Beratung()).Phase);
        await world.Hood.Advance(Duration.FromMinutes(5));
        Assert.Equal(BeratungPhase.Ask, (await world.Beratung()).Phase);
    }

    [Fact]
    public async Task More_time_is_given_once_for_each_card_and_never_to_the_next_phase()
    {
        await using var world = await BeratungWorld.Start();
        await world.Asked("30 Minuten am Stück");
        await world.Until(BeratungPhase.Tell);
        var lead = await world.Moderator();
        var more = lead.Token("Mehr Zeit geben");
        var ends = (await world.Beratung()).PhaseEnds!.Value;
        await Task.WhenAll(lead.TapsToken(more), lead.TapsToken(more));
        Assert.Equal(ends + Duration.FromMinutes(5), (await world.Beratung()).PhaseEnds);
        lead.Sees("Die Zeit ist schon verlängert");
        await world.Hood.Restart();
        await lead.Taps("Mehr Zeit geben");
        Assert.Equal(ends + Duration.FromMinutes(10), (await world.Beratung()).PhaseEnds);

        var late = lead.Token("Mehr Zeit geben");
        await world.Next();
        ends = (await world.Beratung()).PhaseEnds!.Value;
        await lead.TapsToken(late);
        Assert.Equal(ends, (await world.Beratung()).PhaseEnds);
        lead.SeesLast("Diese Taste gehört zu einem früheren Abschnitt");
    }

    [Fact]
    public async Task After_an_outage_there_is_still_the_time_that_is_promised()
    {
        await using var world = await BeratungWorld.Start();
        await world.Asked("30 Minuten am Stück");
        await world.Until(BeratungPhase.Tell);
        world.Hood.Time.Advance(Duration.FromHours(2));
        await world.Hood.Advance(Duration.FromMinutes(2));
        (await world.Moderator()).SeesLast("Sonst geht es in drei Minuten von selbst weiter");
        Assert.Equal(BeratungPhase.Tell, (await world.Beratung()).Phase);
        await world.Hood.Advance(Duration.FromMinutes(2));
        Assert.Equal(BeratungPhase.Ask, (await world.Beratung()).Phase);
    }

    [Fact]
    public async Task Spread_over_days_an_outage_leaves_time_after_the_reminder()
    {
        await using var world = await BeratungWorld.Start();
        await world.Asked("Verteilt auf mehrere Tage");
        await world.Until(BeratungPhase.Ideas);
        world.Kofi.Forgets();
        world.Hood.Time.Advance(Duration.FromDays(5));
        await world.Hood.Advance(Duration.FromHours(1));
        world.Kofi.Sees("In der Beratung fehlt noch Ihr Beitrag");
        Assert.Equal(BeratungPhase.Ideas, (await world.Beratung()).Phase);
        await world.Hood.Advance(Duration.FromHours(12));
        Assert.Equal(BeratungPhase.Choose, (await world.Beratung()).Phase);
    }

    [Fact]
    public async Task A_clock_of_the_phase_before_says_nothing()
    {
        await using var world = await BeratungWorld.Start();
        var beratung = await world.Asked();
        await world.Until(BeratungPhase.Tell);
        var kofi = world.Kofi.Chat.Messages.Count;
        await world.Hood.Take(
            world.Kofi.Place,
            null,
            new Content.Due(BeratungLife.ClockTimer, beratung.Id, world.Hood.Now)
        );
        Assert.Equal(kofi, world.Kofi.Chat.Messages.Count);
        Assert.False((await world.Beratung()).ClockSpoke);
    }

    [Fact]
    public async Task Pressing_twice_goes_on_once()
    {
        await using var world = await BeratungWorld.Start();
        var beratung = await world.Asked();
        await world.Until(BeratungPhase.Tell);
        var lead = await world.Moderator();
        await lead.TapsToken($"1:k-next:{beratung.Id}:1");
        await lead.TapsToken($"1:k-next:{beratung.Id}:1");
        Assert.Equal(BeratungPhase.Ask, (await world.Beratung()).Phase);
    }

    [Fact]
    public async Task Spread_over_days_only_who_has_not_answered_is_reminded()
    {
        await using var world = await BeratungWorld.Start();
        await world.Asked("Verteilt auf mehrere Tage");
        await world.Until(BeratungPhase.Ideas);
        await BeratungWorld.Idea(world.Ines, "Selbst tun", "Jeden Tag eine Stunde für sich nehmen.");
        world.Ines.Forgets();
        world.Kofi.Forgets();
        await world.Hood.Advance(Duration.FromHours(49));
        world.Kofi.Sees("In der Beratung fehlt noch Ihr Beitrag");
        world.Ines.DoesNotSee("In der Beratung fehlt noch Ihr Beitrag");
        await world.Hood.Advance(Duration.FromHours(24));
        Assert.Equal(BeratungPhase.Choose, (await world.Beratung()).Phase);
    }

    [Fact]
    public async Task After_a_long_silence_words_are_not_taken_into_the_consultation_unasked()
    {
        await using var world = await BeratungWorld.Start();
        await world.Asked("Verteilt auf mehrere Tage");
        await world.Until(BeratungPhase.Resources);
        await world.Ines.Taps("Etwas beitragen");
        await world.Hood.Advance(Duration.FromHours(25));
        await world.Ines.Says("Was gibt es heute in der Kantine?");
        world.Kofi.DoesNotSee("Kantine");
        Assert.Empty((await world.Beratung()).Said);
    }
}
