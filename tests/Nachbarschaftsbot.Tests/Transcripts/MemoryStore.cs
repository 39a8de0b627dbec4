using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Store;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>A store in memory for tests of single parts; keeps to the same contract.</summary>
internal sealed class MemoryStore : IStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<
        (string, string),
        (byte[] Json, long Version, Dictionary<string, string> Index)
    > _documents = [];
    private readonly HashSet<string> _seen = [];
    private readonly Dictionary<string, TimerRow> _timers = [];
    private readonly SortedDictionary<long, OutboxRow> _outbox = [];
    private readonly Dictionary<(string, string), IReadOnlyList<string>> _messages = [];
    private long _next;

    public event Action<Instant>? TimerSet;

    public event Action<string>? LaneForgotten;

    public event Action? Replaced
    {
        add { }
        remove { }
    }

    public bool Writable => true;

    public ValueTask<long> CountParked() => new(Parked.Count);

    public List<string> Parked { get; } = [];

    public ValueTask<Versioned<T>?> Find<T>(Kind<T> kind, string id)
        where T : class, IDocument
    {
        lock (_lock)
            return ValueTask.FromResult<Versioned<T>?>(
                _documents.TryGetValue((kind.Name, id), out var d)
                    ? new Versioned<T>((T)kind.Deserialize(d.Json), d.Version)
                    : null
            );
    }

    public ValueTask<long> VersionOf(Kind kind, string id)
    {
        lock (_lock)
            return new(_documents.TryGetValue((kind.Name, id), out var d) ? d.Version : 0);
    }

    public ValueTask<IReadOnlyList<Versioned<T>>> Query<T>(
        Kind<T> kind,
        string index,
        string from,
        string below,
        int limit
    )
        where T : class, IDocument
    {
        lock (_lock)
            return new([
                .. _documents
                    .Where(d => d.Key.Item1 == kind.Name && d.Value.Index.ContainsKey(index))
                    .Select(d => (d.Value.Index[index], d.Key.Item2, d.Value))
                    .Where(d => string.CompareOrdinal(d.Item1, from) >= 0 && string.CompareOrdinal(d.Item1, below) < 0)
                    .OrderBy(d => d.Item1, StringComparer.Ordinal)
                    .ThenBy(d => d.Item2, StringComparer.Ordinal)
                    .Take(limit)
                    .Select(d => new Versioned<T>((T)kind.Deserialize(d.Value.Json), d.Value.Version)),
            ]);
    }

    public ValueTask<bool> Seen(string inboundId)
    {
        lock (_lock)
            return new(_seen.Contains(inboundId));
    }

    public Task Scrub() => Task.CompletedTask;

    public ValueTask<CommitResult> Commit(ChangeSet changes)
    {
        lock (_lock)
        {
            if (changes.InboundId is not null && _seen.Contains(changes.InboundId))
                return new(CommitResult.Duplicate);
            if (changes.Puts.Any(p => VersionOf(p.Kind, p.Document.Id).Result != p.Version))
                return new(CommitResult.Conflict);
            if (changes.Deletes.Any(d => VersionOf(d.Kind, d.Id).Result is var v && v != 0 && v != d.Version))
                return new(CommitResult.Conflict);
            Apply(changes);
        }
        foreach (var timer in changes.Timers)
            TimerSet?.Invoke(timer.Due);
        foreach (var lane in changes.ForgetLanes)
            LaneForgotten?.Invoke(lane);
        return new(CommitResult.Done);
    }

    private void Apply(ChangeSet changes)
    {
        if (changes.InboundId is not null)
            _seen.Add(changes.InboundId);
        foreach (var put in changes.Puts)
            _documents[(put.Kind.Name, put.Document.Id)] = (
                put.Kind.Serialize(put.Document),
                put.Version + 1,
                put.Kind.IndexNames.Zip(put.Kind.IndexValues(put.Document))
                    .Where(i => i.Second is not null)
                    .ToDictionary(i => i.First, i => i.Second!)
            );
        foreach (var gone in changes.Deletes)
            _documents.Remove((gone.Kind.Name, gone.Id));
        if (changes.FiredTimer is { } fired && _timers.TryGetValue(fired.Key, out var row) && row.Due == fired.Due)
            _timers.Remove(fired.Key);
        foreach (var subject in changes.ForgetSubjects)
        foreach (var key in _timers.Values.Where(t => t.Subject == subject).Select(t => t.Key).ToList())
            _timers.Remove(key);
        foreach (var key in changes.CancelTimers)
            _timers.Remove(key);
        foreach (var timer in changes.Timers)
            _timers[timer.Key] = timer;
        foreach (var lane in changes.ForgetLanes)
        {
            foreach (var id in _outbox.Values.Where(o => o.Lane == lane).Select(o => o.Id).ToList())
                _outbox.Remove(id);
            foreach (var key in _messages.Keys.Where(k => k.Item1 == lane).ToList())
                _messages.Remove(key);
        }
        foreach (var message in changes.Outbox.Concat(changes.Delayed))
            _outbox[message.Id] = message;
        foreach (var id in changes.Finished)
            _outbox.Remove(id);
        foreach (var map in changes.Messages)
            _messages[(map.PlaceKey, map.Reference)] = map.MessageIds;
        if (changes.ParkedReason is { } reason)
            Parked.Add(reason);
    }

    public void Forget(Kind kind, string id) { }

    public long NextOutboxId() => Interlocked.Increment(ref _next);

    public ValueTask<IReadOnlyList<OutboxRow>> ReadOutbox(long afterId, int limit)
    {
        lock (_lock)
            return new([.. _outbox.Values.Where(o => o.Id > afterId).Take(limit)]);
    }

    public ValueTask<IReadOnlyList<TimerRow>> DueTimers(Instant now, int limit)
    {
        lock (_lock)
            return new([.. _timers.Values.Where(t => t.Due <= now).OrderBy(t => t.Due).Take(limit)]);
    }

    public ValueTask<bool> HasTimer(string key, Instant due)
    {
        lock (_lock)
            return new(_timers.TryGetValue(key, out var timer) && timer.Due == due);
    }

    public ValueTask<Instant?> NextTimer()
    {
        lock (_lock)
            return new(_timers.Count == 0 ? null : _timers.Values.Min(t => t.Due));
    }

    public ValueTask<IReadOnlyList<string>> MessageIds(string placeKey, string reference)
    {
        lock (_lock)
            return new(_messages.GetValueOrDefault((placeKey, reference)) ?? []);
    }

    public ValueTask<string?> ReferenceOf(string placeKey, string messageId)
    {
        lock (_lock)
            return new(_messages.FirstOrDefault(m => m.Key.Item1 == placeKey && m.Value.Contains(messageId)).Key.Item2);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
