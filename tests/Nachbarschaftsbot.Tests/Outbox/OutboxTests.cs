using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Outbox;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Outbox;

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
    public async Task What_is_less_urgent_does_not_go_first_because_it_was_read_first()
    {
        await using var post = await Post.Open();
        await post.Write(Post.To("1", "news", Priority.Broadcast), Post.To("1", "112", Priority.Emergency));
        await post.Restart(kill: true);
        await post.Tried(2);
        Assert.Equal(["112", "news"], post.Messenger.Words);
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
    public async Task Messages_that_go_together_keep_their_order_and_each_its_own_end()
    {
        await using var post = await Post.Open(atOnce: 4);
        var open = new TaskCompletionSource();
        post.Messenger.Pause = _ => open.Task;
        var card = Post.To("1", "card") with { Ref = "card:1" };
        await post.Send(Post.To("1", "first"));
        await Post.Until(() => !post.Messenger.Tries.IsEmpty, () => "no try");
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
        await Post.Until(() => post.Messenger.Sent.Count == 4, () => "four of six went");
        await post.Settle();
        Assert.Equal([3], post.Messenger.Together);
        post.Messenger.Answer = (_, _) => null;
        await post.Advance(60);
        await Post.Until(() => post.Messenger.Sent.Count == 6, () => "not all were sent");
        string[] inPlace = [.. post.Messenger.Sent.Where(m => m.To.Chat == "1").Select(m => m.Lines[0].Key)];
        Assert.Equal(["first", "a", "card", "b", "edit"], inPlace);
        Assert.Empty(await post.Rows());
    }

    [Fact]
    public async Task An_answer_that_comes_before_the_id_of_its_message_finds_it()
    {
        await using var post = await Post.Open();
        var open = new TaskCompletionSource();
        post.Messenger.Pause = _ => open.Task;
        post.Messenger.Answer = (_, _) => new Delivery.Sent(["m1"]);
        await post.Send(Post.To("1", "words") with { Ref = "words:1" });
        await Post.Until(() => !post.Messenger.Tries.IsEmpty, () => "no try");
        var found = post.Runner.ReferenceOf("test:1", "m1").AsTask();
        Assert.False(found.IsCompleted);
        open.SetResult();
        Assert.Equal("words:1", await found);
        Assert.Null(await post.Runner.ReferenceOf("test:1", "m2"));
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
    public async Task Told_to_wait_the_chat_waits_in_order_and_others_go_on()
    {
        await using var post = await Post.Open();
        var told = false;
        post.Messenger.Answer = (m, _) =>
            m.To.Chat == "1" && !told && (told = true) ? new Delivery.Later(Duration.FromSeconds(3)) : null;
        await post.Send(Post.To("1", "a"), Post.To("1", "b"), Post.To("2", "c"));
        await post.Tried(2);
        await post.Advance(2.9);
        await post.Tried(2);
        await post.Advance(0.2);
        await post.Tried(4);
        Assert.Equal(["a", "a", "b"], post.Messenger.Words.Where(w => w != "c"));
    }

    [Fact]
    public async Task Told_to_wait_for_all_everybody_waits()
    {
        await using var post = await Post.Open(options: new() { Concurrency = 1 });
        var told = false;
        post.Messenger.Answer = (_, _) =>
            !told && (told = true) ? new Delivery.Later(Duration.FromSeconds(30), WholeMessenger: true) : null;
        await post.Send(Post.To("1", "a"), Post.To("2", "b"));
        await post.Tried(1);
        await post.Advance(29);
        await post.Tried(1);
        await post.Advance(1.1);
        await post.Tried(3);
    }

    [Fact]
    public async Task A_passing_fault_is_tried_again_with_growing_pauses_and_remembered_over_a_restart()
    {
        await using var post = await Post.Open();
        post.Messenger.Answer = (_, _) => new Delivery.Transient("connection refused");
        await post.Send(Post.To("1", "a"), Post.To("1", "b"));
        for (var i = 0; i < 60; i++)
            await post.Advance(1);
        var tries = post.Messenger.Tries.Count;
        Assert.InRange(tries, 6, 9);
        Assert.All(post.Messenger.Words, w => Assert.Equal("a", w));
        await post.Restart();
        await post.Settle();
        Assert.Equal(tries, (await post.Rows())[0].Attempts);
        post.Messenger.Answer = (_, _) => null;
        await post.Advance(300);
        await post.Tried(tries + 2);
        Assert.Empty(await post.Rows());
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
    public async Task After_too_many_tries_a_message_is_put_aside_and_the_chat_goes_on()
    {
        await using var post = await Post.Open(options: new() { MostAttempts = 3 });
        post.Messenger.Answer = (m, _) => m.Lines[0].Key == "bad" ? new Delivery.Transient("no") : null;
        await post.Send(Post.To("1", "bad"), Post.To("1", "good"));
        for (var i = 0; i < 10; i++)
            await post.Advance(1);
        Assert.Equal(["bad", "bad", "bad", "good"], post.Messenger.Words);
        Assert.Equal(1, await post.Store.CountParked());
        Assert.Empty(await post.Rows());
    }

    [Fact]
    public async Task What_the_messenger_refuses_is_put_aside_at_once()
    {
        await using var post = await Post.Open();
        post.Messenger.Answer = (m, _) => m.Lines[0].Key == "bad" ? new Delivery.Refused("too long") : null;
        await post.Send(Post.To("1", "bad"), Post.To("1", "good"));
        await post.Tried(2);
        Assert.Equal(1, await post.Store.CountParked());
    }

    [Fact]
    public async Task Nobody_knows_whether_it_arrived_a_person_gets_it_once_more_a_group_does_not()
    {
        await using var post = await Post.Open();
        post.Messenger.Answer = (_, _) => new Delivery.Ambiguous("timeout");
        await post.Send(Post.To("1", "person"), Post.ToGroup("-1", "group"));
        for (var i = 0; i < 10; i++)
            await post.Advance(1);
        Assert.Equal(["group", "person", "person"], post.Messenger.Words.Order());
        Assert.Empty(await post.Rows());
    }

    [Fact]
    public async Task A_messenger_that_throws_counts_as_not_knowing()
    {
        await using var post = await Post.Open();
        post.Messenger.Answer = (_, _) => throw new InvalidOperationException();
        await post.Send(Post.ToGroup("-1", "group"));
        await post.Tried(1);
        await post.Advance(100);
        await post.Tried(1);
        Assert.Empty(await post.Rows());
    }

    [Fact]
    public async Task A_place_that_cannot_be_reached_is_told_to_the_turns()
    {
        await using var post = await Post.Open();
        post.Messenger.Answer = (_, _) => new Delivery.Unreachable(Gone: true);
        var row = Assert.Single(await post.Send(Post.To("1", "a")));
        await post.Tried(1);
        var told = Assert.Single(post.Told);
        Assert.Equal(($"outbox:{row.Id}", "1"), (told.Id, told.Place.Chat));
        Assert.Equal(new Content.Unreachable(true), told.Content);
        Assert.Empty(await post.Rows());
    }

    [Fact]
    public async Task When_a_chat_moves_everything_that_waits_goes_along_in_order()
    {
        await using var post = await Post.Open();
        post.Messenger.Answer = (m, _) => m.To.Chat == "-1" ? new Delivery.Moved("-100") : null;
        await post.Send([.. Enumerable.Range(0, 4).Select(i => Post.ToGroup("-1", $"{i}") with { Ref = $"r{i}" })]);
        await post.Tried(5);
        Assert.Equal(["0", "0", "1", "2", "3"], post.Messenger.Words);
        Assert.All(post.Messenger.Tries.Skip(1), t => Assert.Equal("-100", t.Message.To.Chat));
        Assert.Equal(new Content.Moved("-100"), Assert.Single(post.Told).Content);
        Assert.NotEmpty(await post.Store.MessageIds("test:-100", "r2"));
        Assert.NotEmpty(await post.Store.MessageIds("test:-1", "r2"));
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

    [Fact]
    public async Task A_messenger_that_refuses_us_is_halted_and_nothing_is_lost()
    {
        await using var post = await Post.Open(options: new() { Concurrency = 1 });
        post.Messenger.Answer = (_, _) => new Delivery.Stop("Unauthorized");
        await post.Send(Post.To("1", "a"), Post.To("2", "b"));
        await post.Tried(1);
        await post.Advance(1000);
        await post.Tried(1);
        Assert.Equal(new OutboxHealth("test", 2, "Unauthorized"), Assert.Single(post.Runner.Health));
        post.Messenger.Answer = (_, _) => null;
        await post.Restart();
        await post.Tried(3);
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
        await Post.Until(() => post.Messenger.Sent.Count == 1, () => "sent");
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
