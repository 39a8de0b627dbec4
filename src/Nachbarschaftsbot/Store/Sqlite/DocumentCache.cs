using System.Collections.Concurrent;
using Nachbarschaftsbot.Core.Documents;

namespace Nachbarschaftsbot.Store.Sqlite;

/// <summary>
/// Documents lately used, missing ones included. Written by the writer after each commit and by readers with what they read; a
/// reader's find is dropped when a commit touched the same slot since the read began, so that memory is never older than the last
/// commit. When it is full, what was not used since its last turn goes first.
/// </summary>
internal sealed class DocumentCache(int mostDocuments, long mostBytes)
{
    private const int Overhead = 200;
    private readonly ConcurrentDictionary<(Kind, string), Entry> _entries = [];
    private readonly Queue<(Kind, string)> _turn = [];
    private readonly long[] _changed = new long[4096];
    private readonly Lock _lock = new();
    private long _clock;
    private long _bytes;

    /// <summary>Answers to queries, which go when a document of their kind changes.</summary>
    public AnswerCache Answers { get; } = new();

    /// <summary>A moment to begin a read at; handed back with what was read.</summary>
    public long Moment => Volatile.Read(ref _clock);

    /// <summary>What is known of a document; the document is null when it is known to be missing.</summary>
    public bool TryGet(Kind kind, string id, out IDocument? document, out long version)
    {
        if (_entries.TryGetValue((kind, id), out var entry) && entry.IsKnown)
        {
            entry.Used = true;
            (document, version) = (entry.Document, entry.Version);
            return true;
        }
        (document, version) = (null, 0);
        return false;
    }

    /// <summary>Keeps what a reader found.</summary>
    public void Keep(Kind kind, string id, IDocument? document, long version, int bytes, long moment)
    {
        lock (_lock)
            if (_changed[Slot(kind, id)] <= moment)
                Put(kind, id, new(document, version, bytes + Overhead));
    }

    /// <summary>Keeps what the writer wrote; null for deleted.</summary>
    public void Changed(Kind kind, string id, IDocument? document, long version, int bytes)
    {
        lock (_lock)
        {
            _changed[Slot(kind, id)] = ++_clock;
            Put(kind, id, new(document, version, bytes + Overhead));
        }
        Answers.Changed(kind);
    }

    /// <summary>Forgets one document.</summary>
    public void Forget(Kind kind, string id)
    {
        Answers.Changed(kind);
        lock (_lock)
            if (_entries.ContainsKey((kind, id)))
                Put(kind, id, Entry.Unknown);
    }

    /// <summary>Forgets everything (another file was put in place).</summary>
    public void Clear()
    {
        lock (_lock)
        {
            Array.Fill(_changed, ++_clock);
            _entries.Clear();
            _turn.Clear();
            _bytes = 0;
        }
        Answers.Clear();
    }

    private void Put(Kind kind, string id, Entry entry)
    {
        var key = (kind, id);
        if (_entries.TryGetValue(key, out var before))
            _bytes -= before.Bytes;
        else
            _turn.Enqueue(key);
        _entries[key] = entry;
        _bytes += entry.Bytes;
        while ((_turn.Count > mostDocuments || _bytes > mostBytes) && _turn.TryDequeue(out var oldest))
            Evict(oldest);
    }

    private void Evict((Kind, string) key)
    {
        var entry = _entries[key];
        if (entry.Used)
        {
            entry.Used = false;
            _turn.Enqueue(key);
            return;
        }
        _entries.TryRemove(key, out _);
        _bytes -= entry.Bytes;
    }

    private int Slot(Kind kind, string id) => (HashCode.Combine(kind, id) & int.MaxValue) % _changed.Length;

    private sealed class Entry(IDocument? document, long version, int bytes)
    {
        public static Entry Unknown => new(null, -1, Overhead);

        public IDocument? Document => document;
        public long Version => version;
        public int Bytes => bytes;
        public bool IsKnown => version >= 0;
        public bool Used { get; set; }
    }
}
