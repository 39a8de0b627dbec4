namespace Nachbarschaftsbot.Messengers.Teams.Sending;

/// <summary>How a call to the connector ended: a closed set.</summary>
internal abstract record TeamsOutcome
{
    private TeamsOutcome() { }

    /// <summary>Done; the id of the activity and, of a new conversation, the conversation's.</summary>
    internal sealed record Ok(string? ActivityId = null, string? ConversationId = null) : TeamsOutcome;

    /// <summary>The person blocked the bot, or it is not in the conversation any more. Joining again is announced.</summary>
    internal sealed record Blocked : TeamsOutcome;

    /// <summary>Conversation, thread or message are gone.</summary>
    internal sealed record Gone : TeamsOutcome;

    /// <summary>Too fast.</summary>
    internal sealed record Throttled(TimeSpan After) : TeamsOutcome;

    /// <summary>The connector refuses our token, also a new one.</summary>
    internal sealed record Unauthorized : TeamsOutcome;

    /// <summary>There is no token: the login refuses the app.</summary>
    internal sealed record NoToken(string Reason) : TeamsOutcome;

    /// <summary>Certainly not done: safe to try again.</summary>
    internal sealed record Transient(string Reason) : TeamsOutcome;

    /// <summary>It may be done or not.</summary>
    internal sealed record Ambiguous(string Reason) : TeamsOutcome;

    /// <summary>Refused; trying again changes nothing. The reason is free of content.</summary>
    internal sealed record Refused(string Reason) : TeamsOutcome;
}
