using System.Collections.Immutable;
using NodaTime;

namespace Nachbarschaftsbot.Core.Delivery;

/// <summary>How fast a messenger takes messages.</summary>
/// <param name="Overall">All chats together.</param>
/// <param name="PerChat">One chat.</param>
/// <param name="PerGroup">One group, on top of <paramref name="PerChat"/>.</param>
/// <param name="ReservedForAnswers">Tokens of <paramref name="Overall"/> that reminders and broadcasts leave untouched.</param>
/// <param name="FloodChats">Different chats told to slow down within <paramref name="FloodWindow"/> that mean the whole bot is.</param>
/// <param name="FloodWindow">See <paramref name="FloodChats"/>.</param>
public sealed record PacingRules(
    Rate Overall,
    Rate PerChat,
    Rate PerGroup,
    int ReservedForAnswers,
    int FloodChats,
    Duration FloodWindow
)
{
    /// <summary>One chat over an hour, on top of <see cref="PerChat"/>.</summary>
    public Rate PerChatHour { get; init; } = Rate.Unlimited;

    /// <summary>The rules that follow from a messenger's published limits. Bursts and rates together stay within each window.</summary>
    /// <param name="perChatPerSecond">Sustained messages a second in one chat; 0 for no limit.</param>
    /// <param name="chatBurst">Messages one chat takes at once.</param>
    /// <param name="perGroupPerMinute">Messages in any minute in one group; 0 for no limit.</param>
    /// <param name="overallPerSecond">Messages in any second over all chats; 0 for no limit.</param>
    /// <param name="perChatPerHour">Messages in any hour in one chat; 0 for no limit.</param>
    public static PacingRules Of(
        double perChatPerSecond,
        int chatBurst,
        int perGroupPerMinute,
        double overallPerSecond,
        int perChatPerHour = 0
    )
    {
        var overall = (int)overallPerSecond;
        var burst = Math.Max(1, overall / 3);
        return new PacingRules(
            overall < 2 ? Unless(overallPerSecond) : Rate.AtMost(overall, Duration.FromSeconds(1), burst),
            perChatPerSecond <= 0 ? Rate.Unlimited : new Rate(Duration.FromSeconds(1 / perChatPerSecond), chatBurst),
            perGroupPerMinute < 2
                ? Unless(perGroupPerMinute / 60.0)
                : Rate.AtMost(perGroupPerMinute, Duration.FromMinutes(1), Math.Max(1, perGroupPerMinute / 4)),
            ReservedForAnswers: burst / 2,
            FloodChats: 3,
            FloodWindow: Duration.FromSeconds(10)
        )
        {
            PerChatHour =
                perChatPerHour < 12
                    ? Unless(perChatPerHour / 3600.0)
                    : Rate.AtMost(perChatPerHour, Duration.FromHours(1), perChatPerHour / 6),
        };
    }

    private static Rate Unless(double perSecond) =>
        perSecond <= 0 ? Rate.Unlimited : new Rate(Duration.FromSeconds(1 / perSecond), 1);

    /// <summary>
    /// Telegram: about 1 a second in a chat with short bursts, 20 a minute in a group, 30 a second over all
    /// (https://core.telegram.org/bots/faq).
    /// </summary>
    public static PacingRules Telegram { get; } = Of(1, 3, 20, 30);

    /// <summary>No limits; what the far side says about waiting is still obeyed.</summary>
    public static PacingRules None { get; } =
        new(Rate.Unlimited, Rate.Unlimited, Rate.Unlimited, 0, 3, Duration.FromSeconds(10));
}

