using NodaTime;

namespace Nachbarschaftsbot.Core.Understanding;

/// <summary>Walks once over the tokens of a text and collects all that speaks of a time. Each step looks at a few tokens only.</summary>
internal sealed class WhenScanner : TokenScanner
{
    private readonly SpanScanner spans;
    private readonly WrittenDateScanner dates;
    private readonly NamedDayScanner days;
    private readonly HoursScanner hours;

    private WhenScanner(WhenSheet sheet)
        : base(sheet)
    {
        spans = new SpanScanner(sheet);
        dates = new WrittenDateScanner(sheet);
        days = new NamedDayScanner(sheet, dates);
        hours = new HoursScanner(sheet, new ClockScanner(sheet));
    }

    public static List<Piece> Scan(List<Token> tokens, LocalDateTime now)
    {
        var sheet = new WhenSheet(tokens, now);
        var scanner = new WhenScanner(sheet);
        for (var at = 0; at < tokens.Count; )
            at += Math.Max(1, scanner.Step(at));
        return sheet.Pieces;
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
            used = spans.RelativeAmount(at);
        if (used == 0)
            used = spans.WeekOrMonth(at);
        if (used == 0)
            used = dates.WrittenDate(at);
        if (used == 0)
            used = days.NamedDay(at);
        if (used == 0)
            used = hours.Hours(at);
        if (used == 0)
            used = days.NamedPart(at);
        if (used == 0)
            used = Link(at);
        return used;
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
            "immer" when Tokens.Count <= 2 => 1,
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
