using System.Text;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;

namespace Nachbarschaftsbot.Core.LinkedRooms;

/// <summary>
/// Brings what somebody said into the shape in which it may stand in another room: white space in order, no hidden characters, nothing that
/// calls people, no command, no address that is not what it says. To read, it stays the same.
/// </summary>
public static class Harmless
{
    /// <summary>Most characters of one message that are carried.</summary>
    public const int Longest = 3500;

    private const int MostBlocks = 200;

    /// <summary>The harmless form.</summary>
    /// <param name="raw">What came in.</param>
    /// <param name="isCut">Whether it was too long and its end is missing.</param>
    public static Rich Of(Rich raw, out bool isCut)
    {
        var left = Longest;
        var blocks = new List<RichBlock>();
        isCut = raw.Blocks.Count > MostBlocks;
        foreach (var block in raw.Blocks.Take(MostBlocks))
        {
            if (left <= 0)
            {
                isCut = true;
                break;
            }
            blocks.AddRange(Clean(block, ref left));
        }
        isCut |= left < 0;
        return new(blocks);
    }

    /// <summary>The harmless form, whether or not its end is missing.</summary>
    public static Rich Of(Rich raw) => Of(raw, out _);

    private static List<RichBlock> Clean(RichBlock block, ref int left)
    {
        switch (block)
        {
            case RichBlock.Paragraph(var words):
                return Paragraphs(words, ref left);
            case RichBlock.Heading(var level, var words):
                return OneLine(words, ref left) is { Count: > 0 } line
                    ? [new RichBlock.Heading(Math.Clamp(level, 1, 6), line)]
                    : [];
            case RichBlock.List(var ordered, var items):
                return Items(items, ref left) is { Count: > 0 } kept ? [new RichBlock.List(ordered, kept)] : [];
            case RichBlock.Quote(var quoted):
                return Quoted(quoted, ref left) is { Count: > 0 } inner ? [new RichBlock.Quote(inner)] : [];
            case RichBlock.Code(var code):
                return Code(code, ref left) is { Length: > 0 } lines ? [new RichBlock.Code(lines)] : [];
            default:
                return [];
        }
    }

    private static List<RichBlock> Quoted(IReadOnlyList<RichBlock> quoted, ref int left)
    {
        var kept = new List<RichBlock>();
        foreach (var block in quoted.Take(MostBlocks))
            if (left > 0)
                foreach (var clean in Clean(block, ref left))
                    kept.AddRange(clean is RichBlock.Quote(var deeper) ? deeper : [clean]);
        return kept;
    }

    private static List<IReadOnlyList<RichInline>> Items(IReadOnlyList<IReadOnlyList<RichInline>> items, ref int left)
    {
        var kept = new List<IReadOnlyList<RichInline>>();
        foreach (var item in items.Take(MostBlocks))
            if (left > 0 && OneLine(item, ref left) is { Count: > 0 } line)
                kept.Add(line);
        return kept;
    }

    /// <summary>Two line ends in a row part paragraphs.</summary>
    private static List<RichBlock> Paragraphs(IReadOnlyList<RichInline> words, ref int left)
    {
        var blocks = new List<RichBlock>();
        var paragraph = new List<RichRun>();
        foreach (var run in Spacing.Lines(RichRun.Of(words)).Append(RichRun.Break).Append(RichRun.Break))
            if (run.IsBreak && (paragraph.Count == 0 || paragraph[^1].IsBreak))
            {
                if (paragraph.Count > 0)
                    blocks.Add(new RichBlock.Paragraph(Finish(paragraph[..^1], ref left)));
                paragraph.Clear();
            }
            else
                paragraph.Add(run);
        blocks.RemoveAll(b => b is RichBlock.Paragraph { Words.Count: 0 });
        return blocks;
    }

    private static IReadOnlyList<RichInline> OneLine(IReadOnlyList<RichInline> words, ref int left)
    {
        var line = RichRun.Of(words).Select(r => r.IsBreak ? new RichRun(" ") : r);
        return Finish(Spacing.Lines([.. line]), ref left);
    }

    private static IReadOnlyList<RichInline> Finish(List<RichRun> runs, ref int left)
    {
        var kept = new List<RichRun>();
        foreach (var run in runs)
        {
            if (left <= 0)
                break;
            RichRun.Add(kept, run with { Text = Beginning.Of(run.Text, left) });
            left -= run.Text.Length;
        }
        return RichRun.Words(Calls.Quiet(Addresses.Honest(kept)));
    }

    private static string Code(string code, ref int left)
    {
        var lines = Spacing.Shown(code.ReplaceLineEndings("\n"), keepLines: true).Split('\n').Select(l => l.TrimEnd());
        var clean = string.Join('\n', lines).Trim('\n');
        if (string.IsNullOrWhiteSpace(clean))
            return "";
        var kept = Beginning.Of(clean, left).TrimEnd();
        left -= clean.Length;
        return Calls.QuietCode(kept);
    }
}

/// <summary>Brings white space in order and takes out characters that nobody sees.</summary>
internal static class Spacing
{
    /// <summary>Single blanks, none at the ends of lines.</summary>
    public static List<RichRun> Lines(List<RichRun> runs)
    {
        var kept = new List<RichRun>();
        var isAfterBlank = true;
        foreach (var run in runs)
        {
            if (run.IsBreak)
            {
                TrimEnd(kept);
                kept.Add(run);
                isAfterBlank = true;
                continue;
            }
            var text = Blanks(Shown(run.Text, keepLines: false), ref isAfterBlank);
            RichRun.Add(kept, run with { Text = text });
        }
        TrimEnd(kept);
        return kept;
    }

    /// <summary>The text without control characters, without what turns the writing around or hides; line ends become blanks.</summary>
    public static string Shown(string text, bool keepLines)
    {
        var shown = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (rune.Value == '\n' && keepLines)
                shown.Append('\n');
            else if (Rune.IsWhiteSpace(rune) || rune.Value == '\t')
                shown.Append(' ');
            else if (!Rune.IsControl(rune) && rune != Rune.ReplacementChar && !IsHidden(rune.Value))
                shown.Append(rune);
        return shown.ToString();
    }

    private static string Blanks(string text, ref bool isAfterBlank)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c != ' ' || !isAfterBlank)
                kept.Append(c);
            isAfterBlank = c == ' ';
        }
        return kept.ToString();
    }

    private static void TrimEnd(List<RichRun> runs)
    {
        while (runs is [.., var last] && !last.IsBreak && last.Text.EndsWith(' '))
        {
            runs.RemoveAt(runs.Count - 1);
            if (last.Text.TrimEnd(' ') is { Length: > 0 } rest)
                runs.Add(last with { Text = rest });
        }
    }

    /// <summary>
    /// Turning the writing around, blanks without width, invisible signs, the mark of a carried message. What joins letters and emojis stays.
    /// </summary>
    private static bool IsHidden(int c) =>
        c
            is 0x00AD
                or 0x061C
                or 0x180E
                or 0x200B
                or 0xFEFF
                or (>= 0x202A and <= 0x202E)
                or (>= 0x2060 and <= 0x206F)
                or (>= 0xFFF9 and <= 0xFFFB)
                or (>= 0xE0000 and <= 0xE0FFF);
}
