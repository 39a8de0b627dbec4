using NodaTime;

namespace Nachbarschaftsbot.Core.Understanding;

/// <summary>A part of the day as people name it. The hours of each are in <see cref="DayParts"/>.</summary>
public enum DayPart
{
    /// <summary>German "Morgen", "früh": 6 to 10.</summary>
    Morning,

    /// <summary>German "Vormittag": 9 to 12.</summary>
    Forenoon,

    /// <summary>German "Mittag": 12 to 14.</summary>
    Noon,

    /// <summary>German "Nachmittag": 14 to 18.</summary>
    Afternoon,

    /// <summary>German "Abend": 18 to 22.</summary>
    Evening,

    /// <summary>German "Nacht": 22 to 6 of the next day.</summary>
    Night,
}

/// <summary>The hours a part of the day stands for.</summary>
public static class DayParts
{
    /// <summary>When the part begins on <paramref name="date"/>.</summary>
    public static LocalDateTime StartOn(this DayPart part, LocalDate date) =>
        date.AtMidnight().PlusHours(Hours(part).From);

    /// <summary>When the part that began on <paramref name="date"/> ends (a night ends on the next day).</summary>
    public static LocalDateTime EndOn(this DayPart part, LocalDate date) => date.AtMidnight().PlusHours(Hours(part).To);

    private static (int From, int To) Hours(DayPart part) =>
        part switch
        {
            DayPart.Morning => (6, 10),
            DayPart.Forenoon => (9, 12),
            DayPart.Noon => (12, 14),
            DayPart.Afternoon => (14, 18),
            DayPart.Evening => (18, 22),
            DayPart.Night => (22, 30),
            _ => throw new ArgumentOutOfRangeException(nameof(part), part, "Not a part of the day"),
        };
}
