using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Outbox;

/// <summary>Calls back at the earliest moment named since it last did. Its owner sees to it that one at a time names one.</summary>
internal sealed class WakeUp : IDisposable
{
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private Instant? _at;

    /// <summary>A call on a clock. It comes on the thread pool; <see cref="Came"/> is told there.</summary>
    public WakeUp(TimeProvider time, Action call)
    {
        _time = time;
        _timer = time.CreateTimer(_ => call(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The call came: the next one has to be named anew.</summary>
    public void Came() => _at = null;

    /// <summary>Calls by then.</summary>
    public void NotLaterThan(Instant moment)
    {
        if (_at <= moment)
            return;
        _at = moment;
        // Rounded up: a timer that comes a little early would only be set again.
        var wait = Math.Ceiling((moment - _time.GetCurrentInstant()).TotalMilliseconds);
        _timer.Change(TimeSpan.FromMilliseconds(Math.Clamp(wait, 0, int.MaxValue)), Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();
}
