using Nachbarschaftsbot.Core.Meetings;
using Nachbarschaftsbot.Core.Neighbours;
using NodaTime;
using static Nachbarschaftsbot.Tests.Transcripts.MeetingWorld;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>A meeting at the change of the clocks, after an outage, of people who are gone, and in other hands.</summary>
public sealed class MeetingEdgeTests
{
    [Fact]
    public async Task Strangers_to_a_meeting_cannot_see_or_change_it()
    {
        var (hood, _) = await Open();
        await using var _hood = hood;
        var (ada, ben, eve) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"), await hood.Neighbour("Eve"));
        await Decide(hood, ada, call => MeetingBook.Schedule(call, Of(ada, ben)));
        foreach (var verb in (string[])["m-show", "m-file", "m-yes", "m-no", "m-move", "m-cancel"])
        {
            eve.Forgets();
            await eve.TapsToken($"1:{verb}:meet1234:");
            Assert.Single(eve.Chat.Messages);
            eve.DoesNotSee("Sozialraumdialog");
        }
        await ben.TapsToken("1:m-move:meet1234:");
        ben.DoesNotSee("Wann soll der Termin jetzt sein?");
        Assert.Equal(MeetingState.Planned, (await hood.Find(Meeting.Kind, "meet1234"))!.State);
    }

    [Fact]
    public async Task Over_the_night_when_the_clocks_go_back_the_reminder_comes_at_the_right_hour()
    {
        var (hood, _) = await Open();
        await using var _hood = hood;
        var ada = await hood.Neighbour("Ada");
        var person = (await hood.Find(Person.Kind, ada.PersonId))!;
        await hood.Put(Person.Kind, person with { Quiet = new(0, 0) });
        // Sunday, 28 March 2027: at 2:00 it is 3:00. The meeting is at 10:00, which is 8:00 UTC.
        var start = Instant.FromUtc(2027, 3, 28, 8, 0);
        await Decide(
            hood,
            ada,
            call => MeetingBook.Schedule(call, Of(ada, ada) with { Start = start, End = start + Duration.FromHours(1) })
        );
        ada.SeesLast("So, 28. März 2027, von 10:00 bis 11:00 Uhr");
        var file = Files(ada).Single();
        Assert.Equal(start, file.Moment(file.Events[0].Single(l => l.Name == "DTSTART")));
        ada.Forgets();
        await hood.Advance(Instant.FromUtc(2027, 3, 27, 16, 59) - hood.Now);
        Assert.Empty(ada.Chat.Messages);
        await hood.Advance(Duration.FromMinutes(1));
        ada.SeesLast("Morgen haben Sie einen Termin.");
        await hood.Advance(Instant.FromUtc(2027, 3, 28, 7, 0) - hood.Now);
        ada.SeesLast("In einer Stunde beginnt Ihr Termin.");
    }

