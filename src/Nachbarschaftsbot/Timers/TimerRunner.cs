using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Store;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Timers;

/// <summary>
/// Wakes up when the next timer is due and lets each due one come in like a message. Only what is due is ever in memory; what became due
/// while the program was down comes in at start.
/// </summary>
/// <param name="store">Holds the timers.</param>
/// <param name="take">Takes what is due; the timer is gone with its commit, and comes in again only where it is set again.</param>
/// <param name="time">The clock.</param>
/// <param name="log">What the operator should know.</param>
internal sealed class TimerRunner(
    IStore store,
    Func<Inbound, TimerRow, Task> take,
    TimeProvider time,
    ILogger<TimerRunner> log
) : BackgroundService
{
    private const int Page = 200;
    private const int AtOnce = 16;
    private static readonly Duration LongestSleep = Duration.FromMinutes(1);
    private static readonly Duration RestAfterFailure = Duration.FromMinutes(1);
    private readonly Dictionary<string, (TimerRow Timer, Instant Until)> _resting = [];
    private readonly Alarm _alarm = new(time);

    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        store.TimerSet += _alarm.NotLaterThan;
        store.Replaced += _alarm.Now;
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        store.TimerSet -= _alarm.NotLaterThan;
        store.Replaced -= _alarm.Now;
        _alarm.Dispose();
        base.Dispose();
    }

    /// <summary>What comes in of a timer. Those about one subject share a place, so that they come in one after the other.</summary>
    public static Inbound Inbound(TimerRow timer) =>
        new(
            $"timer:{timer.Key}:{timer.Due.ToUnixTimeMilliseconds()}",
            new Place("timer", timer.Subject, null, PlaceKind.Private),
            null,
            new Content.Due(timer.Kind, timer.Subject, timer.Due)
        );

    /// <summary>Lets one page of due timers come in.</summary>
    /// <returns>Whether there may be more.</returns>
    public async Task<bool> FireDue(CancellationToken cancel)
    {
        var now = time.GetCurrentInstant();
        foreach (var key in _resting.Where(r => r.Value.Until <= now).Select(r => r.Key).ToList())
            _resting.Remove(key);
        var due = await store.DueTimers(now, Page + _resting.Count);
        var timers = due.Where(t => !_resting.TryGetValue(t.Key, out var rest) || rest.Timer != t).ToList();
        if (timers.Count == 0)
            return false;
        foreach (var timer in await FireAll(timers, cancel))
            _resting[timer.Key] = (timer, now + RestAfterFailure);
        return true;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                _alarm.Arm();
                while (await FireDue(stoppingToken)) { }
                await _alarm.Wait(await NextLook(), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
            catch (Exception problem)
            {
                log.LogError("Looking for timers failed: {Type}", problem.GetType().Name);
                await Task.Delay(TimeSpan.FromSeconds(5), time, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Fires several at once and gives those that failed.</summary>
    private async Task<IEnumerable<TimerRow>> FireAll(IReadOnlyList<TimerRow> timers, CancellationToken cancel)
    {
        var failed = new System.Collections.Concurrent.ConcurrentBag<TimerRow>();
        await Parallel.ForEachAsync(
            timers,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
            async (timer, _) =>
            {
                if (!await Fire(timer))
                    failed.Add(timer);
            }
        );
        return failed;
    }

    private async Task<Instant> NextLook()
    {
        var now = time.GetCurrentInstant();
        var latest = now + LongestSleep;
        if (await store.NextTimer() is not { } next)
            return latest;
        // What is due and still there is resting after a failure.
        if (next <= now)
            next = _resting.Count > 0 ? now + Duration.FromSeconds(5) : now;
        return Instant.Min(next, latest);
    }

    private async Task<bool> Fire(TimerRow timer)
    {
        try
        {
            await take(Inbound(timer), timer);
            return true;
        }
        catch (Exception problem)
        {
            log.LogError(
                "A timer of kind {Kind} failed and rests a minute: {Type}",
                timer.Kind,
                problem.GetType().Name
            );
            return false;
        }
    }
}
