using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Texts;
using NodaTime;

namespace Nachbarschaftsbot.Core.Meetings;

/// <summary>Meetings as calendar files, in the reader's language.</summary>
public static class MeetingFiles
{
    /// <summary>What calendar files are called on the wire.</summary>
    public const string MediaType = "text/calendar";

    /// <summary>The file of one meeting, to send along.</summary>
    internal static OutboundFile Of(Call call, Meeting meeting, string language, bool isCancelled)
    {
        var house = CalendarService.House(call);
        var calendar = new IcsCalendar(
            Call.ZoneOf(call.Find(Quartier.Kind, meeting.Quartier)),
            [Event(meeting, language, isCancelled)]
        )
        {
            Organizer = house.Mailbox.Length > 0 ? house.Mailbox : null,
        };
        return new(isCancelled ? "absage.ics" : "termin.ics", MediaType, IcsWriter.Bytes(calendar));
    }

    /// <summary>A person's feed.</summary>
    /// <param name="meetings">The person's meetings; cancelled ones say so.</param>
    /// <param name="others">What else the person agreed on.</param>
    /// <param name="zone">The zone of the person's Quartier.</param>
    /// <param name="language">The person's language.</param>
    public static byte[] Feed(
        IReadOnlyList<Meeting> meetings,
        IReadOnlyList<IcsEvent> others,
        DateTimeZone zone,
        string language
    ) =>
        IcsWriter.Bytes(
            new(zone, [.. meetings.Select(m => Event(m, language, m.State == MeetingState.Cancelled)), .. others])
            {
                Feed = Catalog.BuiltIn.Words("feed.name", language),
            }
        );

    private static IcsEvent Event(Meeting meeting, string language, bool isCancelled) =>
        new(
            meeting.Uid,
            meeting.Sequence,
            meeting.Changed,
            meeting.Start,
            meeting.End,
            Catalog.BuiltIn.Words(meeting.Title, language),
            meeting.Where.Length > 0 ? meeting.Where
                : meeting.Online ? Catalog.BuiltIn.Words("meeting.place-online", language)
                : "",
            meeting.JoinLink is { } link
                ? Catalog.BuiltIn.Words(Text.Of("meeting.link", ("link", link)), language)
                : "",
            meeting.JoinLink,
            isCancelled
        );
}
