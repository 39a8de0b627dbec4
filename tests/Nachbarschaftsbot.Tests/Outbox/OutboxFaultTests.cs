using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Outbox;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Outbox;

/// <summary>What becomes of a message that the messenger did not take.</summary>
public sealed class OutboxFaultTests
{
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
    public async Task A_messenger_that_answers_again_gets_at_once_what_paused()
    {
        await using var post = await Post.Open();
        post.Messenger.Answer = (_, _) => new Delivery.Transient("connection refused");
        await post.Send(Post.To("1", "a"), Post.To("2", "b"));
        for (var i = 0; i < 60; i++)
            await post.Advance(1);
        var tries = post.Messenger.Tries.Count;
        post.Messenger.Answer = (_, _) => null;
        post.Runner.Reached("somebody else");
        await post.Settle();
        await post.Tried(tries);
        post.Runner.Reached(post.Messenger.Name);
        await post.Tried(tries + 2);
        Assert.Empty(await post.Rows());
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
}
