using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Turns;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Messengers.WebChat;

/// <summary>All rooms of the web chat. A room is in memory while somebody uses it, and some while longer.</summary>
internal sealed class WebLog : IPlaceTrace
{
    private const int IdleRooms = 500;
    private readonly Dictionary<string, WebRoom> _rooms = [];
    private readonly IStore _store;
    private readonly TimeProvider _time;

    /// <summary>Opens the log; when a backup is put in place, the rooms read anew.</summary>
    public WebLog(IStore store, TimeProvider time)
    {
        (_store, _time) = (store, time);
        store.Replaced += () =>
        {
            lock (_rooms)
                foreach (var room in _rooms.Values)
                    room.ReadAnew();
        };
    }

    /// <summary>Opens a room; dispose the lease when done with it.</summary>
    public RoomLease Enter(string placeKey)
    {
        lock (_rooms)
        {
            if (!_rooms.TryGetValue(placeKey, out var room))
                room = _rooms[placeKey] = new WebRoom(placeKey, _store, _time);
            room.Users++;
            return new RoomLease(this, room);
        }
    }

    /// <summary>The lines of a place as they stand, in the order in which they were written.</summary>
    public async Task<IReadOnlyList<WebLine>> Read(string placeKey)
    {
        using var lease = Enter(placeKey);
        return [.. (await lease.Room.After(0)).Where(l => !l.Gone).OrderBy(l => l.Order)];
    }

    /// <summary>One line of a place, or null.</summary>
    public async Task<WebLine?> Find(string placeKey, string lineId) =>
        (await Read(placeKey)).FirstOrDefault(l => l.Id == lineId);

    /// <summary>A file that a line of a place offers, or null when its day is over.</summary>
    public async Task<WebFile?> FileOf(string placeKey, string lineId) =>
        (await _store.Find(WebFile.Kind, lineId))?.Document is { } file && file.Place == placeKey ? file : null;

    /// <inheritdoc/>
    public ValueTask Forget(string placeKey, ChangeSet changes) => WebTraces.Collect(_store, placeKey, changes);

    /// <inheritdoc/>
    public async ValueTask Forgotten(string placeKey)
    {
        if (!placeKey.StartsWith(WebMessenger.Prefix, StringComparison.Ordinal))
            return;
        using var lease = Enter(placeKey);
        await lease.Room.Clear(andKeepNothing: true);
    }

    /// <inheritdoc/>
    public async ValueTask<Func<Task>?> Sealed(string key)
    {
        var (from, below) = (IndexValue.Below(key), IndexValue.After(key));
        var lines = await _store.Query(WebLine.Kind, "seal", from, below, 1000);
        if (lines.Count == 0)
            return null;
        // Read now: without the key nobody can any more.
        foreach (var place in lines.Select(l => l.Document.Place).Distinct())
            await Read(place);
        return async () =>
        {
            foreach (var (line, _) in lines)
            {
                using var lease = Enter(line.Place);
                await lease.Room.Change(line.Id, WebMessenger.Gone);
            }
        };
    }

    /// <summary>Empties a place that goes on being used.</summary>
    public async Task Empty(string placeKey)
    {
        using var lease = Enter(placeKey);
        await lease.Room.Clear(andKeepNothing: false);
    }

    /// <summary>Deletes lines and files whose time is over.</summary>
    public async Task Sweep()
    {
        var now = _time.GetCurrentInstant();
        await Sweep(WebLine.Kind, now - WebLimits.LineAge);
        await Sweep(WebFile.Kind, now - WebLimits.FileAge);
    }

    internal void Leave(WebRoom room)
    {
        lock (_rooms)
        {
            room.Users--;
            if (_rooms.Count <= IdleRooms)
                return;
            foreach (var (key, idle) in _rooms.Where(r => r.Value.Users == 0).ToList())
            {
                _rooms.Remove(key);
                idle.Dispose();
            }
        }
    }

    private async Task Sweep<T>(Kind<T> kind, Instant before)
        where T : class, IDocument
    {
        while (true)
        {
            var below = WebFile.Sortable(before.ToUnixTimeMilliseconds());
            var old = await _store.Query(kind, "age", "", below, 500);
            if (old.Count == 0)
                return;
            var changes = new ChangeSet { At = _time.GetCurrentInstant() };
            changes.Deletes.AddRange(old.Select(o => new DeleteDocument(kind, o.Document.Id, o.Version)));
            if (await _store.Commit(changes) != CommitResult.Done)
                return;
        }
    }
}

/// <summary>A room in use.</summary>
internal sealed class RoomLease(WebLog log, WebRoom room) : IDisposable
{
    /// <summary>The room.</summary>
    public WebRoom Room { get; } = room;

    /// <inheritdoc/>
    public void Dispose() => log.Leave(Room);
}

/// <summary>What the web chat keeps under the key of a place.</summary>
internal static class WebTraces
{
    /// <summary>Adds the deletion of all of it to a commit.</summary>
    public static async ValueTask Collect(IStore store, string placeKey, ChangeSet changes)
    {
        if (!placeKey.StartsWith(WebMessenger.Prefix, StringComparison.Ordinal))
            return;
        await Collect(store, WebLine.Kind, placeKey, changes);
        await Collect(store, WebFile.Kind, placeKey, changes);
    }

    private static async ValueTask Collect<T>(IStore store, Kind<T> kind, string placeKey, ChangeSet changes)
        where T : class, IDocument
    {
        var (from, below) = (IndexValue.Below(placeKey), IndexValue.After(placeKey));
        foreach (var one in await store.Query(kind, "place", from, below, 1000))
            changes.Deletes.Add(new(kind, one.Document.Id, one.Version));
    }
}

/// <summary>How much is kept and for how long.</summary>
internal static class WebLimits
{
    /// <summary>Lines kept in a place.</summary>
    public const int LinesKept = 200;

    /// <summary>Lines that may stand beyond that until the oldest are deleted together.</summary>
    public const int LinesMore = 50;

    /// <summary>Lines read when a room opens; more than are kept.</summary>
    public const int LinesRead = 1000;

    /// <summary>Longest body of a post, in bytes.</summary>
    public const int Body = 16 * 1024;

    /// <summary>Longest message, in UTF-16 code units.</summary>
    public const int Text = 4096;

    /// <summary>How long a line is kept.</summary>
    public static readonly Duration LineAge = Duration.FromDays(30);

    /// <summary>How long a file can be fetched.</summary>
    public static readonly Duration FileAge = Duration.FromDays(1);
}
