using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Outbox;

/// <summary>Who goes first, who waits for whom, and how fast it goes.</summary>
public sealed class OutboxOrderTests
{
    [Fact]
    public async Task What_is_less_urgent_does_not_go_first_because_it_was_read_first()
    {
        await using var post = await Post.Open();
        await post.Write(Post.To("1", "news", Priority.Broadcast), Post.To("1", "112", Priority.Emergency));
        await post.Restart(kill: true);
        await post.Tried(2);
        Assert.Equal(["112", "news"], post.Messenger.Words);
    }

    [Fact]
    public async Task One_chat_gets_its_messages_one_after_the_other_and_many_chats_side_by_side()
    {
        await using var post = await Post.Open(options: new() { Concurrency = 4 });
        var open = new TaskCompletionSource();
        post.Messenger.Pause = _ => open.Task;
        await post.Send([.. Enumerable.Range(0, 12).Select(i => Post.To($"{i % 6}", $"{i}"))]);
        await post.Tried(4);
        Assert.Equal(["0", "1", "2", "3"], post.Messenger.Tries.Select(t => t.Message.To.Chat).Order());
        open.SetResult();
        await post.Tried(12);
        Assert.Equal(4, post.Messenger.MostAtOnce);
    }

    [Fact]
    public async Task The_more_urgent_goes_first_within_a_chat_then_the_older()
    {
        await using var post = await Post.Open();
        var open = new TaskCompletionSource();
        post.Messenger.Pause = _ => open.Task;
        await post.Send(
            Post.To("1", "first"),
            Post.To("1", "news", Priority.Broadcast),
            Post.To("1", "answer 1"),
            Post.To("1", "reminder", Priority.Reminder),
            Post.To("1", "answer 2"),
            Post.To("1", "112", Priority.Emergency)
        );
        await post.Tried(1);
        open.SetResult();
        await post.Tried(6);
        Assert.Equal(
            ["112", "answer 1", "answer 2", "reminder", "news"],
            post.Messenger.Words.Where(w => w != "first")
        );
    }

    [Fact]
    public async Task When_the_messenger_is_the_bottleneck_the_most_urgent_of_all_chats_goes_first()
    {
        await using var post = await Post.Open(new Pace(0, 1, 0, 1));
        await post.Send(Post.To("0", "first"));
        await post.Tried(1);
        await post.Send(
            Post.To("1", "broadcast", Priority.Broadcast),
            Post.To("2", "reminder", Priority.Reminder),
            Post.To("3", "notice", Priority.Notice),
            Post.To("4", "answer"),
            Post.To("5", "emergency", Priority.Emergency)
        );
        for (var i = 0; i < 5; i++)
            await post.Advance(1);
        Assert.Equal(["first", "emergency", "answer", "notice", "reminder", "broadcast"], post.Messenger.Words);
    }

    [Fact]
    public async Task A_chat_is_sent_to_no_faster_than_it_may_be_and_forgotten_when_rested()
    {
        await using var post = await Post.Open(new Pace(1, 2, 0, 0));
        await post.Send([.. Enumerable.Range(0, 4).Select(i => Post.To("1", $"{i}"))]);
        await post.Tried(2);
        await post.Advance(0.9);
        await post.Tried(2);
        await post.Advance(0.2);
        await post.Tried(3);
        await post.Advance(1);
        await post.Tried(4);
        Assert.Equal(1, post.Runner.Places);
        await post.Advance(3);
        Assert.Equal(0, post.Runner.Places);
    }

    [Fact]
    public async Task Threads_of_a_group_share_its_limit()
    {
        await using var post = await Post.Open(new Pace(1, 1, 0, 0));
        await post.Send(Post.ToGroup("-1", "a", "5"), Post.ToGroup("-1", "b", "6"));
        await post.Tried(1);
        await post.Advance(1);
        await post.Tried(2);
    }

