using System.Collections.Concurrent;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Turns;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Messengers.Matrix;

/// <summary>
/// The rooms the bot is in: the only place that knows which room stands for which chat. A person keeps their chat when its room changes.
/// Lets go of a person's rooms with the person, and has the bot leave them.
/// </summary>
internal sealed class MatrixBook(IStore store, TimeProvider time) : IPlaceTrace
{
    private const string Prefix = MatrixModule.MessengerName + ":";
    private const int Conflicts = 20;
    private const int MostRooms = 1000;
    private const int MostOfAnAccount = 100;
    private static readonly Duration Farewell = Duration.FromMinutes(10);

    /// <summary>The last word is said in this time; then the bot leaves the room of a person who was deleted.</summary>
    internal static readonly Duration UntilLeaving = Duration.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (MatrixRoom Room, Instant Until)> _leaving = new();

    /// <summary>Is told when a room has something to do: a joining, a leaving.</summary>
    internal event Action? Changed;

    /// <summary>What is known of a room, by its id on the wire.</summary>
    internal async ValueTask<MatrixRoom?> Find(string room) =>
        await store.Find(MatrixRoom.Kind, MatrixIds.Short(room)) is { } found ? found.Document : null;

    /// <summary>
    /// The room to write to for a place, or null where there is none. The room of somebody who was just deleted is found for a few
    /// minutes, so that the last word can be said.
    /// </summary>
    internal async ValueTask<MatrixRoom?> RoomOf(Place place)
    {
        if (place.Kind != PlaceKind.Private)
            return await store.Find(MatrixRoom.Kind, place.Chat) is { Document: { State: RoomState.Open } room }
                ? room
                : null;
        if (await DirectOf(place.Chat) is { } direct)
            return direct;
        return _leaving.TryGetValue(place.Chat, out var left) && left.Until > Now ? left.Room : null;
    }

    /// <summary>The open room of an account (<c>Place.Chat</c>) with the bot: the one it last wrote in.</summary>
    internal async ValueTask<MatrixRoom?> DirectOf(string account) =>
        (await OfAccount(account)).Where(r => r.State == RoomState.Open).MaxBy(r => r.LastUsed);

    /// <summary>All rooms that belong to an account.</summary>
    internal async ValueTask<IReadOnlyList<MatrixRoom>> OfAccount(string account)
    {
        var (from, below) = (IndexValue.Below(account), IndexValue.After(account));
        var found = await store.Query(MatrixRoom.Kind, "account", from, below, MostOfAnAccount);
        return [.. found.Select(f => f.Document)];
    }

    /// <summary>All rooms in a state.</summary>
    internal async ValueTask<IReadOnlyList<MatrixRoom>> In(RoomState state)
    {
        var rooms = new List<MatrixRoom>();
        for (var from = IndexValue.Below($"{state}"); ; )
        {
            var found = await store.Query(MatrixRoom.Kind, "state", from, IndexValue.After($"{state}"), MostRooms);
            rooms.AddRange(found.Select(f => f.Document));
            if (found.Count < MostRooms)
                return rooms;
            from = IndexValue.Of($"{state}", found[^1].Document.Id) + "\u0001";
        }
    }

    /// <summary>Writes what is known now, where something of it is new.</summary>
    /// <param name="room">The room's id on the wire.</param>
    /// <param name="change">What it is now, given what it was (null: nothing was known); null: leave it.</param>
    /// <returns>What is known now.</returns>
    /// <exception cref="StoreUnavailableException">It could not be stored.</exception>
    internal async Task<MatrixRoom?> Keep(string room, Func<MatrixRoom?, MatrixRoom?> change)
    {
        var id = MatrixIds.Short(room);
        for (var tries = 0; ; tries++)
        {
            var known = await store.Find(MatrixRoom.Kind, id);
            if (change(known?.Document) is not { } next || next == known?.Document)
                return known?.Document;
            var changes = new ChangeSet { At = Now };
            changes.Puts.Add(new(MatrixRoom.Kind, next, known?.Version ?? 0));
            if (await store.Commit(changes) == CommitResult.Done)
            {
                Changed?.Invoke();
                return next;
            }
            store.Forget(MatrixRoom.Kind, id);
            if (tries == Conflicts)
                throw new StoreUnavailableException("A room changed too often.");
        }
    }

    /// <summary>Lets go of a room.</summary>
    internal async Task Delete(string room)
    {
        var id = MatrixIds.Short(room);
        var version = await store.VersionOf(MatrixRoom.Kind, id);
        var changes = new ChangeSet { At = Now };
        changes.Deletes.Add(new(MatrixRoom.Kind, id, version));
        if (await store.Commit(changes) == CommitResult.Conflict)
            store.Forget(MatrixRoom.Kind, id);
    }

    /// <inheritdoc/>
    public async ValueTask Forget(string placeKey, ChangeSet changes)
    {
        if (AccountOf(placeKey) is not { } account)
            return;
        if (await DirectOf(account) is { } open)
            _leaving[account] = (open, Now + Farewell);
        foreach (var room in await OfAccount(account))
        {
            var version = await store.VersionOf(MatrixRoom.Kind, room.Id);
            changes.Puts.Add(new(MatrixRoom.Kind, Leaving(room), version));
        }
    }

    /// <inheritdoc/>
    public ValueTask Forgotten(string placeKey)
    {
        foreach (var (account, left) in _leaving)
            if (left.Until <= Now)
                _leaving.TryRemove(account, out _);
        Changed?.Invoke();
        return ValueTask.CompletedTask;
    }

    /// <summary>All that stays until the bot has left: which room. Whose it was is gone at once.</summary>
    private MatrixRoom Leaving(MatrixRoom room) =>
        new()
        {
            Id = room.Id,
            RoomId = room.RoomId,
            IsEncrypted = room.IsEncrypted,
            Round = room.Round,
            Joined = room.Joined,
            State = RoomState.Leaving,
            Next = Now + UntilLeaving,
        };

    private Instant Now => time.GetCurrentInstant();

    private static string? AccountOf(string placeKey) =>
        placeKey.StartsWith(Prefix + "@", StringComparison.Ordinal) ? placeKey[Prefix.Length..] : null;
}
