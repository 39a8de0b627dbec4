using System.Globalization;

namespace Nachbarschaftsbot.EndToEnd;

/// <summary>A time zone in which it is late morning now: in quiet hours news wait until the next day, and the tests run at any hour.</summary>
internal static class Daytime
{
    /// <summary>The clock there at the next full minute that is at least so far ahead.</summary>
    public static DateTimeOffset Soon(TimeSpan ahead)
    {
        var hours = 11 - TimeProvider.System.GetUtcNow().Hour;
        var at = TimeProvider.System.GetUtcNow().AddHours(hours) + ahead;
        return at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMinute)).AddMinutes(1);
    }

    /// <summary>Its name in the IANA database. Their signs run the other way: <c>Etc/GMT-3</c> is three hours ahead of Greenwich.</summary>
    public static string Zone
    {
        get
        {
            var ahead = 11 - TimeProvider.System.GetUtcNow().Hour;
            return ahead == 0 ? "Etc/GMT" : string.Create(CultureInfo.InvariantCulture, $"Etc/GMT{-ahead:+0;-0}");
        }
    }
}
