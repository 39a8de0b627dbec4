namespace Nachbarschaftsbot.Turns;

/// <summary>Turns of one conversation run one after the other, in the order in which they came; different ones side by side.</summary>
internal sealed class Lanes
{
    private readonly Dictionary<string, Task> _last = [];

    /// <summary>Runs work when everything that entered this lane before has ended.</summary>
    public Task<T> Run<T>(string lane, Func<Task<T>> work)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task? before;
        lock (_last)
        {
            _last.TryGetValue(lane, out before);
            _last[lane] = ended.Task;
        }
        return RunAfter(lane, before, ended, work);
    }

    private async Task<T> RunAfter<T>(string lane, Task? before, TaskCompletionSource ended, Func<Task<T>> work)
    {
        if (before is not null)
            await before;
        try
        {
            return await work();
        }
        finally
        {
            lock (_last)
                if (_last.TryGetValue(lane, out var last) && last == ended.Task)
                    _last.Remove(lane);
            ended.SetResult();
        }
    }
}
