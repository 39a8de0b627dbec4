using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Core.DatePolls;

/// <summary>Where to look for free times.</summary>
public sealed record SlotSearch
{
    /// <summary>The first moment that counts.</summary>
    public required Instant From { get; init; }

    /// <summary>The last day that counts, in <see cref="Zone"/>.</summary>
    public required LocalDate LastDay { get; init; }

    /// <summary>The clocks of the Quartier.</summary>
    public required DateTimeZone Zone { get; init; }

    /// <summary>How long the meeting is, in real time.</summary>
    public required Duration Length { get; init; }

    /// <summary>From when on a day somebody may be asked to come.</summary>
    public LocalTime DayFrom { get; init; } = new(9, 0);

    /// <summary>When on a day it has to be over.</summary>
    public LocalTime DayTo { get; init; } = new(17, 0);

    /// <summary>The days of the week that count.</summary>
    public IReadOnlyList<IsoDayOfWeek> Days { get; init; } =
    [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday];

    /// <summary>When people cannot come.</summary>
    public IReadOnlyList<BusyTime> Busy { get; init; } = [];

    /// <summary>Ids of persons without whom it does not work.</summary>
    public IReadOnlyList<string> Needed { get; init; } = [];

    /// <summary>At most this many dates.</summary>
    public int Most { get; init; } = 5;
}

/// <summary>
/// Finds dates at which the fewest people are busy. Pure. Dates lie within the hours of a day on the local clocks, never in the hour that
/// the clocks skip, never over one another, and where possible on different days.
/// </summary>
public static class SlotFinder
{
    private const int StepMinutes = 30;
    private const int LongestSearchDays = 62;

    /// <summary>The dates, earliest first; none where no time is left in which everybody needed is free.</summary>
    public static IReadOnlyList<Interval> Find(SlotSearch search)
    {
        var candidates = Candidates(search)
            .Select(slot => (Slot: slot, Missing: Missing(search, slot)))
            .Where(c => !c.Missing.Overlaps(search.Needed))
            .OrderBy(c => c.Missing.Count)
            .ThenBy(c => c.Slot.Start)
            .Select(c => c.Slot)
            .ToList();
        var chosen = new List<Interval>();
        for (var perDay = 1; chosen.Count < search.Most && perDay <= search.Most; perDay++)
            foreach (var slot in candidates)
                if (chosen.Count < search.Most && Fits(slot, chosen, search.Zone, perDay))
                    chosen.Add(slot);
        return [.. chosen.OrderBy(s => s.Start)];
    }

    private static bool Fits(Interval slot, List<Interval> chosen, DateTimeZone zone, int perDay) =>
        !chosen.Exists(c => c.Start < slot.End && slot.Start < c.End)
        && chosen.Count(c => DayOf(c, zone) == DayOf(slot, zone)) < perDay;

    private static LocalDate DayOf(Interval slot, DateTimeZone zone) => slot.Start.InZone(zone).Date;

    private static HashSet<string> Missing(SlotSearch search, Interval slot) =>
        [.. search.Busy.Where(b => b.From < slot.End && slot.Start < b.To).Select(b => b.Person)];

    private static IEnumerable<Interval> Candidates(SlotSearch search)
    {
        if (search.Length <= Duration.Zero)
            yield break;
        var day = search.From.InZone(search.Zone).Date;
        for (var count = 0; day <= search.LastDay && count < LongestSearchDays; count++, day = day.PlusDays(1))
            if (search.Days.Contains(day.DayOfWeek))
                foreach (var slot in OnDay(search, day))
                    yield return slot;
    }

    private static IEnumerable<Interval> OnDay(SlotSearch search, LocalDate day)
    {
        for (var minute = search.DayFrom.Hour * 60 + search.DayFrom.Minute; minute < 24 * 60; minute += StepMinutes)
        {
            var local = day + new LocalTime(minute / 60, minute % 60);
            if (search.Zone.MapLocal(local) is not { Count: > 0 } found)
                continue;
            var start = found.First().ToInstant();
            var slot = new Interval(start, start + search.Length);
            var end = slot.End.InZone(search.Zone).LocalDateTime;
            if (start >= search.From && end.Date == day && end > local && end.TimeOfDay <= search.DayTo)
                yield return slot;
        }
    }
}
