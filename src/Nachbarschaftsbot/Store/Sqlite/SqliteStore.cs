using System.Collections.Concurrent;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Store.Sealing;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Store.Sqlite;

/// <summary>The embedded store: one file, one writer, many readers.</summary>
internal sealed class SqliteStore : IStore
{
    private readonly SqliteOptions _options;
    private readonly FileLock _lock;
    private readonly ISeal _seal;
    private readonly DocumentCache _cache;
    private readonly Readers _readers;
    private readonly WriterWork _work;
    private readonly Writer _writer;
    private readonly ConcurrentDictionary<Kind, bool> _tables = [];
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Lock _scrubLock = new();
    private Task? _scrub;
    private long _lastOutboxId;
    private int _disposed;

    private SqliteStore(SqliteOptions options, IReadOnlyList<Kind> kinds, TimeProvider time, ILogger log, FileLock held)
    {
        (_options, _time, _lock, _log) = (options, time, held, log);
        _seal = options.Seal ?? new KeyFolder(KeyFolder.Beside(options.Path));
        Restore.Perform(options.Path, time, log);
        _cache = new(options.CachedDocuments, options.CachedBytes);
        _readers = new(options.Path, options.Readers, _seal);
        _work = new(options with { Seal = _seal }, _cache, time, log)
        {
            Committed = Committed,
            Idle = LookForRestore,
            WhileStill = _readers.WhileStill,
        };
        DestroyNoted(_work.Connection);
        foreach (var kind in kinds)
            Ensure(_work.Connection, kind);
        StartIds(_work.Connection);
        _writer = new(_work);
    }

    /// <inheritdoc/>
    public event Action<Instant>? TimerSet;

    /// <inheritdoc/>
    public event Action<string>? LaneForgotten;

    /// <inheritdoc/>
    public event Action<IReadOnlyCollection<long>>? Withdrawn;

    /// <inheritdoc/>
    public event Action? Replaced;

    /// <inheritdoc/>
    public bool Writable => _work.Writable;

