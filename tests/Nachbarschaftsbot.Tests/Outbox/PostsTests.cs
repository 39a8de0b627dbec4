using System.Globalization;
using System.Text.RegularExpressions;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Messengers.Telegram;
using Nachbarschaftsbot.Outbox;

namespace Nachbarschaftsbot.Tests.Outbox;

/// <summary>A talk that is faster than the place it is carried to: one message in four seconds.</summary>
public sealed class PostsTests
{
    private static readonly Pace Slow = new(0.25, 1, 0, 0);

    [Fact]
    public async Task What_waits_goes_as_one_message_with_each_name_and_in_order()
    {
        await using var post = await Post.Open(Slow);
        await post.Send(Said("1", "Ada", "Hat wer eine Leiter?"));
        await post.Send(
            Said("2", "Bela", "Ja,\nich."),
            Said("3", "Cora", "Ich auch.") with
            {
                UnderMessage = "77",
            },
            Said("4", "Ada", "Danke!")
        );
        await post.Tried(1);
        await post.Advance(4);
        await post.Tried(2);
        Assert.Equal(
            [
                "Ada (Matrix)\nHat wer eine Leiter?",
                "Bela (Matrix)\nJa,\nich.\n\nCora (Matrix)\n(Das ist eine Antwort.)\nIch auch.\n\nAda (Matrix)\nDanke!",
            ],
            Read(post)
        );
        Assert.Empty(await post.Rows());
        var ids = await post.Store.MessageIds("test:-1", "carried:2");
        Assert.Equal(ids, await post.Store.MessageIds("test:-1", "carried:4"));
        Assert.StartsWith("posts:", await post.Runner.ReferenceOf("test:-1", ids[0]));
        Assert.Equal("carried:1", await post.Runner.ReferenceOf("test:-1", $"m{post.Messenger.Tries.First().Id}"));
    }

    [Fact]
    public async Task Where_the_place_keeps_up_each_post_is_a_message()
    {
        await using var post = await Post.Open();
        await post.Send([.. Enumerable.Range(1, 30).Select(i => Said($"{i}", "Ada", $"Satz {i}."))]);
        await post.Tried(30);
    }

    [Fact]
    public async Task Only_as_many_share_a_message_as_fit_into_it()
    {
        await using var post = await Post.Open(Slow);
        await post.Send([.. Enumerable.Range(1, 26).Select(i => Said($"{i}", "Ada", $"Satz {i}."))]);
        await post.Send([.. Enumerable.Range(1, 3).Select(i => Said($"l{i}", "Bela", new string('x', 1900)))]);
        for (var i = 0; i < 5; i++)
            await post.Advance(4);
        Assert.Equal([1, 20, 7, 1], Read(post).Select(t => t.Split("(Matrix)").Length - 1));
        Assert.All(Read(post), t => Assert.InRange(t.Length, 1, 4096));
        Assert.Empty(await post.Rows());
    }

