using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Messengers.Matrix.Client;

namespace Nachbarschaftsbot.Messengers.Matrix.Rooms;

/// <summary>
/// The few words that do not go through the outbox, because they are about the room itself: German, and English below. The same word for the
/// same reason is sent once, however often it is tried.
/// </summary>
internal sealed class MatrixNotices(MatrixClient client)
{
    /// <summary>Says something in a room; where an event is named, as an answer to it.</summary>
    /// <param name="room">The room.</param>
    /// <param name="reason">What it is said for: the same room and reason are the same word.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="under">The event it answers, or null.</param>
    /// <param name="root">The first event of the thread of <paramref name="under"/>, or null.</param>
    internal async Task<MatrixOutcome> Say(
        string room,
        string reason,
        IReadOnlyList<Text> lines,
        string? under = null,
        string? root = null
    )
    {
        var content = new JsonObject
        {
            ["msgtype"] = "m.notice",
            ["body"] = $"{Words(lines, "de")}\n\n{Words(lines, "en")}",
            ["m.mentions"] = new JsonObject(),
        };
        if (Relation(under, root) is { } relation)
            content["m.relates_to"] = relation;
        var answer = await client.Send(room, "m.room.message", Txn(room, reason), content, CancellationToken.None);
        return answer.Outcome;
    }

    private static JsonObject? Relation(string? under, string? root)
    {
        if (under is null)
            return null;
        var relation = new JsonObject { ["m.in_reply_to"] = new JsonObject { ["event_id"] = under } };
        if (root is not null)
        {
            relation["rel_type"] = "m.thread";
            relation["event_id"] = root;
            relation["is_falling_back"] = true;
        }
        return relation;
    }

    private static string Words(IReadOnlyList<Text> lines, string language) =>
        string.Join('\n', lines.Select(l => Catalog.BuiltIn.Words(l, language)));

    private static string Txn(string room, string reason) =>
        $"nb-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{room}\n{reason}")))[..40]}";
}