    /// <summary>Opens the file; makes it when missing and brings it to the newest schema.</summary>
    /// <param name="options">Where it is.</param>
    /// <param name="kinds">The kinds of documents known at start; others get their tables when they are first used.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Where to note what the operator should know.</param>
    /// <exception cref="StoreInUseException">Another process writes this database.</exception>
    /// <exception cref="StoreTooNewException">A newer program wrote it.</exception>
    /// <exception cref="StoreUnavailableException">The file cannot be opened.</exception>
    public static SqliteStore Open(SqliteOptions options, IReadOnlyList<Kind> kinds, TimeProvider time, ILogger log)
    {
        options = options with { Path = Path.GetFullPath(options.Path) };
        Directory.CreateDirectory(Path.GetDirectoryName(options.Path)!);
        var held = FileLock.Take(options.Path);
        try
        {
            return new(options, kinds, time, log, held);
        }
        catch (SqliteException problem) when (problem.IsOutage)
        {
            held.Dispose();
            throw problem.AsOutage();
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>How often the files were read so far: what memory answers does not count.</summary>
    public long Reads => _readers.Count;

    /// <inheritdoc/>
    public ValueTask<Versioned<T>?> Find<T>(Kind<T> kind, string id)
        where T : class, IDocument
    {
        var (document, version) = FindNow(kind, id);
        return new(document is null ? null : new Versioned<T>(document, version));
    }

    /// <inheritdoc/>
    public ValueTask<(T? Document, long Version)> FindSlot<T>(Kind<T> kind, string id)
        where T : class, IDocument => new(FindNow(kind, id));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Versioned<T>>> Query<T>(
        Kind<T> kind,
        string index,
        string from,
        string below,
        int limit
    )
        where T : class, IDocument
    {
        limit = Math.Clamp(limit, 1, 1000);
        var (known, moment) = _cache.Answers.Find(kind, index, from, below, limit);
        if (known is not null)
            return new(known);
        EnsureKnown(kind);
        var found = _readers.Read(
            (kind, _cache, index, from, below, limit),
            static (reader, a) => reader.Query(a.kind, a._cache, a.index, a.from, a.below, a.limit)
        );
        _cache.Answers.Keep(kind, index, from, below, limit, found, moment);
        return new(found);
    }

    /// <inheritdoc/>
    public ValueTask<bool> Seen(string inboundId) =>
        new(_readers.Read(inboundId, static (reader, id) => reader.Seen(id)));

    /// <inheritdoc/>
    public ValueTask<long> VersionOf(Kind kind, string id)
    {
        EnsureKnown(kind);
        return new(_readers.Read((kind, id), static (reader, a) => reader.VersionOf(a.kind, a.id)));
    }

    /// <inheritdoc/>
    public Task Scrub()
    {
        lock (_scrubLock)
        {
            // One that has not begun yet serves everybody who asks until then.
            if (_scrub is { } waiting)
                return waiting;
            var job = new ActionJob(_ =>
            {
                lock (_scrubLock)
                    _scrub = null;
                _work.Scrub();
            });
            _scrub = job.Task;
            _writer.Add(job);
            return job.Task;
        }
    }

    /// <inheritdoc/>
    public ValueTask<CommitResult> Commit(ChangeSet changes)
    {
        foreach (var put in changes.Puts)
            EnsureKnown(put.Kind);
        foreach (var gone in changes.Deletes)
            EnsureKnown(gone.Kind);
        foreach (var read in changes.Checks)
            EnsureKnown(read.Kind);
        var job = new CommitJob(changes, _cache, _seal);
        _writer.Add(job, !changes.CanWait);
        return new(job.Task);
    }

    /// <inheritdoc/>
    public void Forget(Kind kind, string id) => _cache.Forget(kind, id);

    /// <inheritdoc/>
    public long NextOutboxId() => Interlocked.Increment(ref _lastOutboxId);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OutboxRow>> ReadOutbox(long afterId, int limit) =>
        new(_readers.Read((afterId, limit), static (reader, a) => reader.Outbox(a.afterId, a.limit)));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<TimerRow>> DueTimers(Instant now, int limit) =>
        new(_readers.Read((now, limit), static (reader, a) => reader.DueTimers(a.now, a.limit)));

    /// <inheritdoc/>
    public ValueTask<bool> HasTimer(string key, Instant due) =>
        new(_readers.Read((key, due), static (reader, a) => reader.HasTimer(a.key, a.due)));

    /// <inheritdoc/>
    public ValueTask<Instant?> NextTimer() => new(_readers.Read(0, static (reader, _) => reader.NextTimer()));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> MessageIds(string placeKey, string reference) =>
        new(_readers.Read((placeKey, reference), static (reader, a) => reader.MessageIds(a.placeKey, a.reference)));

    /// <inheritdoc/>
    public ValueTask<string?> ReferenceOf(string placeKey, string messageId) =>
        new(_readers.Read((placeKey, messageId), static (reader, a) => reader.ReferenceOf(a.placeKey, a.messageId)));

    /// <inheritdoc/>
    public ValueTask<long> CountParked() => new(_readers.Read(0, static (reader, _) => reader.CountParked()));

    /// <summary>Forgets old ids of inbounds, a batch; otherwise done every few seconds.</summary>
    public Task Upkeep() => OnWriter(_ => _work.Upkeep());

    /// <summary>Does something on the writer's connection, between transactions.</summary>
    public Task OnWriter(Action<Connection> action)
    {
        var job = new ActionJob(action);
        _writer.Add(job);
        return job.Task;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
            return default;
        _readers.Dispose();
        _writer.Dispose();
        _lock.Dispose();
        return default;
    }

    private (T? Document, long Version) FindNow<T>(Kind<T> kind, string id)
        where T : class, IDocument
    {
        if (_cache.TryGet(kind, id, out var known, out var version))
            return ((T?)known, version);
        EnsureKnown(kind);
        var moment = _cache.Moment;
        var found = _readers.Read((kind, id), static (reader, a) => reader.Find(a.kind, a.id));
        // What its key is missing for can be read once the folder of keys is back: it is looked at again each time.
        if (found.Document is not null || found.Version == 0)
            _cache.Keep(kind, id, found.Document, found.Version, found.Bytes, moment);
        return ((T?)found.Document, found.Version);
    }

    private void EnsureKnown(Kind kind)
    {
        if (!_tables.ContainsKey(kind))
            OnWriter(connection => Ensure(connection, kind)).GetAwaiter().GetResult();
    }

    private void Ensure(Connection connection, Kind kind)
    {
        if (_tables.ContainsKey(kind))
            return;
        KindTable.Of(kind).Ensure(connection, _seal);
        _tables[kind] = true;
    }

    /// <summary>Ids begin at the clock and never below what was noted: a restored backup does not give one again either.</summary>
    private void StartIds(Connection connection)
    {
        var byClock = _time.GetCurrentInstant().ToUnixTimeMilliseconds() * 1000;
        var least = Math.Max(byClock, Schema.NumberOf(connection, "outbox_ids"));
        least = Math.Max(least, connection.Number("SELECT max(id) FROM outbox") ?? 0);
        for (var last = _lastOutboxId; last < least; last = _lastOutboxId)
            Interlocked.CompareExchange(ref _lastOutboxId, least, last);
    }

    /// <summary>Destroys the keys whose end was committed, but that the program did not come to before it ended.</summary>
    private void DestroyNoted(Connection connection)
    {
        foreach (var key in Schema.NotesBelow(connection, Applier.DestroyNote))
            _seal.Destroy(key);
        Schema.ForgetNotesBelow(connection, Applier.DestroyNote);
    }

    private void Committed(ChangeSet changes)
    {
        foreach (var key in changes.DestroyKeys)
            _seal.Destroy(key);
        if (changes.Timers.Count > 0)
            TimerSet?.Invoke(changes.Timers.Min(t => t.Due));
        foreach (var lane in changes.ForgetLanes)
            LaneForgotten?.Invoke(lane);
        if (changes.Withdrawn.Count > 0)
            Withdrawn?.Invoke(changes.Withdrawn);
    }

    /// <summary>Puts a restored file in place while running, when one was laid beside the database.</summary>
    private void LookForRestore()
    {
        if (!Restore.IsRequested(_options.Path))
            return;
        _readers.WhileClosed(() => _work.Reopen(() => Restore.Perform(_options.Path, _time, _log)));
        DestroyNoted(_work.Connection);
        foreach (var kind in _tables.Keys)
            KindTable.Of(kind).Ensure(_work.Connection, _seal);
        // What was read before an index was filled again.
        _cache.Clear();
        StartIds(_work.Connection);
        Replaced?.Invoke();
    }
}
