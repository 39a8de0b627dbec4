using NodaTime;

namespace Nachbarschaftsbot.Core.Understanding;

/// <summary>"in 3 Tagen", "nächste Woche", "am Wochenende", "Anfang Dezember".</summary>
internal sealed class SpanScanner(WhenSheet sheet) : TokenScanner(sheet)
{
    // Further ahead nobody plans with neighbours, and the calendar ends somewhere.
    private const int FurthestDays = 3660;

    public int RelativeAmount(int at)
    {
        if (Word(at) is "in" or "within" or "binnen")
            return Ahead(at);
        if (Word(at) is "vor" && Amount(at + 1) is { } past && UnitOf(Word(at + 1 + past.Used)) is { } unit)
            return AddPast(at, past.Number, unit, 2 + past.Used);
        if (Amount(at) is { } ago && UnitOf(Word(at + ago.Used)) is { } of && Word(at + ago.Used + 1) == "ago")
            return AddPast(at, ago.Number, of, 2 + ago.Used);
        return 0;
    }

    private int Ahead(int at)
    {
        if (Word(at + 1) is "den" or "the" && PointingWords.Next.Contains(Word(at + 2)) && UnitOf(Word(at + 3)) is 'd')
            return Add(new DaysPiece(Today, Today.PlusDays(6)), at, 4);
        if (Amount(at + 1) is not { } amount || UnitOf(Word(at + 1 + amount.Used)) is not { } unit)
            return 0;
        var used = 2 + amount.Used;
        var days = unit switch
        {
            'd' => amount.Number,
            'w' => amount.Number * 7,
            _ => 0,
        };
        if (days > FurthestDays || amount.Number > FurthestDays || unit == 'y')
            return 0;
        if (
            days > 0
            && days == Math.Floor(days)
            && Before(at) is DayPiece day
            && unit is 'w' or 'd'
            && days % 7 == 0
            && Before(at) is DayPiece
        )
            return MoveDay(at, (int)days, used);
        return unit switch
        {
            'm' or 'h' => Add(new MomentPiece(Soon(amount.Number * (unit == 'h' ? 60 : 1))), at, used),
            'M' => Add(new DayPiece(Today.PlusMonths((int)amount.Number)), at, used),
            _ => Add(new DayPiece(Today.PlusDays((int)Math.Round(days))), at, used),
        };
    }

    /// <summary>"Montag in einer Woche" is the Monday after the next one.</summary>
    private int MoveDay(int at, int days, int used)
    {
        var day = (DayPiece)Pieces[^1];
        Pieces[^1] = day with { Date = day.Date.PlusDays(days), End = at + used };
        return used;
    }

    private LocalDateTime Soon(double minutes)
    {
        var whole = new LocalDateTime(Now.Year, Now.Month, Now.Day, Now.Hour, Now.Minute);
        var from = whole < Now ? whole.PlusMinutes(1) : whole;
        return from.PlusMinutes((long)Math.Round(minutes));
    }

    private int AddPast(int at, double number, char unit, int used)
    {
        var days = unit switch
        {
            'd' => number,
            'w' => number * 7,
            'M' => number * 30,
            'y' => number * 365,
            _ => 0,
        };
        if (days > FurthestDays)
            return 0;
        return unit is 'm' or 'h'
            ? Add(
                new MomentPiece(
                    Now.PlusMinutes(-(long)Math.Max(1, Math.Min(number, 100_000) * (unit == 'h' ? 60 : 1)))
                ),
                at,
                used
            )
            : Add(new DayPiece(Today.PlusDays(-(int)Math.Max(1, days))), at, used);
    }

    private (double Number, int Used)? Amount(int at) =>
        Word(at) switch
        {
            "a" or "an" when Word(at + 1) == "half" => (0.5, 2),
            "a" or "an" => (1, 1),
            "half" when Word(at + 1) is "an" or "a" => (0.5, 2),
            "einer" or "eine" or "ein" when Word(at + 1) is "halben" or "halbe" or "halbes" => (0.5, 2),
            "anderthalb" or "eineinhalb" => (1.5, 1),
            _ => Number(at) is { } number ? (number, 1) : null,
        };

