using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Meetings;
using Nachbarschaftsbot.Core.Sozialraumdialoge;
using NodaTime;
using MeetingState = Nachbarschaftsbot.Core.Sozialraumdialoge.MeetingState;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>Dates of dialogues: found, moved, called off, looked for again, missed.</summary>
public sealed class SozialraumdialogSeriesTests
{
    [Fact]
    public async Task Several_dates_become_a_poll_and_the_date_that_is_found_becomes_the_meeting()
    {
        await using var world = await DialogueWorld.WithRound();
        await Opens(world);
        await world.Paula.Taps("Termin finden");
        await world.Paula.Says("9. Dezember um 14 Uhr");
        await world.Paula.Says("10. Dezember um 9 Uhr");
        await world.Paula.Taps("Überspringen");
        await world.Paula.Taps("Überspringen");
        world.Paula.SeesLast("Ich frage alle, welcher von 2 Terminen passt.");
        Assert.Equal(MeetingState.Dating, (await world.Meeting()).State);
        await Opens(world);
        world.Paula.SeesLast("Ein Termin wird gerade gesucht.");
        foreach (var person in (Actor[])[world.Paula, world.Mehmet, world.Ada])
            await Votes(world, person, "2");
        await world.Hood.Advance(Duration.FromDays(8));
        var meeting = await world.Meeting();
        Assert.Equal(MeetingState.Planned, meeting.State);
        Assert.Equal(new LocalDateTime(2026, 12, 10, 9, 0), Local(meeting));
        await Opens(world);
        world.Paula.SeesLast("Nächstes Treffen: Do, 10. Dezember 2026");
    }

    [Fact]
    public async Task A_poll_without_a_date_tells_what_to_do()
    {
        await using var world = await DialogueWorld.WithRound();
        await Opens(world);
        await world.Paula.Taps("Termin finden");
        await world.Paula.Says("9. Dezember um 14 Uhr");
        await world.Paula.Says("10. Dezember um 9 Uhr");
        await world.Paula.Taps("Überspringen");
        await world.Paula.Taps("Überspringen");
        foreach (var person in (Actor[])[world.Paula, world.Mehmet, world.Ada])
            await Votes(world, person);
        await world.Hood.Advance(Duration.FromDays(15));
        world.Mehmet.Sees("Für diese Runde fand sich kein Termin: Runde Linden.");
        Assert.Null((await world.Round()).Next);
    }

    [Fact]
    public async Task A_date_moves_and_is_called_off_and_the_calendar_follows()
    {
        await using var world = await DialogueWorld.WithDate();
        var entry = (await world.Meeting()).Calendar!;
        await Opens(world);
        await world.Paula.Taps("Termin verschieben");
        await world.Paula.Says("11. Dezember um 10 Uhr");
        await world.Paula.Taps("Überspringen");
        world.Paula.Sees("verschoben auf: Fr, 11. Dezember 2026");
        Assert.Equal((await world.Meeting()).Start, (await world.Hood.Find(Meeting.Kind, entry))!.Start);
        Assert.Equal("Nachbarschaftshaus", (await world.Meeting()).Where);
        await Opens(world);
        await world.Paula.Taps("Termin absagen");
        await world.Paula.Taps("Ja, Termin absagen");
        Assert.Equal(Core.Meetings.MeetingState.Cancelled, (await world.Hood.Find(Meeting.Kind, entry))!.State);
        Assert.Null((await world.Round()).Next);
        world.Ada.Forgets();
        await world.Hood.Advance(Duration.FromDays(12));
        world.Ada.DoesNotSee("Tagesordnung");
    }

    [Fact]
    public async Task A_date_in_the_hour_that_the_clocks_skip_is_refused()
    {
        await using var world = await DialogueWorld.WithRound();
        await Opens(world);
        await world.Paula.Taps("Termin finden");
        await world.Paula.Says("28. März 2027 um 2:30 Uhr");
        world.Paula.SeesLast("gibt es nicht");
        Assert.Null((await world.Round()).Next);
    }

    [Fact]
    public async Task The_series_goes_on_by_itself()
    {
        await using var world = await SozialraumdialogMeetingTests.Running();
        await SozialraumdialogMeetingTests.Ends(world);
        Assert.Null((await world.Round()).Next);
        world.Ada.Sees("Es geht weiter, alle 6 Wochen.");
        await world.Hood.Restart();
        await world.Hood.Advance(Duration.FromDays(22));
        world.Paula.Sees("Ich suche den nächsten Termin für: Runde Linden.");
        Assert.Equal(MeetingState.Dating, (await world.Meeting()).State);
        Assert.Equal(2, (await world.Meeting()).Number);
    }

    [Fact]
    public async Task A_sleeping_round_reminds_the_network_manager()
    {
        await using var world = await DialogueWorld.WithRound();
        var nora = await world.Hood.Neighbour("Nora", roles: Role.NetworkManager);
        world.Paula.Forgets();
        await world.Hood.Advance(Duration.FromDays(62));
        world.Paula.DoesNotSee("hat sich lange nicht getroffen");
        await world.Hood.Advance(Duration.FromDays(2));
        nora.SeesLast("Diese Runde hat sich lange nicht getroffen: Runde Linden. Seit 9 Wochen gab es kein Treffen.");
        world.Paula.DoesNotSee("hat sich lange nicht getroffen");
        await nora.Taps("Pause machen");
        nora.SeesLast("Die Runde macht Pause.");
        nora.Forgets();
        await world.Hood.Advance(Duration.FromDays(90));
        nora.DoesNotSee("hat sich lange nicht getroffen");
        await nora.Says("/sozialraumdialog");
        await nora.Taps("Runde Linden");
        await nora.Taps("Mehr zur Runde");
        await nora.Taps("Weiterführen");
        nora.SeesLast("Wie oft: alle 6 Wochen");
    }

    [Fact]
    public async Task A_round_that_ended_has_no_buttons_any_more()
    {
        await using var world = await DialogueWorld.WithDate();
        await Opens(world);
        var open = world.Paula.Token("Wer ist dabei?");
        await world.Paula.Taps("Mehr zur Runde");
        await world.Paula.Taps("Runde beenden");
        await world.Paula.Taps("Ja, Runde beenden");
        world.Ada.Sees("Diese Runde ist beendet: Runde Linden.");
        await world.Paula.TapsToken(open);
        world.Paula.SeesLast("Diese Runde ist beendet.");
        Assert.Equal(MeetingState.Cancelled, (await world.Meeting()).State);
    }

    private static async Task Opens(DialogueWorld world)
    {
        await world.Paula.Says("/sozialraumdialog");
        await world.Paula.Taps("Runde Linden");
    }

    private static LocalDateTime Local(DialogueMeeting meeting) =>
        meeting.Start!.Value.InZone(DateTimeZoneProviders.Tzdb["Europe/Berlin"]).LocalDateTime;

    /// <summary>Says yes to one date and no to the others; without one, no to all.</summary>
    private static async Task Votes(DialogueWorld world, Actor person, string? yes = null)
    {
        var poll = Assert.Single(await world.Hood.Query(Core.DatePolls.DatePoll.Kind, "subject", Dates.Feature));
        foreach (var slot in poll.Slots)
            await person.TapsToken($"1:{(slot.Id == yes ? "p-yes" : "p-no")}:{poll.Id}:{slot.Id}");
    }
}
