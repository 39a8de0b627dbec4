using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;

namespace Nachbarschaftsbot.Outbox;

/// <summary>Several posts of a talk as one message: each with the line that says whose it is, in their order.</summary>
internal static class Posts
{
    /// <summary>Most posts in one message.</summary>
    public const int MostTogether = 20;

    private const int Between = 4;

    /// <summary>Whether a message may share one with others. What is confidential goes alone: who looks at it, looks at all of it.</summary>
    public static bool MayShare(Outbound message) =>
        message is { Talk: not null, Act: Act.Send, File: null, Buttons.Count: 0, Confidential: false };

    /// <summary>Characters it takes, at most.</summary>
    public static int Length(Outbound message) =>
        message.Lines.Sum(line => Words(line, message).Length + Between)
        + (message.Rich?.Plain().Length ?? 0)
        + Between
        + (IsAnswer(message) ? Words("linked.answer", message).Length : 0);

    /// <summary>One message of all; it stands under what the first one answers.</summary>
    public static Outbound Together(IReadOnlyList<Outbound> posts) =>
        posts.Count == 1
            ? posts[0]
            : posts[0] with
            {
                Rich = new([.. posts[0].Rich?.Blocks ?? [], .. posts.Skip(1).SelectMany(Blocks)]),
            };

    /// <summary>A post that says itself whether it is an answer: its message does not stand under what it answers.</summary>
    public static Outbound Saying(Outbound post) =>
        IsAnswer(post) ? post with { Lines = [.. post.Lines, "linked.answer"] } : post;

    /// <summary>What stands in place of posts that could not be sent.</summary>
    public static Outbound Lost(IReadOnlyList<Outbound> posts)
    {
        var last = posts[^1];
        var from = posts.All(p => p.Talk!.From == last.Talk!.From) ? last.Talk!.From : "linked.where.rooms";
        var count = posts.Sum(p => Math.Max(1, p.Talk!.Lost));
        return new()
        {
            To = last.To,
            Language = last.Language,
            Priority = last.Priority,
            Talk = new(from, count),
            Lines = [Text.Of("linked.lost", ("count", count), Arg.OfKey("where", from))],
        };
    }

    /// <summary>What stands in place of a picture that could not be sent.</summary>
    public static Outbound Named(Outbound picture) =>
        picture with
        {
            File = null,
            Lines = [Text.Of("linked.not-shown", Arg.OfKey("what", "linked.media.picture"))],
        };

    private static IEnumerable<RichBlock> Blocks(Outbound post)
    {
        var head = new List<RichInline>();
        foreach (var line in Saying(post).Lines)
        {
            if (head.Count > 0)
                head.Add(new RichInline.LineBreak());
            RichInline plain = new RichInline.Text(Words(line, post));
            head.Add(line.Style == TextStyle.Title ? new RichInline.Bold([plain]) : plain);
        }
        var said = post.Rich?.Blocks ?? [];
        if (said is not [RichBlock.Paragraph(var words), ..])
            return [new RichBlock.Paragraph(head), .. said];
        if (head.Count > 0)
            head.Add(new RichInline.LineBreak());
        return [new RichBlock.Paragraph([.. head, .. words]), .. said.Skip(1)];
    }

    private static bool IsAnswer(Outbound post) => post.Under is not null || post.UnderMessage is not null;

    private static string Words(Text line, Outbound message) => Catalog.BuiltIn.Words(line, message.Language);
}
