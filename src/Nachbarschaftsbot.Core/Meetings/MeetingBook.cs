using Nachbarschaftsbot.Core.DatePolls;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using NodaTime;

namespace Nachbarschaftsbot.Core.Meetings;

/// <summary>
/// The book of meetings: features put a meeting in, move it and cancel it here. Everybody concerned hears of each change once, on
/// their messenger and in their calendar.
/// </summary>
public static class MeetingBook
{
    private const int Most = 200;

    /// <summary>Puts a new meeting in, invites everybody and sets the reminders.</summary>
    /// <param name="call">The call.</param>
    /// <param name="meeting">The meeting, with an id of <see cref="Ids.Short"/>.</param>
    /// <returns>The meeting as it stands in the book.</returns>
    /// <exception cref="ArgumentException">It ends before it begins.</exception>
    public static Meeting Schedule(Call call, Meeting meeting)
    {
        var planned = Checked(meeting) with
        {
            State = MeetingState.Planned,
            Sequence = 0,
            Uid = $"{meeting.Id}-{call.Ids.Long()}@nachbarschaftsbot",
            Changed = call.Now,
        };
        planned = Keep(call, CalendarService.Ask(call, planned));
        MeetingNews.Invite(call, planned);
        return planned;
    }

    /// <summary>
    /// Changes a meeting: time, place, title, link or participants. Everybody hears once what is new; who is new is invited, who is no
    /// longer part hears that. Nothing happens where nothing changed.
    /// </summary>
    /// <returns>The meeting as it stands in the book.</returns>
    /// <exception cref="ArgumentException">It ends before it begins.</exception>
    public static Meeting Move(Call call, Meeting meeting)
    {
        if (call.Find(Meeting.Kind, meeting.Id) is not { State: MeetingState.Planned } before)
            return meeting;
        var moved = Checked(meeting) with
        {
            State = MeetingState.Planned,
            Uid = before.Uid,
            Event = before.Event,
            InvitedByService = before.InvitedByService,
            JoinLink = meeting.JoinLink ?? before.JoinLink,
            Sequence = before.Sequence + 1,
            Changed = call.Now,
        };
        if (!IsOther(before, moved))
            return before;
        moved = Keep(call, CalendarService.Ask(call, moved), before);
        MeetingNews.Move(call, before, moved);
        PollMeeting.Follow(call, moved);
        return moved;
    }

    /// <summary>Cancels a meeting. Everybody hears it once.</summary>
    /// <param name="call">The call.</param>
    /// <param name="meeting">The meeting.</param>
    /// <param name="why">A sentence that everybody may read, or null.</param>
    public static void Cancel(Call call, Meeting meeting, Text? why = null)
    {
        if (call.Find(Meeting.Kind, meeting.Id) is not { State: MeetingState.Planned } before)
            return;
        var cancelled = before with
        {
            State = MeetingState.Cancelled,
            Sequence = before.Sequence + 1,
            Changed = call.Now,
        };
        cancelled = Keep(call, CalendarService.Cancel(call, cancelled, why), before);
        MeetingNews.Cancel(call, cancelled, why);
        PollMeeting.Follow(call, cancelled);
    }

    /// <summary>
    /// Deletes all meetings of a feature's document. One that lies ahead is cancelled first and kept for a day, until calendars know.
    /// </summary>
    public static void Forget(Call call, string feature, string subject)
    {
        foreach (var meeting in call.QueryBelowOrAt(feature, subject))
            if (meeting.State == MeetingState.Planned && meeting.End > call.Now)
            {
                Cancel(call, meeting);
                call.Remind(MeetingTimers.Gone, meeting.Id, call.Now + Duration.FromDays(1));
            }
            else if (meeting.State == MeetingState.Planned || meeting.Changed + Duration.FromDays(1) < call.Now)
                MeetingTimers.Delete(call, meeting);
            else
                call.Remind(MeetingTimers.Gone, meeting.Id, meeting.Changed + Duration.FromDays(1));
    }

    /// <summary>The meeting of a feature's document, the newest planned one, or null.</summary>
    public static Meeting? About(Call call, string feature, string subject) =>
        call.QueryBelowOrAt(feature, subject)
            .Where(m => m.State == MeetingState.Planned)
            .OrderByDescending(m => m.Start)
            .FirstOrDefault();

    /// <summary>What lies ahead of a person, the next first; what has begun and not ended counts.</summary>
    public static IReadOnlyList<Meeting> Ahead(Call call, string person, int limit = 10) =>
        [
            .. call.Query(
                    Attendance.Kind,
                    "person",
                    IndexValue.Of(person, Attendance.Key(call.Now - Duration.FromDays(1))),
                    IndexValue.After(person),
                    Most
                )
                .Select(a => call.Find(Meeting.Kind, a.Meeting))
                .OfType<Meeting>()
                .Where(m => m.State == MeetingState.Planned && m.End > call.Now)
                .OrderBy(m => m.Start)
                .Take(limit),
        ];

    /// <summary>
    /// Asks the calendar service when people are busy. The answer comes to <see cref="Registry.OnFreeBusy"/> of the feature; who has no
    /// calendar there is among its unknown ones.
    /// </summary>
    /// <returns>False where no calendar service is connected or nobody has a calendar there: no answer comes.</returns>
    public static bool AskFreeBusy(
        Call call,
        string feature,
        string subject,
        IReadOnlyList<string> persons,
        Instant from,
        Instant to
    ) => CalendarService.AskFreeBusy(call, new(feature, subject, CalendarService.Invitees(call, persons), from, to));

    private static IReadOnlyList<Meeting> QueryBelowOrAt(this Call call, string feature, string subject) =>
        call.Query(Meeting.Kind, "about", IndexValue.Of(feature, subject), IndexValue.After(feature, subject), Most);

    private static Meeting Checked(Meeting meeting) =>
        meeting.End > meeting.Start
            ? meeting with
            {
                Participants = [.. meeting.Participants.Distinct()],
                Channels = [.. meeting.Channels.Distinct()],
                Where = meeting.Where.Trim(),
            }
            : throw new ArgumentException("A meeting ends after it begins", nameof(meeting));

    private static bool IsOther(Meeting before, Meeting now) =>
        before.Start != now.Start
        || before.End != now.End
        || before.Where != now.Where
        || before.Online != now.Online
        || before.JoinLink != now.JoinLink
        || before.Title.Key != now.Title.Key
        || !before.Title.Args.SequenceEqual(now.Title.Args)
        || !before.Participants.ToHashSet().SetEquals(now.Participants);

    private static Meeting Keep(Call call, Meeting meeting, Meeting? before = null)
    {
        foreach (var gone in before?.Participants.Except(meeting.Participants) ?? [])
            call.Delete(Attendance.Kind, Attendance.IdOf(meeting.Id, gone));
        foreach (var person in meeting.Participants)
            KeepPart(call, meeting, person, before);
        MeetingTimers.Set(call, meeting);
        return call.Put(Meeting.Kind, meeting);
    }

    /// <summary>A new time asks anew who comes.</summary>
    private static void KeepPart(Call call, Meeting meeting, string person, Meeting? before)
    {
        var id = Attendance.IdOf(meeting.Id, person);
        var known = before?.Start == meeting.Start ? call.Find(Attendance.Kind, id) : null;
        call.Put(
            Attendance.Kind,
            new Attendance
            {
                Id = id,
                Meeting = meeting.Id,
                Person = person,
                Start = meeting.Start,
                Comes = known?.Comes,
            }
        );
    }
}
