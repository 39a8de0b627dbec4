using System.Text.Json;
using System.Text.Json.Nodes;
using Nachbarschaftsbot.Messengers.Matrix.Client;
using Nachbarschaftsbot.Messengers.Matrix.Receiving;

namespace Nachbarschaftsbot.Messengers.Matrix.Rooms;

/// <summary>Whose direct chat a room is, in our account's data, where clients look too (<c>m.direct</c>).</summary>
internal sealed class DirectList(MatrixClient client, MatrixIdentity me) : IDisposable
{
    private const string Type = "m.direct";

    /// <summary>The list is read and written as a whole: two at once would lose one of them.</summary>
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <summary>Notes that a room is somebody's direct chat, or is not any more.</summary>
    internal async Task<MatrixOutcome> Register(string room, string? user, CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            var known = await client.AccountData(me.User, Type, cancel);
            if (!known.IsOk && known.Outcome is not MatrixOutcome.NotFound)
                return known.Outcome;
            var list = known.IsOk && JsonNode.Parse(known.Value.GetRawText()) is JsonObject old ? old : [];
            return Remove(list, room, user) | Add(list, room, user)
                ? (await client.SetAccountData(me.User, Type, list, cancel)).Outcome
                : MatrixOutcome.Done;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Whose direct chat a room is, or null.</summary>
    internal async Task<string?> OwnerOf(string room, CancellationToken cancel)
    {
        var known = await client.AccountData(me.User, Type, cancel);
        if (!known.IsOk || known.Value.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var owner in known.Value.EnumerateObject())
            if (
                owner.Value.ValueKind == JsonValueKind.Array
                && owner.Value.EnumerateArray().Any(r => r.ValueKind == JsonValueKind.String && r.ValueEquals(room))
            )
                return MatrixEventReader.IsUser(owner.Name) ? owner.Name : null;
        return null;
    }

    /// <summary>Ends the gate.</summary>
    public void Dispose() => _gate.Dispose();

    private static bool Remove(JsonObject list, string room, string? user)
    {
        var isChanged = false;
        foreach (var (owner, rooms) in list.ToList())
            if (owner != user && rooms is JsonArray of && of.FirstOrDefault(r => IsText(r, room)) is { } entry)
            {
                of.Remove(entry);
                isChanged = true;
                if (of.Count == 0)
                    list.Remove(owner);
            }
        return isChanged;
    }

    private static bool Add(JsonObject list, string room, string? user)
    {
        if (user is null || (list[user] as JsonArray)?.Any(r => IsText(r, room)) == true)
            return false;
        if (list[user] is not JsonArray)
            list[user] = new JsonArray();
        ((JsonArray)list[user]!).Add(room);
        return true;
    }

    private static bool IsText(JsonNode? node, string text) =>
        node is JsonValue value && value.TryGetValue<string>(out var found) && found == text;
}
