using System.Diagnostics;

namespace Nachbarschaftsbot.Store.Sqlite;

/// <summary>Keeps the log beside the database short: copies it into the file in time. Used by the writer's thread only, between transactions.</summary>
internal sealed class LogKeeper(Connection connection, SqliteOptions options)
{
    private const int QuietPages = 200;
    private long _pagesInLog;
    private long _pagesBefore;
    private long _copyAt = options.CheckpointPages;
    private long _lastRush = Stopwatch.GetTimestamp();

    /// <summary>Lets something be done while none of our own readers is at work. They are short, so it is soon.</summary>
    public Action<Action> WhileStill { get; set; } = action => action();

    /// <summary>Takes note of what was written.</summary>
    public void Count() => _pagesInLog += connection.TakePagesWritten();

    /// <summary>Copies the log when it has grown long.</summary>
    public void MindSize()
    {
        if (_pagesInLog >= _copyAt)
            BeginAnew();
    }

    /// <summary>Copies the log in quiet moments, and after a longer quiet gives its place on the disk back. Asked every few seconds.</summary>
    public void MindQuiet()
    {
        if (_pagesInLog - _pagesBefore >= QuietPages)
            _lastRush = Stopwatch.GetTimestamp();
        else if (Stopwatch.GetElapsedTime(_lastRush) >= options.QuietFor && IsLong())
            Empty(TimeSpan.Zero);
        else if (_pagesInLog > QuietPages)
            BeginAnew();
        _pagesBefore = _pagesInLog;
    }

    /// <summary>Copies everything and leaves an empty log.</summary>
    /// <param name="patience">How long other processes that read are waited for.</param>
    /// <returns>False when one of them did not let it be emptied.</returns>
    public bool Empty(TimeSpan patience) => Finish(LogCopy.Empty, patience);

    private bool IsLong() =>
        new FileInfo($"{options.Path}-wal") is { Exists: true, Length: > 10 * QuietPages * SqliteOptions.PageInLog };

    /// <summary>
    /// Most is copied while readers go on. Then they stand still for a moment, since the log begins anew only when nobody reads out of it: else
    /// it would grow on by as much again. Where another process reads, it is tried again after some more pages.
    /// </summary>
    private void BeginAnew()
    {
        connection.Checkpoint(LogCopy.Beside);
        Finish(LogCopy.BeginAnew, TimeSpan.Zero);
    }

    private bool Finish(LogCopy how, TimeSpan patience)
    {
        (int Pages, bool IsDone) log = default;
        WhileStill(() => log = connection.Checkpoint(how, patience));
        Count();
        if (log.IsDone)
            _pagesInLog = 0;
        else if (log.Pages >= 0)
            _pagesInLog = log.Pages;
        _pagesBefore = _pagesInLog;
        _copyAt = log.IsDone ? options.CheckpointPages : _pagesInLog + Math.Max(1, options.CheckpointPages / 8);
        return log.IsDone;
    }
}
