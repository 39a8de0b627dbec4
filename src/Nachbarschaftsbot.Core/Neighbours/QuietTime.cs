using NodaTime;

namespace Nachbarschaftsbot.Core.Neighbours;

/// <summary>The arithmetic of quiet hours.</summary>
public static class QuietTime
{
    /// <summary>Whether the quiet hours hold what is said now until a moment is over.</summary>
    public static bool HoldBeyond(Instant moment, QuietHours quiet, Instant now, DateTimeZone zone) =>
        End(quiet, now, zone) is { } awake && awake >= moment;

    /// <summary>When the quiet hours end in which a moment lies, or null when it lies in none.</summary>
    public static Instant? End(QuietHours quiet, Instant now, DateTimeZone zone)
    {
        if (quiet.From == quiet.To)
            return null;
        var local = now.InZone(zone).LocalDateTime;
        var hour = local.Hour;
        var isQuiet =
            quiet.From < quiet.To ? hour >= quiet.From && hour < quiet.To : hour >= quiet.From || hour < quiet.To;
        if (!isQuiet)
            return null;
        var day = hour < quiet.To ? local.Date : local.Date.PlusDays(1);
        return (day + new LocalTime(quiet.To % 24, 0)).InZoneLeniently(zone).ToInstant();
    }
}
