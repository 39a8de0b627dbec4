using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Store.Sealing;
using NodaTime;

namespace Nachbarschaftsbot.Store.Sqlite;

/// <summary>A connection that only reads, with its statements.</summary>
internal sealed class Reader(string path, ISeal seal) : IDisposable
{
    private readonly Connection _connection = Open(path);
    private readonly Dictionary<Kind, KindReader> _kinds = [];
    private readonly Dictionary<string, Statement> _statements = [];

    /// <summary>A document as it stands in its table.</summary>
    public (IDocument? Document, long Version, int Bytes) Find(Kind kind, string id)
    {
        var find = Of(kind).Find.Text(id);
        try
        {
            if (!find.Step())
                return (null, 0, 0);
            var body = find.BlobAt(1);
            return (seal.Read(kind, body), find.NumberAt(0), body.Length);
        }
        finally
        {
            find.Reset();
        }
    }

    /// <summary>The version of a document, 0 when there is none.</summary>
    public long VersionOf(Kind kind, string id) => Of(kind).Version.Text(id).FirstNumber() ?? 0;

    /// <summary>Documents in the order of an index; those in memory are not read again.</summary>
    public List<Versioned<T>> Query<T>(
        Kind<T> kind,
        DocumentCache cache,
        string index,
        string from,
        string below,
        int limit
    )
        where T : class, IDocument
    {
        var moment = cache.Moment;
        var found = new List<Versioned<T>>();
        var query = Of(kind).Query(index).Text(from).Text(below).Number(limit);
        try
        {
            while (query.Step())
                if (Row(kind, cache, query, moment) is { } row)
                    found.Add(row);
        }
        finally
        {
            query.Reset();
        }
        return found;
    }

    /// <summary>Whether an inbound took effect.</summary>
    public bool Seen(string id) => Prepared("SELECT 1 FROM seen WHERE id=?").Text(id).FirstNumber() is not null;

    /// <summary>Waiting outbox rows.</summary>
    public List<OutboxRow> Outbox(long afterId, int limit)
    {
        var rows = new List<OutboxRow>();
        var read = Prepared(
                "SELECT id, messenger, lane, priority, not_before, attempts, payload FROM outbox WHERE id>? ORDER BY id LIMIT ?"
            )
            .Number(afterId)
            .Number(limit);
        while (read.Step())
            rows.Add(
                new(
                    read.NumberAt(0),
                    read.TextAt(1),
                    read.TextAt(2),
                    (int)read.NumberAt(3),
                    Instant.FromUnixTimeMilliseconds(read.NumberAt(4)),
                    (int)read.NumberAt(5),
                    seal.Open(read.BlobAt(6)) ?? []
                )
            );
        read.Reset();
        return rows;
    }

    /// <summary>Timers that are due.</summary>
    public List<TimerRow> DueTimers(Instant now, int limit)
    {
        var rows = new List<TimerRow>();
        var read = Prepared("SELECT key, kind, subject, due FROM timer WHERE due<=? ORDER BY due, key LIMIT ?")
            .Number(now.ToUnixTimeMilliseconds())
            .Number(limit);
        while (read.Step())
            rows.Add(
                new(read.TextAt(0), read.TextAt(1), read.TextAt(2), Instant.FromUnixTimeMilliseconds(read.NumberAt(3)))
            );
        read.Reset();
        return rows;
    }

    /// <summary>Whether a timer waits with exactly this due moment.</summary>
    public bool HasTimer(string key, Instant due) =>
        Prepared("SELECT 1 FROM timer WHERE key=? AND due=?")
            .Text(key)
            .Number(due.ToUnixTimeMilliseconds())
            .FirstNumber()
            is not null;

    /// <summary>When the next timer is due.</summary>
    public Instant? NextTimer() =>
        Prepared("SELECT min(due) FROM timer").FirstNumber() is { } due ? Instant.FromUnixTimeMilliseconds(due) : null;

    /// <summary>The messenger's ids of a message of ours.</summary>
    public IReadOnlyList<string> MessageIds(string place, string reference) =>
        Prepared("SELECT ids FROM message WHERE place=? AND ref=?").Text(place).Text(reference).FirstText() is { } ids
            ? ids.Split(Bookkeeping.Between)
            : [];

    /// <summary>Our own id of a messenger's message.</summary>
    public string? ReferenceOf(string place, string id) =>
        Prepared("SELECT ref FROM message_part WHERE place=? AND id=?").Text(place).Text(id).FirstText();

    /// <summary>How many things are parked.</summary>
    public long CountParked() => Prepared("SELECT count(*) FROM parked").FirstNumber() ?? 0;

    /// <summary>Copies everything as it stands now into another file.</summary>
    public void CopyTo(Connection target) => _connection.CopyTo(target);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var kind in _kinds.Values)
            kind.Dispose();
        foreach (var statement in _statements.Values)
            statement.Dispose();
        _connection.Dispose();
    }

    private Versioned<T>? Row<T>(Kind<T> kind, DocumentCache cache, Statement row, long moment)
        where T : class, IDocument
    {
        var id = row.TextAt(0);
        var version = row.NumberAt(1);
        if (cache.TryGet(kind, id, out var known, out var knownVersion) && knownVersion == version)
            return new Versioned<T>((T)known!, version);
        var body = row.BlobAt(2);
        if (seal.Read(kind, body) is not { } document)
            return null;
        cache.Keep(kind, id, document, version, body.Length, moment);
        return new Versioned<T>((T)document, version);
    }

    private static Connection Open(string path)
    {
        var connection = Connection.ForReading(path);
        connection.Execute("PRAGMA cache_size=-1024; PRAGMA temp_store=MEMORY");
        return connection;
    }

    private Statement Prepared(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
            _statements[sql] = statement = _connection.Prepare(sql);
        return statement;
    }

    private KindReader Of(Kind kind)
    {
        if (!_kinds.TryGetValue(kind, out var reader))
            _kinds[kind] = reader = new(_connection, kind);
        return reader;
    }
}
