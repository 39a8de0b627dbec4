using System.Text.Json;

namespace Nachbarschaftsbot.Messengers.Matrix.Receiving;

/// <summary>Reads events from the wire, where anybody can put anything. Pure.</summary>
internal static class MatrixEventReader
{
    /// <summary>The longest id the specification allows, in bytes.</summary>
    internal const int LongestId = 255;

    private const int MostMentions = 100;
    private const int MostAnswers = 40;

    /// <summary>The event, or null where it has no type, sender or id that can be.</summary>
    internal static MatrixEvent? Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            return null;
        var id = Text(json, "event_id");
        if (Text(json, "type") is not { Length: > 0 } type || Text(json, "sender") is not { } sender)
            return null;
        if (!IsUser(sender) || id is null || !IsEvent(id))
            return null;
        return Filled(json, type, sender) with { Id = id };
    }

    /// <summary>An event of the little that an invitation tells: it has no id.</summary>
    internal static MatrixEvent? ReadStripped(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object
        && Text(json, "type") is { Length: > 0 } type
        && Text(json, "sender") is { } sender
        && IsUser(sender)
            ? Filled(json, type, sender)
            : null;

    /// <summary>What these stripped events tell of a room.</summary>
    internal static InviteHints Hints(IEnumerable<MatrixEvent> stripped)
    {
        var (isEncrypted, isSpace) = (false, false);
        foreach (var one in stripped)
        {
            isEncrypted |= one is { Type: "m.room.encryption", StateKey: "" };
            isSpace |= one is { Type: "m.room.create", RoomType: "m.space" };
        }
        return new(isEncrypted, isSpace);
    }

    /// <summary>Whether this can be a user's id.</summary>
    internal static bool IsUser(string id) =>
        id.Length <= LongestId && id.StartsWith('@') && id.IndexOf(':') is > 1 and var colon && colon < id.Length - 1;

    /// <summary>Whether this can be a room's id. Its end says nothing: newer rooms have no server in it.</summary>
    internal static bool IsRoom(string? id) => id is { Length: > 1 and <= LongestId } && id[0] == '!';

    private static bool IsEvent(string id) => id.Length is > 1 and <= LongestId && id[0] == '$';

    private static MatrixEvent Filled(JsonElement json, string type, string sender)
    {
        var content = Inner(json, "content");
        var read = new MatrixEvent
        {
            Type = type,
            Sender = sender,
            Room = Text(json, "room_id"),
            StateKey = Text(json, "state_key"),
            Sent = Number(json, "origin_server_ts") ?? 0,
            Body = Text(content, "body"),
            MessageType = Text(content, "msgtype"),
            Html = HtmlOf(content),
            Url = Text(content, "url"),
            MediaType = Text(Inner(content, "info"), "mimetype"),
            Size = Number(Inner(content, "info"), "size"),
            FileName = Text(content, "filename"),
            Mentions = Texts(Inner(Inner(content, "m.mentions"), "user_ids"), MostMentions),
            Redacts = Text(json, "redacts") ?? Text(content, "redacts"),
            Membership = Text(content, "membership"),
            WasIn = WasInOf(json),
            Name = Text(content, "displayname"),
            IsDirect = Inner(content, "is_direct") is { ValueKind: JsonValueKind.True },
            Replacement = Text(content, "replacement_room"),
            RoomType = Text(content, "type"),
            Answers = AnswersOf(content),
            NewBody = Text(Inner(content, "m.new_content"), "body"),
            NewHtml = HtmlOf(Inner(content, "m.new_content")),
            Invite = HintsOf(json),
        };
        return Related(read, content);
    }

    private static MatrixEvent Related(MatrixEvent read, JsonElement? content)
    {
        if (Inner(content, "m.relates_to") is not { } relation)
            return read;
        if (relation.ValueKind != JsonValueKind.Object)
            return read with { IsOdd = true };
        var reply = Inner(relation, "m.in_reply_to");
        var replyTo = Text(reply, "event_id");
        var kind = Inner(relation, "rel_type");
        var target = Text(relation, "event_id");
        var isOdd =
            kind is { ValueKind: not JsonValueKind.String }
            || kind is not null && (target is null || !IsEvent(target))
            || reply is not null && (replyTo is null || !IsEvent(replyTo))
            || kind is null && reply is null;
        return read with
        {
            Relation = Text(relation, "rel_type"),
            RelatesTo = target,
            Key = Text(relation, "key"),
            ReplyTo = replyTo,
            IsFallingBack = Inner(relation, "is_falling_back") is { ValueKind: JsonValueKind.True },
            IsOdd = isOdd,
        };
    }

    /// <summary>In transactions an invitation brings along what it tells of its room.</summary>
    private static InviteHints? HintsOf(JsonElement json)
    {
        var stripped = Inner(Inner(json, "unsigned"), "invite_room_state") ?? Inner(json, "invite_room_state");
        return stripped is { ValueKind: JsonValueKind.Array } events
            ? Hints(events.EnumerateArray().Select(ReadStripped).OfType<MatrixEvent>())
            : null;
    }

    private static bool WasInOf(JsonElement json)
    {
        var before = Inner(Inner(json, "unsigned"), "prev_content") ?? Inner(json, "prev_content");
        return Text(before, "membership") == "join";
    }

    private static string? HtmlOf(JsonElement? content) =>
        Text(content, "format") == "org.matrix.custom.html" ? Text(content, "formatted_body") : null;

    /// <summary>Clients send the unstable form; the stable one is read too.</summary>
    private static IReadOnlyList<string> AnswersOf(JsonElement? content) =>
        Texts(Inner(Inner(content, "org.matrix.msc3381.poll.response"), "answers"), MostAnswers)
            is { Count: > 0 } unstable
            ? unstable
            : Texts(Inner(content, "m.selections"), MostAnswers);

    private static IReadOnlyList<string> Texts(JsonElement? list, int most) =>
        list is { ValueKind: JsonValueKind.Array } items
            ?
            [
                .. items
                    .EnumerateArray()
                    .Take(most)
                    .Where(i => i.ValueKind == JsonValueKind.String)
                    .Select(Readable)
                    .OfType<string>()
                    .Where(i => i.Length <= LongestId),
            ]
            : [];

    private static JsonElement? Inner(JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var inner) ? inner : null;

    /// <summary>A text of an object; null where there is none, or none that can be read.</summary>
    internal static string? Text(JsonElement? json, string name) =>
        Inner(json, name) is { ValueKind: JsonValueKind.String } text ? Readable(text) : null;

    /// <summary>Half a surrogate pair, written as an escape, is sound JSON and no text.</summary>
    private static string? Readable(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static long? Number(JsonElement? json, string name) =>
        Inner(json, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value)
            ? value
            : null;
}
