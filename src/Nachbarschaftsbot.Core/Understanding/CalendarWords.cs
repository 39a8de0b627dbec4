using System.Collections.Frozen;
using NodaTime;

namespace Nachbarschaftsbot.Core.Understanding;

/// <summary>German and English words for days, months, parts of the day and small numbers, in folded form.</summary>
internal static class CalendarWords
{
    private static readonly string[][] Weekdays =
    [
        ["montag", "monday"],
        ["dienstag", "tuesday"],
        ["mittwoch", "wednesday"],
        ["donnerstag", "thursday"],
        ["freitag", "friday"],
        ["samstag", "saturday", "sonnabend"],
        ["sonntag", "sunday"],
    ];

    private static readonly string[][] ShortWeekdays =
    [
        ["mo", "mon"],
        ["di", "tue", "tues"],
        ["mi", "wed"],
        ["do", "thu", "thur", "thurs"],
        ["fr", "fri"],
        ["sa", "sat"],
        ["so", "sun"],
    ];

    private static readonly string[][] Months =
    [
        ["januar", "january", "jan", "jaenner"],
        ["februar", "february", "feb", "feber"],
        ["maerz", "march", "mar", "marz", "mrz"],
        ["april", "apr"],
        ["mai", "may"],
        ["juni", "june", "jun"],
        ["juli", "july", "jul"],
        ["august", "aug"],
        ["september", "sep", "sept"],
        ["oktober", "october", "okt", "oct"],
        ["november", "nov"],
        ["dezember", "december", "dez", "dec"],
    ];

    private const int ShortestWithSlip = 6;

    private static readonly FrozenDictionary<string, int> WeekdayByName = ByName(Weekdays);
    private static readonly FrozenDictionary<string, int> ShortWeekdayByName = ByName(ShortWeekdays);
    private static readonly FrozenDictionary<string, int> MonthByName = ByName(Months);

    // Words one slip away from a weekday or month that are words of their own.
    private static readonly HashSet<string> NotMisspelled =
    [
        "montage",
        "sonntage",
        "samstage",
        "freitage",
        "augusta",
        "auguste",
        "montags",
        "dienstags",
        "mittwochs",
        "donnerstags",
        "freitags",
        "samstags",
        "sonntags",
        "mondays",
        "tuesdays",
        "wednesdays",
        "thursdays",
        "fridays",
        "saturdays",
        "sundays",
    ];

    private static readonly Dictionary<string, DayPart> Parts = new()
    {
        ["frueh"] = DayPart.Morning,
        ["morgen"] = DayPart.Morning,
        ["morgens"] = DayPart.Morning,
        ["vormittag"] = DayPart.Forenoon,
        ["vormittags"] = DayPart.Forenoon,
        ["morning"] = DayPart.Forenoon,
        ["mittag"] = DayPart.Noon,
        ["mittags"] = DayPart.Noon,
        ["midday"] = DayPart.Noon,
        ["lunchtime"] = DayPart.Noon,
        ["nachmittag"] = DayPart.Afternoon,
        ["nachmittags"] = DayPart.Afternoon,
        ["afternoon"] = DayPart.Afternoon,
        ["abend"] = DayPart.Evening,
        ["abends"] = DayPart.Evening,
        ["evening"] = DayPart.Evening,
        ["tonight"] = DayPart.Evening,
        ["nacht"] = DayPart.Night,
        ["nachts"] = DayPart.Night,
        ["night"] = DayPart.Night,
    };

    private static readonly int ShortestCompound = Parts.Keys.Min(name => name.Length) + 5;

    private static readonly string[] GermanNumbers =
        "null ein zwei drei vier fuenf sechs sieben acht neun zehn elf zwoelf dreizehn vierzehn fuenfzehn sechzehn siebzehn achtzehn neunzehn zwanzig einundzwanzig zweiundzwanzig dreiundzwanzig vierundzwanzig".Split(
            ' '
        );

    private static readonly string[] EnglishNumbers =
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".Split(
            ' '
        );

    private static readonly Dictionary<string, int> Numbers = BuildNumbers();

    /// <summary>A weekday written out, with at most one slip of the pen.</summary>
    public static IsoDayOfWeek? Weekday(string word) =>
        Find(Weekdays, WeekdayByName, word) is { } at ? (IsoDayOfWeek)(at + 1) : null;

    /// <summary>A weekday abbreviated; many of these are other words too, so the caller looks at what stands around.</summary>
    public static IsoDayOfWeek? ShortWeekday(string word) =>
        ShortWeekdayByName.TryGetValue(word, out var at) ? (IsoDayOfWeek)(at + 1) : null;

    /// <summary>A month, 1 to 12.</summary>
    public static int? Month(string word) => Find(Months, MonthByName, word) is { } at ? at + 1 : null;

    public static DayPart? Part(string word) => Parts.TryGetValue(word, out var part) ? part : null;

    /// <summary>"samstagvormittag": a weekday (or "heute", "morgen") and a part of the day in one word.</summary>
    public static (string Day, DayPart Part)? Compound(string word)
    {
        if (word.Length < ShortestCompound)
            return null;
        foreach (var (name, part) in Parts)
            if (word.Length > name.Length + 4 && word.EndsWith(name, StringComparison.Ordinal))
            {
                var day = word[..^name.Length];
                if (day is "heute" or "morgen" or "gestern" || Weekday(day) is not null)
                    return (day, part);
            }
        return null;
    }

    /// <summary>"dienstags", "mondays": every week on that day.</summary>
    public static IsoDayOfWeek? Recurring(string word) =>
        word.Length > 6 && word[^1] == 's' && Weekday(word[..^1]) is { } day ? day : null;

    /// <summary>A number word from 0 to 24, also "eins", "eine", "einer", "einem".</summary>
    public static int? Number(string word) => Numbers.TryGetValue(word, out var number) ? number : null;

    private static int? Find(string[][] names, FrozenDictionary<string, int> byName, string word)
    {
        if (byName.TryGetValue(word, out var exact))
            return exact;
        if (word.Length < ShortestWithSlip || NotMisspelled.Contains(word))
            return null;
        for (var at = 0; at < names.Length; at++)
            foreach (var name in names[at])
                if (name.Length >= ShortestWithSlip && name[0] == word[0] && Spelling.IsSlipOf(word, name))
                    return at;
        return null;
    }

    private static FrozenDictionary<string, int> ByName(string[][] names) =>
        names.SelectMany((same, at) => same.Select(name => (name, at))).ToFrozenDictionary(n => n.name, n => n.at);

    private static Dictionary<string, int> BuildNumbers()
    {
        var numbers = new Dictionary<string, int>
        {
            ["eins"] = 1,
            ["eine"] = 1,
            ["einer"] = 1,
            ["einem"] = 1,
            ["einen"] = 1,
            ["zwo"] = 2,
            ["zwoelf"] = 12,
            ["fuenfzehn"] = 15,
        };
        for (var n = 0; n < GermanNumbers.Length; n++)
            numbers[GermanNumbers[n]] = n;
        for (var n = 0; n < EnglishNumbers.Length; n++)
            numbers[EnglishNumbers[n]] = n;
        return numbers;
    }
}
