using System.Globalization;
using System.Text.RegularExpressions;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Tests.Outbox;

/// <summary>A talk that is much too fast for the place it is carried to.</summary>
public sealed class PostsOverflowTests
{
    [Fact]
    public async Task Where_too_many_wait_the_oldest_are_counted_in_one_line_also_after_a_crash()
    {
        await using var post = await Post.Open(Talk.Slow, new() { MostPosts = 10 });
        await post.Send([.. Enumerable.Range(0, 16).Select(i => Talk.Said($"{i}", "Ada", $"Satz {i}."))]);
        await post.Send(Talk.Said("3", "Ada", "Geändert.") with { Act = Act.Edit }, Talk.Gone("4"));
        await post.Tried(1);
        await post.Settle();
        await post.Restart(kill: true);
        await post.Advance(8);
        await post.Advance(4);
        var all = string.Join("\n\n", Talk.Read(post).Distinct());
        var lost = Regex.Match(all, @"(\d+) Nachrichten aus Matrix konnten nicht übertragen werden\.");
        var said = Regex
            .Matches(all, @"Satz (\d+)\.")
            .Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture))
            .ToList();
        Assert.Equal(16, said.Count + int.Parse(lost.Groups[1].Value, CultureInfo.InvariantCulture));
        Assert.Equal([0, .. Enumerable.Range(17 - said.Count, said.Count - 1)], said);
        Assert.Single(Regex.Matches(all, "konnten nicht"));
        Assert.Empty(await post.Rows());
    }

    [Fact]
    public async Task Much_more_than_too_much_keeps_memory_flat_and_counts_right()
    {
        await using var post = await Post.Open(Talk.Slow);
        for (var i = 0; i < 3000; i++)
            await post.Send(Talk.Said($"{i}", "Ada", $"Satz {i}."));
        Assert.InRange(post.Runner.Health[0].Waiting, 1, 500);
        for (var i = 0; i < 30; i++)
            await post.Advance(4);
        var all = string.Join("\n\n", Talk.Read(post));
        var lost = Regex.Match(all, @"(\d+) Nachrichten aus Matrix");
        Assert.Equal(
            3000,
            all.Split("Satz ").Length - 1 + int.Parse(lost.Groups[1].Value, CultureInfo.InvariantCulture)
        );
        Assert.Empty(await post.Rows());
    }

    [Fact]
    public async Task Of_too_many_pictures_the_oldest_are_only_named()
    {
        await using var post = await Post.Open(Talk.Slow, new() { MostPictures = 2 });
        var picture = new OutboundFile("bild.png", "image/png", [1]);
        for (var i = 0; i < 5; i++)
            await post.Send(
                Talk.Said($"{i}", "Ada", $"Bild {i}"),
                Talk.Said($"{i}:p", "Ada", "") with
                {
                    Lines = [],
                    Rich = null,
                    Under = $"carried:{i}",
                    File = picture,
                }
            );
        for (var i = 0; i < 12; i++)
            await post.Advance(4);
        Assert.Equal(2, post.Messenger.Sent.Count(m => m.File is not null));
        Assert.Equal(3, string.Concat(Talk.Read(post)).Split("(Bild, hier nicht gezeigt)").Length - 1);
        Assert.Empty(await post.Rows());
    }

    [Fact]
    public async Task Posts_that_share_a_message_take_one_place_among_those_under_way()
    {
        await using var post = await Post.Open(Talk.Slow, new() { Concurrency = 4 });
        foreach (var group in (string[])["-1", "-2"])
            await post.Send([.. Enumerable.Range(1, 20).Select(i => Talk.Said($"{i}", "Ada", $"Satz {i}.", group))]);
        await post.Tried(2);
        var open = new TaskCompletionSource();
        post.Messenger.Pause = _ => open.Task;
        await post.Advance(4);
        await post.Tried(4);
        await post.Send(Post.To("9", "112", Priority.Emergency));
        await post.Tried(5);
        Assert.Equal("112", post.Messenger.Words[^1]);
        open.SetResult();
        await Patience.Until(async () => (await post.Rows()).Count == 0);
    }
}
