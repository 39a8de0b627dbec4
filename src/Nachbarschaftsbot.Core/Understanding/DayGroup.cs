using NodaTime;

namespace Nachbarschaftsbot.Core.Understanding;

/// <summary>A day or some days in a row, with the time of day that was said with them.</summary>
internal sealed class DayGroup(LocalDate from, LocalDate to, Piece source)
{
    private bool _partIsOpen;

    public LocalDate From { get; private set; } = from;

    public LocalDate To { get; private set; } = to;

    public Piece Source { get; } = source;

    public bool IsWeek { get; init; }

    public IsoDayOfWeek? Weekday { get; set; }

    public ClockPiece? Clock { get; set; }

    public DayPart? Part { get; set; }

    public LinkKind? Link { get; set; }

    /// <summary>The other day that may be meant when weekday and date do not fit ("Samstag, 4.12." on a Friday).</summary>
    public LocalDate? Conflict { get; private set; }

    public void MoveWeeks(int weeks) => (From, To) = (From.PlusWeeks(weeks), To.PlusWeeks(weeks));

    public void TakePart(DayPart part)
    {
        _partIsOpen |= Part is { } known && known != part;
        Part = _partIsOpen ? null : part;
    }

    /// <summary>Joins words for the same day: "Samstag, 28.11.", "Mittwoch nächster Woche".</summary>
    public bool TryMerge(DayGroup next)
    {
        if (IsWeek && next.Weekday is { } pick && From != To)
            return PickWeekday(To.PlusDays(-6), pick);
        if (next.IsWeek && Weekday is { } picked)
            return PickWeekday(next.To.PlusDays(-6), picked);
        if (IsWeek || next.IsWeek || From != To || next.From != next.To)
            return false;
        if (next.From == From)
        {
            Weekday ??= next.Weekday;
            return true;
        }
        if (next.Weekday is { } named && Weekday is null)
            return Check(From, named, next.From);
        if (Weekday is { } mine && next.Weekday is null)
            return Check(next.From, mine, From);
        return false;
    }

    /// <summary>The time this group stands for alone.</summary>
    public When Time(LocalDateTime now)
    {
        if (From != To)
            return When.Span.OfDays(From, To);
        if (Clock is null)
            return new When.Day(From, Part);
        if (!Clock.IsRange)
            return new When.Moment(At(From, Clock.From!.Value, now));
        return Range(now);
    }

    public LocalDateTime StartMoment(LocalDateTime now) =>
        Clock?.From is { } clock && From == To ? At(From, clock, now) : From.AtMidnight();

    public LocalDateTime EndMoment(LocalDateTime now) =>
        (Clock is { IsRange: true } ? Clock.To : Clock?.From) is { } clock && From == To
            ? At(To, clock, now)
            : To.AtMidnight().PlusHours(24);

    private bool PickWeekday(LocalDate monday, IsoDayOfWeek day)
    {
        From = To = monday.PlusDays((int)day - 1);
        Weekday = day;
        return true;
    }

    private bool Check(LocalDate date, IsoDayOfWeek named, LocalDate nextNamed)
    {
        if (date.DayOfWeek != named)
            Conflict = nextNamed;
        From = To = date;
        return true;
    }

    private When Range(LocalDateTime now)
    {
        var midnight = From.AtMidnight();
        var start = Clock!.From is { } first ? Minutes(first, now) : 0;
        var end = Clock.To is { } last ? Minutes(last, now) : Understanding.Clock.Day;
        if (Clock is { From: { Spoken: true } early, To: { } late } && start >= end && early.Minutes < end)
            start = early.Minutes;
        if (Clock.To is { } close && end <= start && close.Spoken && end + Understanding.Clock.HalfDay > start)
            end += Understanding.Clock.HalfDay;
        if (end <= start)
            end += Understanding.Clock.Day;
        return new When.Span(midnight.PlusMinutes(start), midnight.PlusMinutes(end));
    }

    private int Minutes(Clock clock, LocalDateTime now) =>
        clock.Resolve(Part, From == now.Date ? now.Hour * 60 + now.Minute : null);

    private LocalDateTime At(LocalDate date, Clock clock, LocalDateTime now)
    {
        var at = date.AtMidnight().PlusMinutes(Minutes(clock, now));
        var isSmallHours = Part == DayPart.Night && at.Date == date && at.Hour < 6;
        var isTonightAlready = date == now.Date && now.Hour < 6 && at >= now;
        return isSmallHours && !isTonightAlready ? at.PlusDays(1) : at;
    }
}