    [Fact]
    public async Task Quiet_hours_are_kept_and_hold_nobody_else_up()
    {
        await using var post = await Post.Open();
        var night = Post.To("1", "morning") with { NotBefore = post.Now + Duration.FromHours(8) };
        await post.Send(night, Post.To("1", "now"));
        await post.Tried(1);
        await post.Restart();
        await post.Advance(7 * 3600);
        await post.Tried(1);
        await post.Advance(3600);
        await post.Tried(2);
        Assert.Equal(["now", "morning"], post.Messenger.Words);
    }

    [Fact]
    public async Task Nothing_overtakes_a_message_that_fails_in_the_middle_of_those_it_goes_with()
    {
        await using var post = await Post.Open(atOnce: 4);
        var open = new TaskCompletionSource();
        post.Messenger.Pause = _ => open.Task;
        var card = Post.To("1", "card") with { Ref = "card:1" };
        await post.Send(Post.To("1", "first"));
        await Patience.Until(() => !post.Messenger.Tries.IsEmpty, () => "no try");
        await post.Send(
            Post.To("1", "a"),
            Post.To("1", "b"),
            card,
            card with
            {
                Act = Act.Edit,
                Lines = ["edit"],
            },
            Post.To("2", "other place")
        );
        post.Messenger.Answer = (message, _) =>
            message.Lines[0].Key == "b" ? new Delivery.Transient("a passing fault") : null;
        open.SetResult();
        await Patience.Until(() => post.Messenger.Sent.Count == 3, () => "three of six went");
        await post.Settle();
        Assert.Equal([3], post.Messenger.Together);
        post.Messenger.Answer = (_, _) => null;
        await post.Advance(60);
        await Patience.Until(() => post.Messenger.Sent.Count == 6, () => "not all were sent");
        string[] inPlace = [.. post.Messenger.Sent.Where(m => m.To.Chat == "1").Select(m => m.Lines[0].Key)];
        Assert.Equal(["first", "a", "b", "card", "edit"], inPlace);
        Assert.Empty(await post.Rows());
    }

    [Fact]
    public async Task An_edit_never_overtakes_its_message_however_urgent_it_is()
    {
        await using var post = await Post.Open();
        var open = new TaskCompletionSource();
        post.Messenger.Pause = _ => open.Task;
        var card = Post.To("1", "card", Priority.Broadcast) with { Ref = "card:1" };
        await post.Send(
            Post.To("1", "first"),
            card,
            Post.To("1", "other", Priority.Reminder),
            card with
            {
                Act = Act.Edit,
                Lines = ["edit"],
                Priority = Priority.Emergency,
            },
            Post.To("1", "reply", Priority.Answer) with
            {
                Under = "card:1",
            }
        );
        open.SetResult();
        await post.Tried(5);
        Assert.Equal(["first", "other", "card", "edit", "reply"], post.Messenger.Words);
    }

    [Fact]
    public async Task An_emergency_does_not_wait_behind_a_failing_reminder()
    {
        await using var post = await Post.Open();
        post.Messenger.Answer = (m, _) => m.Priority == Priority.Reminder ? new Delivery.Transient("") : null;
        await post.Send(Post.To("1", "reminder", Priority.Reminder));
        await post.Tried(1);
        await post.Send(Post.To("1", "112", Priority.Emergency));
        await post.Tried(2);
        Assert.Equal("112", post.Messenger.Words[^1]);
    }

    [Fact]
    public async Task What_goes_to_another_chat_takes_those_along_that_it_goes_with()
    {
        await using var post = await Post.Open(atOnce: 4);
        var open = new TaskCompletionSource();
        post.Messenger.Pause = _ => open.Task;
        await post.Send(Post.To("1", "first"));
        await Patience.Until(() => !post.Messenger.Tries.IsEmpty, () => "no try");
        await post.Send(Post.To("1", "a"), Post.To("1", "b"), Post.To("1", "c"));
        post.Messenger.Answer = (message, _) =>
            message.Lines[0].Key == "b" && message.To.Chat == "1" ? new Delivery.Moved("2") : null;
        open.SetResult();
        await post.Tried(5);
        Assert.Equal(
            [("1", "first"), ("1", "a"), ("2", "b"), ("2", "c")],
            post.Messenger.Sent.Select(m => (m.To.Chat, m.Lines[0].Key))
        );
    }
}
