using NodaTime;
using NodaTime.Text;

namespace Nachbarschaftsbot.Core.DatePolls;

/// <summary>Where free times are looked for, as it is kept while the calendars are asked.</summary>
/// <param name="From">The first moment that counts.</param>
/// <param name="LastDay">The last day, as <c>2026-12-03</c>.</param>
/// <param name="Minutes">How long the meeting is.</param>
/// <param name="DayFrom">From which minute of a day.</param>
/// <param name="DayTo">Until which minute of a day.</param>
/// <param name="Days">The days of the week, 1 for Monday.</param>
/// <param name="Most">At most this many dates.</param>
/// <param name="Busy">When people cannot come, as the feature knows.</param>
public sealed record PollWindow(
    Instant From,
    string LastDay,
    int Minutes,
    int DayFrom,
    int DayTo,
    IReadOnlyList<int> Days,
    int Most,
    IReadOnlyList<Messages.BusyTime> Busy
)
{
    /// <summary>A search to keep.</summary>
    public static PollWindow Of(SlotSearch search) =>
        new(
            search.From,
            LocalDatePattern.Iso.Format(search.LastDay),
            (int)search.Length.TotalMinutes,
            Minute(search.DayFrom),
            Minute(search.DayTo),
            [.. search.Days.Select(d => (int)d)],
            search.Most,
            search.Busy
        );

    /// <summary>The search again.</summary>
    public SlotSearch ToSearch(DateTimeZone zone) =>
        new()
        {
            From = From,
            LastDay = LocalDatePattern.Iso.Parse(LastDay).Value,
            Zone = zone,
            Length = Duration.FromMinutes(Minutes),
            DayFrom = new LocalTime(DayFrom / 60, DayFrom % 60),
            DayTo = new LocalTime(DayTo / 60, DayTo % 60),
            Days = [.. Days.Select(d => (IsoDayOfWeek)d)],
            Most = Most,
            Busy = Busy,
        };

    private static int Minute(LocalTime time) => time.Hour * 60 + time.Minute;
}
