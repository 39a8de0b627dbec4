using NodaTime;

namespace Nachbarschaftsbot.Core.Understanding;

/// <summary>Walks once over the tokens of a text and collects all that speaks of a time. Each step looks at a few tokens only.</summary>
internal sealed partial class WhenScanner
{
    private readonly List<Token> _tokens;
    private readonly LocalDateTime _now;
    private readonly LocalDate _today;
    private readonly List<Piece> _pieces = [];

    private WhenScanner(List<Token> tokens, LocalDateTime now)
    {
        _tokens = tokens;
        _now = now;
        _today = now.Date;
    }

    public static List<Piece> Scan(List<Token> tokens, LocalDateTime now)
    {
        var scanner = new WhenScanner(tokens, now);
        for (var at = 0; at < tokens.Count; )
            at += Math.Max(1, scanner.Step(at));
        return scanner._pieces;
    }

    /// <summary>The number of tokens used at this place, 0 when there is nothing about a time.</summary>
    private int Step(int at)
    {
        var used = Greeting(at);
        if (used == 0)
            used = Flexible(at);
        if (used == 0)
            used = Recurring(at);
        if (used == 0)
            used = RelativeAmount(at);
        if (used == 0)
            used = WeekOrMonth(at);
        if (used == 0)
            used = WrittenDate(at);
        if (used == 0)
            used = NamedDay(at);
        if (used == 0)
            used = Hours(at);
        if (used == 0)
            used = NamedPart(at);
        if (used == 0)
            used = Link(at);
        return used;
    }

    private int Add(Piece piece, int first, int used)
    {
        _pieces.Add(piece with { First = first, End = first + used });
        return used;
    }

    private string Word(int at) => At(at) is { Kind: TokenKind.Word } token ? token.Text : "";

    private string Text(int at) => At(at)?.Text ?? "";

    private bool IsSymbol(int at, string symbol) => At(at) is { Kind: TokenKind.Symbol } token && token.Text == symbol;

    private bool IsGlued(int at) => At(at) is { Glued: true };

    private Token? At(int at) => at >= 0 && at < _tokens.Count ? _tokens[at] : null;

    /// <summary>Digits, at most four of them.</summary>
    private int? Digits(int at) =>
        At(at) is { Kind: TokenKind.Number, Text.Length: <= 4 } token
            ? int.Parse(token.Text, System.Globalization.CultureInfo.InvariantCulture)
            : null;

    private int? Number(int at) => Digits(at) ?? CalendarWords.Number(Word(at));

    /// <summary>The piece right before this place, commas and brackets aside.</summary>
    private Piece? Before(int at)
    {
        while (at > 0 && Text(at - 1) is "," or "(" or ")")
            at--;
        return _pieces.Count > 0 && _pieces[^1].End == at ? _pieces[^1] : null;
    }

    private int Greeting(int at) =>
        Word(at) is "guten" or "gutn" or "schoenen" or "schoene" or "schoenes" or "gute" or "good" or "nice" or "have"
        && Word(at + 1)
            is "morgen"
                or "abend"
                or "tag"
                or "mittag"
                or "nacht"
                or "morning"
                or "evening"
                or "afternoon"
                or "night"
                or "wochenende"
                or "weekend"
                or "nachmittag"
            ? 2
            : 0;

    private int Flexible(int at)
    {
        var used = Word(at) switch
        {
            "flexibel" or "flexible" or "egal" or "irgendwann" or "jederzeit" or "anytime" or "whenever" => 1,
            "sometime" or "someday" or "flexibl" or "flexiebel" or "zeitunabhaengig" => 1,
            "wann"
                when Word(at + 1) is "es" or "immer" or "du" or "sie" or "ihr"
                    && HasAhead(at, "passt", "wollen", "willst", "moegen") => 3,
            "any" when Word(at + 1) is "time" or "day" => 2,
            "nach" when Word(at + 1) is "absprache" or "vereinbarung" => 2,
            "ab" when Word(at + 1) is "sofort" => 2,
            "keine" when Word(at + 1) is "eile" => 2,
            "no" when Word(at + 1) is "rush" or "hurry" => 2,
            "immer" when _tokens.Count <= 2 => 1,
            _ => 0,
        };
        return used == 0 ? 0 : Add(new FlexiblePiece(), at, used);
    }

    private bool HasAhead(int at, params string[] words)
    {
        for (var ahead = at + 1; ahead <= at + 5; ahead++)
            if (words.Contains(Word(ahead)))
                return true;
        return false;
    }

    private int Recurring(int at)
    {
        if (CalendarWords.Recurring(Word(at)) is { } often)
            return Add(new WeeklyPiece(often), at, 1);
        if (Word(at) is "taeglich" or "daily" or "monatlich" or "monthly" or "woechentlich" or "weekly" or "werktags")
            return Add(new OtherRecurrencePiece(), at, 1);
        if (Word(at) is "alle" && Number(at + 1) is not null && IsUnit(Word(at + 2)))
            return Add(new OtherRecurrencePiece(), at, 3);
        if (Word(at) is not ("jeden" or "jeder" or "jede" or "jedes" or "every" or "each" or "immer"))
            return 0;
        var next = at + 1;
        if (Word(next) is "am" or "on")
            next++;
        if (AnyWeekday(next) is { } day)
            return Add(new WeeklyPiece(day), at, next + 1 - at);
        if (CalendarWords.Compound(Word(next)) is { } both && CalendarWords.Weekday(both.Day) is { } named)
        {
            Add(new WeeklyPiece(named), at, next + 1 - at);
            return Add(new PartPiece(both.Part), at, next + 1 - at);
        }
        if (IsUnit(Word(next)))
            return Add(new OtherRecurrencePiece(), at, 2);
        var other = Word(next) is "other" or "second" or "zweiten" or "zweite" or "dritten" or "ersten" or "letzten";
        return other ? Add(new OtherRecurrencePiece(), at, AnyWeekday(next + 1) is null ? 2 : 3) : 0;
    }

    private IsoDayOfWeek? AnyWeekday(int at) => CalendarWords.Weekday(Word(at)) ?? CalendarWords.ShortWeekday(Word(at));

    private int Link(int at)
    {
        LinkKind? kind = Text(at) switch
        {
            "to" or "through" or "-" => LinkKind.To,
            "bis" or "till" or "until" or "by" or "spaetestens" => LinkKind.Until,
            "oder" or "or" or "/" => LinkKind.Or,
            "und" or "and" or "&" => LinkKind.And,
            "zwischen" or "between" => LinkKind.Between,
            "ab" or "since" or "from" or "seit" => LinkKind.Since,
            _ => null,
        };
        return kind is { } link ? Add(new LinkPiece(link), at, 1) : 0;
    }
}
