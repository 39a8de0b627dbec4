using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Core.Meetings;

/// <summary>Reminders before a meeting, and its deletion long after.</summary>
internal static class MeetingTimers
{
    /// <summary>The evening before.</summary>
    public const string DayBefore = "m-day";

    /// <summary>An hour before.</summary>
    public const string Soon = "m-soon";

    /// <summary>Long over: it is deleted.</summary>
    public const string Gone = "m-gone";

    /// <summary>How long a meeting is kept after its end.</summary>
    public static readonly Duration Kept = Duration.FromDays(90);

    private static readonly LocalTime Evening = new(18, 0);
    private static readonly Duration AtLeastBefore = Duration.FromHours(10);
    private static readonly Duration SoonBefore = Duration.FromHours(1);

    /// <summary>Sets the timers of a meeting; those of an earlier time move or go.</summary>
    public static void Set(Call call, Meeting meeting)
    {
        foreach (var kind in (string[])[DayBefore, Soon])
            if (meeting.State == MeetingState.Planned && Due(call, meeting, kind) is { } due && due > call.Now)
                call.Remind(kind, meeting.Id, due);
            else
                call.Unremind(kind, meeting.Id);
        call.Remind(Gone, meeting.Id, Instant.Max(meeting.End, call.Now) + Kept);
    }

    /// <summary>A reminder is due.</summary>
    public static void Fire(Call call, Content.Due due)
    {
        if (
            call.Find(Meeting.Kind, due.Subject) is { State: MeetingState.Planned } meeting
            && Due(call, meeting, due.Kind) == due.At
            && call.Now < meeting.Start
            && (due.Kind == Soon || IsDayBefore(call, meeting))
        )
            MeetingNews.Remind(call, meeting, due.Kind == Soon ? "meeting.reminder.soon" : "meeting.reminder.day");
    }

    /// <summary>The meeting is long over.</summary>
    public static void Forget(Call call, Content.Due due)
    {
        if (call.Find(Meeting.Kind, due.Subject) is { } meeting)
            Delete(call, meeting);
    }

    /// <summary>Deletes a meeting with everybody's part in it.</summary>
    public static void Delete(Call call, Meeting meeting)
    {
        foreach (var person in meeting.Participants)
            call.Delete(Attendance.Kind, Attendance.IdOf(meeting.Id, person));
        call.Delete(Meeting.Kind, meeting.Id);
        foreach (var kind in (string[])[DayBefore, Soon, Gone])
            call.Unremind(kind, meeting.Id);
    }

    /// <summary>After an outage the evening may be over: then tomorrow would be a lie.</summary>
    private static bool IsDayBefore(Call call, Meeting meeting)
    {
        var zone = MeetingTime.Zone(call, meeting);
        return call.Now.InZone(zone).Date < meeting.Start.InZone(zone).Date;
    }

    private static Instant? Due(Call call, Meeting meeting, string kind)
    {
        if (kind == Soon)
            return meeting.Start - SoonBefore;
        var zone = MeetingTime.Zone(call, meeting);
        var evening = (meeting.Start.InZone(zone).Date.PlusDays(-1) + Evening).InZoneLeniently(zone).ToInstant();
        return meeting.Start - evening >= AtLeastBefore ? evening : null;
    }
}
