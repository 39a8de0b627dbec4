using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Store;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Timers;

/// <summary>
/// Sleeps until the next timer is due and lets it come in like any message, with an id of its own: exactly once, also over
/// restarts. What was due while the program was down comes in at its start.
/// </summary>
internal sealed class TimerRunner(
    IStore store,
    Func<Inbound, TimerRow, Task> take,
    TimeProvider time,
    ILogger<TimerRunner> log
) : BackgroundService
{
    private const int Page = 200;
    private static readonly Duration LongestSleep = Duration.FromMinutes(1);
    private static readonly Duration AfterTrouble = Duration.FromSeconds(5);
    private readonly SemaphoreSlim _sooner = new(0, 1);
    private readonly Lock _lock = new();
    private Instant _wakes = Instant.MaxValue;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        store.TimerSet += WakeFor;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
                await Sleep(await Fire(stoppingToken), stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends; what is due comes in at the next start.
        }
        finally
        {
            store.TimerSet -= WakeFor;
        }
    }

    /// <summary>The inbound of a timer.</summary>
    public static Inbound Inbound(TimerRow timer) =>
        new(
            $"timer:{timer.Key}:{timer.Due.ToUnixTimeMilliseconds()}",
            new Place("timer", timer.Subject, null, PlaceKind.Private),
            null,
            new Content.Due(timer.Kind, timer.Subject, timer.Due)
        );

    /// <summary>Fires what is due.</summary>
    /// <returns>When to look again.</returns>
    private async Task<Instant> Fire(CancellationToken stop)
    {
        lock (_lock)
            _wakes = Instant.MaxValue;
        try
        {
            for (var due = await Due(); due.Count > 0; due = await Due())
            {
                var failed = 0;
                foreach (var timer in due)
                    failed += await FireOne(timer, stop) ? 0 : 1;
                if (failed > 0)
                    return Now + AfterTrouble;
            }
            return await store.NextTimer() ?? Instant.MaxValue;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            log.LogError("Timers could not be read: {Type}", problem.GetType().Name);
            return Now + AfterTrouble;
        }
    }

    private ValueTask<IReadOnlyList<TimerRow>> Due() => store.DueTimers(Now, Page);

    private Instant Now => time.GetCurrentInstant();

    private async Task<bool> FireOne(TimerRow timer, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        try
        {
            await take(Inbound(timer), timer);
            return true;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            log.LogError("A timer of kind {Kind} did not come in: {Type}", timer.Kind, problem.GetType().Name);
            return false;
        }
    }

    private async Task Sleep(Instant until, CancellationToken stop)
    {
        Duration sleep;
        lock (_lock)
        {
            _wakes = until;
            var left = until == Instant.MaxValue ? LongestSleep : until - Now;
            sleep = Duration.Min(Duration.Max(left, Duration.Zero), LongestSleep);
        }
        if (sleep == Duration.Zero)
            return;
        using var wake = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var asleep = Task.Delay(sleep.ToTimeSpan(), time, wake.Token);
        var sooner = _sooner.WaitAsync(wake.Token);
        await Task.WhenAny(asleep, sooner);
        await wake.CancelAsync();
        stop.ThrowIfCancellationRequested();
    }

    private void WakeFor(Instant due)
    {
        lock (_lock)
        {
            if (due >= _wakes)
                return;
            _wakes = due;
        }
        if (_sooner.CurrentCount == 0)
            try
            {
                _sooner.Release();
            }
            catch (SemaphoreFullException)
            {
                // Somebody else woke it at the same moment.
            }
    }
}