    [Fact]
    public async Task A_change_or_deletion_of_one_post_leaves_the_others_standing()
    {
        await using var post = await Post.Open(Slow);
        await Shared(post);
        await post.Send(Said("3", "Cora", "Ich habe zwei.") with { Act = Act.Edit });
        await post.Advance(4);
        Assert.Equal("Bela (Matrix)\nIch.\n\nCora (Matrix)\nIch habe zwei.", Read(post)[^1]);
        await post.Send(Gone("2"));
        await post.Advance(4);
        Assert.Equal(Act.Edit, post.Messenger.Tries.Last().Message.Act);
        Assert.Equal("Cora (Matrix)\nIch habe zwei.", Read(post)[^1]);
        Assert.Empty(await post.Store.MessageIds("test:-1", "carried:2"));
        await post.Send(Gone("3"));
        await post.Advance(4);
        Assert.Equal(Act.Delete, post.Messenger.Tries.Last().Message.Act);
        Assert.All(
            post.Messenger.Tries.Skip(2),
            t => Assert.Equal([$"m{post.Messenger.Tries.ElementAt(1).Id}"], t.Ids)
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_restart_or_two_days_a_change_stands_below_and_a_deletion_takes_all_words(bool isLate)
    {
        await using var post = await Post.Open(Slow);
        await Shared(post);
        if (isLate)
            await post.Advance(2 * 86_400);
        else
            await post.Restart();
        await post.Send(Said("3", "Cora", "Ich habe zwei.") with { Act = Act.Edit });
        await post.Advance(4);
        var changed = post.Messenger.Tries.Last();
        Assert.Equal((Act.Send, "carried:3"), (changed.Message.Act, changed.Message.Under));
        Assert.Equal("Cora (Matrix)\n(Das wurde geändert.)\nIch habe zwei.", Read(post)[^1]);
        await post.Send(Gone("2"));
        await post.Advance(4);
        Assert.Contains("Hier wurde eine Nachricht gelöscht.", Read(post)[^1]);
        Assert.Equal([$"m{post.Messenger.Tries.ElementAt(1).Id}"], post.Messenger.Tries.Last().Ids);
        await post.Send(Said("3", "Cora", "Doch nicht.") with { Act = Act.Edit });
        await post.Advance(4);
        Assert.Equal([$"m{changed.Id}"], post.Messenger.Tries.Last().Ids);
        Assert.Equal("Cora (Matrix)\nDoch nicht.", Read(post)[^1]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_taken_back_while_it_waits_is_never_sent(bool afterCrash)
    {
        await using var post = await Post.Open(Slow);
        await post.Send(Said("1", "Ada", "Eins."), Said("2", "Ada", "Falsch."), Said("3", "Ada", "Drei."));
        await post.Tried(1);
        if (afterCrash)
        {
            await post.Write(Gone("2"));
            await post.Restart(kill: true);
        }
        else
            await post.Send(Gone("2"));
        await post.Advance(4);
        await post.Advance(4);
        Assert.Equal(["Ada (Matrix)\nEins.", "Ada (Matrix)\nDrei."], Read(post).Distinct());
        Assert.Empty(await post.Rows());
    }

    [Fact]
    public async Task Where_too_many_wait_the_oldest_are_counted_in_one_line_also_after_a_crash()
    {
        await using var post = await Post.Open(Slow, new() { MostPosts = 10 });
        await post.Send([.. Enumerable.Range(0, 16).Select(i => Said($"{i}", "Ada", $"Satz {i}."))]);
        await post.Send(Said("3", "Ada", "Geändert.") with { Act = Act.Edit }, Gone("4"));
        await post.Tried(1);
        await post.Settle();
        await post.Restart(kill: true);
        await post.Advance(8);
        await post.Advance(4);
        var all = string.Join("\n\n", Read(post).Distinct());
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
        await using var post = await Post.Open(Slow);
        for (var i = 0; i < 3000; i++)
            await post.Send(Said($"{i}", "Ada", $"Satz {i}."));
        Assert.InRange(post.Runner.Health[0].Waiting, 1, 500);
        for (var i = 0; i < 30; i++)
            await post.Advance(4);
        var all = string.Join("\n\n", Read(post));
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
        await using var post = await Post.Open(Slow, new() { MostPictures = 2 });
        var picture = new OutboundFile("bild.png", "image/png", [1]);
        for (var i = 0; i < 5; i++)
            await post.Send(
                Said($"{i}", "Ada", $"Bild {i}"),
                Said($"{i}:p", "Ada", "") with
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
        Assert.Equal(3, string.Concat(Read(post)).Split("(Bild, hier nicht gezeigt)").Length - 1);
        Assert.Empty(await post.Rows());
    }

    [Fact]
    public async Task After_a_passing_fault_the_same_posts_go_together_again()
    {
        await using var post = await Post.Open(Slow);
        await post.Send(Said("1", "Ada", "Eins."), Said("2", "Ada", "Zwei."), Said("3", "Ada", "Drei."));
        await post.Tried(1);
        post.Messenger.Answer = (_, _) => new Delivery.Transient("no answer");
        await post.Advance(4);
        await post.Send(Said("4", "Ada", "Vier."));
        post.Messenger.Answer = (_, _) => null;
        await post.Advance(8);
        await post.Advance(8);
        Assert.Equal(Read(post)[1], Read(post)[2]);
        Assert.Equal(post.Messenger.Tries.ElementAt(1).Id, post.Messenger.Tries.ElementAt(2).Id);
        Assert.Equal("Ada (Matrix)\nVier.", Read(post)[^1]);
        Assert.Equal(4, post.Messenger.Tries.Count);
    }

    [Fact]
    public async Task What_was_tried_already_is_not_taken_for_never_sent()
    {
        await using var post = await Post.Open(Slow);
        await post.Send(Said("1", "Ada", "Eins."), Said("2", "Ada", "Zwei."), Said("3", "Ada", "Drei."));
        await post.Tried(1);
        post.Messenger.Answer = (_, _) => new Delivery.Transient("no answer");
        await post.Advance(4);
        await post.Send(Gone("3"));
        post.Messenger.Answer = (_, _) => null;
        await post.Advance(8);
        await post.Advance(8);
        Assert.Equal(Read(post)[1], Read(post)[2]);
        Assert.Equal((Act.Edit, "Ada (Matrix)\nZwei."), (post.Messenger.Tries.Last().Message.Act, Read(post)[^1]));
    }

    [Fact]
    public async Task A_try_that_breaks_off_sends_none_of_them_to_a_group_again()
    {
        await using var post = await Post.Open(Slow);
        await post.Send(Said("1", "Ada", "Eins."), Said("2", "Ada", "Zwei."), Said("3", "Ada", "Drei."));
        await post.Tried(1);
        post.Messenger.Answer = (_, _) => throw new InvalidOperationException("broken");
        await post.Advance(4);
        await post.Advance(60);
        Assert.Equal(2, post.Messenger.Tries.Count);
        Assert.Empty(await post.Rows());
    }

    [Fact]
    public async Task One_that_is_refused_takes_no_other_with_it()
    {
        await using var post = await Post.Open(Slow);
        post.Messenger.Answer = (m, _) =>
            m.Rich!.Plain().Contains("schlecht") ? new Delivery.Refused("bad words") : null;
        await post.Send(Said("1", "Ada", "Eins."), Said("2", "Ada", "Zwei."), Said("3", "Ada", "schlecht"));
        await post.Send(Said("4", "Ada", "Vier."));
        for (var i = 0; i < 6; i++)
            await post.Advance(4);
        Assert.Equal(["Eins.", "Zwei.", "Vier."], post.Messenger.Sent.Select(m => m.Rich!.Plain()));
        Assert.Equal(1, await post.Store.CountParked());
    }

    [Fact]
    public async Task What_may_have_arrived_is_not_sent_to_a_group_again()
    {
        await using var post = await Post.Open(Slow);
        await post.Send(Said("1", "Ada", "Eins."), Said("2", "Ada", "Zwei."), Said("3", "Ada", "Drei."));
        await post.Tried(1);
        post.Messenger.Answer = (_, _) => new Delivery.Ambiguous("timeout");
        await post.Advance(4);
        await post.Advance(60);
        Assert.Equal(2, post.Messenger.Tries.Count);
        Assert.Empty(await post.Rows());
    }

    [Fact]
    public async Task A_power_cut_while_they_wait_loses_none()
    {
        await using var post = await Post.Open(Slow);
        await post.Send([.. Enumerable.Range(1, 5).Select(i => Said($"{i}", "Ada", $"Satz {i}."))]);
        await post.Tried(1);
        await post.Settle();
        await post.Restart(kill: true);
        await post.Advance(4);
        await post.Advance(4);
        Assert.Equal(
            [1, 2, 3, 4, 5],
            Enumerable
                .Range(1, 5)
                .OrderBy(i => string.Concat(Read(post)).IndexOf($"Satz {i}.", StringComparison.Ordinal))
        );
        Assert.All(Enumerable.Range(1, 5), i => Assert.Single(Regex.Matches(string.Concat(Read(post)), $"Satz {i}")));
    }

    [Fact]
    public async Task Where_the_id_says_what_stands_there_already_each_post_keeps_its_own()
    {
        await using var post = await Post.Open(Slow, new() { MostPosts = 10 }, idempotent: true);
        await post.Send([.. Enumerable.Range(1, 16).Select(i => Said($"{i}", "Ada", $"Satz {i}."))]);
        for (var i = 0; i < 12; i++)
            await post.Advance(4);
        Assert.All(Read(post), t => Assert.Single(Regex.Matches(t, @"\(Matrix\)|konnten nicht")));
        Assert.Single(Read(post), t => t.Contains("Nachrichten aus Matrix konnten nicht übertragen werden."));
        Assert.Empty(await post.Rows());
    }

    /// <summary>One message with one post, then one with two.</summary>
    private static async Task Shared(Post post)
    {
        await post.Send(
            Said("1", "Ada", "Hat wer eine Leiter?"),
            Said("2", "Bela", "Ich."),
            Said("3", "Cora", "Ich auch.")
        );
        await post.Advance(4);
        await post.Tried(2);
    }

    private static Outbound Said(string id, string name, string words) =>
        Post.ToGroup("-1", "") with
        {
            Ref = $"carried:{id}",
            Lines = [Text.Title("linked.from", ("name", name), Arg.OfKey("where", "linked.where.matrix"))],
            Rich = Rich.Of(words),
            Talk = new("linked.where.matrix"),
            Priority = Priority.Notice,
        };

    private static Outbound Gone(string id) => Said(id, "", "") with { Act = Act.Delete, Lines = [], Rich = null };

    /// <summary>What was given to the messenger, as Telegram would show it.</summary>
    private static List<string> Read(Post post) =>
        [
            .. post.Messenger.Tries.Select(t =>
                string.Concat(new Renderer(Catalog.BuiltIn).Parts(t.Message).Select(p => p.Text))
            ),
        ];
}
