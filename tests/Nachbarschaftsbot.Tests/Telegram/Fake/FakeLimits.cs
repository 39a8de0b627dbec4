namespace Nachbarschaftsbot.Tests.Telegram.Fake;

/// <summary>How fast the fake lets a bot send. Sends and edits count alike.</summary>
/// <param name="ChatBurst">Messages one chat takes at once before one a second holds.</param>
/// <param name="GroupPerMinute">Messages a group takes in any minute.</param>
/// <param name="OverallPerSecond">Messages in any second over all chats.</param>
public sealed record FakeLimits(int ChatBurst, int GroupPerMinute, int OverallPerSecond)
{
    public static FakeLimits Telegram { get; } = new(5, 20, 30);
    public static FakeLimits None { get; } = new(int.MaxValue, int.MaxValue, int.MaxValue);
}

/// <summary>
/// Counts what was sent and says how long to wait. Written apart from the bot's own pacing on purpose: a mistake there
/// must not be repeated here.
/// </summary>
internal sealed class FloodGate(FakeLimits limits)
{
    private readonly Dictionary<long, Level> levels = [];
    private readonly Dictionary<long, Queue<DateTimeOffset>> minutes = [];
    private readonly Dictionary<long, DateTimeOffset> closedUntil = [];
    private readonly Queue<DateTimeOffset> second = new();

    /// <summary>Whether the bot went on sending to a chat that had been told to wait.</summary>
    internal bool IgnoredWait { get; private set; }

    /// <summary>Seconds to wait, or 0 and the message counts.</summary>
    internal int Enter(long chat, bool isGroup, DateTimeOffset now)
    {
        if (limits == FakeLimits.None)
            return 0;
        IgnoredWait = closedUntil.TryGetValue(chat, out var until) && now < until;
        if (IgnoredWait)
            return Seconds(until - now);
        var wait = Max(WaitOverall(now), WaitChat(chat, now), isGroup ? WaitGroup(chat, now) : TimeSpan.Zero);
        if (wait > TimeSpan.Zero)
        {
            closedUntil[chat] = now + TimeSpan.FromSeconds(Seconds(wait));
            return Seconds(wait);
        }
        Count(chat, now);
        return 0;
    }

    private void Count(long chat, DateTimeOffset now)
    {
        second.Enqueue(now);
        Minute(chat).Enqueue(now);
        var level = Refill(chat, now);
        levels[chat] = level with { Tokens = level.Tokens - 1 };
    }

    private TimeSpan WaitOverall(DateTimeOffset now) =>
        Window(second, TimeSpan.FromSeconds(1), limits.OverallPerSecond, now);

    private TimeSpan WaitGroup(long chat, DateTimeOffset now) =>
        Window(Minute(chat), TimeSpan.FromMinutes(1), limits.GroupPerMinute, now);

    private TimeSpan WaitChat(long chat, DateTimeOffset now)
    {
        var tokens = Refill(chat, now).Tokens;
        return tokens >= 1 ? TimeSpan.Zero : TimeSpan.FromSeconds(1 - tokens);
    }

    private Level Refill(long chat, DateTimeOffset now)
    {
        if (!levels.TryGetValue(chat, out var level))
            return new Level(limits.ChatBurst, now);
        return new Level(Math.Min(limits.ChatBurst, level.Tokens + (now - level.At).TotalSeconds), now);
    }

    private Queue<DateTimeOffset> Minute(long chat) =>
        minutes.TryGetValue(chat, out var queue) ? queue : minutes[chat] = new Queue<DateTimeOffset>();

    private static TimeSpan Window(Queue<DateTimeOffset> sent, TimeSpan span, int most, DateTimeOffset now)
    {
        while (sent.TryPeek(out var first) && first + span <= now)
            sent.Dequeue();
        return sent.Count < most ? TimeSpan.Zero : sent.Peek() + span - now;
    }

    private static int Seconds(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));

    private static TimeSpan Max(TimeSpan a, TimeSpan b, TimeSpan c) =>
        new(Math.Max(a.Ticks, Math.Max(b.Ticks, c.Ticks)));

    private readonly record struct Level(double Tokens, DateTimeOffset At);
}
