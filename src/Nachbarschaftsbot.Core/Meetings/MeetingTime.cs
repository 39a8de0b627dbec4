using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Understanding;
using NodaTime;

namespace Nachbarschaftsbot.Core.Meetings;

/// <summary>The time of a meeting on the clocks of its Quartier.</summary>
internal static class MeetingTime
{
    /// <summary>The zone of the Quartier.</summary>
    public static DateTimeZone Zone(Call call, Meeting meeting) =>
        Call.ZoneOf(call.Find(Quartier.Kind, meeting.Quartier));

    /// <summary>The time as a line.</summary>
    public static Text Line(Call call, Meeting meeting) => Text.Of("meeting.when", Arg(call, meeting));

    /// <summary>The time as a value of a text.</summary>
    public static Arg Arg(Call call, Meeting meeting) => Messages.Arg.OfWhen("when", When(call, meeting).Encode());

    /// <summary>The time from when to when; where the clocks are set back in between and the end would stand before the start, only the start.</summary>
    private static When When(Call call, Meeting meeting)
    {
        var zone = Zone(call, meeting);
        var from = meeting.Start.InZone(zone).LocalDateTime;
        var to = meeting.End.InZone(zone).LocalDateTime;
        return from < to ? new When.Span(from, to) : new When.Moment(from);
    }
}
