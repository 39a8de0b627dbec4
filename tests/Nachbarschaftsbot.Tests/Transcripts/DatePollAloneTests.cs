using Nachbarschaftsbot.Core.DatePolls;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Meetings;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using NodaTime;
using static Nachbarschaftsbot.Tests.Transcripts.DatePollWorld;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>Somebody looks for a date for themselves: from the menu to the meeting.</summary>
public sealed class DatePollAloneTests
{
    [Fact]
    public async Task A_professional_asks_the_working_channel_without_typing_a_command()
    {
        await using var hood = await Hood.Start();
        var vera = await hood.Neighbour("Vera", roles: Role.Professional);
        var ole = await hood.Neighbour("Ole", roles: Role.Professional);
        var channel = await hood.WorkingChannel();
        await vera.Says("/hilfe");
        await vera.Taps("Einen Termin finden");
        vera.SeesLast("Worum geht es?");
        await vera.Says("Planung Spielplatz, Anna 0170 1234567");
        vera.SeesLast("Telefonnummer");
        await vera.Says("Planung Spielplatz");
        await vera.Says("Dienstag 10 Uhr\nMittwoch um 14 Uhr");
        vera.SeesLast("Wie lange dauert es?");
        await vera.Taps("1 Stunde 30 Minuten");
        await vera.Says("Stadtteilbüro");
        vera.SeesLast("Wen soll ich fragen?");
        await vera.Taps("Unseren Arbeitskanal (Test)");
        await vera.Taps("Fertig");
        await hood.Restart();
        await vera.Taps("Einfach: 3 Tage, der beste Termin gilt");
        vera.SeesLast("So sehen es alle, die Sie fragen:");
        vera.SeesLast("1. Di, 1. Dezember 2026, von 10:00 bis 11:30 Uhr");
        Assert.Empty(channel.Messages);
        await vera.Taps("Jetzt alle fragen");
        vera.SeesLast("Die Terminsuche läuft. Alle können antworten bis: Sa, 28. November 2026, 9:00 Uhr");
        Assert.Contains("Ja: Vera", Card(channel));

        await ole.Taps("2: Ja", channel);
        await ole.Taps("1: Nein", channel);
        await hood.Advance(Duration.FromDays(3));
        Assert.Contains("Der Termin steht fest: Mi, 2. Dezember 2026, von 14:00 bis 15:30 Uhr", Card(channel));
        Assert.Contains(channel.Texts, t => t.StartsWith("Es gibt einen neuen Termin."));
        ole.SeesLast("Sie sind zu diesem Termin eingeladen.");
        Assert.NotNull(ole.Chat.Messages[^1].File);
        var meeting = Assert.Single(await hood.Query(Meeting.Kind, "about", DatePolling.Alone));
        Assert.Equal("Stadtteilbüro", meeting.Where);
        Assert.Equal([vera.PersonId, ole.PersonId], meeting.Participants.Order());
    }

    [Fact]
    public async Task A_resident_passes_the_link_on_and_who_opens_it_takes_part_on_any_messenger()
    {
        await using var hood = await Hood.Start();
        var (ada, ben) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben", messenger: "teams"));
        var poll = await Ask(hood, ada, "Dienstag 10 Uhr\nMittwoch 14 Uhr");
        ada.Sees($"/start dp_{poll.Id}");
        await ben.Says($"/start dp_{poll.Id}");
        await ben.Taps("1: Wenn nötig");
        Assert.Contains("Wenn nötig: Ben", Card(ada.Chat));
        await ben.Says($"/start dp_{poll.Id}");
        Assert.Single(ben.Chat.Messages, m => m.Ref?.StartsWith("poll:") == true);
        Assert.Contains("Ihre Antwort: Wenn nötig", Card(ben.Chat));

        await ben.Replies("poll:", "1 passt doch, 2 nein");
        ben.SeesLast("Ihre Antwort ist gespeichert.");
        Assert.Contains("Ja: Ada, Ben", Card(ada.Chat));
        await ben.Replies("poll:", "mal sehen");
        ben.SeesLast("1 und 3 ja, 2 wenn nötig");
        await hood.Advance(Duration.FromDays(3));
        ben.SeesLast("Sie sind zu diesem Termin eingeladen.");

        var late = await hood.Neighbour("Late");
        await late.Says($"/start dp_{poll.Id}");
        late.Sees("Der Termin steht schon fest.");
        await late.Says("/start dp_gone");
        late.SeesLast("Das finde ich nicht.");
    }

