using Outcome = Nachbarschaftsbot.Messengers.Teams.Sending.TeamsOutcome;

namespace Nachbarschaftsbot.Messengers.Teams.Sending;

/// <summary>The ids of our messages as the outbox keeps them: <c>root</c> or <c>root/id</c> in channels, <c>id</c> elsewhere.</summary>
internal static class TeamsMessageId
{
    private const string ThreadMark = ";messageid=";
    private const char Under = '/';

    /// <summary>The id to keep of what was just sent; empty where the answer held none.</summary>
    internal static string Of(TeamsConversation to, Outcome.Ok sent, string? root)
    {
        if (to.Type != TeamsAddresses.Channel)
            return sent.ActivityId ?? "";
        if (root is not null)
            return sent.ActivityId is { } id ? $"{root}{Under}{id}" : "";
        var begun = sent.ConversationId ?? "";
        var mark = begun.IndexOf(ThreadMark, StringComparison.Ordinal);
        return mark >= 0 ? begun[(mark + ThreadMark.Length)..] : sent.ActivityId ?? "";
    }

    /// <summary>The first message of the thread that a message stands in.</summary>
    internal static string? RootOf(string id) => id.Split(Under, 2) is [{ Length: > 0 } root, ..] ? root : null;

    /// <summary>The conversation of a thread.</summary>
    internal static string Thread(TeamsConversation to, string root) => $"{to.WireId}{ThreadMark}{root}";

    /// <summary>Conversation and activity on the wire of a message that was sent.</summary>
    internal static (string Conversation, string Id) On(TeamsConversation to, string known)
    {
        if (to.Type != TeamsAddresses.Channel)
            return (to.WireId, known);
        var parts = known.Split(Under, 2);
        return (Thread(to, parts[0]), parts[^1]);
    }
}
