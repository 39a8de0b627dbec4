namespace Nachbarschaftsbot.Core.Understanding;

/// <summary>One time of day: 10 Uhr, 10:30, halb elf, at 3 pm.</summary>
internal sealed class ClockScanner(WhenSheet sheet) : TokenScanner(sheet)
{
    /// <summary>One time. A bare number is one only where <paramref name="strong"/> words lead to it.</summary>
    public bool TryRead(int at, bool strong, out Clock clock, out int used, out bool wrong)
    {
        wrong = false;
        if (NamedClock(at, out clock, out used) || QuarterClock(at, out clock, out used))
            return true;
        if (Number(at) is not { } hour || Text(at).Length > 2 && Digits(at) is not null)
            return false;
        if (Digits(at) is not null && MinutesAfter(at) is { } found)
            return WrittenClock(at, hour, found.Minutes, found.Used, out clock, out used, out wrong);
        var isUhr =
            Word(at + 1) is "uhr" or "h" or "oclock"
            || Word(at + 1) is "o" && Text(at + 2) is "'" && Word(at + 3) is "clock";
        used = isUhr
            ? Word(at + 1) == "o"
                ? 4
                : 2
            : 1;
        if (Meridiem(at + used) is { } half)
            return EnglishClock(hour, 0, half, ref used, out clock, out wrong);
        if (!isUhr && (!strong || IsArticle(at) || IsDateAfter(at)))
            return false;
        var minutes =
            isUhr
            && Number(at + used) is { } extra
            && extra < 60
            && !CountedWords.Has(Word(at + used + 1))
            && !IsUnit(Word(at + used + 1))
            && Word(at + used + 1) is not "uhr"
            && Digits(at + used) is not null
            && !IsSymbol(at + used + 1, ".")
                ? extra
                : 0;
        used += minutes > 0 ? 1 : 0;
        wrong = hour > 24 || hour == 24 && minutes > 0;
        if (wrong && !isUhr)
            return false;
        clock = new Clock(hour * 60 + minutes, hour is > 0 and <= 12 && Text(at)[0] != '0', isUhr);
        return true;
    }

    /// <summary>The number begins a date ("3. Dezember", "3.12.") and is no hour.</summary>
    private bool IsDateAfter(int at) =>
        CalendarWords.Month(Word(at + 1)) is not null
        || IsSymbol(at + 1, ".") && IsGlued(at + 1) && CalendarWords.Month(Word(at + 2)) is not null
        || Text(at + 1) is "." or "/" && IsGlued(at + 1) && At(at + 2) is { Kind: TokenKind.Number, Glued: true };

    private (int Minutes, int Used)? MinutesAfter(int at)
    {
        if (
            At(at + 1) is not { Glued: true } sign
            || At(at + 2) is not { Kind: TokenKind.Number, Glued: true, Text.Length: 2 }
        )
            return null;
        var isClock =
            sign.Text is ":" or "h"
            || sign.Text == "." && !(IsSymbol(at + 3, ".") && At(at + 4) is { Kind: TokenKind.Number, Glued: true });
        return isClock && Digits(at + 2) is { } minutes ? (minutes, 3) : null;
    }

    private bool WrittenClock(int at, int hour, int minutes, int length, out Clock clock, out int used, out bool wrong)
    {
        used = length;
        if (
            IsSymbol(at + used, ":")
            && IsGlued(at + used)
            && At(at + used + 1) is { Kind: TokenKind.Number, Glued: true }
        )
            used += 2;
        if (Meridiem(at + used) is { } half)
            return EnglishClock(hour, minutes, half, ref used, out clock, out wrong);
        if (Word(at + used) is "uhr" or "h")
            used++;
        wrong = hour > 24 || minutes > 59 || hour == 24 && minutes > 0;
        clock = wrong ? default : new Clock(hour * 60 + minutes, false, true);
        return true;
    }