    [Fact]
    public async Task Typed_numbers_answer_the_only_poll_and_ask_which_one_among_several()
    {
        await using var hood = await Hood.Start();
        var (ada, ben) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben", "en", "web"));
        await ben.Says("1 yes, 2 no");
        ben.DoesNotSee("Your answer is saved.");
        var poll = await Ask(hood, ada, "Dienstag 10 Uhr\nMittwoch 14 Uhr");
        await ben.Says($"/start dp_{poll.Id}");
        await ben.Says("1 yes, 2 no");
        ben.SeesLast("Your answer is saved.");
        Assert.Contains("Nein: Ben", Card(ada.Chat));
        var cem = await hood.Neighbour("Cem");
        var other = await Ask(hood, cem, "Freitag 10 Uhr");
        await ben.Says($"/start dp_{other.Id}");
        await ben.Says("1 no");
        ben.SeesLast("Searches for a date that are running");
        Assert.Null((await hood.Poll(cem)).AnswerOf(ben.PersonId));
    }

    [Fact]
    public async Task Somebody_new_joins_by_the_link_and_then_answers()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var poll = await Ask(hood, ada, "Dienstag 10 Uhr");
        var neu = hood.Stranger("Neu");
        await neu.Says($"/start dp_{poll.Id}");
        neu.DoesNotSee("Lesekreis");
        await neu.Taps("Ja, einverstanden");
        await neu.Taps("Vorname: Neu");
        await hood.Restart();
        await neu.Taps("1: Ja");
        Assert.Contains("Ja: Ada, Neu", Card(ada.Chat));
    }

    [Fact]
    public async Task An_online_meeting_is_said_to_be_one()
    {
        await using var hood = await Hood.Start();
        var vera = await hood.Neighbour("Vera", roles: Role.Professional);
        await hood.WorkingChannel();
        await vera.Says("/termin_finden");
        await vera.Says("Planung");
        await vera.Says("Dienstag 10 Uhr");
        await vera.Taps("1 Stunde");
        await vera.Says("online");
        await vera.Says("1");
        await vera.Taps("Einfach: 3 Tage, der beste Termin gilt");
        vera.SeesLast("Sie können online dabei sein.");
        await vera.Taps("Jetzt alle fragen");
        await vera.Taps("Jetzt entscheiden");
        await vera.Taps("1 nehmen: Di, 1. Dezember 2026, von 10:00 bis 11:00 Uhr");
        Assert.True(Assert.Single(await hood.Query(Meeting.Kind, "about", DatePolling.Alone)).Online);
    }

    [Fact]
    public async Task Who_cannot_come_hears_the_date_and_is_not_invited()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, cem) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"), await hood.Neighbour("Cem"));
        var poll = await Ask(hood, ada, "Dienstag 10 Uhr");
        await ben.Says($"/start dp_{poll.Id}");
        await cem.Says($"/start dp_{poll.Id}");
        await ben.Taps("1: Nein");
        await cem.Taps("1: Ja");
        await hood.Advance(Duration.FromDays(3));
        ben.SeesLast("Sie können nicht. Das habe ich mir gemerkt.");
        Assert.Single(ben.Chat.Texts, t => t.Contains("Der Termin steht fest") && !t.StartsWith("Welcher Termin"));
        ben.DoesNotSee("eingeladen");
        cem.SeesLast("eingeladen");
    }

    [Fact]
    public async Task A_found_date_moves_and_is_cancelled_and_everybody_hears_it_once()
    {
        await using var hood = await Hood.Start();
        var (ada, ben) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"));
        var poll = await Ask(hood, ada, "Dienstag 10 Uhr");
        await ben.Says($"/start dp_{poll.Id}");
        await ben.Taps("1: Ja");
        await hood.Advance(Duration.FromDays(3));
        ben.Forgets();
        await ada.Taps("Termin verschieben");
        await ada.Says("Donnerstag 16 Uhr");
        await ada.Taps("Jetzt verschieben");
        Assert.Single(ben.Chat.Texts, t => t.StartsWith("Der Termin ist verschoben."));
        Assert.Contains("Der Termin wurde verschoben: Do, 3. Dezember 2026, von 16:00 bis 17:00 Uhr", Card(ada.Chat));
        await ada.Taps("Termin absagen");
        await ada.Says("Der Raum ist nicht frei.");
        await ada.Taps("Jetzt absagen");
        Assert.Single(ben.Chat.Texts, t => t.StartsWith("Dieser Termin fällt aus."));
        Assert.Contains("Der Termin wurde abgesagt.", Card(ada.Chat));
    }

    [Theory]
    [InlineData("28.3.2027 um 2:30 Uhr", "28.3.2027 um 2:30 Uhr")]
    [InlineData("Dienstag 10 Uhr\n31.2.2027 um 9 Uhr", "31.2.2027 um 9 Uhr")]
    [InlineData("Dienstag 10 Uhr\nirgendwann", "irgendwann")]
    [InlineData("Dienstag", "Dienstag")]
    [InlineData("1.11.2026 um 9 Uhr", "2026")]
    [InlineData("jeden Dienstag um 10 Uhr", "jeden Dienstag um 10 Uhr")]
    public async Task A_date_that_cannot_be_is_named_and_asked_again(string typed, string named)
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        await ada.Says("Termin finden");
        await ada.Says("Lesekreis");
        await ada.Says(typed);
        ada.SeesLast(named);
        ada.SeesLast("Welche Termine schlagen Sie vor?");
        await ada.Says("Dienstag 10 Uhr");
        ada.SeesLast("Wie lange dauert es?");
    }

    [Fact]
    public async Task The_web_shows_one_form_with_errors_beside_the_questions()
    {
        await using var hood = await Hood.Start();
        var ben = await hood.Neighbour("Ben", "en", "web");
        await ben.Says("find a date");
        await ben.FillsIn(
            ("titel", "Reading circle"),
            ("termine", "28 March 2027 at 2:30"),
            ("dauer", "60"),
            ("wen", "link"),
            ("regeln", "selbst"),
            ("frist", "7"),
            ("mindestens", "3"),
            ("sichtbar", "zahlen"),
            ("schluss", "selbst")
        );
        ben.SeesLast("does not exist");
        await ben.FillsIn(
            ("titel", "Reading circle"),
            ("termine", "Tuesday 10:00; Friday 15:00 to 17:00"),
            ("dauer", "60"),
            ("wen", "link"),
            ("regeln", "selbst"),
            ("frist", "7"),
            ("mindestens", "3"),
            ("sichtbar", "zahlen"),
            ("schluss", "selbst")
        );
        ben.SeesLast("Everybody sees only numbers, no names.");
        await ben.Taps("Change something");
        var form = ben.Chat.Messages[^1].Form!;
        Assert.Equal(
            "Fri, 27 November 2026, from 15:00 to 17:00\nTue, 1 December 2026, 10:00",
            form.Fields.Single(f => f.Id == "termine").Value
        );
        await ben.FillsIn([.. form.Fields.Where(f => f.Value is not null).Select(f => (f.Id, f.Value!))]);
        await ben.Taps("Ask everybody now");
        var poll = await hood.Poll(ben);
        Assert.Equal((3, false, false), (poll.Minimum, poll.Names, poll.ByRule));
        Assert.Equal([Duration.FromHours(2), Duration.FromHours(1)], poll.Slots.Select(s => s.End - s.Start));

        await ben.Taps("Answer step by step");
        await ben.FillsIn(("ja", "2"), ("notfalls", ""));
        Assert.Contains("Your answer: No", Card(ben.Chat));
        Assert.Contains("Your answer: Yes", Card(ben.Chat));
        Assert.Equal(PollVoice.No, (await hood.Poll(ben)).Answers[0].Voices["1"]);
    }

    [Fact]
    public async Task Step_by_step_every_date_can_be_answered_by_words()
    {
        await using var hood = await Hood.Start();
        var (ada, ben) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"));
        var poll = await Ask(hood, ada, "Dienstag 10 Uhr\nMittwoch 14 Uhr\nDonnerstag 9 Uhr");
        await ben.Says($"/start dp_{poll.Id}");
        await ben.Taps("Schritt für Schritt antworten");
        await ben.Says("1");
        ben.SeesLast("Welche Termine gehen, wenn es nötig ist?");
        ben.SeesLast("2. Di, 1. Dezember");
        Assert.DoesNotContain("1. Do, 26. November", ben.Chat.Last);
        await ben.Says("1");
        ben.SeesLast("Ihre Antwort ist gespeichert.");
        Assert.Equal(
            [PollVoice.Yes, PollVoice.IfNeeded, PollVoice.No],
            (await hood.Poll(ada)).AnswerOf(ben.PersonId)!.Voices.OrderBy(v => v.Key).Select(v => v.Value)
        );
    }

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

    [Fact]
    public async Task What_runs_is_found_again()
    {
        await using var hood = await Hood.Start();
        var (ada, ben) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"));
        var poll = await Ask(hood, ada, "Dienstag 10 Uhr");
        await ben.Says($"/start dp_{poll.Id}");
        await ben.Says("/termin_finden");
        ben.SeesLast("Ihre Antwort fehlt noch.");
        await ben.Taps("Terminsuche 1 zeigen");
        await ben.Taps("1: Ja");
        await ben.Says("/meine_sachen");
        ben.SeesLast("Andere antworten noch.");
        await ada.Says("/termin_finden");
        await ada.Taps("Neue Terminsuche");
        ada.SeesLast("Worum geht es?");
    }

    /// <summary>Somebody goes through the form in the simplest way, with the link.</summary>
    private static async Task<DatePoll> Ask(Hood hood, Actor owner, string dates)
    {
        await owner.Says("/termin_finden");
        await owner.Says("Lesekreis");
        await owner.Says(dates);
        await owner.Taps("1 Stunde");
        await owner.Taps("Überspringen");
        await owner.Taps("Einfach: 3 Tage, der beste Termin gilt");
        await owner.Taps("Jetzt alle fragen");
        return await hood.Poll(owner);
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
