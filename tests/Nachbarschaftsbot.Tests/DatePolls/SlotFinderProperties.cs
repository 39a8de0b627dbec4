using FsCheck;
using FsCheck.Fluent;
using Nachbarschaftsbot.Core.DatePolls;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;
using Interval = NodaTime.Interval;

namespace Nachbarschaftsbot.Tests.DatePolls;

/// <summary>What holds for the dates that are found, whoever is busy whenever, and across the change of the clocks.</summary>
public sealed class SlotFinderProperties
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    /// <summary>Some days before the clocks go forward, before they go back, and in between.</summary>
    private static readonly LocalDate[] Firsts = [new(2027, 3, 25), new(2026, 10, 22), new(2026, 12, 7)];

    private static readonly Gen<SlotSearch> Searches =
        from first in Gen.Elements(Firsts)
        from days in Gen.Choose(0, 9)
        from hour in Gen.Choose(0, 20)
        from hours in Gen.Choose(1, 12)
        from minutes in Gen.Elements(15, 30, 45, 60, 90, 120, 240)
        from most in Gen.Choose(1, 8)
        from later in Gen.Choose(0, 36)
        from busy in Gen.ListOf(
            from person in Gen.Elements("ada", "ben", "cem")
            from start in Gen.Choose(0, 240)
            from length in Gen.Choose(1, 20)
            select new BusyTime(person, At(first, start), At(first, start + length))
        )
        from needed in Gen.SubListOf("ada", "ben")
        select new SlotSearch
        {
            From = At(first, later),
            LastDay = first.PlusDays(days),
            Zone = Berlin,
            Length = Duration.FromMinutes(minutes),
            DayFrom = new LocalTime(hour, 0),
            DayTo = new LocalTime(Math.Min(23, hour + hours), 30),
            Days = [.. Enum.GetValues<IsoDayOfWeek>().Where(d => d != IsoDayOfWeek.None)],
            Busy = [.. busy],
            Needed = [.. needed],
            Most = most,
        };

    [Fact]
    public void Dates_lie_within_the_hours_and_days_and_are_as_long_as_wanted() =>
        Check(search =>
            SlotFinder
                .Find(search)
                .All(slot =>
                {
                    var start = slot.Start.InZone(Berlin).LocalDateTime;
                    var end = slot.End.InZone(Berlin).LocalDateTime;
                    return slot.Duration == search.Length
                        && slot.Start >= search.From
                        && start.Date <= search.LastDay
                        && start.Date == end.Date
                        && start.TimeOfDay >= search.DayFrom
                        && end.TimeOfDay <= search.DayTo;
                })
        );

    [Fact]
    public void Nobody_who_is_needed_is_busy() =>
        Check(search => SlotFinder.Find(search).All(slot => !Busy(search, slot).Overlaps(search.Needed)));

    [Fact]
    public void Dates_never_lie_over_one_another_and_come_in_order() =>
        Check(search =>
        {
            var found = SlotFinder.Find(search);
            return found.Count <= search.Most
                && found.Zip(found.Skip(1)).All(pair => pair.First.End <= pair.Second.Start);
        });

    [Fact]
    public void Where_a_time_is_left_one_is_found_and_one_of_the_best() =>
        Check(search =>
        {
            var possible = Possible(search);
            var found = SlotFinder.Find(search);
            return possible.Count == 0
                ? found.Count == 0
                : found.Count > 0 && found.Min(s => Busy(search, s).Count) == possible.Min(s => Busy(search, s).Count);
        });

    [Fact]
    public void Days_that_do_not_count_are_left_out() =>
        Check(search =>
            SlotFinder
                .Find(search with { Days = [IsoDayOfWeek.Tuesday] })
                .All(s => s.Start.InZone(Berlin).DayOfWeek == IsoDayOfWeek.Tuesday)
        );

    [Fact]
    public void The_hour_that_the_clocks_skip_is_never_a_date()
    {
        var night = new SlotSearch
        {
            From = Berlin.AtStartOfDay(new LocalDate(2027, 3, 28)).ToInstant(),
            LastDay = new LocalDate(2027, 3, 28),
            Zone = Berlin,
            Length = Duration.FromMinutes(60),
            DayFrom = new LocalTime(2, 0),
            DayTo = new LocalTime(4, 0),
            Days = [IsoDayOfWeek.Sunday],
            Most = 10,
        };
        var only = Assert.Single(SlotFinder.Find(night));
        Assert.Equal(new LocalTime(3, 0), only.Start.InZone(Berlin).TimeOfDay);
        Assert.Equal(new LocalTime(4, 0), only.End.InZone(Berlin).TimeOfDay);
    }

    [Fact]
    public void In_the_hour_that_comes_twice_a_meeting_is_as_long_as_any_other()
    {
        var night = new SlotSearch
        {
            From = Berlin.AtStartOfDay(new LocalDate(2026, 10, 25)).ToInstant(),
            LastDay = new LocalDate(2026, 10, 25),
            Zone = Berlin,
            Length = Duration.FromHours(3),
            DayFrom = new LocalTime(1, 0),
            DayTo = new LocalTime(4, 0),
            Days = [IsoDayOfWeek.Sunday],
        };
        var found = SlotFinder.Find(night);
        Assert.All(found, s => Assert.Equal(Duration.FromHours(3), s.Duration));
        Assert.Contains(found, s => s.Start.InZone(Berlin).TimeOfDay == new LocalTime(1, 0));
    }

    [Fact]
    public void Dates_are_spread_over_the_days_before_one_day_gets_two()
    {
        var week = new SlotSearch
        {
            From = Berlin.AtStartOfDay(new LocalDate(2026, 12, 7)).ToInstant(),
            LastDay = new LocalDate(2026, 12, 11),
            Zone = Berlin,
            Length = Duration.FromMinutes(60),
        };
        Assert.Equal(5, SlotFinder.Find(week).Select(s => s.Start.InZone(Berlin).Date).Distinct().Count());
    }

    private static void Check(Func<SlotSearch, bool> holds) =>
        Prop.ForAll(Searches.ToArbitrary(), holds).QuickCheckThrowOnFailure();

    private static HashSet<string> Busy(SlotSearch search, Interval slot) =>
        [.. search.Busy.Where(b => b.From < slot.End && slot.Start < b.To).Select(b => b.Person)];

    /// <summary>All dates there are, found by looking at every half hour that passes.</summary>
    private static List<Interval> Possible(SlotSearch search)
    {
        var found = new List<Interval>();
        var start = Berlin.AtStartOfDay(search.From.InZone(Berlin).Date).ToInstant();
        for (; start.InZone(Berlin).Date <= search.LastDay; start += Duration.FromMinutes(30))
        {
            var slot = new Interval(start, start + search.Length);
            var (from, to) = (start.InZone(Berlin).LocalDateTime, slot.End.InZone(Berlin).LocalDateTime);
            if (
                start >= search.From
                && from.Date == to.Date
                && to > from
                && from.TimeOfDay >= search.DayFrom
                && to.TimeOfDay <= search.DayTo
                && Berlin.MapLocal(from).First().ToInstant() == start
                && !Busy(search, slot).Overlaps(search.Needed)
            )
                found.Add(slot);
        }
        return found;
    }

    private static Instant At(LocalDate first, int halfHours) =>
        Berlin.AtStartOfDay(first).ToInstant() + Duration.FromMinutes(30 * halfHours);
}
