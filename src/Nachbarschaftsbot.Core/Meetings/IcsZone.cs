using System.Globalization;
using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace Nachbarschaftsbot.Core.Meetings;

/// <summary>
/// The rules of a time zone as calendar files write them: one rule for the winter, one for the summer. A zone whose clocks follow no
/// such rule in the years of the events has none; its times are written in UTC.
/// </summary>
internal static class IcsZone
{
    private static readonly LocalDateTimePattern At = LocalDateTimePattern.CreateWithInvariantCulture(
        "uuuuMMdd'T'HHmmss"
    );

    /// <summary>The lines of the zone; null where it cannot be written by rules.</summary>
    public static IReadOnlyList<string>? Of(IcsCalendar calendar)
    {
        var zone = calendar.Zone;
        var first = calendar.Events.Min(e => e.Start).InZone(zone).Year - 1;
        var last = calendar.Events.Max(e => e.End).InZone(zone).Year + 1;
        var changes = Changes(zone, first, last);
        if (changes.Count == 0)
            return Wrap(zone, Fixed(zone, first));
        var rules = changes.GroupBy(c => c.Start.Savings > Offset.Zero).Select(g => Rule([.. g], first, last)).ToList();
        return rules.Count == 2 && rules.All(r => r is not null) ? Wrap(zone, rules.SelectMany(r => r!)) : null;
    }

    private static IReadOnlyList<string> Wrap(DateTimeZone zone, IEnumerable<string> rules) =>
        ["BEGIN:VTIMEZONE", $"TZID:{zone.Id}", .. rules, "END:VTIMEZONE"];

    private static IEnumerable<string> Fixed(DateTimeZone zone, int year)
    {
        var offset = Text(zone.GetUtcOffset(Instant.FromUtc(year, 1, 1, 0, 0)));
        return
        [
            "BEGIN:STANDARD",
            "DTSTART:19700101T000000",
            $"TZOFFSETFROM:{offset}",
            $"TZOFFSETTO:{offset}",
            "END:STANDARD",
        ];
    }

    /// <summary>The changes of the clocks in these years: what was before and what begins.</summary>
    private static List<(ZoneInterval Before, ZoneInterval Start)> Changes(DateTimeZone zone, int first, int last)
    {
        var intervals = zone.GetZoneIntervals(Instant.FromUtc(first, 1, 1, 0, 0), Instant.FromUtc(last + 1, 1, 1, 0, 0))
            .ToList();
        return [.. intervals.Zip(intervals.Skip(1))];
    }

    /// <summary>One rule for all changes of a kind: once a year, in the same month, on the same weekday of the same week.</summary>
    private static IReadOnlyList<string>? Rule(
        IReadOnlyList<(ZoneInterval Before, ZoneInterval Start)> changes,
        int first,
        int last
    )
    {
        var days = changes.Select(c => Day(c.Before, c.Start)).Distinct().ToList();
        var years = changes.Select(c => c.Start.IsoLocalStart.Year).Distinct().Count();
        if (days is not [var day] || years != last - first + 1 || changes.Count != years)
            return null;
        var (before, start) = changes[0];
        var name = start.Savings > Offset.Zero ? "DAYLIGHT" : "STANDARD";
        return
        [
            $"BEGIN:{name}",
            $"DTSTART:{At.Format(Old(day))}",
            $"RRULE:FREQ=YEARLY;BYMONTH={Number(day.Month)};BYDAY={Number(day.Week)}{Weekday(day.Weekday)}",
            $"TZOFFSETFROM:{Text(before.WallOffset)}",
            $"TZOFFSETTO:{Text(start.WallOffset)}",
            $"TZNAME:{start.Name}",
            $"END:{name}",
        ];
    }

    private static (int Month, IsoDayOfWeek Weekday, int Week, LocalTime Time) Day(
        ZoneInterval before,
        ZoneInterval start
    )
    {
        var at = start.Start.WithOffset(before.WallOffset).LocalDateTime;
        var days = CalendarSystem.Iso.GetDaysInMonth(at.Year, at.Month);
        var week = at.Day > days - 7 ? -1 : (at.Day + 6) / 7;
        return (at.Month, at.DayOfWeek, week, at.TimeOfDay);
    }

    /// <summary>A moment of 1970 at which the rule holds: readers count from there.</summary>
    private static LocalDateTime Old((int Month, IsoDayOfWeek Weekday, int Week, LocalTime Time) day)
    {
        var days = CalendarSystem.Iso.GetDaysInMonth(1970, day.Month);
        var date =
            day.Week < 0
                ? new LocalDate(1970, day.Month, days).With(DateAdjusters.PreviousOrSame(day.Weekday))
                : new LocalDate(1970, day.Month, (day.Week - 1) * 7 + 1).With(DateAdjusters.NextOrSame(day.Weekday));
        return date + day.Time;
    }

    private static string Weekday(IsoDayOfWeek day) => day.ToString()[..2].ToUpperInvariant();

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(Offset offset) => OffsetPattern.CreateWithInvariantCulture("+HHmm").Format(offset);
}
