using System.Globalization;
using NodaTime;

namespace Nachbarschaftsbot.Core.Understanding;

/// <summary>The words one language needs to say a time; the program runs without the system's culture data.</summary>
internal sealed record WhenTextWords(
    string[] Weekdays,
    string[] ShortWeekdays,
    string[] Months,
    string[] Parts,
    string Flexible,
    string Today,
    string Tomorrow,
    string Every,
    string From,
    string To,
    string Since,
    string Until,
    string AfterDay,
    string AfterClock
)
{
    private static readonly WhenTextWords German = new(
        ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
        ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"],
        [
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ],
        ["am Morgen", "am Vormittag", "am Mittag", "am Nachmittag", "am Abend", "in der Nacht"],
        "flexibel",
        "heute",
        "morgen",
        "jeden",
        "von",
        "bis",
        "ab",
        "bis",
        ".",
        " Uhr"
    );

    private static readonly WhenTextWords English = new(
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
        ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        ["in the early morning", "in the morning", "at midday", "in the afternoon", "in the evening", "at night"],
        "flexible",
        "today",
        "tomorrow",
        "every",
        "from",
        "to",
        "after",
        "until",
        "",
        ""
    );

    public static WhenTextWords For(string language) =>
        language.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? English : German;

    public static string Bare(LocalTime time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.Hour}:{time.Minute:00}");

    public string Clock(LocalTime time) => Bare(time) + AfterClock;

    public string Date(LocalDate date) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{ShortWeekdays[(int)date.DayOfWeek - 1]}, {date.Day}{AfterDay} {Months[date.Month - 1]} {date.Year}"
        );
}