    public int WeekOrMonth(int at)
    {
        if (
            Word(at) is "den" or "die" or "the"
            && PointingWords.Next.Contains(Word(at + 1))
            && UnitOf(Word(at + 2)) is 'd'
            && Word(at + 2) != "day"
        )
            return Add(new DaysPiece(Today, Today.PlusDays(6)), at, 3);
        var edge = EdgeAt(at, out var edgeLength);
        var next = at + edgeLength;
        if (PeriodAt(next, edge is not null) is not { } period)
            return 0;
        var used = edgeLength + period.Used;
        return edge is { } third ? AddEdge(at, used, third, period) : AddPeriod(at, used, period);
    }

    private enum Third
    {
        Start,
        Middle,
        End,
    }

    private readonly record struct Period(LocalDate From, LocalDate To, bool IsWeek, int Used);

    private Third? EdgeAt(int at, out int used)
    {
        Third? third = Word(at) switch
        {
            "anfang" or "beginning" or "early" => Third.Start,
            "mitte" or "middle" or "mid" => Third.Middle,
            "ende" or "end" or "late" => Third.End,
            _ => null,
        };
        used = third is null ? 0 : 1;
        if (third is not null)
            while (used < 3 && Word(at + used) is "der" or "des" or "of" or "the")
                used++;
        return third;
    }

    private Period? PeriodAt(int at, bool afterEdge)
    {
        var word = Word(at);
        var lead = Word(at + 1) is { Length: > 0 } ? 1 : 0;
        var which =
            PointingWords.AfterNext.Contains(word) ? 2
            : PointingWords.Next.Contains(word) || word is "naechsten" ? 1
            : PointingWords.This.Contains(word) ? 0
            : PointingWords.Last.Contains(word) ? -1
            : (int?)null;
        var name = which is null ? word : Word(at + lead);
        var used = which is null ? 1 : 2;
        if (name is "wochenende" or "weekend" or "wochenend")
            return Weekend(which ?? 0, used);
        if (name is "woche" or "week" && (which is not null || afterEdge))
            return Week(which ?? 0, used);
        if (name is "monat" or "monats" or "month" && (which is not null || afterEdge))
            return Month(Today.With(DateAdjusters.StartOfMonth).PlusMonths(which ?? 0), used);
        if (afterEdge && CalendarWords.Month(word) is { } named)
            return Month(NextMonth(named), 1);
        if (word is "im" or "in" && Word(at + 1).Length > 2 && CalendarWords.Month(Word(at + 1)) is { } month)
            return Month(NextMonth(month), 2);
        return null;
    }

    private Period Week(int ahead, int used)
    {
        var monday = Today.With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday)).PlusWeeks(ahead);
        return new Period(ahead == 0 ? Today : monday, monday.PlusDays(6), true, used);
    }

    private Period Weekend(int which, int used)
    {
        var sunday = Today.With(DateAdjusters.NextOrSame(IsoDayOfWeek.Sunday));
        var isOn = Today.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday;
        sunday = sunday.PlusWeeks(
            which == 2 ? 1
            : which == 1 && isOn ? 1
            : which == -1 ? -1
            : 0
        );
        var saturday = sunday.PlusDays(-1);
        return new Period(saturday < Today && Today <= sunday ? Today : saturday, sunday, false, used);
    }

    private LocalDate NextMonth(int month) => new(month < Today.Month ? Today.Year + 1 : Today.Year, month, 1);

    private Period Month(LocalDate first, int used)
    {
        var last = first.With(DateAdjusters.EndOfMonth);
        return new Period(first < Today && Today <= last ? Today : first, last, false, used);
    }

    private int AddPeriod(int at, int used, Period period) =>
        Add(new DaysPiece(period.From, period.To, period.IsWeek), at, used);

    /// <summary>The beginning, middle or end: Monday and Tuesday, Tuesday to Thursday, Thursday and Friday; a third of a month.</summary>
    private int AddEdge(int at, int used, Third third, Period period)
    {
        var (from, to) = period.IsWeek
            ? third switch
            {
                Third.Start => (period.To.PlusDays(-6), period.To.PlusDays(-5)),
                Third.Middle => (period.To.PlusDays(-5), period.To.PlusDays(-3)),
                _ => (period.To.PlusDays(-3), period.To.PlusDays(-2)),
            }
            : third switch
            {
                Third.Start => (Day(period, 1), Day(period, 10)),
                Third.Middle => (Day(period, 11), Day(period, 20)),
                _ => (Day(period, 21), period.To),
            };
        return Add(new DaysPiece(from < Today && Today <= to ? Today : from, to), at, used);
    }

    private static LocalDate Day(Period period, int day) => new(period.To.Year, period.To.Month, day);
}
