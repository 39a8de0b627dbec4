using System.Text;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.Telegram.Client;

namespace Nachbarschaftsbot.Messengers.Telegram;

/// <summary>
/// Between the neutral tree and Telegram's text with ranges. Offsets count UTF-16 units, as strings do. Headings become strong lines, lists
/// lines with a mark.
/// </summary>
internal static class TelegramRich
{
    private const int MostRead = 400;

    /// <summary>Writes the tree behind what stands in the text already.</summary>
    internal static void Write(Rich rich, StringBuilder text, List<MessageEntity> entities)
    {
        for (var i = 0; i < rich.Blocks.Count; i++)
        {
            if (i > 0)
                text.Append("\n\n");
            Write(rich.Blocks[i], text, entities);
        }
    }

    /// <summary>The tree of a text with ranges.</summary>
    internal static Rich Read(string text, IReadOnlyList<MessageEntity>? entities)
    {
        if (entities is null or { Count: 0 })
            return Rich.Of(text);
        var known = entities
            .Take(MostRead)
            .Where(e => e.Offset >= 0 && e.Length > 0 && e.Offset < text.Length)
            .ToList();
        return new(Blocks(text, 0, text.Length, known, isQuoted: false));
    }

    private static void Write(RichBlock block, StringBuilder text, List<MessageEntity> entities)
    {
        var from = text.Length;
        switch (block)
        {
            case RichBlock.Paragraph(var words):
                Write(words, text, entities);
                break;
            case RichBlock.Heading(_, var words):
                Write(words, text, entities);
                Add(entities, "bold", from, text.Length, null);
                break;
            case RichBlock.Code(var code):
                text.Append(code);
                Add(entities, "pre", from, text.Length, null);
                break;
            case RichBlock.List list:
                for (var i = 0; i < list.Items.Count; i++)
                    Write(list.Items[i], text.Append(i > 0 ? "\n" : "").Append(list.Mark(i)), entities);
                break;
            case RichBlock.Quote(var quoted):
                Write(new Rich(quoted), text, entities);
                Add(entities, "blockquote", from, text.Length, null);
                break;
        }
    }

    private static void Write(IReadOnlyList<RichInline> words, StringBuilder text, List<MessageEntity> entities)
    {
        foreach (var run in RichRun.Of(words))
        {
            var from = text.Length;
            text.Append(run.Text);
            if (run.IsBreak)
                continue;
            foreach (var (style, type) in Styles)
                if (run.Style.HasFlag(style))
                    Add(entities, type, from, text.Length, null);
            if (run.Address is { } address)
                Add(entities, "text_link", from, text.Length, address);
        }
    }

    private static readonly (RichStyle Style, string Type)[] Styles =
    [
        (RichStyle.Bold, "bold"),
        (RichStyle.Italic, "italic"),
        (RichStyle.Strike, "strikethrough"),
        (RichStyle.Spoiler, "spoiler"),
        (RichStyle.Code, "code"),
    ];

    /// <summary>A range; where one of the same sort ends right before it, that one grows.</summary>
    private static void Add(List<MessageEntity> entities, string type, int from, int end, string? address)
    {
        var last = entities.FindLastIndex(e => e.Type == type);
        if (last >= 0 && entities[last] is var known && known.Offset + known.Length == from && known.Url == address)
            entities[last] = known with { Length = end - known.Offset };
        else if (entities.Count < Renderer.MostEntities && end > from)
            entities.Add(new(type, from, end - from, address));
    }

    private static List<RichBlock> Blocks(string text, int from, int end, List<MessageEntity> entities, bool isQuoted)
    {
        var blocks = new List<RichBlock>();
        var at = from;
        foreach (
            var range in entities
                .Where(e => IsBlock(e, isQuoted))
                .OrderBy(e => e.Offset)
                .ThenByDescending(e => e.Length)
                .ThenBy(e => e.Type == "pre")
        )
        {
            var (start, stop) = (range.Offset, Math.Min(range.Offset + range.Length, end));
            if (start < at || start >= end)
                continue;
            Paragraphs(blocks, text, at, start, entities);
            if (range.Type == "pre")
                blocks.Add(new RichBlock.Code(text[start..stop]));
            else
                blocks.Add(new RichBlock.Quote(Blocks(text, start, stop, entities, isQuoted: true)));
            at = stop;
        }
        Paragraphs(blocks, text, at, end, entities);
        return blocks;
    }

    private static bool IsBlock(MessageEntity entity, bool isQuoted) =>
        entity.Type == "pre" || (!isQuoted && entity.Type is ("blockquote" or "expandable_blockquote"));

    private static void Paragraphs(List<RichBlock> blocks, string text, int from, int end, List<MessageEntity> entities)
    {
        for (var at = from; at < end; )
        {
            var cut = text.IndexOf("\n\n", at, end - at, StringComparison.Ordinal);
            var stop = cut < 0 ? end : cut;
            if (!string.IsNullOrWhiteSpace(text[at..stop]))
                blocks.Add(new RichBlock.Paragraph(Words(text, at, stop, entities)));
            at = cut < 0 ? end : cut + 2;
        }
    }

    private static IReadOnlyList<RichInline> Words(string text, int from, int end, List<MessageEntity> entities)
    {
        var inside = entities.Where(e => e.Offset < end && e.Offset + e.Length > from).ToList();
        var cuts = inside
            .SelectMany(e => new[] { e.Offset, e.Offset + e.Length })
            .Where(c => c > from && c < end)
            .Append(from)
            .Append(end)
            .Distinct()
            .Order()
            .ToList();
        var runs = new List<RichRun>();
        for (var i = 0; i + 1 < cuts.Count; i++)
        {
            var here = inside.Where(e => e.Offset <= cuts[i] && e.Offset + e.Length >= cuts[i + 1]).ToList();
            var lines = text[cuts[i]..cuts[i + 1]].Split('\n');
            for (var line = 0; line < lines.Length; line++)
            {
                if (line > 0)
                    runs.Add(RichRun.Break);
                RichRun.Add(runs, Run(lines[line], here));
            }
        }
        return RichRun.Words(runs);
    }

    private static RichRun Run(string text, List<MessageEntity> entities)
    {
        var style = RichStyle.None;
        foreach (var (flag, type) in Styles)
            if (entities.Exists(e => e.Type == type))
                style |= flag;
        return style.HasFlag(RichStyle.Code)
            ? new(text, RichStyle.Code)
            : new(text, style, entities.Find(e => e.Type == "text_link")?.Url);
    }
}
