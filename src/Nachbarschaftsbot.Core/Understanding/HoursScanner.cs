namespace Nachbarschaftsbot.Core.Understanding;

/// <summary>Times of day with the words that lead to them: von 9 bis 11, ab 15 Uhr, um zehn.</summary>
internal sealed class HoursScanner(WhenSheet sheet, ClockScanner clocks) : TokenScanner(sheet)
{
    private static readonly string[] AtWords = ["um", "at", "gegen", "around", "about", "circa", "ca"];
    private static readonly string[] SinceWords = ["ab", "nach", "after", "from", "seit"];
    private static readonly string[] UntilWords = ["bis", "vor", "until", "till", "before", "by"];
    private static readonly string[] RangeWords = ["von", "zwischen", "between", "from"];
    private static readonly HashSet<string> LeadWords = [.. AtWords, .. SinceWords, .. UntilWords, .. RangeWords];

    public int Hours(int at)
    {
        var word = Word(at);
        var lead = LeadWords.Contains(word) ? 1 : 0;
        if (lead == 1 && Text(at + 1) is "." && word is "ca")
            lead = 2;
        if (
            lead > 0
            && Word(at + lead)
                is "um"
                    or "ca"
                    or "etwa"
                    or "circa"
                    or "about"
                    or "gegen"
                    or "zirka"
                    or "ungefaehr"
                    or "kurz"
        )
            lead++;
        var first = at + lead;
        var strong = lead > 0 || Before(at) is DayPiece or PartPiece or DaysPiece or WeeklyPiece || IsWholeText(at);
        var isRangeAhead = Text(first + 1) is "-" or "bis" or "to" && Number(first + 2) is not null;
        if (!clocks.TryRead(first, strong || isRangeAhead, out var from, out var used, out var wrong))
            return 0;
        if (wrong)
            return Add(new WrongPiece(), at, lead + used);
        var range = RangeEnd(first + used, word, strong || from.Explicit, out var to, out var more, out var wrongEnd);
        if (wrongEnd)
            return Add(new WrongPiece(), at, lead + used + more);
        if (!range && (!strong && !from.Explicit || !Accepts(from, word, first, used)))
            return 0;
        if (range)
            return Add(new ClockPiece(from, to, true), at, lead + used + more);
        var piece =
            SinceWords.Contains(word) ? new ClockPiece(from, null, true)
            : UntilWords.Contains(word) ? new ClockPiece(null, from, true)
            : new ClockPiece(from, null, false);
        return Add(piece, at, lead + used);
    }

    /// <summary>"10", "10-12", "um zehn": nothing but a time stands in the text.</summary>
    private bool IsWholeText(int at) => at == 0 && Tokens.Count <= 5;

    private bool Accepts(Clock clock, string lead, int first, int used)
    {
        if (clock.Explicit)
            return true;
        var next = first + used;
        if (CountedWords.Has(Word(next)) || IsUnit(Word(next)) || Text(next) is "%" or "€" or "+")
            return false;
        if (Text(next) is "." or "," or "/" && IsGlued(next) && At(next + 1) is { Kind: TokenKind.Number, Glued: true })
            return false;
        if (RangeWords.Contains(lead) && lead is not "from")
            return false;
        var isDigits = At(first)?.Kind == TokenKind.Number;
        var isNoun = IsNounAhead(next) && AnyWeekday(next) is null && CalendarWords.Part(Word(next)) is null;
        if (!isNoun)
            return true;
        return AtWords.Contains(lead) && isDigits;
    }

    private bool RangeEnd(int at, string lead, bool strong, out Clock to, out int used, out bool wrong)
    {
        to = default;
        used = 0;
        wrong = false;
        var isLink =
            Text(at) is "-" or "bis" or "to" or "till" or "until"
            || Word(at) is "und" or "and" && lead is "zwischen" or "between";
        if (!isLink)
            return false;
        var skip = Word(at + 1) is "um" or "zu" or "ca" or "etwa" ? 2 : 1;
        if (!clocks.TryRead(at + skip, true, out to, out var length, out wrong))
            return false;
        var next = at + skip + length;
        used = skip + length;
        if (to.Explicit || wrong)
            return true;
        var counted = CountedWords.Has(Word(next)) || IsUnit(Word(next)) || CalendarWords.Month(Word(next)) is not null;
        return strong
            && !counted
            && !(
                Text(next) is "."
                && IsGlued(next)
                && (At(next + 1) is { Kind: TokenKind.Number } || CalendarWords.Month(Word(next + 1)) is not null)
            );
    }
}
