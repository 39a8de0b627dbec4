using System.Text.Json;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.Matrix.Client;
using Nachbarschaftsbot.Messengers.Matrix.Receiving;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Messengers.Matrix.Rooms;

/// <summary>A room goes on in another one: the bot goes along, and what stood for the old room stands for the new one.</summary>
internal sealed class RoomSuccession(
    MatrixClient client,
    MatrixBook book,
    MatrixPorts ports,
    MatrixCounters counters,
    TimeProvider time
)
{
    /// <summary>A room goes on elsewhere: the bot goes along.</summary>
    internal async Task Tombstone(MatrixRoom room, MatrixEvent stone)
    {
        if (!MatrixEventReader.IsRoom(stone.Replacement) || stone.Replacement == room.RoomId)
        {
            counters.Event("tombstone-malformed");
            return;
        }
        IReadOnlyList<string> via = [MatrixIds.ServerOf(stone.Sender), .. room.Via];
        var next = await book.Keep(
            stone.Replacement!,
            known =>
                known is { IsIn: true }
                    ? null
                    : new MatrixRoom
                    {
                        Id = MatrixIds.Short(stone.Replacement!),
                        RoomId = stone.Replacement!,
                        State = RoomState.Invited,
                        IsDirect = room.IsDirect,
                        Account = room.Account,
                        User = room.User,
                        Via = [.. via.Distinct().Take(5)],
                        Round = known?.Round ?? 0,
                        Replaces = room.RoomId,
                    }
        );
        // Where we are already, the other room has to say so too: else anybody could put theirs in the place of a room of ours.
        if (next is { IsIn: true } && await Predecessor(await First(next.RoomId), next.RoomId) == room.RoomId)
            await Replaced(room.RoomId, next);
    }

    /// <summary>What the first event of a room says; it can be anything.</summary>
    internal async Task<JsonElement> First(string room)
    {
        var first = await client.State(room, "m.room.create", "", CancellationToken.None);
        if (!first.IsOk)
            MatrixUnavailableException.ThrowFor(first.Outcome);
        return first.IsOk ? first.Value : default;
    }

    /// <summary>The room that this one goes on from, if that one says so too: else anybody could take the place of a room of ours.</summary>
    internal async Task<string?> Predecessor(JsonElement first, string room)
    {
        if (
            first.ValueKind != JsonValueKind.Object
            || !first.TryGetProperty("predecessor", out var before)
            || MatrixEventReader.Text(before, "room_id") is not { } old
            || await book.Find(old) is not { IsIn: true }
        )
            return null;
        var stone = await client.State(old, "m.room.tombstone", "", CancellationToken.None);
        if (!stone.IsOk)
            MatrixUnavailableException.ThrowFor(stone.Outcome);
        return stone.IsOk && MatrixEventReader.Text(stone.Value, "replacement_room") == room ? old : null;
    }

    /// <summary>What stood for the old room stands for the new one; the old one is left.</summary>
    internal async Task Replaced(string old, MatrixRoom next)
    {
        if (await book.Find(old) is not { IsIn: true } before)
            return;
        if (before is { IsDirect: false, Place: { } place } && !next.IsDirect)
            await ports.Take(new($"{place.Key}:moved{before.Round}", place, null, new Content.Moved(next.Id)));
        if (before.IsDirect == next.IsDirect)
            await book.Keep(next.RoomId, known => known is null ? null : known with { Greeted = known.Round });
        await book.Keep(
            old,
            known => known is null ? null : known with { State = RoomState.Replaced, Next = time.GetCurrentInstant() }
        );
    }
}
