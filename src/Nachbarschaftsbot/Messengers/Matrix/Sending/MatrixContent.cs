using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Messengers.Matrix.Sending;

/// <summary>Where in a room a message stands.</summary>
/// <param name="Root">The first event of its thread, or null.</param>
/// <param name="Under">The event it answers, or null.</param>
/// <param name="IsReply">In a thread: whether it answers that event and not only the thread.</param>
internal readonly record struct MatrixSpot(string? Root, string? Under, bool IsReply = false);

/// <summary>
/// The contents of events that we send (https://spec.matrix.org/latest/client-server-api/#instant-messaging). Each says whom it mentions:
/// without that a client would search the words.
/// </summary>
internal static class MatrixContent
{
    /// <summary>Type of an event with words or a file.</summary>
    internal const string Message = "m.room.message";

    /// <summary>Type of an event that puts an emoji on another one.</summary>
    internal const string ReactionType = "m.reaction";

    private const string Html = "org.matrix.custom.html";
    private const string RelatesTo = "m.relates_to";

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Words of the bot: a notice, so that no other bot answers it.</summary>
    internal static JsonObject Notice(MatrixPart part, MatrixSpot spot, string? mentioned = null)
    {
        var content = Words(part, mentioned);
        Relate(content, spot);
        return content;
    }

    /// <summary>New words in the place of an event's. It is always the first event that is named, never an edit of it.</summary>
    internal static JsonObject Edit(MatrixPart part, string eventId)
    {
        var content = Words(new("* " + part.Body, part.Html is null ? null : "* " + part.Html), null);
        content["m.new_content"] = Words(part, null);
        content[RelatesTo] = new JsonObject { ["rel_type"] = "m.replace", ["event_id"] = eventId };
        return content;
    }

    /// <summary>A file that was uploaded.</summary>
    internal static JsonObject File(OutboundFile file, string address, MatrixSpot spot)
    {
        var content = new JsonObject
        {
            ["msgtype"] = Pictures.Is(file) ? "m.image" : "m.file",
            ["body"] = file.Name,
            ["filename"] = file.Name,
            ["url"] = address,
            ["info"] = new JsonObject { ["mimetype"] = file.MediaType, ["size"] = file.Bytes.Length },
            ["m.mentions"] = new JsonObject(),
        };
        Relate(content, spot);
        return content;
    }

    /// <summary>An emoji on an event.</summary>
    internal static JsonObject Reaction(string eventId, string key) =>
        new()
        {
            [RelatesTo] = new JsonObject
            {
                ["rel_type"] = "m.annotation",
                ["event_id"] = eventId,
                ["key"] = key,
            },
        };

    /// <summary>As it goes over the wire.</summary>
    internal static byte[] Bytes(JsonNode node)
    {
        using var stream = new MemoryStream(2048);
        using (var writer = new Utf8JsonWriter(stream, Compact))
            node.WriteTo(writer);
        return stream.ToArray();
    }

    private static JsonObject Words(MatrixPart part, string? mentioned)
    {
        var content = new JsonObject { ["msgtype"] = "m.notice", ["body"] = part.Body };
        if (part.Html is not null)
        {
            content["format"] = Html;
            content["formatted_body"] = part.Html;
        }
        content["m.mentions"] = mentioned is null
            ? new JsonObject()
            : new JsonObject { ["user_ids"] = new JsonArray(mentioned) };
        return content;
    }

    /// <summary>
    /// In a thread everything names the thread's first event, and one to answer: a real one, or one for clients that know no threads
    /// (https://spec.matrix.org/latest/client-server-api/#threading).
    /// </summary>
    private static void Relate(JsonObject content, MatrixSpot spot)
    {
        if (spot.Under is null && spot.Root is null)
            return;
        var relation = new JsonObject();
        if (spot.Root is not null)
        {
            relation["rel_type"] = "m.thread";
            relation["event_id"] = spot.Root;
            relation["is_falling_back"] = !spot.IsReply;
        }
        relation["m.in_reply_to"] = new JsonObject { ["event_id"] = spot.Under ?? spot.Root };
        content[RelatesTo] = relation;
    }
}
