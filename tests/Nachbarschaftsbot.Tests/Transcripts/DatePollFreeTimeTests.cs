using Nachbarschaftsbot.Core.DatePolls;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Meetings;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using NodaTime;
using static Nachbarschaftsbot.Tests.Transcripts.DatePollWorld;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>Dates that the bot looks for by itself: what people have planned and what their calendars say.</summary>
public sealed class DatePollFreeTimeTests
{
    [Fact]
    public async Task Free_times_avoid_what_people_have_planned()
    {
        await using var hood = await Hood.Start();
        var vera = await hood.Neighbour("Vera", roles: Role.Professional);
        var ole = await hood.Neighbour("Ole", roles: Role.Professional);
        await Meets(hood, ole, new LocalDate(2026, 11, 26), 9, 13);
        await AskFree(hood, vera, "Alle Fachkräfte im Quartier");
        await vera.Taps("Jetzt alle fragen");
        var poll = await hood.Poll(vera);
        Assert.Equal(5, poll.Slots.Count);
        Assert.All(poll.Slots, s => Assert.False(s.Start < At(26, 13) && s.End > At(26, 9)));
        Assert.Contains("1. Do, 26. November 2026, von 13:00 bis 14:00 Uhr", Card(ole.Chat));
    }

    [Fact]
    public async Task With_a_calendar_service_the_calendars_are_asked_first()
    {
        await using var hood = await Hood.Start();
        await hood.Put(
            CalendarHouse.Kind,
            new CalendarHouse
            {
                Service = "graph",
                ServiceFor = "teams",
                Mailbox = "bot@example.org",
            }
        );
        var (vera, ole) = (await WithCalendar(hood, "Vera"), await WithCalendar(hood, "Ole"));
        await AskFree(hood, vera, "Alle Fachkräfte im Quartier");
        vera.SeesLast("Vorher sehe ich noch in den Kalendern nach.");
        await vera.Taps("Jetzt alle fragen");
        vera.SeesLast("Ich sehe jetzt in den Kalendern nach.");
        Assert.Empty(ole.Chat.Messages);
        var poll = await hood.Poll(vera);
        Assert.Equal(PollState.Searching, poll.State);

        var busy = new Content.FreeBusy(
            DatePolling.Alone,
            poll.Id,
            [new(ole.PersonId, At(26, 9), At(26, 12)), new(vera.PersonId, At(26, 12), At(26, 15))],
            []
        );
        var service = new Place("graph", "busy", null, PlaceKind.Private);
        await hood.Take(service, null, busy);
        await hood.Take(service, null, busy);
        Assert.Contains("1. Do, 26. November 2026, von 15:00 bis 16:00 Uhr", Card(ole.Chat));
        Assert.Single(ole.Chat.Messages);
        await hood.Advance(Duration.FromMinutes(3));
        Assert.Single(ole.Chat.Messages);
    }

    [Fact]
    public async Task Calendars_that_do_not_answer_hold_nobody_up()
    {
        await using var hood = await Hood.Start();
        await hood.Put(CalendarHouse.Kind, new CalendarHouse { Service = "graph", ServiceFor = "teams" });
        var (vera, ole) = (await WithCalendar(hood, "Vera"), await WithCalendar(hood, "Ole"));
        await AskFree(hood, vera, "Alle Fachkräfte im Quartier");
        await vera.Taps("Jetzt alle fragen");
        await hood.Restart();
        await hood.Advance(Duration.FromMinutes(3));
        Assert.Contains("1. Do, 26. November 2026, von 9:00 bis 10:00 Uhr", Card(ole.Chat));
    }

    /// <summary>Somebody lets the bot look for free times, up to the preview.</summary>
    private static async Task AskFree(Hood hood, Actor owner, string whom)
    {
        await owner.Says("/termin_finden");
        await owner.Says("Lesekreis");
        await owner.Taps("Überspringen");
        await owner.Taps("In den nächsten 7 Tagen");
        await owner.Taps("Zwischen 9 und 17 Uhr");
        await owner.Taps("1 Stunde");
        await owner.Taps("Überspringen");
        await owner.Taps(whom);
        await owner.Taps("Fertig");
        await owner.Taps("Einfach: 3 Tage, der beste Termin gilt");
        owner.SeesLast("So sehen es alle, die Sie fragen:");
    }

    /// <summary>A professional whose account the calendar service knows.</summary>
    private static async Task<Actor> WithCalendar(Hood hood, string name)
    {
        var actor = await hood.Neighbour(name, messenger: "teams", roles: Role.Professional);
        var account = new Account("teams", Guid.NewGuid().ToString());
        await hood.Put(
            Person.Kind,
            actor.AsPerson(Role.Professional) with
            {
                Reaches = [new(account, actor.Place, false, hood.Now)],
            }
        );
        return actor;
    }

    /// <summary>Somebody has a meeting already.</summary>
    private static async Task Meets(Hood hood, Actor who, LocalDate day, int from, int to)
    {
        var (start, end) = (At(day.Day, from), At(day.Day, to));
        await hood.Put(
            Meeting.Kind,
            new Meeting
            {
                Id = "m1",
                Quartier = "linden",
                Title = Text.Plain("Etwas"),
                Start = start,
                End = end,
                Participants = [who.PersonId],
            }
        );
        await hood.Put(
            Attendance.Kind,
            new Attendance
            {
                Id = Attendance.IdOf("m1", who.PersonId),
                Meeting = "m1",
                Person = who.PersonId,
                Start = start,
            }
        );
    }

    private static Instant At(int day, int hour) =>
        DateTimeZoneProviders.Tzdb["Europe/Berlin"].AtStrictly(new LocalDateTime(2026, 11, day, hour, 0)).ToInstant();
}
