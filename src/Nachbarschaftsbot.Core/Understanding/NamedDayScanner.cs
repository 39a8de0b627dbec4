using NodaTime;

namespace Nachbarschaftsbot.Core.Understanding;

/// <summary>Days and their parts by name: heute, Samstag, nächsten Mittwoch, Heiligabend, abends.</summary>
internal sealed class NamedDayScanner(WhenSheet sheet, WrittenDateScanner dates) : TokenScanner(sheet)
{
    public int NamedDay(int at)
    {
        if (RelativeDay(at) is { } days)
        {
            var used = days.Used;
            return Add(new DayPiece(Today.PlusDays(days.Offset)), at, used);
        }
        if (FixedHoliday(at) is { } holiday)
            return dates.AddDate(at, 1, holiday.Day, holiday.Month, null, 0);
        if (CalendarWords.Compound(Word(at)) is { } both)
        {
            var date = CalendarWords.Weekday(both.Day) is { } named
                ? Today.With(DateAdjusters.Next(named))
                : Today.PlusDays(
                    both.Day == "morgen" ? 1
                    : both.Day == "gestern" ? -1
                    : 0
                );
            Add(new DayPiece(date, CalendarWords.Weekday(both.Day)), at, 1);
            return Add(new PartPiece(both.Part), at, 1);
        }
        return WeekdayWithWord(at);
    }

    private (int Day, int Month)? FixedHoliday(int at) =>
        Word(at) switch
        {
            "nikolaus" or "nikolaustag" => (6, 12),
            "heiligabend" => (24, 12),
            "silvester" => (31, 12),
            "neujahr" => (1, 1),
            _ => null,
        };

    private (int Offset, int Used)? RelativeDay(int at) =>
        Word(at) switch
        {
            "heute" or "heut" or "today" or "jetzt" or "sofort" or "now" => (0, 1),
            "tonight" => (0, 0),
            "morgen" when !IsMorningHere(at) => (1, 1),
            "tomorrow" or "tomorow" or "tommorow" or "tommorrow" or "tmrw" => (1, 1),
            "uebermorgen" or "ubermorgen" or "uebermogen" => (2, 1),
            "day" when Word(at + 1) == "after" && Word(at + 2) == "tomorrow" => (2, 3),
            "gestern" or "yesterday" => (-1, 1),
            "vorgestern" => (-2, 1),
            _ => null,
        };

    /// <summary>"Samstag morgen", "am Morgen", "heute morgen": the morning, not tomorrow.</summary>
    private bool IsMorningHere(int at) =>
        Word(at - 1) is "am" or "frueh" || Before(at) is DayPiece or WeeklyPiece && !IsSymbol(at - 1, ",");

    private int WeekdayWithWord(int at)
    {
        var first = at;
        var word = Word(at);
        var skip =
            PointingWords.Next.Contains(word)
            || PointingWords.This.Contains(word)
            || PointingWords.AfterNext.Contains(word)
            || PointingWords.Last.Contains(word)
                ? 1
                : 0;
        var compound = CalendarWords.Compound(Word(at + skip));
        var weekday = CalendarWords.Weekday(Word(at + skip)) ?? ShortWeekday(at + skip, skip == 1);
        if (weekday is null && skip == 1 && compound is { } both)
            weekday = CalendarWords.Weekday(both.Day);
        if (weekday is not { } day)
            return 0;
        var date =
            PointingWords.Last.Contains(word) ? Today.With(DateAdjusters.Previous(day))
            : PointingWords.This.Contains(word) ? Today.With(DateAdjusters.NextOrSame(day))
            : PointingWords.AfterNext.Contains(word) ? Today.With(DateAdjusters.Next(day)).PlusWeeks(1)
            : Today.With(DateAdjusters.Next(day));
        var dot = Word(at + skip).Length < 4 && IsSymbol(at + skip + 1, ".") && IsGlued(at + skip + 1) ? 1 : 0;
        Add(new DayPiece(date, day), first, skip + 1 + dot);
        if (skip == 1 && compound is { } part)
            Add(new PartPiece(part.Part), first, skip + 1);
        return skip + 1 + dot;
    }

    /// <summary>"Sa", "Mi", "so": a weekday only where it cannot well be another word.</summary>
    private IsoDayOfWeek? ShortWeekday(int at, bool afterNextWord)
    {
        if (CalendarWords.ShortWeekday(Word(at)) is not { } day)
            return null;
        if (afterNextWord || Word(at - 1) is "am" or "on" or "bis" or "vom" or "von" || Tokens.Count <= 2 && at == 0)
            return day;
        var mark = Text(at + 1) is "." or "," ? 1 : 0;
        var risky = Word(at) is "so" or "do" || at > 0 && Word(at) is "mi" or "sun" or "sat";
        if (At(at + 1 + mark)?.Kind == TokenKind.Number && (mark == 1 || !risky))
            return day;
        if (Text(at + 1) is "/" or "-" && IsGlued(at + 1) && CalendarWords.ShortWeekday(Word(at + 2)) is not null)
            return day;
        if (Text(at - 1) is "/" or "-" && Before(at) is LinkPiece && IsGlued(at))
            return day;
        if (risky)
            return null;
        return Word(at + 1) is "um" or "at" or "ab" || CalendarWords.Part(Word(at + 1)) is not null ? day : null;
    }

    public int NamedPart(int at)
    {
        var word = Word(at);
        if (word is "tonight")
            return Add(new PartPiece(DayPart.Evening), at, 1);
        if (word is "early" or "late" && Word(at + 1) == "morning")
            return Add(new PartPiece(word == "early" ? DayPart.Morning : DayPart.Forenoon), at, 2);
        if (word is "vormittagsstunden")
            return Add(new PartPiece(DayPart.Forenoon), at, 1);
        if (CalendarWords.Part(word) is not { } part)
            return 0;
        if (word is "frueh" && Before(at) is not (DayPiece or ClockPiece or WeeklyPiece) && Word(at - 1) != "morgens")
            return 0;
        return Add(new PartPiece(part), at, 1);
    }
}
