using FsCheck;
using FsCheck.Fluent;
using Nachbarschaftsbot.Core.Delivery;
using NodaTime;
using Xunit;

namespace Nachbarschaftsbot.Tests.DeliveryRules;

public class PacingTests
{
    private static readonly Instant Start = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(300);

    /// <summary>A rate and pauses in milliseconds between wishes to send.</summary>
    private static Arbitrary<(Rate Rate, int[] Pauses)> Wishes() =>
        (
            from interval in Gen.Choose(1, 5000)
            from burst in Gen.Choose(1, 20)
            from pauses in Gen.Choose(0, 4000).ArrayOf(60)
            select (new Rate(Duration.FromMilliseconds(interval), burst), pauses)
        ).ToArbitrary();

    [Fact]
    public void A_bucket_never_lets_more_than_burst_plus_rate_times_t_through_in_any_window() =>
        Check.One(
            Many,
            Prop.ForAll(
                Wishes(),
                w =>
                {
                    var sent = Play(w.Rate, w.Pauses);
                    return Windows(sent)
                        .All(win => win.Count <= w.Rate.Burst + (long)Math.Floor(win.Span / w.Rate.Interval));
                }
            )
        );

    [Fact]
    public void A_bucket_never_starves_a_wish_waits_at_most_one_interval_for_each_wish_before_it() =>
        Check.One(
            Many,
            Prop.ForAll(
                Wishes(),
                w =>
                {
                    var bucket = new TokenBucket();
                    var now = Start;
                    foreach (var pause in w.Pauses)
                    {
                        now += Duration.FromMilliseconds(pause);
                        var at = bucket.NextAt(w.Rate, now);
                        if (at > now + w.Rate.Interval || bucket.NextAt(w.Rate, at) != at)
                            return false;
                        bucket = bucket.Take(w.Rate, at);
                        now = at;
                    }
                    return true;
                }
            )
        );

    [Fact]
    public void Later_wishes_never_go_earlier_and_taking_never_helps() =>
        Check.One(
            Many,
            Prop.ForAll(
                Wishes(),
                w =>
                {
                    var bucket = new TokenBucket();
                    var now = Start;
                    foreach (var pause in w.Pauses)
                    {
                        var later = now + Duration.FromMilliseconds(pause);
                        var at = bucket.NextAt(w.Rate, now);
                        var after = bucket.Take(w.Rate, at);
                        if (bucket.NextAt(w.Rate, later) < at || after.NextAt(w.Rate, now) < at)
                            return false;
                        (bucket, now) = (after, later);
                    }
                    return true;
                }
            )
        );

    [Fact]
    public void Kept_tokens_stay_for_others()
    {
        var rate = new Rate(Duration.FromSeconds(1), Burst: 5);
        var bucket = new TokenBucket();
        for (var i = 0; i < 2; i++)
            bucket = bucket.Take(rate, bucket.NextAt(rate, Start, keep: 3));
        Assert.True(bucket.NextAt(rate, Start, keep: 3) > Start);
        Assert.Equal(Start, bucket.NextAt(rate, Start));
    }

    [Theory]
    [InlineData(30, 1, 10)]
    [InlineData(20, 60, 5)]
    [InlineData(7, 3, 1)]
    public void AtMost_never_exceeds_its_window(int most, int seconds, int burst)
    {
        var rate = Rate.AtMost(most, Duration.FromSeconds(seconds), burst);
        var sent = Play(rate, new int[200]);
        var window = Duration.FromSeconds(seconds);
        Assert.All(sent, first => Assert.True(sent.Count(s => s >= first && s < first + window) <= most));
    }

    /// <summary>Chat (negative ones are groups), whether it yields, pause in milliseconds, seconds of retry_after or 0.</summary>
    private static Arbitrary<(int Chat, bool Yields, int Pause, int Flood)[]> Traffic() =>
        (
            from chat in Gen.Elements(1, 2, 3, 4, 5, -1, -2)
            from yields in Gen.Elements(true, false)
            from pause in Gen.Choose(0, 300)
            from flood in Gen.Frequency((12, Gen.Constant(0)), (1, Gen.Choose(1, 40)))
            select (chat, yields, pause, flood)
        )
            .ArrayOf(150)
            .ToArbitrary();

