namespace Nachbarschaftsbot.Operations;

/// <summary>
/// Gives memory back to the machine: once after the start all that only the start needed, and every few seconds what the compiler and the
/// native parts have let go of. What a rush left in the managed heap stays until its collector finds it.
/// </summary>
internal sealed class MemoryKeeper(IHostApplicationLifetime life, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var heard = life.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        await Task.Delay(AfterStart, time, stoppingToken);
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        while (true)
        {
            // The thread of finalizers frees what the compiler kept for its next method (ten megabytes and more), but only when it is woken.
            GC.WaitForPendingFinalizers();
            NativeHeap.GiveBack();
            await Task.Delay(Between, time, stoppingToken);
        }
    }
}
