using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Nachbarschaftsbot.Core.Meetings;

/// <summary>One event of a calendar file.</summary>
/// <param name="Uid">Its id everywhere and for ever.</param>
/// <param name="Sequence">0 when new, one more with each change.</param>
/// <param name="Stamp">When this was written down.</param>
/// <param name="Start">When it begins.</param>
/// <param name="End">When it ends.</param>
/// <param name="Summary">The title.</param>
/// <param name="Location">The place, or empty.</param>
/// <param name="Description">More words, or empty.</param>
/// <param name="Link">An address that belongs to it, or null.</param>
/// <param name="IsCancelled">Whether it no longer takes place.</param>
public sealed record IcsEvent(
    string Uid,
    int Sequence,
    Instant Stamp,
    Instant Start,
    Instant End,
    string Summary,
    string Location,
    string Description,
    string? Link,
    bool IsCancelled
);

/// <summary>A calendar file.</summary>
/// <param name="Zone">The zone in which people read the times.</param>
/// <param name="Events">What stands in it.</param>
public sealed record IcsCalendar(DateTimeZone Zone, IReadOnlyList<IcsEvent> Events)
{
    /// <summary>The mailbox that answers for it, or null. Without one the file names no method (RFC 5546 wants an organizer for each).</summary>
    public string? Organizer { get; init; }

    /// <summary>The organizer's name.</summary>
    public string OrganizerName { get; init; } = "";

    /// <summary>The name of a feed, or null for the file of single events.</summary>
    public string? Feed { get; init; }
}

/// <summary>
/// Writes calendar files (RFC 5545): lines end with CRLF and are folded at 75 octets, never inside a character. Times stand in the
/// zone of the calendar with its rules; cancelled events and moments that a clock shows twice stand in UTC, which every reader
/// understands alike.
/// </summary>
public static class IcsWriter
{
    /// <summary>The longest line in octets, without its end.</summary>
    public const int LongestLine = 75;

    private static readonly LocalDateTimePattern Local = LocalDateTimePattern.CreateWithInvariantCulture(
        "uuuuMMdd'T'HHmmss"
    );
    private static readonly InstantPattern Utc = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    /// <summary>The file as text.</summary>
    public static string Write(IcsCalendar calendar)
    {
        var file = new StringBuilder(1024);
        var zone = calendar.Events.Any(e => !e.IsCancelled) ? IcsZone.Of(calendar) : null;
        Line(file, "BEGIN:VCALENDAR");
        Line(file, "VERSION:2.0");
        Line(file, "PRODID:-//Nachbarschaftsbot//Kalender//DE");
        Line(file, "CALSCALE:GREGORIAN");
        Head(file, calendar);
        foreach (var line in zone ?? [])
            Line(file, line);
        foreach (var one in calendar.Events)
            Event(file, calendar, one, zone is not null);
        Line(file, "END:VCALENDAR");
        return file.ToString();
    }

    /// <summary>The file as bytes.</summary>
    public static byte[] Bytes(IcsCalendar calendar) => Encoding.UTF8.GetBytes(Write(calendar));

    /// <summary>Words as a value: backslash, comma, semicolon and line breaks are escaped, other control characters go.</summary>
    public static string Escape(string words)
    {
        var value = new StringBuilder(words.Length + 8);
        foreach (var c in words.ReplaceLineEndings("\n"))
            _ = c switch
            {
                '\\' or ',' or ';' => value.Append('\\').Append(c),
                '\n' => value.Append("\\n"),
                _ when char.IsControl(c) => value,
                _ => value.Append(c),
            };
        return value.ToString();
    }

    private static void Head(StringBuilder file, IcsCalendar calendar)
    {
        if (calendar.Feed is { } name)
        {
            Line(file, $"NAME:{Escape(name)}");
            Line(file, $"X-WR-CALNAME:{Escape(name)}");
            Line(file, "REFRESH-INTERVAL;VALUE=DURATION:PT1H");
            Line(file, "X-PUBLISHED-TTL:PT1H");
        }
        else if (calendar.Organizer is not null)
            Line(file, calendar.Events.All(e => e.IsCancelled) ? "METHOD:CANCEL" : "METHOD:PUBLISH");
    }

    private static void Event(StringBuilder file, IcsCalendar calendar, IcsEvent one, bool hasZone)
    {
        var zone = hasZone && !one.IsCancelled ? calendar.Zone : null;
        Line(file, "BEGIN:VEVENT");
        Line(file, $"UID:{Escape(one.Uid)}");
        Line(file, $"DTSTAMP:{Utc.Format(one.Stamp)}");
        Line(file, $"LAST-MODIFIED:{Utc.Format(one.Stamp)}");
        Line(file, $"SEQUENCE:{one.Sequence.ToString(CultureInfo.InvariantCulture)}");
        Line(file, $"DTSTART{Time(one.Start, zone)}");
        Line(file, $"DTEND{Time(one.End, zone)}");
        Line(file, $"SUMMARY:{Escape(one.Summary)}");
        if (one.Location.Length > 0)
            Line(file, $"LOCATION:{Escape(one.Location)}");
        if (one.Description.Length > 0)
            Line(file, $"DESCRIPTION:{Escape(one.Description)}");
        if (one.Link is { } link && Uri.TryCreate(link, UriKind.Absolute, out var address))
            Line(file, $"URL:{address.AbsoluteUri}");
        if (calendar.Organizer is { } mailbox)
            Line(file, $"ORGANIZER{Name(calendar.OrganizerName)}:mailto:{mailbox}");
        Line(file, one.IsCancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
        Line(file, "CLASS:PRIVATE");
        Line(file, one.IsCancelled ? "TRANSP:TRANSPARENT" : "TRANSP:OPAQUE");
        Line(file, "END:VEVENT");
    }

    /// <summary>A local time with its zone where it names exactly this moment, otherwise UTC.</summary>
    private static string Time(Instant at, DateTimeZone? zone)
    {
        if (zone is null)
            return $":{Utc.Format(at)}";
        var local = at.InZone(zone).LocalDateTime;
        return zone.MapLocal(local).Count == 1 ? $";TZID={zone.Id}:{Local.Format(local)}" : $":{Utc.Format(at)}";
    }

    private static string Name(string name)
    {
        var plain = new string([.. name.Where(c => !char.IsControl(c) && c != '"')]);
        return plain.Length == 0 ? "" : $";CN=\"{plain}\"";
    }

    /// <summary>Writes a line, folded where it is longer than 75 octets: what goes on begins with a blank.</summary>
    private static void Line(StringBuilder file, string line)
    {
        var length = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (length + rune.Utf8SequenceLength > LongestLine)
            {
                file.Append("\r\n ");
                length = 1;
            }
            file.Append(rune.ToString());
            length += rune.Utf8SequenceLength;
        }
        file.Append("\r\n");
    }
}