    [Fact]
    public void Telegrams_limits_hold_and_retry_after_is_obeyed_whatever_the_traffic() =>
        Check.One(
            Many,
            Prop.ForAll(
                Traffic(),
                traffic =>
                {
                    var rules = PacingRules.Telegram;
                    var chats = new Dictionary<long, ChatPace>();
                    var closed = new Dictionary<long, Instant>();
                    var sent = new List<(long Chat, Instant At)>();
                    var bot = new BotPace();
                    var now = Start;
                    foreach (var (chat, yields, pause, flood) in traffic)
                    {
                        now += Duration.FromMilliseconds(pause);
                        var pace = chats.GetValueOrDefault(chat);
                        var at = Pacing.NextAt(rules, bot, pace, chat < 0, yields, now);
                        if (closed.TryGetValue(chat, out var until) && at < until)
                            return false;
                        (bot, pace) = Pacing.Sent(rules, bot, pace, chat < 0, at);
                        if (flood > 0)
                        {
                            var wait = Duration.FromSeconds(flood);
                            (bot, pace) = Pacing.Flooded(rules, bot, pace, chat, wait, at);
                            closed[chat] = Instant.Max(closed.GetValueOrDefault(chat), at + wait);
                        }
                        sent.Add((chat, at));
                        chats[chat] = pace;
                        now = at;
                    }
                    return Within(sent.Select(s => s.At), 30, Duration.FromSeconds(1))
                        && sent.GroupBy(s => s.Chat)
                            .All(c =>
                                Within(c.Select(s => s.At), 4, Duration.FromSeconds(1))
                                && (c.Key > 0 || Within(c.Select(s => s.At), 20, Duration.FromMinutes(1)))
                            );
                }
            )
        );

    [Fact]
    public void Several_chats_told_to_wait_within_a_short_time_hold_the_whole_bot()
    {
        var rules = PacingRules.Telegram;
        var bot = new BotPace();
        foreach (var chat in new[] { 1, 2, 2, 3 })
        {
            Assert.Equal(Start, Pacing.NextAt(rules, bot, new ChatPace(), false, false, Start));
            (bot, _) = Pacing.Flooded(rules, bot, new ChatPace(), chat, Duration.FromSeconds(10 * chat), Start);
        }
        var stranger = Pacing.NextAt(rules, bot, new ChatPace(), false, false, Start);
        Assert.Equal(Start + Duration.FromSeconds(30), stranger);
    }

    [Fact]
    public void One_chat_told_to_wait_twice_holds_only_itself()
    {
        var rules = PacingRules.Telegram;
        var (bot, chat) = (new BotPace(), new ChatPace());
        for (var i = 0; i < 10; i++)
            (bot, chat) = Pacing.Flooded(rules, bot, chat, 1, Duration.FromSeconds(60), Start);
        Assert.Equal(Start, Pacing.NextAt(rules, bot, new ChatPace(), false, true, Start));
        Assert.Equal(Start + Duration.FromSeconds(60), Pacing.NextAt(rules, bot, chat, false, false, Start));
        Assert.True(chat.RestAt > Start);
        Assert.True(chat.RestAt <= Start + Duration.FromSeconds(60));
    }

    [Fact]
    public void Broadcasts_leave_room_for_answers()
    {
        var rules = PacingRules.Telegram;
        var bot = new BotPace();
        for (var i = 0; i < 5; i++)
            (bot, _) = Pacing.Sent(rules, bot, new ChatPace(), false, Start);
        Assert.True(Pacing.NextAt(rules, bot, new ChatPace(), false, true, Start) > Start);
        Assert.Equal(Start, Pacing.NextAt(rules, bot, new ChatPace(), false, false, Start));
    }

    [Fact]
    public void Backoff_doubles_up_to_its_cap_and_jitter_stays_below() =>
        Check.One(
            Many,
            Prop.ForAll(
                Gen.Choose(1, 200).ToArbitrary(),
                Gen.Choose(0, 1000).ToArbitrary(),
                (attempt, mille) =>
                {
                    var backoff = Backoff.Network;
                    var wait = backoff.Before(attempt, mille / 1000.0);
                    return wait >= Duration.Zero
                        && wait <= backoff.Ceiling(attempt)
                        && backoff.Ceiling(attempt) <= backoff.Longest
                        && backoff.Ceiling(attempt) <= backoff.Ceiling(attempt + 1);
                }
            )
        );

    [Fact]
    public void Backoff_starts_small() =>
        Assert.Equal(
            [500, 1000, 2000, 4000],
            Enumerable.Range(1, 4).Select(a => (int)Backoff.Network.Ceiling(a).TotalMilliseconds)
        );

    private static List<Instant> Play(Rate rate, int[] pauses)
    {
        var (bucket, now, sent) = (new TokenBucket(), Start, new List<Instant>());
        foreach (var pause in pauses)
        {
            now = bucket.NextAt(rate, now + Duration.FromMilliseconds(pause));
            bucket = bucket.Take(rate, now);
            sent.Add(now);
        }
        return sent;
    }

    private static IEnumerable<(Duration Span, int Count)> Windows(List<Instant> sent) =>
        from first in Enumerable.Range(0, sent.Count)
        from last in Enumerable.Range(first, sent.Count - first)
        select (sent[last] - sent[first], last - first + 1);

    private static bool Within(IEnumerable<Instant> sent, int most, Duration window)
    {
        var all = sent.ToList();
        return all.All(first => all.Count(s => s >= first && s < first + window) <= most);
    }
}
