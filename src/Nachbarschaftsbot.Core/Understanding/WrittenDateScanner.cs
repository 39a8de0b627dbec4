using NodaTime;

namespace Nachbarschaftsbot.Core.Understanding;

/// <summary>Dates by number: 3. Dezember, 3.12.2026, 2026-12-03, am 3.</summary>
internal sealed class WrittenDateScanner(WhenSheet sheet) : TokenScanner(sheet)
{
    public int WrittenDate(int at)
    {
        var used = IsoDate(at);
        if (used == 0)
            used = DottedDate(at);
        if (used == 0)
            used = DayAndMonthName(at);
        if (used == 0)
            used = MonthNameAndDay(at);
        return used == 0 ? DayOfMonth(at) : used;
    }

    private int IsoDate(int at) =>
        At(at) is { Kind: TokenKind.Number, Text.Length: 4 }
        && IsSymbol(at + 1, "-")
        && IsGlued(at + 1)
        && Digits(at + 2) is { } month
        && IsSymbol(at + 3, "-")
        && IsGlued(at + 3)
        && Digits(at + 4) is { } day
            ? AddDate(at, 5, day, month, Digits(at), 4)
            : 0;

    /// <summary>3.12., 3.12.2026, 03.12.26, 3. 12. 2026, 3/12/2026; a short one such as "10.30" is left to the clock.</summary>
    private int DottedDate(int at)
    {
        if (Digits(at) is not { } day || Text(at).Length > 2 || Text(at + 1) is not ("." or "/") || !IsGlued(at + 1))
            return 0;
        if (Digits(at + 2) is not { } month || Text(at + 2).Length > 2)
            return 0;
        var sign = Text(at + 1);
        var closed = IsSymbol(at + 3, sign) && IsGlued(at + 3);
        var hasYear =
            closed
            && Digits(at + 4) is not null
            && (IsGlued(at + 4) || Text(at + 4).Length == 4)
            && Text(at + 4).Length is 2 or 4;
        if (hasYear && !IsClockAhead(at + 4))
            return AddDate(at, 5, day, month, Digits(at + 4), Text(at + 4).Length);
        if (sign == "/" || Word(at + 3) is "uhr" or "h" || Word(at - 1) is "um" or "at" or "gegen")
            return 0;
        if (closed)
            return AddDate(at, 4, day, month, null, 0);
        return
            month is >= 1 and <= 12 && day is >= 1 and <= 31 && IsGlued(at + 2) && Text(at + 2)[0] != '0'
            || IsDatePlace(at)
            ? AddDate(at, 3, day, month, null, 0)
            : 0;
    }

    private bool IsDatePlace(int at) => Word(at - 1) is "am" or "on" or "vom" or "zum" or "den";

    /// <summary>"3.12. 10:30": the number after the date is a time and no year.</summary>
    private bool IsClockAhead(int at) =>
        !IsGlued(at) && (Word(at + 1) is "uhr" or "h" || IsSymbol(at + 1, ":") || Text(at).Length <= 2);

    private int DayAndMonthName(int at)
    {
        if (!IsDayNumber(at, out var day, out var used))
            return 0;
        if (Word(at + used) == "of")
            used++;
        if (CalendarWords.Month(Word(at + used)) is not { } month)
            return 0;
        used++;
        if (IsSymbol(at + used, ".") && Word(at + used - 1).Length <= 4 && IsGlued(at + used))
            used++;
        return AddDateWithYear(at, used, day, month);
    }

    private int MonthNameAndDay(int at)
    {
        if (CalendarWords.Month(Word(at)) is not { } month || !IsDayNumber(at + 1, out var day, out var used))
            return 0;
        if (Text(at + 1).Length > 2 || Word(at + 1 + used) is "uhr")
            return 0;
        return AddDateWithYear(at, 1 + used, day, month);
    }

    private int AddDateWithYear(int at, int used, int day, int month)
    {
        var year = at + used;
        if (IsSymbol(year, ",") && At(year + 1) is { Text.Length: 4 })
            year++;
        if (At(year) is { Kind: TokenKind.Number, Text.Length: 4 } && !(IsSymbol(year + 1, ":") && IsGlued(year + 1)))
            return AddDate(at, year + 1 - at, day, month, Digits(year), 4);
        return AddDate(at, used, day, month, null, 0);
    }

