using Nachbarschaftsbot.Core.Delivery;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Outbox;

/// <summary>When one messenger and each of its chats take the next message.</summary>
internal sealed class Pacer(Pace pace)
{
    private readonly PacingRules _rules = PacingRules.Of(
        pace.PerChatPerSecond,
        Math.Max(1, pace.ChatBurst),
        pace.PerGroupPerMinute,
        pace.OverallPerSecond,
        pace.PerChatPerHour
    );
    private BotPace _bot;

    /// <summary>Whether it lets others go first where places are scarce.</summary>
    public static bool Yields(Waiting item) => item.Priority >= Priority.Reminder;

    /// <summary>When its chat takes it.</summary>
    public Instant ChatAt(ChatState chat, Waiting item, Instant now) =>
        Pacing.NextAt(_rules, default, chat.Pace, chat.IsGroup, Yields(item), now);

    /// <summary>When its chat and the messenger take it.</summary>
    public Instant At(ChatState chat, Waiting item, Instant now) =>
        Pacing.NextAt(_rules, _bot, chat.Pace, chat.IsGroup, Yields(item), now);

    /// <summary>A message goes to a chat.</summary>
    public void Sent(ChatState chat, Instant now) =>
        (_bot, chat.Pace) = Pacing.Sent(_rules, _bot, chat.Pace, chat.IsGroup, now);

    /// <summary>A chat asked to wait.</summary>
    public void Flooded(ChatState chat, Duration wait, Instant now) =>
        (_bot, chat.Pace) = Pacing.Flooded(_rules, _bot, chat.Pace, chat.Number, wait, now);

    /// <summary>The messenger asked to wait.</summary>
    public void Close(Instant until) => _bot = _bot with { ClosedUntil = Instant.Max(_bot.ClosedUntil, until) };
}
