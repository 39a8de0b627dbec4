using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Timers;

/// <summary>Sleeps until a moment, or until somebody names an earlier one.</summary>
internal sealed class Alarm : IDisposable
{
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly SemaphoreSlim _ring = new(0, 1);
    private readonly Lock _lock = new();
    private Instant _at = Instant.MaxValue;

    /// <summary>An alarm on a clock.</summary>
    public Alarm(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(_ => Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>From now on, moments named count for the next <see cref="Wait"/>.</summary>
    public void Arm()
    {
        lock (_lock)
        {
            _at = Instant.MaxValue;
            _ = _ring.Wait(0);
        }
    }

    /// <summary>Sleeps.</summary>
    public async Task Wait(Instant until, CancellationToken cancel)
    {
        NotLaterThan(until);
        await _ring.WaitAsync(cancel);
    }

    /// <summary>Wakes up by then.</summary>
    public void NotLaterThan(Instant moment)
    {
        lock (_lock)
        {
            if (moment >= _at)
                return;
            _at = moment;
            var wait = Math.Ceiling((moment - _time.GetCurrentInstant()).TotalMilliseconds);
            if (wait <= 0)
                Ring();
            else
                _timer.Change(TimeSpan.FromMilliseconds(Math.Min(wait, int.MaxValue)), Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Wakes up at once.</summary>
    public void Now() => Ring();

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Ring()
    {
        lock (_lock)
            if (_ring.CurrentCount == 0)
                _ring.Release();
    }
}
