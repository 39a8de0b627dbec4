using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nachbarschaftsbot.Tests.Matrix.Fake;

/// <summary>
/// Looks at what is sent: what a homeserver refuses, and what it takes although clients would show it wrongly
/// (https://spec.matrix.org/latest/client-server-api/).
/// </summary>
internal static class MatrixCheck
{
    private const int LargestBody = 30_000;
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static string Canonical(JsonNode node)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Plain))
            node.WriteTo(writer);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>What a homeserver refuses, or null.</summary>
    internal static FakeAnswer? Refused(string type, JsonObject content, FakeRoom room, string user)
    {
        if (content["m.relates_to"] is not JsonObject relation)
            return null;
        var target = (string?)relation["event_id"] is { } id ? room.Find(id) : null;
        if ((string?)relation["rel_type"] == "m.thread" && target?.RelationType is not null)
            return FakeAnswer.Error(400, "M_UNKNOWN", "Cannot start threads from an event with a relation");
        if (type != "m.reaction" || target is null)
            return null;
        var key = (string?)relation["key"];
        var isDouble = room.Events.Exists(e =>
            e.Type == type
            && e.Sender == user
            && e.RedactedBy is null
            && e.RelatesTo == target.Id
            && (string?)e.Content["m.relates_to"]!["key"] == key
        );
        return isDouble ? FakeAnswer.Error(400, "M_DUPLICATE_ANNOTATION") : null;
    }

    /// <summary>What is wrong although a homeserver takes it.</summary>
    internal static IEnumerable<string> Faults(string type, JsonObject content, FakeRoom room, string user) =>
        type switch
        {
            "m.room.message" => Words(content, isInner: false).Concat(Relation(content, room, user)),
            "m.reaction" => Reaction(content, room),
            _ when type.StartsWith("org.matrix.msc3381.poll.", StringComparison.Ordinal) => Poll(type, content, room),
            _ => [$"events of this type are not sent by the bot: {type}"],
        };

    private static IEnumerable<string> Words(JsonObject content, bool isInner)
    {
        var type = (string?)content["msgtype"];
        var body = (string?)content["body"];
        if (string.IsNullOrWhiteSpace(body))
            yield return "no body";
        if (type is not ("m.notice" or "m.file" or "m.image"))
            yield return $"bots speak in notices, not in {type}";
        if (content["m.mentions"] is not JsonObject)
            yield return "no m.mentions";
        if (type is "m.file" or "m.image" && ((string?)content["url"])?.StartsWith("mxc://") != true)
            yield return "a file that is not on the homeserver";
        if (Encoding.UTF8.GetByteCount(body ?? "") > LargestBody)
            yield return "a body so large that an edit does not fit";
        if (
            Canonical(content).Contains("@room", StringComparison.Ordinal) && content["m.mentions"]?["room"] is not null
        )
            yield return "it calls the whole room";
        foreach (var fault in Formatted(content, body ?? ""))
            yield return fault;
        if (isInner && content["m.relates_to"] is not null)
            yield return "a relation inside of new content";
    }

    private static IEnumerable<string> Formatted(JsonObject content, string body)
    {
        var html = (string?)content["formatted_body"];
        if (((string?)content["format"] == "org.matrix.custom.html") != (html is not null))
            yield return "format and formatted_body belong together";
        if (html is null)
            yield break;
        var (words, fault) = MatrixHtml.Read(html);
        if (fault is not null)
            yield return fault;
        else if (Dense(words) != Dense(body))
            yield return $"body is not the whole of the HTML, which says: {words}";
    }

    private static IEnumerable<string> Relation(JsonObject content, FakeRoom room, string user)
    {
        if (content["m.relates_to"] is not JsonObject relation)
            yield break;
        var (type, target) = ((string?)relation["rel_type"], (string?)relation["event_id"]);
        if (target is not null && room.Find(target) is null)
            yield return "it relates to an event that is not in this room";
        if ((string?)relation["m.in_reply_to"]?["event_id"] is { } answered && room.Find(answered) is null)
            yield return "it answers an event that is not in this room";
        if (type is null && relation["m.in_reply_to"] is null)
            yield return "a relation to nothing";
        if (type == "m.thread" && (relation["is_falling_back"] is null || relation["m.in_reply_to"] is null))
            yield return "a thread without a way for clients that know none";
        if (type == "m.replace")
            foreach (var fault in Edit(content, room.Find(target!), user))
                yield return fault;
    }

    private static IEnumerable<string> Edit(JsonObject content, FakeEvent? target, string user)
    {
        if (target is null)
            yield break;
        if (target.Sender != user)
            yield return "an edit of somebody else's event";
        if (target.Type != "m.room.message" || target.RelationType == "m.replace")
            yield return "an edit of an edit: it is always the first event that is named";
        if (target.RedactedBy is not null)
            yield return "an edit of what was taken back: nobody sees it";
        if (content["m.new_content"] is not JsonObject next)
        {
            yield return "an edit without new content";
            yield break;
        }
        if ((string?)content["body"] != "* " + (string?)next["body"])
            yield return "an edit without a fallback";
        foreach (var fault in Words(next, isInner: true))
            yield return fault;
    }

    private static IEnumerable<string> Reaction(JsonObject content, FakeRoom room)
    {
        var relation = content["m.relates_to"];
        var key = (string?)relation?["key"] ?? "";
        if ((string?)relation?["rel_type"] != "m.annotation" || room.Find((string?)relation["event_id"] ?? "") is null)
            yield return "a reaction to nothing";
        if (key.EndsWith('\u20e3') && !key.Contains('\ufe0f'))
            yield return "a key in a spelling that clients count apart";
    }

    private static IEnumerable<string> Poll(string type, JsonObject content, FakeRoom room)
    {
        if (type.EndsWith(".start", StringComparison.Ordinal))
        {
            var answers = content["org.matrix.msc3381.poll.start"]?["answers"] as JsonArray ?? [];
            if (answers.Count is < 1 or > 20)
                yield return "a poll with too many or no answers";
            if (answers.Any(a => (string?)a?["id"] is null || (string?)a["org.matrix.msc1767.text"] is null))
                yield return "an answer without id or words";
            if (string.IsNullOrWhiteSpace((string?)content["org.matrix.msc1767.text"]))
                yield return "a poll without words for clients that know none";
        }
        else if (room.Find((string?)content["m.relates_to"]?["event_id"] ?? "")?.Type.EndsWith(".start") != true)
            yield return "the end of no poll";
    }

    private static string Dense(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
