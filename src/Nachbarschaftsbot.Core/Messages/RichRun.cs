namespace Nachbarschaftsbot.Core.Messages;

/// <summary>How a stretch of a line is set: any of these.</summary>
[Flags]
public enum RichStyle
{
    /// <summary>Plain.</summary>
    None = 0,

    /// <summary>Strong.</summary>
    Bold = 1,

    /// <summary>In italics.</summary>
    Italic = 2,

    /// <summary>Struck out.</summary>
    Strike = 4,

    /// <summary>Hidden until somebody wants to see it.</summary>
    Spoiler = 8,

    /// <summary>Stays as it is; goes with nothing else.</summary>
    Code = 16,
}

/// <summary>
/// A stretch of a line that is set in one way: the flat form of <see cref="RichInline"/>, for messengers that know ranges and for looking at
/// the text as a whole. A line end is a stretch of its own.
/// </summary>
/// <param name="Text">The letters.</param>
/// <param name="Style">How they are set.</param>
/// <param name="Address">Where they lead, or null.</param>
public readonly record struct RichRun(string Text, RichStyle Style = RichStyle.None, string? Address = null)
{
    private const string End = "\n";

    /// <summary>A line end.</summary>
    public static readonly RichRun Break = new(End);

    /// <summary>Whether it is a line end.</summary>
    public bool IsBreak => Text == End;

    /// <summary>The flat form of words; neighbours that are set alike are one.</summary>
    public static List<RichRun> Of(IReadOnlyList<RichInline> words)
    {
        var runs = new List<RichRun>(words.Count);
        Add(runs, words, RichStyle.None, null);
        return runs;
    }

    /// <summary>The words of flat stretches; neighbours that lead to the same address are one link.</summary>
    public static IReadOnlyList<RichInline> Words(IReadOnlyList<RichRun> runs)
    {
        var words = new List<RichInline>(runs.Count);
        for (var i = 0; i < runs.Count; )
        {
            if (runs[i].Address is not { } address)
            {
                words.Add(Word(runs[i++]));
                continue;
            }
            var label = new List<RichInline>();
            for (; i < runs.Count && runs[i].Address == address; i++)
                label.Add(Word(runs[i]));
            words.Add(new RichInline.Link(label, address));
        }
        return words;
    }

    /// <summary>Adds a stretch; to the last one where that is set alike.</summary>
    public static void Add(List<RichRun> runs, RichRun run)
    {
        if (run.Text.Length == 0)
            return;
        if (!run.IsBreak && runs is [.., var last] && !last.IsBreak && last.IsSetAs(run))
            runs[^1] = last with { Text = last.Text + run.Text };
        else
            runs.Add(run);
    }

    private bool IsSetAs(RichRun other) => Style == other.Style && Address == other.Address;

    private static void Add(List<RichRun> runs, IReadOnlyList<RichInline> words, RichStyle style, string? address)
    {
        foreach (var word in words)
            switch (word)
            {
                case RichInline.Text(var plain):
                    Add(runs, new(OneLine(plain), style, address));
                    break;
                case RichInline.Mention(var name):
                    Add(runs, new(OneLine(name), style, address));
                    break;
                case RichInline.CodeSpan(var letters):
                    Add(runs, new(OneLine(letters), RichStyle.Code));
                    break;
                case RichInline.LineBreak:
                    runs.Add(Break);
                    break;
                case RichInline.Bold(var inner):
                    Add(runs, inner, style | RichStyle.Bold, address);
                    break;
                case RichInline.Italic(var inner):
                    Add(runs, inner, style | RichStyle.Italic, address);
                    break;
                case RichInline.Strike(var inner):
                    Add(runs, inner, style | RichStyle.Strike, address);
                    break;
                case RichInline.Spoiler(var inner):
                    Add(runs, inner, style | RichStyle.Spoiler, address);
                    break;
                case RichInline.Link(var inner, var to):
                    Add(runs, inner, style, address ?? to);
                    break;
            }
    }

    /// <summary>Only a line end of its own is one.</summary>
    private static string OneLine(string text) => text == End ? " " : text;

    private static RichInline Word(RichRun run)
    {
        if (run.IsBreak)
            return new RichInline.LineBreak();
        if (run.Style.HasFlag(RichStyle.Code))
            return new RichInline.CodeSpan(run.Text);
        RichInline word = new RichInline.Text(run.Text);
        if (run.Style.HasFlag(RichStyle.Strike))
            word = new RichInline.Strike([word]);
        if (run.Style.HasFlag(RichStyle.Italic))
            word = new RichInline.Italic([word]);
        if (run.Style.HasFlag(RichStyle.Bold))
            word = new RichInline.Bold([word]);
        if (run.Style.HasFlag(RichStyle.Spoiler))
            word = new RichInline.Spoiler([word]);
        return word;
    }
}
