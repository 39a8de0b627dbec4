using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Store.Sealing;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Outbox;

/// <summary>
/// Writes down how sends ended, many at once and without anybody waiting for it. Until it is written, the messenger's ids of what
/// was sent are known from memory.
/// </summary>
internal sealed class Completions(IStore store, TimeProvider time, ILogger log, CancellationToken stopping)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Place, string Reference), IReadOnlyList<string>> _ids = [];
    private ChangeSet? _next;
    private Task _writing = Task.CompletedTask;

    /// <summary>A message needs no more tries.</summary>
    public void Finish(Waiting item) => Note(changes => changes.Finished.Add(item.Id));

    /// <summary>A message was sent and has these ids; none when it was deleted.</summary>
    public void Finish(Waiting item, IReadOnlyList<string> ids) => Finish(item, ids, [item.Message.Ref!]);

    /// <summary>
    /// A message was sent, and these ids of it are found under each of these references. Looked up by the messenger's id, the last reference
    /// is found.
    /// </summary>
    public void Finish(Waiting item, IReadOnlyList<string> ids, IReadOnlyList<string> references) =>
        Note(changes =>
        {
            Map(changes, item, ids, references);
            changes.Finished.Add(item.Id);
        });

    /// <summary>A message changed, and these references are found at these ids now; by the ids the last of them.</summary>
    public void Map(Waiting item, IReadOnlyList<string> ids, IReadOnlyList<string> references) =>
        Note(changes => Map(changes, item, ids, references));

    /// <summary>A message waits longer, or goes elsewhere.</summary>
    public void Delay(Waiting item, Instant until) =>
        Note(changes =>
        {
            item.StoredAttempts = item.Attempts;
            changes.Delayed.Add(
                new(
                    item.Id,
                    item.Message.To.Messenger,
                    item.Message.To.Key,
                    (int)item.Priority,
                    until,
                    item.Attempts,
                    OutboundJson.Serialize(item.Message)
                )
                {
                    Seal = item.Message.Seal,
                }
            );
        });

    /// <summary>A message is put aside for good.</summary>
    public void Park(long id, string messenger, string reason) =>
        Note(changes =>
        {
            changes.Parked.Add(($"outbox:{id} {messenger}", reason));
            changes.Finished.Add(id);
        });

    /// <summary>The messenger's ids of a message of ours; empty where none.</summary>
    public ValueTask<IReadOnlyList<string>> IdsOf(string place, string reference)
    {
        lock (_lock)
            if (_ids.TryGetValue((place, reference), out var ids))
                return new(ids);
        return store.MessageIds(place, reference);
    }

    /// <summary>Our own id of the message that has this id at the messenger, or null.</summary>
    public ValueTask<string?> ReferenceOf(string place, string messageId)
    {
        string? found = null;
        lock (_lock)
            foreach (var (key, ids) in _ids)
                if (key.Place == place && ids.Contains(messageId))
                    found =
                        found?.StartsWith(Talk.SharedPrefix, StringComparison.Ordinal) == true ? found : key.Reference;
        return found is null ? store.ReferenceOf(place, messageId) : new(found);
    }

    /// <summary>Drops what memory knows of a place.</summary>
    public void Forget(string place)
    {
        lock (_lock)
            foreach (var key in _ids.Keys.Where(k => k.Place == place).ToList())
                _ids.Remove(key);
    }

    /// <summary>Ends when everything noted so far is written.</summary>
    public Task Flush()
    {
        lock (_lock)
            return _writing;
    }

    private void Map(ChangeSet changes, Waiting item, IReadOnlyList<string> ids, IReadOnlyList<string> references)
    {
        foreach (var reference in references)
        {
            Map(changes, item, item.Message.To.Key, reference, ids);
            if (item.Origin != item.Message.To.Key)
                Map(changes, item, item.Origin, reference, ids);
        }
    }

    private void Map(ChangeSet changes, Waiting item, string place, string reference, IReadOnlyList<string> ids)
    {
        _ids[(place, reference)] = ids;
        changes.Messages.Add(new(place, reference, ids, changes.At, item.Id));
    }

    private void Note(Action<ChangeSet> note)
    {
        lock (_lock)
        {
            note(_next ??= new ChangeSet { At = time.GetCurrentInstant(), CanWait = true });
            if (_writing.IsCompleted)
                _writing = Task.Run(WriteAll);
        }
    }

    private async Task WriteAll()
    {
        while (Take() is { } changes)
        {
            while (!await TryWrite(changes))
            {
                if (stopping.IsCancellationRequested)
                    return;
                await Task.Delay(Pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            Written(changes);
        }
    }

    private ChangeSet? Take()
    {
        lock (_lock)
        {
            var taken = _next;
            _next = null;
            if (taken is null)
                _writing = Task.CompletedTask;
            return taken;
        }
    }

    private async Task<bool> TryWrite(ChangeSet changes)
    {
        try
        {
            await store.Commit(changes);
            return true;
        }
        catch (StoreUnavailableException)
        {
            // Nothing is lost: the rows are still there, and after a crash the messages would go out once more.
            return false;
        }
        catch (SealGoneException)
        {
            // What was to wait is not wanted any more; what was sent beside it is sent all the same.
            changes.Delayed.RemoveAll(d => d.Seal is not null);
            return await TryWrite(changes);
        }
        catch (Exception problem)
        {
            log.LogError(
                "The outbox could not write down {Count} sends: {Type}",
                changes.Finished.Count,
                problem.GetType().Name
            );
            return true;
        }
    }

    private void Written(ChangeSet changes)
    {
        if (changes.Messages.Count == 0)
            return;
        lock (_lock)
            foreach (var map in changes.Messages)
                if (
                    _ids.TryGetValue((map.PlaceKey, map.Reference), out var ids) && ReferenceEquals(ids, map.MessageIds)
                )
                    _ids.Remove((map.PlaceKey, map.Reference));
    }
}
