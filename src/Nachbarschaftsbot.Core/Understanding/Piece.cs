using NodaTime;

namespace Nachbarschaftsbot.Core.Understanding;

/// <summary>Something about a time found in a text; <see cref="First"/> and <see cref="End"/> are token positions, end exclusive.</summary>
internal abstract record Piece
{
    public int First { get; init; }

    public int End { get; init; }
}

/// <summary>One day. A named weekday may be moved by "nächste Woche" or checked against a date.</summary>
internal sealed record DayPiece(LocalDate Date, IsoDayOfWeek? Weekday = null) : Piece;

/// <summary>Several days, both included; <see cref="IsWeek"/> when a weekday beside it picks one of them.</summary>
internal sealed record DaysPiece(LocalDate From, LocalDate To, bool IsWeek = false) : Piece;

internal sealed record PartPiece(DayPart Part) : Piece;

/// <summary>A time, or the two ends of a time ("ab", "bis": one end only).</summary>
internal sealed record ClockPiece(Clock? From, Clock? To, bool IsRange) : Piece;

internal sealed record MomentPiece(LocalDateTime At) : Piece;

internal sealed record WeeklyPiece(IsoDayOfWeek On) : Piece;

internal sealed record FlexiblePiece : Piece;

/// <summary>Something that recurs in a way we cannot note ("jeden zweiten Dienstag").</summary>
internal sealed record OtherRecurrencePiece : Piece;

/// <summary>A date or time that there is not.</summary>
internal sealed record WrongPiece : Piece;

internal enum LinkKind
{
    To,
    Or,
    And,
    Between,
    Since,
    Until,
}

internal sealed record LinkPiece(LinkKind Kind) : Piece;

/// <summary>A time as it was said: minutes after midnight, and whether it can mean the second half of the day too.</summary>
internal readonly record struct Clock(int Minutes, bool Spoken, bool Explicit)
{
    public const int Day = 24 * 60;
    public const int HalfDay = 12 * 60;

    /// <summary>
    /// The minute of the day meant. "um 3" is the afternoon (nobody asks a neighbour for three at night), "abends um 8" is
    /// 20:00, and "heute um 8" said after 8 is 20:00 as well.
    /// </summary>
    public int Resolve(DayPart? part, int? nowMinutes)
    {
        if (!Spoken || Minutes >= HalfDay + 60)
            return Minutes;
        var inFirstHalf = Minutes % HalfDay;
        return part switch
        {
            DayPart.Afternoon or DayPart.Evening => inFirstHalf + HalfDay,
            DayPart.Noon => inFirstHalf < 4 * 60 ? inFirstHalf + HalfDay : Minutes,
            DayPart.Night => inFirstHalf < 6 * 60 ? inFirstHalf : inFirstHalf + HalfDay,
            DayPart.Morning or DayPart.Forenoon => Minutes,
            _ when inFirstHalf < 7 * 60 => inFirstHalf + HalfDay,
            _ when inFirstHalf < 10 * 60 && nowMinutes > inFirstHalf => inFirstHalf + HalfDay,
            _ => Minutes,
        };
    }
}
