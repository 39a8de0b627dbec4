using FsCheck;
using FsCheck.Fluent;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Outbox;

/// <summary>Whatever the messenger answers, each chat gets everything once and in its order.</summary>
public sealed class OrderProperties
{
    private static readonly Config Few = Config.QuickThrowOnFailure.WithMaxTest(25);

    private static readonly Gen<(int Chat, Priority Priority)> Messages = Gen.Zip(
            Gen.Choose(0, 3),
            Gen.Elements(Priority.Emergency, Priority.Answer, Priority.Notice, Priority.Reminder, Priority.Broadcast)
        )
        .Select(z => (z.Item1, z.Item2));

    /// <summary>How the tries of one message end before one succeeds.</summary>
    private static readonly Gen<Delivery[]> Failures = Gen.Frequency(
            (5, Gen.Constant<Delivery?>(null)),
            (1, Gen.Constant<Delivery?>(new Delivery.Transient("network"))),
            (1, Gen.Choose(1, 9).Select(s => (Delivery?)new Delivery.Later(Duration.FromSeconds(s)))),
            (1, Gen.Constant<Delivery?>(new Delivery.Later(Duration.FromSeconds(2), WholeMessenger: true)))
        )
        .ArrayOf(3)
        .Select(all => all.OfType<Delivery>().ToArray());

    [Fact]
    public void Each_chat_gets_everything_once_by_urgency_then_by_age() =>
        Prop.ForAll(
                Gen.Zip(Messages, Failures).ArrayOf(24).ToArbitrary(),
                all =>
                    Holds([.. all.Select(z => (z.Item1.Chat, z.Item1.Priority, z.Item2))], restart: false)
                        .GetAwaiter()
                        .GetResult()
            )
            .Check(Few);

    [Fact]
    public void A_restart_in_the_middle_changes_nothing_of_it() =>
        Prop.ForAll(
                Gen.Zip(Messages, Failures).ArrayOf(12).ToArbitrary(),
                all =>
                    Holds([.. all.Select(z => (z.Item1.Chat, z.Item1.Priority, z.Item2))], restart: true)
                        .GetAwaiter()
                        .GetResult()
            )
            .Check(Few);

    [Fact]
    public void Going_together_changes_nothing_of_it() =>
        Prop.ForAll(
                Gen.Zip(Messages, Failures).ArrayOf(24).ToArbitrary(),
                all =>
                    Holds([.. all.Select(z => (z.Item1.Chat, z.Item1.Priority, z.Item2))], restart: false, atOnce: 4)
                        .GetAwaiter()
                        .GetResult()
            )
            .Check(Few);

    private static async Task Holds((int Chat, Priority Priority, Delivery[] Fails)[] all, bool restart, int atOnce = 1)
    {
        await using var post = await Post.Open(new Pace(5, 2, 0, 20), atOnce: atOnce);
        var gate = new TaskCompletionSource();
        var failed = new int[all.Length];
        post.Messenger.Pause = _ => gate.Task;
        post.Messenger.Answer = (message, _) =>
        {
            var number = int.Parse(message.Lines[0].Key);
            if (number < 0 || failed[number] == all[number].Fails.Length)
                return null;
            return all[number].Fails[failed[number]++];
        };
        // The first of each chat is under way before the others come, so that these are in order from the start.
        await post.Send([.. Enumerable.Range(0, 4).Select(chat => Post.To($"{chat}", "-1", Priority.Emergency))]);
        await post.Send([.. all.Select((m, i) => Post.To($"{m.Chat}", $"{i}", m.Priority))]);
        gate.SetResult();
        for (var seconds = 0; seconds < 2000 && (await post.Rows()).Count > 0; seconds++)
        {
            post.Time.Advance(Duration.FromSeconds(1));
            await Task.Delay(1);
            await post.Runner.Flush();
            if (restart && seconds == 2)
                await post.Restart();
        }
        await post.Settle();
        for (var chat = 0; chat < 4; chat++)
            Assert.Equal(Expected(all, chat), Order(post, chat));
        Assert.Empty(post.Told);
        Assert.Equal(0, await post.Store.CountParked());
    }

    private static IEnumerable<int> Expected((int Chat, Priority Priority, Delivery[])[] all, int chat) =>
        all.Select((m, i) => (m.Chat, m.Priority, i))
            .Where(m => m.Chat == chat)
            .OrderBy(m => m.Priority)
            .Select(m => m.i);

    /// <summary>The last try of each message, which is the one that succeeded, in order.</summary>
    private static IEnumerable<int> Order(Post post, int chat) =>
        post
            .Messenger.Sent.Where(m => m.To.Chat == $"{chat}")
            .Select(m => int.Parse(m.Lines[0].Key))
            .Where(n => n >= 0);
}