/// <summary>What is remembered of one chat. The default value is a chat at rest.</summary>
/// <param name="Chat">The chat's own limit.</param>
/// <param name="Group">The group limit; unused for others.</param>
/// <param name="ClosedUntil">Told to wait until then.</param>
/// <param name="Hour">The chat's limit over an hour.</param>
public readonly record struct ChatPace(
    TokenBucket Chat,
    TokenBucket Group,
    Instant ClosedUntil,
    TokenBucket Hour = default
)
{
    /// <summary>From when on nothing of it matters any more, so that it can be forgotten.</summary>
    public Instant RestAt => Instant.Max(Instant.Max(Chat.FullAt, Group.FullAt), Instant.Max(ClosedUntil, Hour.FullAt));
}

/// <summary>What is remembered of all chats together. The default value is a bot at rest.</summary>
/// <param name="All">The overall limit.</param>
/// <param name="ClosedUntil">The whole bot waits until then.</param>
/// <param name="Floods">Which chats were told to wait lately, and until when.</param>
public readonly record struct BotPace(TokenBucket All, Instant ClosedUntil, ImmutableArray<FloodReport> Floods);

/// <summary>A chat was told to wait.</summary>
/// <param name="Chat">Which.</param>
/// <param name="At">When it was told.</param>
/// <param name="Until">How long it has to wait.</param>
public readonly record struct FloodReport(long Chat, Instant At, Instant Until);

/// <summary>When the next message may go, as arithmetic: no clock, no waiting.</summary>
public static class Pacing
{
    /// <summary>The earliest instant, not before <paramref name="now"/>, at which a message may go to a chat.</summary>
    /// <param name="rules">The limits.</param>
    /// <param name="bot">All chats together.</param>
    /// <param name="chat">The chat.</param>
    /// <param name="isGroup">Whether the group limit holds too.</param>
    /// <param name="yields">True for reminders and broadcasts: they leave room for answers.</param>
    /// <param name="now">The present.</param>
    public static Instant NextAt(PacingRules rules, BotPace bot, ChatPace chat, bool isGroup, bool yields, Instant now)
    {
        var at = Instant.Max(now, Instant.Max(bot.ClosedUntil, chat.ClosedUntil));
        at = chat.Chat.NextAt(rules.PerChat, at);
        if (isGroup)
            at = chat.Group.NextAt(rules.PerGroup, at);
        at = chat.Hour.NextAt(rules.PerChatHour, at);
        return bot.All.NextAt(rules.Overall, at, yields ? rules.ReservedForAnswers : 0);
    }

    /// <summary>Writes down that a message went out.</summary>
    public static (BotPace Bot, ChatPace Chat) Sent(
        PacingRules rules,
        BotPace bot,
        ChatPace chat,
        bool isGroup,
        Instant at
    ) =>
        (
            bot with
            {
                All = bot.All.Take(rules.Overall, at),
            },
            chat with
            {
                Chat = chat.Chat.Take(rules.PerChat, at),
                Group = isGroup ? chat.Group.Take(rules.PerGroup, at) : chat.Group,
                Hour = chat.Hour.Take(rules.PerChatHour, at),
            }
        );

    /// <summary>
    /// Writes down that the far side asked to wait. It means that chat; when several chats hear it within a short time it
    /// means the bot.
    /// </summary>
    public static (BotPace Bot, ChatPace Chat) Flooded(
        PacingRules rules,
        BotPace bot,
        ChatPace chat,
        long chatKey,
        Duration retryAfter,
        Instant now
    )
    {
        var until = now + retryAfter;
        ImmutableArray<FloodReport> known = bot.Floods.IsDefault ? [] : bot.Floods;
        var floods = known
            .RemoveAll(f => f.Chat == chatKey || f.At + rules.FloodWindow < now)
            .Add(new FloodReport(chatKey, now, until));
        var closed = chat with { ClosedUntil = Instant.Max(chat.ClosedUntil, until) };
        if (floods.Length < rules.FloodChats)
            return (bot with { Floods = floods }, closed);
        var last = floods.Max(f => f.Until);
        return (bot with { Floods = floods, ClosedUntil = Instant.Max(bot.ClosedUntil, last) }, closed);
    }
}
