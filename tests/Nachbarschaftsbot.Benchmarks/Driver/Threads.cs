namespace Nachbarschaftsbot.Benchmarks.Driver;

/// <summary>Threads of their own for connections that hold theirs.</summary>
internal static class Threads
{
    /// <summary>Runs work whose tasks are all completed when they come back. It ends with the program at the latest.</summary>
    public static Task Run(Func<Task> work)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                work().GetAwaiter().GetResult();
                ended.SetResult();
            }
            catch (Exception problem)
            {
                ended.SetException(problem);
            }
        })
        {
            IsBackground = true,
        };
        thread.Start();
        return ended.Task;
    }
}