    /// <summary>"3", "3.", "3ten", "3rd", "dritten".</summary>
    private bool IsDayNumber(int at, out int day, out int used)
    {
        used = 1;
        day = OrdinalWords.Day(Word(at)) ?? 0;
        if (day > 0)
            return true;
        if (Digits(at) is not { } digits || Text(at).Length > 2)
            return false;
        day = digits;
        if (IsSymbol(at + 1, ".") && IsGlued(at + 1))
            used = 2;
        else if (IsGlued(at + 1) && Word(at + 1) is "ten" or "ter" or "te" or "st" or "nd" or "rd" or "th")
            used = 2;
        return true;
    }

    /// <summary>"am 3.", "vom 3. bis 5. März": a day whose month follows later or is the next one that has it.</summary>
    private int DayOfMonth(int at)
    {
        if (!IsDayNumber(at, out var day, out var used) || IsCountedNoun(at + used))
            return 0;
        if (
            used == 1
            && OrdinalWords.Day(Word(at)) is null
            && !(Word(at - 1) is "am" or "vom" or "zum" && IsEnd(at + 1))
        )
            return BorrowMonth(at, used, day, mustBeGlued: true);
        var borrowed = BorrowMonth(at, used, day, mustBeGlued: false);
        if (borrowed > 0)
            return borrowed;
        var led = Word(at - 1) is "am" or "den" or "vom" or "bis" or "zum" or "ab" or "the" or "dem" or "on" or "der";
        if (
            (!led && !(at == 0 && used == Tokens.Count))
            || OrdinalWords.Day(Word(at)) is not null && IsNounAhead(at + used)
        )
            return 0;
        return NextDateWithDay(day) is { } date ? Add(new DayPiece(date), at, used) : Add(new WrongPiece(), at, used);
    }

    /// <summary>"am 1. Advent", "im 3. Stock": no day of a month.</summary>
    private bool IsCountedNoun(int at) =>
        Word(at)
            is "advent"
                or "stock"
                or "etage"
                or "klasse"
                or "mal"
                or "weihnachtstag"
                or "feiertag"
                or "floor"
                or "obergeschoss"
                or "og";

    private bool IsEnd(int at) =>
        at >= Tokens.Count || Text(at) is "." or "," or "!" or "?" || Word(at) is "um" or "bis" or "at";

    /// <summary>The first of two days takes month and year from the second: "3. bis 5. März", "3.-5.3.", "3. oder 4.12.".</summary>
    private int BorrowMonth(int at, int used, int day, bool mustBeGlued)
    {
        var link = at + used;
        var isLink = Text(link) is "-" or "bis" or "to" or "und" or "oder" or "and" or "or" or "/";
        if (!isLink || mustBeGlued && Text(link) is not "-" && Word(at - 1) is not ("vom" or "from" or "between"))
            return 0;
        var next = link + 1;
        while (Word(next) is "zum" or "den" or "dem" or "the" or "am")
            next++;
        var probe = new WrittenDateScanner(new WhenSheet(Tokens, Now));
        var found = probe.DottedDate(next);
        if (found == 0)
            found = probe.DayAndMonthName(next);
        if (found == 0 || probe.Pieces is not [DayPiece second])
            return 0;
        var year = second.Date.Year;
        var month = second.Date.Month;
        return day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month)
            ? Add(new DayPiece(new LocalDate(year, month, day)), at, used)
            : Add(new WrongPiece(), at, used);
    }

    private LocalDate? NextDateWithDay(int day)
    {
        if (day is < 1 or > 31)
            return null;
        for (var month = Today.With(DateAdjusters.StartOfMonth); ; month = month.PlusMonths(1))
            if (day <= month.Calendar.GetDaysInMonth(month.Year, month.Month) && month.PlusDays(day - 1) >= Today)
                return month.PlusDays(day - 1);
    }

    /// <summary>
    /// Adds the date, or says that there is none. Without a year it is this year's, or next year's when this year's was more
    /// than seven days ago.
    /// </summary>
    public int AddDate(int at, int used, int day, int month, int? year, int yearDigits)
    {
        var full = yearDigits == 2 ? 2000 + year : year;
        if (month is < 1 or > 12 || day is < 1 or > 31 || full is < 1 or > 9000)
            return Add(new WrongPiece(), at, used);
        if (full is null)
        {
            var weekAgo = Today.PlusDays(-7);
            var isOver = weekAgo.Year == Today.Year && (month, day).CompareTo((weekAgo.Month, weekAgo.Day)) < 0;
            full = isOver ? Today.Year + 1 : Today.Year;
        }
        return day <= CalendarSystem.Iso.GetDaysInMonth(full.Value, month)
            ? Add(new DayPiece(new LocalDate(full.Value, month, day)), at, used)
            : Add(new WrongPiece(), at, used);
    }
}
