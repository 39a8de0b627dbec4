using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Outbox;

/// <summary>From the store to the messenger and out of the store: over restarts, deletions and the end.</summary>
public sealed class OutboxTests
{
    [Fact]
    public async Task What_was_sent_leaves_the_store()
    {
        await using var post = await Post.Open();
        await post.Send(Post.To("1", "hello"), Post.To("2", "there"));
        await post.Tried(2);
        Assert.Empty(await post.Rows());
        Assert.Equal(0, post.Runner.Places);
    }

    [Fact]
    public async Task What_is_confidential_is_never_handed_to_an_open_messenger()
    {
        await using var post = await Post.Open();
        await post.Send(Post.To("1", "secret") with { Seal = "schluessel0001" }, Post.To("1", "open"));
        await post.Tried(1);
        Assert.Equal(["open"], post.Messenger.Words);
        Assert.Equal(1, await post.Store.CountParked());
        Assert.Empty(await post.Rows());
    }

    [Fact]
    public async Task What_is_confidential_is_sent_after_a_restart_too()
    {
        await using var post = await Post.Open();
        post.Messenger.Confidential = true;
        await post.Write(Post.To("1", "secret") with { Seal = "schluessel0001" });
        await post.Restart(kill: true);
        await post.Tried(1);
        Assert.Equal(["secret"], post.Messenger.Words);
        Assert.Empty(await post.Rows());
    }

    [Fact]
    public async Task What_waited_when_the_program_ended_is_sent_at_start_once()
    {
        await using var post = await Post.Open();
        await post.Write(Post.To("1", "a"), Post.To("1", "b"));
        await post.Restart(kill: true);
        await post.Tried(2);
        Assert.Equal(["a", "b"], post.Messenger.Words);
        Assert.Empty(await post.Rows());
    }

    [Fact]
    public async Task Messages_handed_before_the_start_are_sent_once()
    {
        await using var post = new Post();
        await post.Send(Post.To("1", "early"));
        await post.Runner.StartAsync(default);
        await post.Send(Post.To("1", "late"));
        await post.Tried(2);
        Assert.Equal(["early", "late"], post.Messenger.Words);
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_is_put_aside_and_holds_up_nothing()
    {
        await using var post = await Post.Open();
        var changes = new Nachbarschaftsbot.Store.ChangeSet { At = post.Now };
        changes.Outbox.Add(new(post.Store.NextOutboxId(), "test", "test:1", 1, post.Now, 0, "{not json"u8.ToArray()));
        await post.Store.Commit(changes);
        await post.Write(Post.To("1", "good"));
        await post.Restart(kill: true);
        await post.Tried(1);
        Assert.Equal(1, await post.Store.CountParked());
        Assert.Empty(await post.Rows());
    }

    [Fact]
    public async Task More_than_a_page_is_read_at_start()
    {
        await using var post = await Post.Open();
        await post.Write([.. Enumerable.Range(0, 1203).Select(i => Post.To($"{i % 40}", $"{i}"))]);
        await post.Restart(kill: true);
        await post.Tried(1203);
        foreach (var chat in post.Messenger.Tries.GroupBy(t => t.Message.To.Chat))
            Assert.Equal(chat.Select(t => t.Id).Order(), chat.Select(t => t.Id));
    }

    [Fact]
    public async Task A_deleted_person_gets_nothing_that_waited_and_a_late_send_leaves_no_trace()
    {
        await using var post = await Post.Open();
        var open = new TaskCompletionSource();
        post.Messenger.Pause = _ => open.Task;
        await post.Send(Post.To("1", "under way") with { Ref = "x" }, Post.To("1", "waiting"));
        await post.Tried(1);
        var changes = new Nachbarschaftsbot.Store.ChangeSet { At = post.Now };
        changes.ForgetLanes.Add("test:1");
        await post.Store.Commit(changes);
        post.Messenger.Answer = (m, _) => m.Lines[0].Key == "under way" ? new Delivery.Transient("") : null;
        open.SetResult();
        await post.Send(Post.To("1", "farewell"));
        await post.Advance(1000);
        Assert.Equal(["under way", "farewell"], post.Messenger.Words);
        Assert.Empty(await post.Store.MessageIds("test:1", "x"));
        Assert.Empty(await post.Rows());
    }

    [Fact]
    public async Task What_is_withdrawn_does_not_go_out_any_more()
    {
        await using var post = await Post.Open();
        var open = new TaskCompletionSource();
        post.Messenger.Pause = m => m.To.Chat == "2" ? open.Task : Task.CompletedTask;
        var morning = post.Now + Duration.FromHours(8);
        var rows = await post.Send(
            Post.To("1", "withdrawn") with
            {
                NotBefore = morning,
            },
            Post.To("1", "stays") with
            {
                NotBefore = morning,
            },
            Post.To("2", "under way")
        );
        await post.Tried(1);
        var changes = new Nachbarschaftsbot.Store.ChangeSet { At = post.Now };
        changes.Withdrawn.AddRange([rows[0].Id, rows[2].Id]);
        await post.Store.Commit(changes);
        post.Messenger.Answer = (m, _) => m.To.Chat == "2" ? new Delivery.Transient("") : null;
        open.SetResult();
        await post.Advance(9 * 3_600_000);
        Assert.Equal(["under way", "stays"], post.Messenger.Words);
        Assert.Empty(await post.Rows());
    }

    [Fact]
    public async Task A_wait_that_cannot_be_sealed_any_more_does_not_make_others_forget_that_they_were_sent()
    {
        await using var post = await Post.Open();
        post.Messenger.Confidential = true;
        var open = new TaskCompletionSource();
        post.Messenger.Pause = _ => open.Task;
        post.Messenger.Answer = (m, _) => m.Confidential ? new Delivery.Later(Duration.FromHours(1)) : null;
        await post.Send(Post.To("1", "secret") with { Seal = "schluessel0001" }, Post.To("2", "open"));
        await post.Tried(2);
        var changes = new Nachbarschaftsbot.Store.ChangeSet { At = post.Now };
        changes.DestroyKeys.Add("schluessel0001");
        await post.Store.Commit(changes);
        open.SetResult();
        await Patience.Until(() => post.Messenger.Sent.Count == 1, () => "sent");
        await post.Settle();
        Assert.DoesNotContain(await post.Rows(), r => r.Lane == "test:2");
    }

    [Fact]
    public async Task Stopping_lets_sends_under_way_end()
    {
        await using var post = await Post.Open();
        var open = new TaskCompletionSource();
        post.Messenger.Pause = _ => open.Task;
        await post.Send(Post.To("1", "a"), Post.To("1", "b"));
        await post.Tried(1);
        var stopped = post.Runner.StopAsync(default);
        await Task.Delay(20);
        Assert.False(stopped.IsCompleted);
        open.SetResult();
        await stopped;
        Assert.Equal(["a"], post.Messenger.Words);
        Assert.Single(await post.Rows());
    }
}
