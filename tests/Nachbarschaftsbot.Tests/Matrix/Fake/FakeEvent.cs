using System.Text.Json.Nodes;

namespace Nachbarschaftsbot.Tests.Matrix.Fake;

/// <summary>An event in a room.</summary>
public sealed class FakeEvent(FakeRoom room, string id, string type, string sender, JsonObject content, long order)
{
    public string Id => id;
    public string Type => type;
    public string Sender => sender;
    public JsonObject Content { get; internal set; } = content;
    public string? StateKey { get; init; }
    public long Sent { get; init; }

    /// <summary>The transaction id of the client that sent it.</summary>
    public string? Txn { get; init; }

    /// <summary>When somebody took it back: the event that did.</summary>
    public string? RedactedBy { get; internal set; }

    /// <summary>Its place among all events of the homeserver.</summary>
    public long Order => order;
    public FakeRoom Room => room;
    internal bool IsPlainInEncrypted { get; init; }

    /// <summary>The event it relates to, and how.</summary>
    public string? RelatesTo => (string?)Relation?["event_id"];
    public string? RelationType => (string?)Relation?["rel_type"];
    public string? ReplyTo => (string?)Relation?["m.in_reply_to"]?["event_id"];

    private JsonObject? Relation => Content["m.relates_to"] as JsonObject;

    /// <summary>As clients get it.</summary>
    internal JsonObject ToJson(string reader)
    {
        var json = new JsonObject
        {
            ["type"] = type,
            ["event_id"] = id,
            ["room_id"] = room.Id,
            ["sender"] = sender,
            ["origin_server_ts"] = Sent,
            ["content"] = Content.DeepClone(),
        };
        if (StateKey is not null)
            json["state_key"] = StateKey;
        var unsigned = new JsonObject { ["age"] = 10 };
        if (Txn is not null && reader == sender)
            unsigned["transaction_id"] = Txn;
        if (RedactedBy is not null)
            unsigned["redacted_because"] = new JsonObject { ["event_id"] = RedactedBy };
        if (type == "m.room.redaction")
            json["redacts"] = (string?)Content["redacts"];
        json["unsigned"] = unsigned;
        return json;
    }
}
