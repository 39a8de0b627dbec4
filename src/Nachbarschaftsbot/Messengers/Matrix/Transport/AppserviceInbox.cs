using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Nachbarschaftsbot.Messengers.Matrix.Receiving;
using Nachbarschaftsbot.Store;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Messengers.Matrix.Transport;

/// <summary>
/// What the homeserver pushed, durable before it is told so. A transaction that comes again is known by its id and its events: Synapse on
/// SQLite counts from 1 again after a restart. Which events are in effect already the turns know.
/// </summary>
internal sealed class AppserviceInbox(IStore store, TimeProvider time)
{
    private const string Beginning = "0";
    private readonly SemaphoreSlim _gate = new(1, 1);
    private long _last = -1;

    /// <summary>Is told when there is something new.</summary>
    internal event Action? Arrived;

    /// <summary>Keeps a transaction. False when it was kept before.</summary>
    /// <exception cref="StoreUnavailableException">It could not be stored: the homeserver must not be told that it was taken.</exception>
    internal async Task<bool> Add(string txn, IReadOnlyList<MatrixEvent> events)
    {
        var changes = new ChangeSet
        {
            InboundId = $"{MatrixModule.MessengerName}-txn:{IdOf(txn, events)}",
            At = time.GetCurrentInstant(),
        };
        if (events.Count > 0)
            changes.Puts.Add(new(InboxEntry.Kind, new InboxEntry { Id = await Next(), Events = events }, 0));
        if (await store.Commit(changes) != CommitResult.Done)
            return false;
        if (events.Count > 0)
            Arrived?.Invoke();
        return true;
    }

    /// <summary>The oldest that wait.</summary>
    internal async Task<IReadOnlyList<InboxEntry>> Oldest(int limit) =>
        [.. (await store.Query(InboxEntry.Kind, "place", Beginning, ":", limit)).Select(e => e.Document)];

    /// <summary>These have taken effect.</summary>
    internal async Task Done(IReadOnlyList<InboxEntry> entries)
    {
        var changes = new ChangeSet { At = time.GetCurrentInstant() };
        foreach (var entry in entries)
            changes.Deletes.Add(new(InboxEntry.Kind, entry.Id, await store.VersionOf(InboxEntry.Kind, entry.Id)));
        await store.Commit(changes);
    }

    private static string IdOf(string txn, IReadOnlyList<MatrixEvent> events)
    {
        var content = Encoding.UTF8.GetBytes(string.Join('\n', events.Select(e => e.Id)));
        return $"{MatrixIds.Short(txn)}:{Convert.ToHexStringLower(SHA256.HashData(content))[..32]}";
    }

    /// <summary>Behind everything that waits; what waits from before a start is counted on.</summary>
    private async Task<string> Next()
    {
        await _gate.WaitAsync();
        try
        {
            if (_last < 0)
                _last = await Newest();
            return (++_last).ToString("D18", CultureInfo.InvariantCulture);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<long> Newest()
    {
        const int Page = 500;
        var newest = 0L;
        for (var from = Beginning; ; )
        {
            var found = await store.Query(InboxEntry.Kind, "place", from, ":", Page);
            if (found.Count > 0)
                newest = long.Parse(found[^1].Document.Id, CultureInfo.InvariantCulture);
            if (found.Count < Page)
                return newest;
            from = found[^1].Document.Id + "\u0001";
        }
    }
}
