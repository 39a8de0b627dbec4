using System.Globalization;
using NodaTime;

namespace Nachbarschaftsbot.Core.Understanding;

/// <summary>What is read: the tokens of a text, the moment it is read at, and the pieces found in it so far.</summary>
internal sealed record WhenSheet(List<Token> Tokens, LocalDateTime Now)
{
    public List<Piece> Pieces { get; } = [];
}

/// <summary>Looks at the tokens around a place and adds what it finds to the sheet.</summary>
internal abstract class TokenScanner(WhenSheet sheet)
{
    protected List<Token> Tokens => sheet.Tokens;
    protected LocalDateTime Now => sheet.Now;
    protected LocalDate Today => sheet.Now.Date;
    protected List<Piece> Pieces => sheet.Pieces;

    protected int Add(Piece piece, int first, int used)
    {
        Pieces.Add(piece with { First = first, End = first + used });
        return used;
    }

    protected string Word(int at) => At(at) is { Kind: TokenKind.Word } token ? token.Text : "";

    protected string Text(int at) => At(at)?.Text ?? "";

    protected bool IsSymbol(int at, string symbol) =>
        At(at) is { Kind: TokenKind.Symbol } token && token.Text == symbol;

    protected bool IsGlued(int at) => At(at) is { Glued: true };

    protected Token? At(int at) => at >= 0 && at < Tokens.Count ? Tokens[at] : null;

    /// <summary>Digits, at most four of them.</summary>
    protected int? Digits(int at) =>
        At(at) is { Kind: TokenKind.Number, Text.Length: <= 4 } token
            ? int.Parse(token.Text, CultureInfo.InvariantCulture)
            : null;

    protected int? Number(int at) => Digits(at) ?? CalendarWords.Number(Word(at));

    /// <summary>The piece right before this place, commas and brackets aside.</summary>
    protected Piece? Before(int at)
    {
        while (at > 0 && Text(at - 1) is "," or "(" or ")")
            at--;
        return Pieces.Count > 0 && Pieces[^1].End == at ? Pieces[^1] : null;
    }

    protected IsoDayOfWeek? AnyWeekday(int at) =>
        CalendarWords.Weekday(Word(at)) ?? CalendarWords.ShortWeekday(Word(at));

    protected bool IsNounAhead(int at) => At(at) is { Kind: TokenKind.Word, Noun: true };

    protected static bool IsUnit(string word) => UnitOf(word) is not null;

    protected static char? UnitOf(string word) =>
        word switch
        {
            "minute" or "minuten" or "min" or "minutes" or "mins" => 'm',
            "stunde" or "stunden" or "std" or "hour" or "hours" => 'h',
            "tag" or "tage" or "tagen" or "day" or "days" => 'd',
            "woche" or "wochen" or "week" or "weeks" => 'w',
            "monat" or "monate" or "monaten" or "month" or "months" => 'M',
            "jahr" or "jahre" or "jahren" or "year" or "years" => 'y',
            _ => null,
        };
}
