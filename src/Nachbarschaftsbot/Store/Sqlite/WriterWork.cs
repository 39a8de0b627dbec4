using System.Diagnostics;
using Nachbarschaftsbot.Core.Documents;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Store.Sqlite;

/// <summary>The writing side of the file, used by the writer's thread only.</summary>
internal sealed class WriterWork : IWriterWork
{
    private static readonly TimeSpan ScrubAgainAfter = TimeSpan.FromSeconds(30);

    /// <summary>How long others than our own readers are waited for, such as a backup that another process makes.</summary>
    private static readonly TimeSpan ScrubPatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan UpkeepEvery = TimeSpan.FromSeconds(2);
    private readonly SqliteOptions _options;
    private readonly DocumentCache _cache;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private Connection _connection;
    private Applier _applier;
    private LogKeeper _logKeeper;
    private long _lastScrub = Stopwatch.GetTimestamp();
    private long _lastUpkeep = Stopwatch.GetTimestamp();

    /// <summary>Opens the file to write.</summary>
    public WriterWork(SqliteOptions options, DocumentCache cache, TimeProvider time, ILogger log)
    {
        (_options, _cache, _time, _log) = (options, cache, time, log);
        (_connection, _applier) = Open(options);
        _logKeeper = new(_connection, options);
    }

    /// <summary>False after a write failed, until one succeeds.</summary>
    public bool Writable { get; private set; } = true;

    /// <summary>Told after each commit of a group, before its owner is.</summary>
    public Action<ChangeSet>? Committed { get; set; }

    /// <summary>Told about once a second, between transactions.</summary>
    public Action? Idle { get; set; }

    /// <summary>Lets something be done while none of our own readers is at work. They are short, so it is soon.</summary>
    public Action<Action> WhileStill
    {
        get => _logKeeper.WhileStill;
        init => _logKeeper.WhileStill = value;
    }

    /// <summary>The connection, for steps at start and for reopening.</summary>
    public Connection Connection => _connection;

    /// <summary>Opens the file anew, after another one was put in its place.</summary>
    public void Reopen(Action swap)
    {
        Close();
        try
        {
            swap();
        }
        finally
        {
            (_connection, _applier) = Open(_options);
            _logKeeper = new(_connection, _options) { WhileStill = WhileStill };
            _cache.Clear();
        }
    }

    /// <inheritdoc/>
    public void Write(List<CommitJob> group)
    {
        try
        {
            _connection.Execute("BEGIN IMMEDIATE");
            foreach (var job in group)
                job.Outcome = _applier.Apply(job);
            _connection.Execute("COMMIT");
        }
        catch (Exception problem)
        {
            Undo();
            Refused(group, problem);
            return;
        }
        SetWritable(true);
        foreach (var job in group)
            Tell(job);
        _logKeeper.Count();
    }

    /// <inheritdoc/>
    public void Do(ActionJob job)
    {
        try
        {
            job.Run(_connection);
        }
        catch (SqliteException problem) when (problem.IsOutage)
        {
            Undo();
            job.Fail(problem.AsOutage());
        }
        catch (Exception problem)
        {
            Undo();
            job.Fail(problem);
        }
    }

    /// <inheritdoc/>
    public void Breathe()
    {
        try
        {
            _logKeeper.MindSize();
            if (Stopwatch.GetElapsedTime(_lastUpkeep) < UpkeepEvery)
                return;
            _lastUpkeep = Stopwatch.GetTimestamp();
            _logKeeper.MindQuiet();
            Upkeep();
            if (_applier.ScrubIsDue && Stopwatch.GetElapsedTime(_lastScrub) > ScrubAgainAfter)
                Scrub();
            Idle?.Invoke();
        }
        catch (Exception problem)
        {
            Undo();
            if (problem is SqliteException { IsOutage: true })
                SetWritable(false);
            _log.LogWarning("The store's upkeep failed and will be tried again: {Problem}", problem.Message);
        }
    }

    /// <inheritdoc/>
    public void Close()
    {
        _applier.Dispose();
        _connection.Dispose();
    }

