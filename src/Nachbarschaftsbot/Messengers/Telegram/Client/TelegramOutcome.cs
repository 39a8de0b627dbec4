namespace Nachbarschaftsbot.Messengers.Telegram.Client;

/// <summary>How a call ended: a closed set, so that a switch over it can be complete.</summary>
internal abstract record TelegramOutcome
{
    private TelegramOutcome() { }

    /// <summary>Done.</summary>
    internal sealed record Ok : TelegramOutcome;

    /// <summary>The edit asked for what already stands there: as good as done.</summary>
    internal sealed record NotModified : TelegramOutcome;

    /// <summary>The person blocked the bot; an unblock is announced by my_chat_member.</summary>
    internal sealed record Blocked : TelegramOutcome;

    /// <summary>The person's account is gone for good.</summary>
    internal sealed record Deactivated : TelegramOutcome;

    /// <summary>The bot is no longer in the group, or may not write there.</summary>
    internal sealed record Kicked : TelegramOutcome;

    /// <summary>Wrong id, or the person never started the bot.</summary>
    internal sealed record ChatNotFound : TelegramOutcome;

    /// <summary>The message to edit, delete or reply to is gone or too old.</summary>
    internal sealed record MessageGone : TelegramOutcome;

    /// <summary>The button press is too old to be answered.</summary>
    internal sealed record QueryTooOld : TelegramOutcome;

    /// <summary>Our formatting is broken: send once more as plain text and look into it.</summary>
    internal sealed record BadEntities : TelegramOutcome;

    /// <summary>The topic was closed or deleted.</summary>
    internal sealed record TopicGone : TelegramOutcome;

    /// <summary>The token is wrong or was revoked.</summary>
    internal sealed record Unauthorized : TelegramOutcome;

    /// <summary>Somebody else polls with this token, or a webhook is set.</summary>
    internal sealed record Conflict : TelegramOutcome;

    /// <summary>Too fast: nothing more to this chat for that long.</summary>
    internal sealed record Flood(TimeSpan RetryAfter) : TelegramOutcome;

    /// <summary>The group became a supergroup: write its new id down, then send there.</summary>
    internal sealed record Migrated(long NewChatId) : TelegramOutcome;

    /// <summary>Certainly not done, by no fault of ours: safe to try again.</summary>
    internal sealed record Transient(string Reason) : TelegramOutcome;

    /// <summary>The request was written and no answer came: it may be done. Telegram knows no idempotency key.</summary>
    internal sealed record Ambiguous(string Reason) : TelegramOutcome;

    /// <summary>Refused for any other reason; trying again changes nothing. The description is free of content.</summary>
    internal sealed record Refused(int Code, string Description) : TelegramOutcome;

    internal static readonly TelegramOutcome Done = new Ok();
}

/// <summary>The outcome and, when it is Ok, the value.</summary>
internal readonly record struct TelegramResult<T>(TelegramOutcome Outcome, T? Value)
{
    internal bool IsOk => Outcome is TelegramOutcome.Ok;
}
