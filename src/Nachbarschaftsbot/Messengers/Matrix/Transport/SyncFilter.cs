using System.Text.Json.Nodes;
using Nachbarschaftsbot.Messengers.Matrix.Receiving;

namespace Nachbarschaftsbot.Messengers.Matrix.Transport;

/// <summary>What the homeserver leaves out: everything we do not read.</summary>
internal static class SyncFilter
{
    /// <summary>For a long poll, with so many events of a room at once.</summary>
    internal static string ForSync(int limit) =>
        new JsonObject
        {
            ["presence"] = None(),
            ["account_data"] = None(),
            ["room"] = new JsonObject
            {
                ["account_data"] = None(),
                ["ephemeral"] = None(),
                ["state"] = new JsonObject
                {
                    ["lazy_load_members"] = true,
                    ["types"] = Types("m.room.member", "m.room.encryption", "m.room.tombstone"),
                },
                ["timeline"] = new JsonObject { ["limit"] = limit, ["types"] = Types(MatrixReceiver.Types) },
            },
        }.ToJsonString();

    /// <summary>For what was left out of a long poll.</summary>
    internal static string ForPast { get; } = new JsonObject { ["types"] = Types(MatrixReceiver.Types) }.ToJsonString();

    private static JsonObject None() => new() { ["types"] = new JsonArray() };

    private static JsonArray Types(params string[] types) => new([.. types.Select(t => (JsonNode)t)]);
}