    [Fact]
    public async Task After_an_outage_over_night_there_is_one_reminder_and_it_is_true()
    {
        var (hood, _) = await Open();
        await using var _hood = hood;
        var ada = await hood.Neighbour("Ada");
        await Decide(hood, ada, call => MeetingBook.Schedule(call, Of(ada, ada)));
        ada.Forgets();
        hood.Time.Advance(Start - Duration.FromHours(6) - hood.Now);
        await hood.Advance(Duration.FromMinutes(1));
        ada.DoesNotSee("Morgen haben Sie einen Termin.");
        await hood.Advance(Start - hood.Now);
        Assert.Contains("In einer Stunde beginnt Ihr Termin.", Assert.Single(ada.Chat.Texts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_runs_a_meeting_without_taking_part_keeps_it_in_hand()
    {
        var (hood, _) = await Open();
        await using var _hood = hood;
        var (ada, ben) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"));
        await Decide(hood, ben, call => MeetingBook.Schedule(call, Of(ada, ben)));
        ada.SeesLast("Der Termin steht fest. Alle sind eingeladen.");
        Assert.Empty(Files(ada));
        ada.Forgets();
        await ada.Says("/kalender");
        await ada.Taps("Do, 3. Dezember 2026, 18:00 Uhr zeigen");
        ada.SeesLast("[Termin verschieben]");
        await ada.Taps("Termin absagen");
        await ada.Taps("Überspringen");
        await ada.Taps("Jetzt absagen");
        ben.SeesLast("Dieser Termin ist abgesagt.");
        await ada.Says("/kalender");
        ada.SeesLast("Sie haben gerade keine Termine.");
    }

    [Fact]
    public async Task An_hour_that_the_clocks_leave_out_is_refused_with_a_word()
    {
        var (hood, _) = await Open();
        await using var _hood = hood;
        var ada = await hood.Neighbour("Ada");
        await Decide(hood, ada, call => MeetingBook.Schedule(call, Of(ada, ada)));
        await ada.TapsToken("1:m-move:meet1234:");
        ada.Forgets();
        await ada.Says("28.3.2027 um 2:30 Uhr");
        ada.Sees("gibt es nicht");
        Assert.Equal(0, (await hood.Find(Meeting.Kind, "meet1234"))!.Sequence);
    }

    [Fact]
    public async Task Two_who_move_and_cancel_at_once_leave_one_state_and_one_word_each()
    {
        var (hood, _) = await Open();
        await using var _hood = hood;
        var (ada, ben) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"));
        await Decide(hood, ada, call => MeetingBook.Schedule(call, Of(ada, ada, ben)));
        await ada.TapsToken("1:m-move:meet1234:");
        await ada.Says("Montag um 14 Uhr");
        var submit = ada.Token("Jetzt verschieben");
        await Decide(hood, ben, call => MeetingBook.Cancel(call, call.Find(Meeting.Kind, "meet1234")!));
        Actor.Forget(ada, ben);
        await ada.TapsToken(submit);
        await ada.TapsToken(submit);
        ada.Sees("Dieser Termin ist abgesagt.");
        Assert.Empty(ben.Chat.Messages);
        var meeting = (await hood.Find(Meeting.Kind, "meet1234"))!;
        Assert.Equal((MeetingState.Cancelled, 1), (meeting.State, meeting.Sequence));
    }

    [Fact]
    public async Task Deleting_a_person_leaves_no_trace_and_an_orphaned_meeting_is_cancelled()
    {
        var (hood, _) = await Open();
        await using var _hood = hood;
        var (ada, ben) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"));
        await Decide(
            hood,
            ada,
            call => MeetingBook.Schedule(call, Of(ada, ada, ben) with { Feature = "", Subject = "" })
        );
        await ada.Says("/meine_daten");
        ada.SeesLast("Termin: Sozialraumdialog");
        await Delete(ada);
        ben.SeesLast("Dieser Termin ist abgesagt.");
        var meeting = (await hood.Find(Meeting.Kind, "meet1234"))!;
        Assert.Null(meeting.Owner);
        Assert.Equal([ben.PersonId], meeting.Participants);
        Assert.Null(await hood.Find(Attendance.Kind, $"meet1234:{ada.PersonId}"));
    }

    [Fact]
    public async Task Long_after_its_end_a_meeting_is_deleted()
    {
        var (hood, _) = await Open();
        await using var _hood = hood;
        var ada = await hood.Neighbour("Ada");
        await Decide(hood, ada, call => MeetingBook.Schedule(call, Of(ada, ada)));
        await hood.Advance(Duration.FromDays(100));
        Assert.Null(await hood.Find(Meeting.Kind, "meet1234"));
        Assert.Empty(await hood.Query(Attendance.Kind, "person", ada.PersonId));
    }

    [Fact]
    public async Task A_meeting_that_ends_before_it_begins_is_refused()
    {
        var (hood, _) = await Open();
        await using var _hood = hood;
        var ada = await hood.Neighbour("Ada");
        await Decide(
            hood,
            ada,
            call =>
                Assert.Throws<ArgumentException>(() => MeetingBook.Schedule(call, Of(ada, ada) with { End = Start }))
        );
        Assert.Null(await hood.Find(Meeting.Kind, "meet1234"));
    }

    private static async Task Delete(Actor actor)
    {
        await actor.Says("/loeschen");
        await actor.Says("Ja");
        await actor.Says("Ja");
    }
}
