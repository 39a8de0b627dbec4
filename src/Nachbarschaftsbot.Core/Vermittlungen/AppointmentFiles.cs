using Nachbarschaftsbot.Core.Meetings;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Core.Understanding;
using NodaTime;

namespace Nachbarschaftsbot.Core.Vermittlungen;

/// <summary>
/// An agreed appointment in the calendar of one of the two. Calendars are seen by others: neither what it is about stands there, nor with
/// whom, nor where.
/// </summary>
public static class AppointmentFiles
{
    private static readonly Duration Length = Duration.FromHours(1);

    /// <summary>The event, or null where nothing is agreed on.</summary>
    /// <param name="vermittlung">Whose appointment it is.</param>
    /// <param name="zone">The zone of its Quartier.</param>
    /// <param name="language">The reader's language.</param>
    public static IcsEvent? Event(Vermittlung vermittlung, DateTimeZone zone, string language)
    {
        if (
            vermittlung is not { State: VermittlungState.Agreed or VermittlungState.Done, Agreed: { } agreed }
            || When.Decode(agreed.When) is not When.Moment moment
        )
            return null;
        var start = moment.At.InZoneLeniently(zone).ToInstant();
        return new(
            $"{vermittlung.Id}@nachbarschaftsbot",
            vermittlung.Moves,
            vermittlung.AgreedAt ?? vermittlung.Created,
            start,
            start + Length,
            Catalog.BuiltIn.Words("feed.appointment", language),
            "",
            Catalog.BuiltIn.Words("feed.appointment.more", language),
            null,
            false
        );
    }
}
