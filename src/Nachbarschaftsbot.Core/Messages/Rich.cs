using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;

namespace Nachbarschaftsbot.Core.Messages;

/// <summary>
/// Formatted words of a person in no messenger's own form: each messenger translates into it and out of it, and none ever sees another's
/// markup. Every leaf is plain text; nothing in it is ever parsed.
/// </summary>
/// <param name="Blocks">Paragraphs, lists and so on, in order.</param>
public sealed record Rich(IReadOnlyList<RichBlock> Blocks)
{
    /// <summary>Nothing.</summary>
    public static readonly Rich Empty = new([]);

    /// <summary>Whether there is nothing in it.</summary>
    [JsonIgnore]
    public bool IsEmpty => Blocks.Count == 0;

    /// <summary>Plain words: blank lines part paragraphs, other line ends stay.</summary>
    public static Rich Of(string words) =>
        new([
            .. words
                .ReplaceLineEndings("\n")
                .Split("\n\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(p => new RichBlock.Paragraph(RichInline.Lines(p))),
        ]);

    /// <summary>All of it without formatting, for messengers and readers without any.</summary>
    public string Plain()
    {
        var text = new StringBuilder();
        Write(text, Blocks);
        return text.ToString();
    }

    private static void Write(StringBuilder text, IReadOnlyList<RichBlock> blocks)
    {
        for (var i = 0; i < blocks.Count; i++)
        {
            if (i > 0)
                text.Append("\n\n");
            Write(text, blocks[i]);
        }
    }

    private static void Write(StringBuilder text, RichBlock block)
    {
        switch (block)
        {
            case RichBlock.Paragraph(var words):
                RichInline.Write(text, words);
                break;
            case RichBlock.Heading(_, var words):
                RichInline.Write(text, words);
                break;
            case RichBlock.Code(var code):
                text.Append(code);
                break;
            case RichBlock.List list:
                for (var i = 0; i < list.Items.Count; i++)
                {
                    text.Append(i > 0 ? "\n" : "").Append(list.Mark(i));
                    RichInline.Write(text, list.Items[i]);
                }
                break;
            case RichBlock.Quote(var quoted):
                var inner = new StringBuilder();
                Write(inner, quoted);
                text.Append("> ").Append(inner.Replace("\n", "\n> "));
                break;
        }
    }
}

/// <summary>A part of a text that stands for itself: a closed set.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(Paragraph), "p")]
[JsonDerivedType(typeof(Heading), "h")]
[JsonDerivedType(typeof(List), "l")]
[JsonDerivedType(typeof(Quote), "q")]
[JsonDerivedType(typeof(Code), "c")]
public abstract record RichBlock
{
    private RichBlock() { }

    /// <summary>Words.</summary>
    public sealed record Paragraph(IReadOnlyList<RichInline> Words) : RichBlock;

    /// <summary>A heading; 1 is the largest of 6.</summary>
    public sealed record Heading(int Level, IReadOnlyList<RichInline> Words) : RichBlock;

    /// <summary>A list, with numbers where <paramref name="Ordered"/>. Lists in lists are laid flat.</summary>
    public sealed record List(bool Ordered, IReadOnlyList<IReadOnlyList<RichInline>> Items) : RichBlock
    {
        /// <summary>What stands before an item where there are no lists.</summary>
        public string Mark(int index) => Ordered ? string.Create(CultureInfo.InvariantCulture, $"{index + 1}. ") : "• ";
    }

    /// <summary>Words of somebody else. Quotes in quotes are laid flat.</summary>
    public sealed record Quote(IReadOnlyList<RichBlock> Blocks) : RichBlock;

    /// <summary>Lines that stay as they are.</summary>
    public sealed record Code(string Text) : RichBlock;
}

/// <summary>A part of a line: a closed set.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(Text), "t")]
[JsonDerivedType(typeof(Bold), "b")]
[JsonDerivedType(typeof(Italic), "i")]
[JsonDerivedType(typeof(Strike), "s")]
[JsonDerivedType(typeof(CodeSpan), "c")]
[JsonDerivedType(typeof(Link), "a")]
[JsonDerivedType(typeof(Spoiler), "h")]
[JsonDerivedType(typeof(Mention), "m")]
[JsonDerivedType(typeof(LineBreak), "n")]
public abstract record RichInline
{
    private RichInline() { }

    /// <summary>Plain words in one line.</summary>
    public sealed record Text(string Words) : RichInline;

    /// <summary>Strong words.</summary>
    public sealed record Bold(IReadOnlyList<RichInline> Words) : RichInline;

    /// <summary>Words in italics.</summary>
    public sealed record Italic(IReadOnlyList<RichInline> Words) : RichInline;

    /// <summary>Words struck out.</summary>
    public sealed record Strike(IReadOnlyList<RichInline> Words) : RichInline;

    /// <summary>Letters that stay as they are.</summary>
    public sealed record CodeSpan(string Letters) : RichInline;

    /// <summary>Words that lead to an address.</summary>
    public sealed record Link(IReadOnlyList<RichInline> Words, string Address) : RichInline;

    /// <summary>Words that are hidden until somebody wants to see them.</summary>
    public sealed record Spoiler(IReadOnlyList<RichInline> Words) : RichInline;

    /// <summary>Somebody's name. It calls nobody.</summary>
    public sealed record Mention(string Name) : RichInline;

    /// <summary>A new line in the same paragraph.</summary>
    public sealed record LineBreak : RichInline;

    /// <summary>Words with their line ends.</summary>
    public static IReadOnlyList<RichInline> Lines(string words)
    {
        var lines = words.Split('\n');
        var all = new List<RichInline>(lines.Length * 2);
        foreach (var line in lines)
        {
            if (all.Count > 0)
                all.Add(new LineBreak());
            all.Add(new Text(line));
        }
        return all;
    }

    /// <summary>Without formatting; the address of a link stands behind its words where they do not say it.</summary>
    public static string Plain(IReadOnlyList<RichInline> words)
    {
        var text = new StringBuilder();
        Write(text, words);
        return text.ToString();
    }

    internal static void Write(StringBuilder text, IReadOnlyList<RichInline> words)
    {
        foreach (var word in words)
            Write(text, word);
    }

    private static void Write(StringBuilder text, RichInline word)
    {
        switch (word)
        {
            case Text(var plain):
                text.Append(plain);
                break;
            case CodeSpan(var letters):
                text.Append(letters);
                break;
            case Mention(var name):
                text.Append(name);
                break;
            case LineBreak:
                text.Append('\n');
                break;
            case Link link:
                var label = Plain(link.Words);
                text.Append(label);
                if (label != link.Address)
                    text.Append(" (").Append(link.Address).Append(')');
                break;
            case Bold(var inner):
                Write(text, inner);
                break;
            case Italic(var inner):
                Write(text, inner);
                break;
            case Strike(var inner):
                Write(text, inner);
                break;
            case Spoiler(var inner):
                Write(text, inner);
                break;
        }
    }
}