    private static bool EnglishClock(
        int hour,
        int minutes,
        (bool IsPm, int Used) half,
        ref int used,
        out Clock clock,
        out bool wrong
    )
    {
        used += half.Used;
        wrong = hour > 23 || minutes > 59;
        var inHalf = hour > 12 ? hour : hour % 12 + (half.IsPm ? 12 : 0);
        clock = new Clock(inHalf * 60 + minutes, false, true);
        return true;
    }

    private (bool IsPm, int Used)? Meridiem(int at) =>
        Word(at) switch
        {
            "am"
                when !IsGlued(at)
                    && (
                        AnyWeekday(at + 1) is not null
                        || CalendarWords.Part(Word(at + 1)) is not null
                        || At(at + 1) is { Kind: TokenKind.Number }
                        || CalendarWords.Compound(Word(at + 1)) is not null
                        || Word(at + 1) is "wochenende"
                    ) => null,
            "am" => (false, 1),
            "pm" => (true, 1),
            "a" or "p" when IsSymbol(at + 1, ".") && Word(at + 2) == "m" => (
                Word(at) == "p",
                IsSymbol(at + 3, ".") ? 4 : 3
            ),
            _ => null,
        };

    private bool NamedClock(int at, out Clock clock, out int used)
    {
        used = 1;
        clock = Word(at) switch
        {
            "mitternacht" or "midnight" => new Clock(Clock.Day, false, true),
            "noon" => new Clock(Clock.HalfDay, false, true),
            _ => default,
        };
        return clock.Explicit;
    }

    /// <summary>halb elf, viertel nach drei, dreiviertel vier, fünf vor halb elf, half past ten, quarter to three.</summary>
    private bool QuarterClock(int at, out Clock clock, out int used)
    {
        clock = default;
        used = 0;
        if (Word(at) is "half" or "halb" && Word(at + 1) == "past")
            return Spoken(at, 2, 30, out clock, out used);
        if (Word(at) == "halb")
            return Spoken(at, 1, -30, out clock, out used);
        if (Word(at) == "dreiviertel")
            return Spoken(at, 1, -15, out clock, out used);
        var article = Word(at) is "a" && Word(at + 1) == "quarter" ? 1 : 0;
        var isQuarter = Word(at + article) is "viertel" or "quarter";
        int? offset = isQuarter ? 15 : Number(at);
        if (offset is not (> 0 and < 30))
            return false;
        var next = at + article + 1;
        if (!isQuarter && Word(next) is "minuten" or "minutes" or "min")
            next++;
        var sign =
            Word(next) is "nach" or "past" ? 1
            : Word(next) is "vor" or "to" ? -1
            : 0;
        if (sign == 0)
            return Word(at) == "viertel" && Spoken(at, 1, -45, out clock, out used);
        var half = Word(next + 1) == "halb";
        return (isQuarter || Number(next + 1) is not null || half)
            && Word(next) is not "to" | isQuarter | Number(at) is 5 or 10 or 20 or 25
            && Spoken(at, next + (half ? 2 : 1) - at, sign * offset.Value - (half ? 30 : 0), out clock, out used);
    }

    private bool Spoken(int at, int length, int offset, out Clock clock, out int used)
    {
        clock = default;
        used = 0;
        if (Number(at + length) is not { } hour || hour is < 1 or > 24 || IsArticle(at + length))
            return false;
        if (CountedWords.Has(Word(at + length + 1)) || IsUnit(Word(at + length + 1)))
            return false;
        var minutes = (hour % 24 * 60 + offset + Clock.Day) % Clock.Day;
        if (minutes < 60)
            minutes += Clock.HalfDay;
        clock = new Clock(minutes, hour <= 12, true);
        used = length + 1 + (Word(at + length + 1) is "uhr" ? 1 : 0);
        return true;
    }

    private bool IsArticle(int at) => Word(at) is "ein" or "eine" or "einer" or "einem" or "einen";
}
