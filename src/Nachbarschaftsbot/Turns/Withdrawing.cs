using System.Text;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Outbox;
using Nachbarschaftsbot.Store;

namespace Nachbarschaftsbot.Turns;

/// <summary>
/// Finds what waits to be sent (for quiet hours, for the pace of a group) and carries a person who is deleted: written by them, or
/// about something of theirs; and what is sealed with a key that is destroyed. What can be taken back is not withdrawn for its key: that it is
/// taken back follows it, and has to find it.
/// </summary>
internal static class Withdrawing
{
    private const int Page = 500;

    /// <summary>The outbox ids of what must not go out any more.</summary>
    public static async ValueTask<IReadOnlyList<long>> Of(Decision decision, IStore store)
    {
        if (decision.ForgetPersons.Count == 0 && decision.DestroyKeys.Count == 0)
            return [];
        HashSet<string> keys = [.. decision.DestroyKeys];
        HashSet<string> marks =
            decision.ForgetPersons.Count == 0 ? [] : [.. decision.ForgetPersons, .. decision.ForgetSubjects];
        var bytes = marks.Concat(keys).Select(Encoding.UTF8.GetBytes).ToList();
        var found = new List<long>();
        for (long last = 0; ; )
        {
            var rows = await store.ReadOutbox(last, Page);
            found.AddRange(rows.Where(r => MayCarry(r, bytes) && Carries(r, marks, keys)).Select(r => r.Id));
            if (rows.Count < Page)
                return found;
            last = rows[^1].Id;
        }
    }

    /// <summary>A quick look, so that few rows have to be read.</summary>
    private static bool MayCarry(OutboxRow row, List<byte[]> marks) =>
        marks.Any(m => row.Payload.AsSpan().IndexOf(m) >= 0);

    private static bool Carries(OutboxRow row, HashSet<string> marks, HashSet<string> keys)
    {
        var message = OutboundJson.Deserialize(row.Payload);
        return (message.Seal is { } seal && keys.Contains(seal) && message.Ref is null)
            || message.Authors.Any(marks.Contains)
            || message.Event?.Invitees.Any(i => marks.Contains(i.Person)) == true
            || IsAbout(message.Ref, marks)
            || IsAbout(message.Under, marks)
            || message
                .Buttons.SelectMany(b => b)
                .Any(b => !b.IsLink && Token.Parse(b.Token) is { } token && marks.Contains(token.Subject));
    }

    /// <summary>Our own ids of messages: what they are about stands behind the first colon.</summary>
    private static bool IsAbout(string? reference, HashSet<string> marks) =>
        reference?.Split(':') is [_, var subject, ..] && marks.Contains(subject);
}