    /// <summary>Writes everything anew without the leftovers of what was deleted, and empties the log. About a second for 100 MB.</summary>
    public void Scrub()
    {
        _lastScrub = Stopwatch.GetTimestamp();
        // Deleting overwrites rows with zeros, but when SQLite moves rows between pages it leaves copies in the gaps, which
        // secure_delete does not reach. Only writing all pages anew is sure to remove them.
        _connection.Execute("PRAGMA temp_store=FILE");
        try
        {
            _connection.Execute("VACUUM");
        }
        finally
        {
            _connection.Execute("PRAGMA temp_store=MEMORY");
        }
        if (!_logKeeper.Empty(ScrubPatience))
            throw new SqliteException(SQLitePCL.raw.SQLITE_BUSY, "readers did not let the log be emptied");
        _applier.NoteScrub(false);
    }

    private static (Connection, Applier) Open(SqliteOptions options)
    {
        Files.MakePrivate(options.Path);
        var connection = Connection.ForWriting(options.Path);
        try
        {
            Schema.Check(connection);
            connection.Execute(
                $"""
                PRAGMA journal_mode=WAL;
                PRAGMA synchronous={(options.Durable ? "FULL" : "OFF")};
                PRAGMA foreign_keys=ON;
                PRAGMA secure_delete=ON;
                PRAGMA trusted_schema=OFF;
                PRAGMA temp_store=MEMORY;
                PRAGMA cache_size=-4096;
                PRAGMA wal_autocheckpoint=0;
                PRAGMA journal_size_limit={options.LogBytes};
                """
            );
            Schema.Migrate(connection);
            // What a crash left of the log counts for nothing after this.
            connection.Checkpoint(LogCopy.BeginAnew);
            return (connection, new(connection));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A group could not be written: by the disk's fault nobody's was, by one's own fault the others try again alone.</summary>
    private void Refused(List<CommitJob> group, Exception problem)
    {
        if (problem is SqliteException { IsOutage: true } outage)
        {
            SetWritable(false);
            foreach (var job in group)
                job.Fail(outage.AsOutage());
        }
        else if (group.Count == 1)
            group[0].Fail(problem);
        else
            foreach (var job in group)
                Write([job]);
    }

    private void Tell(CommitJob job)
    {
        if (job.Outcome == CommitResult.Done)
            Remember(job);
        else if (job.Outcome == CommitResult.Conflict)
            Forget(job);
        job.TrySetResult(job.Outcome);
    }

    private void Remember(CommitJob job)
    {
        foreach (ref readonly var row in job.Rows.AsSpan())
            _cache.Changed(row.Kind, row.Document.Id, row.Document, row.Version + 1, row.Body.Length);
        foreach (var gone in job.Changes.Deletes)
            _cache.Changed(gone.Kind, gone.Id, null, 0, 0);
        try
        {
            Committed?.Invoke(job.Changes);
        }
        catch (Exception problem)
        {
            _log.LogError(problem, "Somebody who is told about commits failed");
        }
    }

    private void Forget(CommitJob job)
    {
        foreach (ref readonly var row in job.Rows.AsSpan())
            _cache.Forget(row.Kind, row.Document.Id);
        foreach (var gone in job.Changes.Deletes.Concat(job.Changes.Checks))
            _cache.Forget(gone.Kind, gone.Id);
    }

    /// <summary>Forgets a batch of what is over, and tries after an outage whether the disk takes data again.</summary>
    public void Upkeep()
    {
        var now = _time.GetCurrentInstant();
        var day = Bookkeeping.DayOf(now);
        _connection.Execute("BEGIN IMMEDIATE");
        _applier.PruneSeen(day - _options.SeenDays);
        _applier.PruneMessages(now - Duration.FromDays(_options.MessageDays));
        _applier.PruneParked(now - Duration.FromDays(_options.ParkedDays));
        if (!Writable)
            // A write on purpose, to find out whether the disk takes data again.
            Schema.Note(_connection, "tried", day.ToString(System.Globalization.CultureInfo.InvariantCulture));
        _connection.Execute("COMMIT");
        SetWritable(true);
        _logKeeper.Count();
    }

    private void Undo()
    {
        _connection.TryRollback();
        try
        {
            _applier.Undone();
        }
        catch (SqliteException) { }
    }

    private void SetWritable(bool now)
    {
        if (now == Writable)
            return;
        Writable = now;
        if (now)
            _log.LogInformation("The database takes data again");
        else
            _log.LogError("The database takes no data; nothing more is taken in until it does");
    }
}
