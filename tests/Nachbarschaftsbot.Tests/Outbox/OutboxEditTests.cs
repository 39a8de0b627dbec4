using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Tests.Outbox;

/// <summary>A message that is changed, taken back or answered finds the one it is about.</summary>
public sealed class OutboxEditTests
{
    [Fact]
    public async Task An_edit_finds_the_ids_at_once_and_after_a_restart()
    {
        await using var post = await Post.Open();
        var card = Post.ToGroup("-1", "card") with { Ref = "card:1" };
        await post.Send(card, card with { Act = Act.Edit, Lines = ["changed"] });
        await post.Tried(2);
        Assert.Equal([$"m{post.Messenger.Tries.First().Id}"], post.Messenger.Tries.Last().Ids);
        await post.Restart();
        post.Messenger.Answer = (_, _) => new Delivery.Sent(["m9", "m10"]);
        await post.Send(card with { Act = Act.Edit, Lines = ["again"] });
        await post.Tried(3);
        Assert.Equal([$"m{post.Messenger.Tries.First().Id}"], post.Messenger.Tries.Last().Ids);
        await post.Send(Post.ToGroup("-1", "under") with { Under = "card:1" });
        await post.Tried(4);
        Assert.Equal(["m9", "m10"], post.Messenger.Tries.Last().Ids);
        Assert.Equal("card:1", await post.Store.ReferenceOf("test:-1", "m10"));
    }

    [Fact]
    public async Task An_answer_that_comes_before_the_id_of_its_message_finds_it()
    {
        await using var post = await Post.Open();
        var open = new TaskCompletionSource();
        post.Messenger.Pause = _ => open.Task;
        post.Messenger.Answer = (_, _) => new Delivery.Sent(["m1"]);
        await post.Send(Post.To("1", "words") with { Ref = "words:1" });
        await Patience.Until(() => !post.Messenger.Tries.IsEmpty, () => "no try");
        var found = post.Runner.ReferenceOf("test:1", "m1").AsTask();
        Assert.False(found.IsCompleted);
        open.SetResult();
        Assert.Equal("words:1", await found);
        Assert.Null(await post.Runner.ReferenceOf("test:1", "m2"));
    }

    [Fact]
    public async Task Of_several_waiting_edits_only_the_last_is_sent()
    {
        await using var post = await Post.Open();
        var open = new TaskCompletionSource();
        post.Messenger.Pause = _ => open.Task;
        var card = Post.To("1", "card") with { Ref = "card:1" };
        await post.Send([
            card,
            .. Enumerable.Range(1, 5).Select(i => card with { Act = Act.Edit, Lines = [$"edit {i}"] }),
            card with
            {
                Act = Act.Edit,
                Ref = "card:2",
                Lines = ["other"],
            },
        ]);
        await post.Tried(1);
        open.SetResult();
        await post.Tried(3);
        Assert.Equal(["card", "edit 5", "other"], post.Messenger.Words);
        Assert.Equal(Act.Send, post.Messenger.Tries.Last().Message.Act); // it was never sent, so it is new
        Assert.Empty(await post.Rows());
    }

    [Fact]
    public async Task A_deleted_message_is_forgotten_and_one_never_sent_is_not_deleted()
    {
        await using var post = await Post.Open();
        var card = Post.To("1", "card") with { Ref = "card:1" };
        await post.Send(card, card with { Act = Act.Delete }, card with { Act = Act.Delete });
        await post.Tried(2);
        Assert.Empty(await post.Store.MessageIds("test:1", "card:1"));
        Assert.Empty(await post.Rows());
    }

    [Fact]
    public async Task A_closed_thread_sends_to_the_chat_and_later_edits_still_find_the_message()
    {
        await using var post = await Post.Open();
        post.Messenger.Answer = (m, _) =>
            m.To.Thread is not null && m.Act == Act.Send ? new Delivery.ThreadGone() : null;
        var card = Post.ToGroup("-1", "card", thread: "7") with { Ref = "card:1" };
        await post.Send(card);
        await post.Tried(2);
        Assert.Null(post.Messenger.Tries.Last().Message.To.Thread);
        await post.Send(card with { Act = Act.Edit });
        await post.Tried(3);
        Assert.Equal(Act.Edit, post.Messenger.Tries.Last().Message.Act);
        Assert.NotEmpty(post.Messenger.Tries.Last().Ids);
    }

    [Fact]
    public async Task An_edit_of_a_message_that_is_gone_is_sent_anew()
    {
        await using var post = await Post.Open();
        var card = Post.ToGroup("-1", "card") with { Ref = "card:1" };
        await post.Send(card);
        await post.Tried(1);
        post.Messenger.Answer = (m, _) => m.Act == Act.Edit ? new Delivery.MessageGone() : new Delivery.Sent(["new"]);
        await post.Send(card with { Act = Act.Edit });
        await post.Tried(3);
        Assert.Equal(["new"], await post.Store.MessageIds("test:-1", "card:1"));
    }
}
