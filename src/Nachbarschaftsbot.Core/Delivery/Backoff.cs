using NodaTime;

namespace Nachbarschaftsbot.Core.Delivery;

/// <summary>How long to wait before trying again: exponential, capped, with full jitter so that many do not come back at
/// the same moment (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).</summary>
/// <param name="First">Longest wait before the first repetition.</param>
/// <param name="Longest">No wait is longer than this.</param>
public readonly record struct Backoff(Duration First, Duration Longest)
{
    /// <summary>Half a second, doubling up to a minute.</summary>
    public static Backoff Network => new(Duration.FromMilliseconds(500), Duration.FromMinutes(1));

    /// <summary>The longest wait there can be before repetition number <paramref name="attempt"/>, counted from 1.</summary>
    public Duration Ceiling(int attempt)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempt, 1);
        var doublings = Math.Min(attempt - 1, 40);
        var factor = 1L << doublings;
        return Longest / factor < First ? Longest : First * factor;
    }

    /// <summary>The wait before repetition number <paramref name="attempt"/>, counted from 1.</summary>
    /// <param name="attempt">1 for the first repetition.</param>
    /// <param name="random">From 0 up to 1.</param>
    public Duration Before(int attempt, double random) => Ceiling(attempt) * Math.Clamp(random, 0, 1);
}
