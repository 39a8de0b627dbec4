using NodaTime;

namespace Nachbarschaftsbot.Core.Delivery;

/// <summary>How fast something may go: one per interval in the long run, a burst at once after a rest.</summary>
/// <param name="Interval">Time after which one token has come back; zero means no limit.</param>
/// <param name="Burst">Tokens in a full bucket, at least 1.</param>
public readonly record struct Rate(Duration Interval, int Burst)
{
    /// <summary>No limit at all.</summary>
    public static Rate Unlimited => new(Duration.Zero, 1);

    /// <summary>
    /// The fastest rate that never lets more than <paramref name="most"/> through in any window of
    /// <paramref name="window"/>, of which <paramref name="burst"/> may come at once.
    /// </summary>
    public static Rate AtMost(int most, Duration window, int burst)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(burst, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(most, burst);
        // Rounded up to the next tick, so that rounding never lets one more through.
        var ticks = (window.BclCompatibleTicks + most - burst - 1) / (most - burst);
        return new Rate(Duration.FromTicks(ticks), burst);
    }
}

/// <summary>
/// A token bucket kept as the one instant at which it will be full again (the generic cell rate algorithm): no timer, no
/// rounding, and copying it is cheap. The default value is a full bucket.
/// </summary>
/// <param name="FullAt">When the bucket is full again.</param>
public readonly record struct TokenBucket(Instant FullAt)
{
    /// <summary>The earliest instant, not before <paramref name="now"/>, at which a token may be taken.</summary>
    /// <param name="rate">The limit.</param>
    /// <param name="now">The present.</param>
    /// <param name="keep">Tokens that must stay in the bucket for others; at most the burst less one is kept.</param>
    public Instant NextAt(Rate rate, Instant now, int keep = 0)
    {
        var usable = rate.Burst - 1 - Math.Clamp(keep, 0, rate.Burst - 1);
        var free = FullAt - rate.Interval * usable;
        return free > now ? free : now;
    }

    /// <summary>The bucket after one token was taken.</summary>
    public TokenBucket Take(Rate rate, Instant at) => new((FullAt > at ? FullAt : at) + rate.Interval);
}
