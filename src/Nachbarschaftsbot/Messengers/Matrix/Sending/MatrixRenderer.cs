using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;

namespace Nachbarschaftsbot.Messengers.Matrix.Sending;

/// <summary>One event's worth of words.</summary>
/// <param name="Body">All of it in plain words.</param>
/// <param name="Html">The same in Matrix' subset of HTML, everything in it escaped; null where plain words say it all.</param>
internal sealed record MatrixPart(string Body, string? Html);

/// <summary>A message ready for Matrix.</summary>
/// <param name="Parts">Its events in order; what can be chosen stands under the last.</param>
/// <param name="Numbering">What can be chosen.</param>
internal sealed record MatrixText(IReadOnlyList<MatrixPart> Parts, Numbering Numbering);

/// <summary>
/// From neutral lines and buttons to words in Matrix: plain and in HTML, choices numbered
/// (https://spec.matrix.org/latest/client-server-api/#mroommessage-msgtypes).
/// </summary>
internal sealed partial class MatrixRenderer(Catalog catalog, Registry registry)
{
    /// <summary>Characters of the words in one event, in UTF-16 units.</summary>
    internal const int LongestText = 8000;

    /// <summary>
    /// Bytes of plain words and HTML together. An event holds 65,536, an edit says everything twice, and the envelope needs some.
    /// </summary>
    internal const int LargestPart = 28_000;

    private const int ShortestText = 500;

    /// <summary>A line at least this long is a paragraph of its own; shorter ones stand close together, like a list.</summary>
    private const int Paragraph = 60;

    /// <summary>The words of a message, in as many parts as they need; none when there are no words.</summary>
    internal MatrixText Render(Outbound message)
    {
        var numbering = Numbering.Of(message, catalog);
        if (message is { Rich: { IsEmpty: false } said, Buttons.Count: 0 } && Carried(message, said) is { } whole)
            return new([whole], numbering);
        var lines = Lines(message);
        for (var longest = LongestText; ; longest /= 2)
        {
            var parts = Parts(lines, numbering, message, longest);
            if (longest <= ShortestText || parts.TrueForAll(Fits))
                return new(parts, numbering);
        }
    }

    /// <summary>Whether an event with this part, and later an edit of it, stays within what Matrix takes.</summary>
    internal static bool Fits(MatrixPart part) =>
        Encoded(part.Body) + (part.Html is null ? 0 : Encoded(part.Html)) <= LargestPart;

    /// <summary>Formatted words of a person as one event; null where they are too long for it.</summary>
    private MatrixPart? Carried(Outbound message, Rich said)
    {
        var above = Write(Lines(message with { Rich = null }), null, message);
        var html = above.Html ?? $"<p>{MatrixWriter.Escaped(above.Body)}</p>";
        var plain = Shown(said.Plain());
        MatrixPart part =
            above.Body.Length == 0
                ? new(plain, MatrixRich.Write(said))
                : new($"{above.Body}\n{plain}", $"{html}{MatrixRich.Write(said)}");
        return part.Body.Length <= LongestText && Fits(part) ? part : null;
    }

    private static int Encoded(string text) => MatrixContent.Bytes(JsonValue.Create(text)).Length;

    private List<MatrixLine> Lines(Outbound message)
    {
        var lines = new List<MatrixLine>(message.Lines.Count);
        foreach (var line in message.Lines)
        {
            var words = Shown(catalog.Words(line, message.Language));
            if (line.Key.Length > 0)
                words = Commands(words, message.To.Kind);
            if (words.Length > 0)
                lines.Add(new(words, line.Style));
        }
        if (message.Rich is { IsEmpty: false } rich)
            lines.Add(new(Shown(rich.Plain()), TextStyle.Normal));
        return lines;
    }

    private List<MatrixPart> Parts(List<MatrixLine> lines, Numbering numbering, Outbound message, int longest)
    {
        var packs = Pack(lines, longest);
        if (packs.Count == 0 && numbering.Choices.Count + numbering.Links.Count + numbering.Words.Count == 0)
            return [];
        var parts = new List<MatrixPart>(packs.Count);
        for (var i = 0; i < packs.Count - 1; i++)
            parts.Add(Write(packs[i], null, message));
        parts.Add(Write(packs.Count > 0 ? packs[^1] : [], numbering, message));
        return parts;
    }

    private static List<List<MatrixLine>> Pack(List<MatrixLine> lines, int longest)
    {
        var packs = new List<List<MatrixLine>>();
        var room = 0;
        foreach (var line in lines.SelectMany(l => Cut(l, longest)))
        {
            if (packs.Count == 0 || line.Words.Length + 2 > room)
            {
                packs.Add([]);
                room = longest;
            }
            packs[^1].Add(line);
            room -= line.Words.Length + 2;
        }
        return packs;
    }

    private static IEnumerable<MatrixLine> Cut(MatrixLine line, int longest) =>
        line.Words.Length <= longest
            ? [line]
            : TextSplitter.Split(line.Words, longest).Select(r => line with { Words = line.Words[r] });

    private MatrixPart Write(List<MatrixLine> lines, Numbering? numbering, Outbound message)
    {
        var writer = new MatrixWriter();
        var isLong = false;
        foreach (var line in lines)
        {
            var opens = line.Style != TextStyle.Normal || isLong || line.Words.Length >= Paragraph;
            writer.Line(line.Words, line.Style, opens);
            isLong = line.Style == TextStyle.Quote || line.Words.Length >= Paragraph;
        }
        if (numbering is not null)
            Offer(writer, numbering, message);
        return new(writer.Plain, writer.Html);
    }

    private void Offer(MatrixWriter writer, Numbering numbering, Outbound message)
    {
        var language = message.Language;
        writer.Links(numbering.Links);
        writer.Choices(numbering.Choices);
        if (numbering.Choices.Count > 0)
            writer.Hint(
                catalog.Raw(
                    message.To.Kind == PlaceKind.Private ? "messenger.numbers.private" : "messenger.numbers.room",
                    language
                )
            );
        if (numbering.Words.Count > 0)
            writer.Hint(
                catalog.Words(
                    Text.Of("messenger.numbers.words", ("words", string.Join(", ", numbering.Words))),
                    language
                )
            );
    }

    /// <summary>Many clients keep words with a slash for themselves: our commands are called with an exclamation mark here.</summary>
    private string Commands(string words, PlaceKind place) =>
        words.Contains('/', StringComparison.Ordinal)
            ? Command()
                .Replace(
                    words,
                    found =>
                        registry.Command(found.Groups[1].Value) is null ? found.Value
                        : place == PlaceKind.Private ? $"!{found.Groups[1].Value}"
                        : $"!nachbar {found.Groups[1].Value}"
                )
            : words;

    [GeneratedRegex(@"(?<![\w/.:])/([a-z_]+)\b(?!/)")]
    private static partial Regex Command();

    /// <summary>Characters that no event may hold are left out, half ones replaced.</summary>
    private static string Shown(string words)
    {
        var clean = words.Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
        if (!clean.Any(c => char.IsSurrogate(c) || IsForbidden(c)))
            return clean;
        var kept = new StringBuilder(clean.Length);
        foreach (var rune in clean.EnumerateRunes())
            if (rune.Value > char.MaxValue || !IsForbidden((char)rune.Value))
                kept.Append(rune.ToString());
        return kept.ToString().Trim();
    }

    private static bool IsForbidden(char c) =>
        (c is not ('\n' or '\t') && char.IsControl(c)) || c is '\ufffe' or '\uffff';
}

/// <summary>A line in words.</summary>
internal sealed record MatrixLine(string Words, TextStyle Style);
