using Microsoft.Extensions.Logging.Abstractions;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Outbox;

namespace Nachbarschaftsbot.Tests.Outbox;

/// <summary>What is known of messages that hold several posts, and for how long.</summary>
public sealed class SharedMessagesTests
{
    private const int Many = 400;

    [Fact]
    public async Task A_busy_group_takes_no_memory_from_a_quiet_one()
    {
        await using var post = new Post();
        var completions = new Completions(post.Store, post.Time, NullLogger.Instance, default);
        using var shared = new SharedMessages(completions, post.Time);
        Keep(shared, "-2", 0);
        for (var i = 0; i < Many; i++)
            Keep(shared, "-1", i);
        Assert.Equal(20, await Titles(shared, "-2", 0));
        Assert.Equal(20, await Titles(shared, "-1", Many - 1));
        Assert.Equal(1, await Titles(shared, "-1", 0));
        shared.Forget("test:-1");
        Assert.Equal(1, await Titles(shared, "-1", Many - 1));
        Assert.Equal(20, await Titles(shared, "-2", 0));
    }

    /// <summary>A message with twenty posts; all of them are much more than is kept.</summary>
    private static void Keep(SharedMessages shared, string group, int number)
    {
        Outbound[] posts = [.. Enumerable.Range(0, 20).Select(i => Said(group, $"{number}-{i}"))];
        shared.Keep($"test:{group}", $"posts:{number}", posts);
    }

    /// <summary>How many posts the message holds after a change of one: where it is not known, only the changed one goes out.</summary>
    private static async Task<int> Titles(SharedMessages shared, string group, int number)
    {
        var change = Said(group, $"{number}-7") with { Act = Act.Edit };
        var item = new Waiting(new(1, "test", $"test:{group}", 0, default, 0, []), change, _ => Task.CompletedTask);
        var sent = await shared.AsSent(item, ["m1"]);
        return sent.Rich!.Plain().Split("(Matrix)").Length - 1 + sent.Lines.Count;
    }

    private static Outbound Said(string group, string id) => Talk.Said(id, "Ada", new string('x', 200), group);
}
