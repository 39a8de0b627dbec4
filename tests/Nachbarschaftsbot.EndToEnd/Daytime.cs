using System.Globalization;

namespace Nachbarschaftsbot.EndToEnd;

/// <summary>
/// A time zone in which it is late morning as the tests begin: in quiet hours news wait until the next day, and the tests run at any
/// hour. It stays the same when a full hour passes between the start of a bot and a question about its clock.
/// </summary>
internal static class Daytime
{
    private static readonly int Ahead = 11 - TimeProvider.System.GetUtcNow().Hour;

    /// <summary>Its name in the IANA database. Their signs run the other way: <c>Etc/GMT-3</c> is three hours ahead of Greenwich.</summary>
    public static string Zone =>
        Ahead == 0 ? "Etc/GMT" : string.Create(CultureInfo.InvariantCulture, $"Etc/GMT{-Ahead:+0;-0}");

    /// <summary>The clock there at the next full minute that is at least so far ahead.</summary>
    public static DateTimeOffset Soon(TimeSpan ahead)
    {
        var at = TimeProvider.System.GetUtcNow().AddHours(Ahead) + ahead;
        return at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMinute)).AddMinutes(1);
    }
}
