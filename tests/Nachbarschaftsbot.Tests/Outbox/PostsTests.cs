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
    [Fact]
    public async Task What_waits_goes_as_one_message_with_each_name_and_in_order()
    {
        await using var post = await Post.Open(Talk.Slow);
        await post.Send(Talk.Said("1", "Ada", "Hat wer eine Leiter?"));
        await post.Send(
            Talk.Said("2", "Bela", "Ja,\nich."),
            Talk.Said("3", "Cora", "Ich auch.") with
            {
                UnderMessage = "77",
            },
            Talk.Said("4", "Ada", "Danke!")
        );
        await post.Tried(1);
        await post.Advance(4);
        await post.Tried(2);
        Assert.Equal(
            [
                "Ada (Matrix)\nHat wer eine Leiter?",
                "Bela (Matrix)\nJa,\nich.\n\nCora (Matrix)\n(Das ist eine Antwort.)\nIch auch.\n\nAda (Matrix)\nDanke!",
            ],
            Talk.Read(post)
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
        await post.Send([.. Enumerable.Range(1, 30).Select(i => Talk.Said($"{i}", "Ada", $"Satz {i}."))]);
        await post.Tried(30);
    }

    [Fact]
    public async Task Only_as_many_share_a_message_as_fit_into_it()
    {
        await using var post = await Post.Open(Talk.Slow);
        await post.Send([.. Enumerable.Range(1, 26).Select(i => Talk.Said($"{i}", "Ada", $"Satz {i}."))]);
        await post.Send([.. Enumerable.Range(1, 3).Select(i => Talk.Said($"l{i}", "Bela", new string('x', 1900)))]);
        for (var i = 0; i < 5; i++)
            await post.Advance(4);
        Assert.Equal([1, 20, 7, 1], Talk.Read(post).Select(t => t.Split("(Matrix)").Length - 1));
        Assert.All(Talk.Read(post), t => Assert.InRange(t.Length, 1, 4096));
        Assert.Empty(await post.Rows());
    }

    [Fact]
    public async Task A_change_or_deletion_of_one_post_leaves_the_others_standing()
    {
        await using var post = await Post.Open(Talk.Slow);
        await Talk.Shared(post);
        await post.Send(Talk.Said("3", "Cora", "Ich habe zwei.") with { Act = Act.Edit });
        await post.Advance(4);
        Assert.Equal("Bela (Matrix)\nIch.\n\nCora (Matrix)\nIch habe zwei.", Talk.Read(post)[^1]);
        await post.Send(Talk.Gone("2"));
        await post.Advance(4);
        Assert.Equal(Act.Edit, post.Messenger.Tries.Last().Message.Act);
        Assert.Equal("Cora (Matrix)\nIch habe zwei.", Talk.Read(post)[^1]);
        Assert.Empty(await post.Store.MessageIds("test:-1", "carried:2"));
        await post.Send(Talk.Gone("3"));
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
        await using var post = await Post.Open(Talk.Slow);
        await Talk.Shared(post);
        if (isLate)
            await post.Advance(2 * 86_400);
        else
            await post.Restart();
        await post.Send(Talk.Said("3", "Cora", "Ich habe zwei.") with { Act = Act.Edit });
        await post.Advance(4);
        var changed = post.Messenger.Tries.Last();
        Assert.Equal((Act.Send, "carried:3"), (changed.Message.Act, changed.Message.Under));
        Assert.Equal("Cora (Matrix)\n(Das wurde geändert.)\nIch habe zwei.", Talk.Read(post)[^1]);
        await post.Send(Talk.Gone("2"));
        await post.Advance(4);
        Assert.Contains("Hier wurde eine Nachricht gelöscht.", Talk.Read(post)[^1]);
        Assert.Equal([$"m{post.Messenger.Tries.ElementAt(1).Id}"], post.Messenger.Tries.Last().Ids);
        await post.Send(Talk.Said("3", "Cora", "Doch nicht.") with { Act = Act.Edit });
        await post.Advance(4);
        Assert.Equal([$"m{changed.Id}"], post.Messenger.Tries.Last().Ids);
        Assert.Equal("Cora (Matrix)\nDoch nicht.", Talk.Read(post)[^1]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_taken_back_while_it_waits_is_never_sent(bool afterCrash)
    {
        await using var post = await Post.Open(Talk.Slow);
        await post.Send(
            Talk.Said("1", "Ada", "Eins."),
            Talk.Said("2", "Ada", "Falsch."),
            Talk.Said("3", "Ada", "Drei.")
        );
        await post.Tried(1);
        if (afterCrash)
        {
            await post.Write(Talk.Gone("2"));
            await post.Restart(kill: true);
        }
        else
            await post.Send(Talk.Gone("2"));
        await post.Advance(4);
        await post.Advance(4);
        Assert.Equal(["Ada (Matrix)\nEins.", "Ada (Matrix)\nDrei."], Talk.Read(post).Distinct());
        Assert.Empty(await post.Rows());
    }

    [Fact]
    public async Task After_a_passing_fault_the_same_posts_go_together_again()
    {
        await using var post = await Post.Open(Talk.Slow);
        await post.Send(Talk.Said("1", "Ada", "Eins."), Talk.Said("2", "Ada", "Zwei."), Talk.Said("3", "Ada", "Drei."));
        await post.Tried(1);
        post.Messenger.Answer = (_, _) => new Delivery.Transient("no answer");
        await post.Advance(4);
        await post.Send(Talk.Said("4", "Ada", "Vier."));
        post.Messenger.Answer = (_, _) => null;
        await post.Advance(8);
        await post.Advance(8);
        Assert.Equal(Talk.Read(post)[1], Talk.Read(post)[2]);
        Assert.Equal(post.Messenger.Tries.ElementAt(1).Id, post.Messenger.Tries.ElementAt(2).Id);
        Assert.Equal("Ada (Matrix)\nVier.", Talk.Read(post)[^1]);
        Assert.Equal(4, post.Messenger.Tries.Count);
    }

    [Fact]
    public async Task What_was_tried_already_is_not_taken_for_never_sent()
    {
        await using var post = await Post.Open(Talk.Slow);
        await post.Send(Talk.Said("1", "Ada", "Eins."), Talk.Said("2", "Ada", "Zwei."), Talk.Said("3", "Ada", "Drei."));
        await post.Tried(1);
        post.Messenger.Answer = (_, _) => new Delivery.Transient("no answer");
        await post.Advance(4);
        await post.Send(Talk.Gone("3"));
        post.Messenger.Answer = (_, _) => null;
        await post.Advance(8);
        await post.Advance(8);
        Assert.Equal(Talk.Read(post)[1], Talk.Read(post)[2]);
        Assert.Equal((Act.Edit, "Ada (Matrix)\nZwei."), (post.Messenger.Tries.Last().Message.Act, Talk.Read(post)[^1]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_may_have_arrived_is_not_sent_to_a_group_again(bool breaksOff)
    {
        await using var post = await Post.Open(Talk.Slow);
        await post.Send(Talk.Said("1", "Ada", "Eins."), Talk.Said("2", "Ada", "Zwei."), Talk.Said("3", "Ada", "Drei."));
        await post.Tried(1);
        post.Messenger.Answer = (_, _) =>
            breaksOff ? throw new InvalidOperationException("broken") : new Delivery.Ambiguous("timeout");
        await post.Advance(4);
        await post.Advance(60);
        Assert.Equal(2, post.Messenger.Tries.Count);
        Assert.Empty(await post.Rows());
    }

    [Fact]
    public async Task One_that_is_refused_takes_no_other_with_it()
    {
        await using var post = await Post.Open(Talk.Slow);
        post.Messenger.Answer = (m, _) =>
            m.Rich!.Plain().Contains("schlecht") ? new Delivery.Refused("bad words") : null;
        await post.Send(
            Talk.Said("1", "Ada", "Eins."),
            Talk.Said("2", "Ada", "Zwei."),
            Talk.Said("3", "Ada", "schlecht")
        );
        await post.Send(Talk.Said("4", "Ada", "Vier."));
        for (var i = 0; i < 6; i++)
            await post.Advance(4);
        Assert.Equal(["Eins.", "Zwei.", "Vier."], post.Messenger.Sent.Select(m => m.Rich!.Plain()));
        Assert.Equal(1, await post.Store.CountParked());
    }

    [Fact]
    public async Task A_power_cut_while_they_wait_loses_none()
    {
        await using var post = await Post.Open(Talk.Slow);
        await post.Send([.. Enumerable.Range(1, 5).Select(i => Talk.Said($"{i}", "Ada", $"Satz {i}."))]);
        await post.Tried(1);
        await post.Settle();
        await post.Restart(kill: true);
        await post.Advance(4);
        await post.Advance(4);
        Assert.Equal(
            [1, 2, 3, 4, 5],
            Enumerable
                .Range(1, 5)
                .OrderBy(i => string.Concat(Talk.Read(post)).IndexOf($"Satz {i}.", StringComparison.Ordinal))
        );
        Assert.All(
            Enumerable.Range(1, 5),
            i => Assert.Single(Regex.Matches(string.Concat(Talk.Read(post)), $"Satz {i}"))
        );
    }

    [Fact]
    public async Task Where_the_id_says_what_stands_there_already_each_post_keeps_its_own()
    {
        await using var post = await Post.Open(Talk.Slow, new() { MostPosts = 10 }, idempotent: true);
        await post.Send([.. Enumerable.Range(1, 16).Select(i => Talk.Said($"{i}", "Ada", $"Satz {i}."))]);
        for (var i = 0; i < 12; i++)
            await post.Advance(4);
        Assert.All(Talk.Read(post), t => Assert.Single(Regex.Matches(t, @"\(Matrix\)|konnten nicht")));
        Assert.Single(Talk.Read(post), t => t.Contains("Nachrichten aus Matrix konnten nicht übertragen werden."));
        Assert.Empty(await post.Rows());
    }

    [Fact]
    public async Task What_is_confidential_shares_no_message_and_goes_nowhere_where_it_may_not()
    {
        await using var post = await Post.Open(Talk.Slow);
        await post.Send(
            Talk.Said("1", "Ada", "Eins."),
            Talk.Said("2", "Bela", "Zwei."),
            Talk.Said("3", "Cora", "Geheim.") with
            {
                Seal = "schluessel0001",
            },
            Talk.Said("4", "Ada", "Vier.")
        );
        for (var i = 0; i < 4; i++)
            await post.Advance(4);
        Assert.Equal(["Ada (Matrix)\nEins.", "Bela (Matrix)\nZwei.", "Ada (Matrix)\nVier."], Talk.Read(post));
        Assert.Equal(1, await post.Store.CountParked());
    }
}
