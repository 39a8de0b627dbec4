using FsCheck;
using FsCheck.Fluent;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Tests.LinkedRooms;

/// <summary>Formatted words as people, and those who want to do harm, could write them.</summary>
internal static class Trees
{
    /// <summary>Pieces of text, harmless and not.</summary>
    public static readonly string[] Pieces =
    [
        "Suppe",
        "für Ada",
        " ",
        "  ",
        "\n",
        "\t",
        "👩‍👩‍👧",
        "é",
        "<b>fett</b>",
        "<script>alert(1)</script>",
        "&amp;",
        "\"'<>&",
        "@room",
        "@everyone",
        "@all!",
        "@ada_b",
        "@",
        "room",
        "ada@example.org",
        "/loeschen",
        "/",
        "stop@bot",
        "!nachbar hilfe",
        "https://matrix.to/#/@ada:example.org",
        "matrix",
        ".to/#/!room",
        "https://example.org/a_b?c=d&e=@room",
        "javascript:alert(1)",
        "tg://user?id=1",
        "\u202eabc\u202c",
        "\u200b\u2063",
        "> <@ada:example.org> alt",
        "• Punkt",
        "1. Punkt",
        "```",
        "||verdeckt||",
        "[Text](https://example.org)",
        "<at id=\"0\">Alle</at>",
        "10:30",
        "und/oder",
        "\u0000\u0007",
        "\ud800",
    ];

    private static readonly string[] Places =
    [
        "https://example.org/",
        "https://example.org/?q=\"><script>",
        "http://example.net/@room",
        "mailto:ada@example.org",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://matrix.to/#/@ada:example.org",
        "tg://resolve?domain=x",
        "https://name:word@example.org/",
        "not an address",
        "",
    ];

    /// <summary>A text.</summary>
    public static readonly Gen<string> Text = Gen.Elements(Pieces).ArrayOf().Select(string.Concat);

    /// <summary>A whole tree.</summary>
    public static readonly Gen<Rich> Any = Gen.Sized(size =>
        Block(2).ArrayOf().Resize(Math.Min(size, 6)).Select(b => new Rich(b))
    );

    private static Gen<IReadOnlyList<RichInline>> Words(int depth) =>
        Inline(depth).ArrayOf().Resize(4).Select(w => (IReadOnlyList<RichInline>)w);

    private static Gen<RichInline> Inline(int depth)
    {
        var leaves = new[]
        {
            Text.Resize(4).Select(t => (RichInline)new RichInline.Text(t)),
            Text.Resize(2).Select(t => (RichInline)new RichInline.CodeSpan(t)),
            Text.Resize(2).Select(t => (RichInline)new RichInline.Mention(t)),
            Gen.Constant((RichInline)new RichInline.LineBreak()),
        };
        if (depth == 0)
            return Gen.OneOf(leaves);
        var inner = Words(depth - 1);
        return Gen.OneOf([
            .. leaves,
            inner.Select(w => (RichInline)new RichInline.Bold(w)),
            inner.Select(w => (RichInline)new RichInline.Italic(w)),
            inner.Select(w => (RichInline)new RichInline.Strike(w)),
            inner.Select(w => (RichInline)new RichInline.Spoiler(w)),
            Gen.Zip(inner, Gen.Elements(Places)).Select(z => (RichInline)new RichInline.Link(z.Item1, z.Item2)),
        ]);
    }

    private static Gen<RichBlock> Block(int depth)
    {
        var flat = new[]
        {
            Words(2).Select(w => (RichBlock)new RichBlock.Paragraph(w)),
            Gen.Zip(Gen.Choose(-1, 9), Words(1)).Select(z => (RichBlock)new RichBlock.Heading(z.Item1, z.Item2)),
            Gen.Zip(Gen.Elements(true, false), Words(1).ArrayOf().Resize(3))
                .Select(z => (RichBlock)new RichBlock.List(z.Item1, z.Item2)),
            Text.Resize(4).Select(t => (RichBlock)new RichBlock.Code(t)),
        };
        return depth == 0
            ? Gen.OneOf(flat)
            : Gen.OneOf([.. flat, Block(depth - 1).ArrayOf().Resize(3).Select(b => (RichBlock)new RichBlock.Quote(b))]);
    }
}
