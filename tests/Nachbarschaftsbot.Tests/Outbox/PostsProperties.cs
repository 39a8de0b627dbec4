using FsCheck;
using FsCheck.Fluent;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Tests.Outbox;

/// <summary>
/// Over generated talks with changes and deletions, in a place that is slower than they are and that fails now and then: in the end the place
/// shows each post once, in order, as it reads now.
/// </summary>
public sealed class PostsProperties
{
    private static readonly Pace Slow = new(0.25, 1, 0, 0);

    /// <summary>What happens, and to which post.</summary>
    private static readonly Gen<(int Kind, int Which)[]> Events = Gen.Zip(Gen.Choose(0, 9), Gen.Choose(0, 30))
        .ArrayOf(30);

    [Fact]
    public void The_place_shows_in_the_end_what_was_said() =>
        Prop.ForAll(
                Events.ToArbitrary(),
                events =>
                {
                    Run(events).GetAwaiter().GetResult();
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(25));

    private static async Task Run((int Kind, int Which)[] events)
    {
        await using var post = await Post.Open(Slow);
        var said = new List<(string Id, string? Words)>();
        var failing = false;
        post.Messenger.Answer = (_, _) =>
        {
            failing = !failing;
            return failing && said.Count % 3 == 0 ? new Delivery.Transient("no answer") : null;
        };
        foreach (var (kind, which) in events)
            switch (kind)
            {
                case <= 4:
                    said.Add(($"{said.Count}", $"Satz {said.Count}."));
                    await post.Send(Message(said[^1]));
                    break;
                case 5 or 6 when said.Count > 0 && said[which % said.Count].Words is not null:
                    var one = said[which % said.Count] with { Words = $"Neu {kind}-{which}." };
                    said[which % said.Count] = one;
                    await post.Send(Message(one) with { Act = Act.Edit });
                    break;
                case 7 when said.Count > 0:
                    var gone = said[which % said.Count] with { Words = null };
                    said[which % said.Count] = gone;
                    await post.Send(Message(gone) with { Act = Act.Delete });
                    break;
                default:
                    await post.Advance(which);
                    break;
            }
        for (var i = 0; i < 300 && (await post.Rows()).Count > 0; i++)
            await post.Advance(4);
        Assert.Empty(await post.Rows());
        Assert.Equal(said.Where(s => s.Words is not null).Select(s => s.Words), Shown(post));
    }

    /// <summary>What stands in the place in the end.</summary>
    private static List<string> Shown(Post post)
    {
        var place = new SortedDictionary<long, Outbound>();
        var sent = post.Messenger.Sent.ToHashSet(ReferenceEqualityComparer.Instance);
        foreach (var (_, message, id, ids) in post.Messenger.Tries.Where(t => sent.Contains(t.Message)))
            if (message.Act == Act.Send)
                place[id] = message;
            else if (message.Act == Act.Edit)
                place[long.Parse(ids[0][1..])] = message;
            else
                place.Remove(long.Parse(ids[0][1..]));
        return [.. place.Values.SelectMany(m => m.Rich!.Plain().Split("\n\n")).Select(p => p.Split('\n')[^1])];
    }

    private static Outbound Message((string Id, string? Words) said) =>
        Post.ToGroup("-1", "") with
        {
            Ref = $"carried:{said.Id}",
            Lines = said.Words is null ? [] : ["linked.somebody"],
            Rich = said.Words is { } words ? Rich.Of(words) : null,
            Talk = new("linked.where.matrix"),
            Priority = Priority.Notice,
        };
}
