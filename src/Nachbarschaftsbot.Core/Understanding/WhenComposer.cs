using NodaTime;

namespace Nachbarschaftsbot.Core.Understanding;

/// <summary>Puts the pieces found in a text together to one time, several, or none.</summary>
internal sealed class WhenComposer(LocalDateTime now)
{
    // "ab Montag" has no end of its own; two weeks is what the preview then shows and the person can change.
    private const int OpenDays = 14;

    private readonly List<DayGroup> _groups = [];
    private LinkPiece? _link;
    private bool _between;
    private ClockPiece? _loneClock;
    private DayPart? _lonePart;

    /// <summary>The times meant, in order; empty when there is none. More than one when the text leaves it open.</summary>
    public IReadOnlyList<When> Compose(List<Piece> pieces)
    {
        foreach (var piece in pieces)
            Take(piece);
        if (_groups.Count > 0)
        {
            _groups[0].Clock ??= _loneClock;
            _groups[0].Part ??= _lonePart;
        }
        var weekly = pieces.OfType<WeeklyPiece>().Select(piece => piece.On).Distinct().ToList();
        if (weekly.Count > 0)
            return weekly.Select(Weekly).ToList();
        if (pieces.OfType<MomentPiece>().FirstOrDefault() is { } moment)
            return [new When.Moment(moment.At)];
        if (pieces.OfType<OtherRecurrencePiece>().Any())
            return [];
        if (_groups.Count > 0)
            return Days();
        return HasLoneTime || !pieces.OfType<FlexiblePiece>().Any() ? [] : [new When.Flexible()];
    }

    /// <summary>A time of day was found and no day.</summary>
    public bool HasLoneTime => _loneClock is not null || _lonePart is not null;

    private void Take(Piece piece)
    {
        switch (piece)
        {
            case LinkPiece link:
                _between |= link.Kind == LinkKind.Between;
                _link = link.Kind == LinkKind.And && _between ? link with { Kind = LinkKind.To } : link;
                break;
            case DayPiece day:
                TakeDays(new DayGroup(day.Date, day.Date, day) { Weekday = day.Weekday });
                break;
            case DaysPiece days:
                TakeDays(new DayGroup(days.From, days.To, days) { IsWeek = days.IsWeek });
                break;
            case ClockPiece clock when _groups.Count > 0:
                _groups[^1].Clock ??= clock;
                break;
            case ClockPiece clock:
                _loneClock ??= clock;
                break;
            case PartPiece part when _groups.Count > 0:
                _groups[^1].TakePart(part.Part);
                break;
            case PartPiece part:
                _lonePart ??= part.Part;
                break;
        }
    }

    private void TakeDays(DayGroup next)
    {
        var link = _link is { } before && IsNear(before, next) ? before.Kind : (LinkKind?)null;
        _link = null;
        if (_groups.Count > 0 && link is null && _groups[^1].TryMerge(next))
            return;
        next.Link = link;
        _groups.Add(next);
    }

    /// <summary>Words such as "zum" or "dem" may stand between a link and its day, more may not.</summary>
    private static bool IsNear(LinkPiece link, DayGroup next) => next.Source.First - link.End <= 2;

    private When Weekly(IsoDayOfWeek on)
    {
        var clock = _loneClock ?? _groups.FirstOrDefault()?.Clock;
        var part = _lonePart ?? _groups.FirstOrDefault()?.Part;
        return (clock?.From ?? clock?.To) is { } at
            ? new When.Weekly(on, LocalTime.Midnight.PlusMinutes(at.Resolve(part, null)))
            : new When.Weekly(on, null, part);
    }

    private IReadOnlyList<When> Days()
    {
        var first = _groups[0];
        if (first.Conflict is { } other)
            return [first.Time(now), new When.Day(other)];
        if (_groups.Count == 1)
            return [Led(first)];
        if (_groups.Count == 2 && Joined(first, _groups[1]) is { } joined)
            return [joined];
        return _groups.Select(group => group.Time(now)).Distinct().ToList();
    }

    /// <summary>"bis Freitag" begins today; "ab Montag" goes on for two weeks.</summary>
    private When Led(DayGroup group) =>
        group.Link switch
        {
            LinkKind.Until when group.EndMoment(now) is var to && to > now.Date.AtMidnight() => new When.Span(
                now.Date.AtMidnight(),
                to
            ),
            LinkKind.Since => new When.Span(group.StartMoment(now), group.From.PlusDays(OpenDays).AtMidnight()),
            _ => group.Time(now),
        };

    private When? Joined(DayGroup first, DayGroup second)
    {
        if (second.Link is LinkKind.To or LinkKind.Until)
        {
            if (second.To < first.From && second.Weekday is not null)
                second.MoveWeeks(1);
            var (from, to) = (first.StartMoment(now), second.EndMoment(now));
            return from < to ? new When.Span(from, to) : null;
        }
        var areNeighbours = first.To.PlusDays(1) == second.From && first.Clock is null && second.Clock is null;
        return second.Link is LinkKind.Or or LinkKind.And && areNeighbours && first.Part is null && second.Part is null
            ? When.Span.OfDays(first.From, second.To)
            : null;
    }
}
