using System.Diagnostics;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Telegram;

/// <summary>
/// A clock from a Wednesday morning in Berlin that runs on by itself, some times faster than the real one, and can be moved
/// forward. What waits for a moment waits as long as it would in life.
/// </summary>
internal sealed class RunningTime : TimeProvider, IAsyncDisposable
{
    private const int Faster = 5;

    /// <summary>A machine that is busy with something else for a moment makes the clock slow: no timeout passes while nothing runs.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(20);

    private readonly ManualTime hands = ManualTime.Wednesday();
    private readonly Lock moving = new();
    private readonly CancellationTokenSource stopped = new();
    private readonly Task running;

    internal RunningTime() => running = Task.Run(Run);

    public override long TimestampFrequency => hands.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => hands.GetUtcNow();

    public override long GetTimestamp() => hands.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        hands.CreateTimer(callback, state, dueTime, period);

    /// <summary>Moves the clock forward; what became due on the way fires in its order.</summary>
    internal void Advance(Duration by)
    {
        lock (moving)
            hands.Advance(by);
    }

    public async ValueTask DisposeAsync()
    {
        await stopped.CancelAsync();
        await running;
        stopped.Dispose();
    }

    private async Task Run()
    {
        var watch = Stopwatch.StartNew();
        while (!stopped.IsCancellationRequested)
        {
            await Task.Delay(10, CancellationToken.None);
            var passed = Duration.FromTimeSpan(watch.Elapsed < Longest ? watch.Elapsed : Longest) * Faster;
            watch.Restart();
            Advance(passed);
        }
    }
}
