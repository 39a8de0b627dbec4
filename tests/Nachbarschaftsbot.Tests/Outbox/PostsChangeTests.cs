using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Tests.Outbox;

/// <summary>What happens to one post of a message that holds several, while the message or its place changes.</summary>
public sealed class PostsChangeTests
{
    [Fact]
    public async Task A_change_goes_along_where_the_group_moves()
    {
        await using var post = await Post.Open(Talk.Slow);
        await Talk.Shared(post);
        post.Messenger.Answer = (m, _) => m.To.Chat == "-1" ? new Delivery.Moved("-100") : null;
        await post.Send(Talk.Said("3", "Cora", "Ich habe zwei.") with { Act = Act.Edit });
        await post.Advance(4);
        await post.Advance(4);
        Assert.Equal(["-1", "-100"], post.Messenger.Tries.Skip(2).Select(t => t.Message.To.Chat));
        Assert.Equal("Bela (Matrix)\nIch.\n\nCora (Matrix)\nIch habe zwei.", Talk.Read(post)[^1]);
        Assert.Empty(await post.Rows());
    }

    [Fact]
    public async Task A_message_that_is_sent_from_chat_to_chat_is_put_aside()
    {
        await using var post = await Post.Open(options: new() { MostAttempts = 5 });
        post.Messenger.Answer = (m, _) => new Delivery.Moved(m.To.Chat == "-1" ? "-100" : "-1");
        await post.Send(Post.ToGroup("-1", "Hallo"));
        await Patience.Until(async () => await post.Store.CountParked() == 1);
        Assert.Equal(5, post.Messenger.Tries.Count);
        Assert.Empty(await post.Rows());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_message_that_gets_longer_or_shorter_still_belongs_to_all_its_posts(bool afterRestart)
    {
        await using var post = await Post.Open(Talk.Slow);
        await Talk.Shared(post);
        post.Messenger.AfterEdit = ids => [.. ids, "more"];
        await post.Send(Talk.Said("3", "Cora", "Ich habe zwei.") with { Act = Act.Edit });
        await post.Advance(4);
        var ids = await post.Store.MessageIds("test:-1", "carried:2");
        Assert.Equal("more", ids[^1]);
        Assert.Equal(ids, await post.Store.MessageIds("test:-1", "carried:3"));
        if (afterRestart)
            await post.Restart();
        Assert.All(
            await Task.WhenAll(ids.Select(id => post.Runner.ReferenceOf("test:-1", id).AsTask())),
            reference => Assert.StartsWith("posts:", reference)
        );
        post.Messenger.AfterEdit = known => [.. known.SkipLast(1)];
        await post.Send(Talk.Gone("2"));
        await post.Advance(4);
        Assert.Equal(Act.Edit, post.Messenger.Tries.Last().Message.Act);
        Assert.StartsWith("posts:", await post.Runner.ReferenceOf("test:-1", ids[0]));
    }

    [Fact]
    public async Task An_answer_still_says_so_when_the_post_above_it_is_gone()
    {
        await using var post = await Post.Open(Talk.Slow);
        await post.Send(
            Talk.Said("1", "Ada", "Eins."),
            Talk.Said("2", "Bela", "Ja.") with
            {
                UnderMessage = "76",
            },
            Talk.Said("3", "Cora", "Nein.") with
            {
                UnderMessage = "77",
            },
            Talk.Said("4", "Ada", "Gut.")
        );
        await post.Advance(4);
        await post.Tried(2);
        Assert.StartsWith("Bela (Matrix)\nJa.", Talk.Read(post)[^1]);
        await post.Send(Talk.Gone("2"));
        await post.Advance(4);
        Assert.Equal("Cora (Matrix)\n(Das ist eine Antwort.)\nNein.\n\nAda (Matrix)\nGut.", Talk.Read(post)[^1]);
        await post.Send(Talk.Said("3", "Cora", "Doch.") with { Act = Act.Edit });
        await post.Advance(4);
        Assert.Equal("Cora (Matrix)\n(Das ist eine Antwort.)\nDoch.\n\nAda (Matrix)\nGut.", Talk.Read(post)[^1]);
        await post.Send(Talk.Gone("4"));
        await post.Advance(4);
        Assert.Equal("Cora (Matrix)\n(Das ist eine Antwort.)\nDoch.", Talk.Read(post)[^1]);
    }
}
