using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Messengers.Teams.Receiving;

namespace Nachbarschaftsbot.Messengers.Teams.Sending;

/// <summary>
/// From neutral messages to what Teams takes: plain text where it is only said, one Adaptive Card where there is something to press, to
/// fill, to change later or to set apart.
/// </summary>
internal sealed class ActivityRenderer(Catalog catalog, CardRenderer cards)
{
    /// <summary>Characters of the words in one message: half of what Teams takes, the other half is for buttons and fields.</summary>
    internal const int LongestText = 16_000;

    /// <summary>What a line costs beside its words, in a card and in a text.</summary>
    private const int RowOfCard = 90;
    private const int RowOfText = 2;

    /// <summary>Words and rows of one message.</summary>
    private const int MostOfBoth = 20_000;

    /// <summary>Bytes of a message, counted in UTF-16 as Teams does, and in UTF-8 too.</summary>
    internal const int Largest = 80 * 1000;

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The activities of a message, in order; the buttons stand under the last. Null when a form is larger than Teams takes.</summary>
    internal IReadOnlyList<JsonObject>? Activities(Outbound message, CardView? view = null)
    {
        var language = Catalog.Resolve(message.Language);
        if (message.Rich is not null || message.React is not null)
            return [Carried(message, language)];
        if (!IsCard(message))
            return [.. Pack(Lines(message, language), RowOfText).Select(p => TextActivity(p, language))];
        var activities = new List<JsonObject>();
        var parts = Pack(Lines(message, language).SelectMany(Rows), RowOfCard);
        foreach (var part in parts.SkipLast(1))
            activities.Add(CardActivity(cards.Card(new(part, null, []), language), language));
        IReadOnlyList<CardLine> rest = parts.Count > 0 ? parts[^1] : [];
        var last = CardActivity(Card(message, rest, view, language), language);
        if (rest.Count > 0 && message.Form is not null && !Fits(last))
        {
            activities.Add(CardActivity(cards.Card(new(rest, null, []), language), language));
            last = CardActivity(Card(message, [], view, language), language);
        }
        if (parts.Count == 0 && message.Form is null && message.Buttons.Count == 0)
            return [];
        activities.Add(last);
        return activities.TrueForAll(Fits) ? activities : null;
    }

    /// <summary>The card that somebody sees who may press: the last one of the message, with its buttons.</summary>
    internal JsonObject? CardWithButtons(Outbound message, CardView? view)
    {
        var activities = Activities(message with { Actors = null }, view);
        return activities is [.., var last] ? last["attachments"]?[0]?["content"]?.DeepClone() as JsonObject : null;
    }

    /// <summary>What stands in the place of a message that cannot be deleted.</summary>
    internal JsonObject Gone(string language)
    {
        var resolved = Catalog.Resolve(language);
        CardLine line = new(catalog.Words("messenger.card.gone", resolved), TextStyle.Normal);
        return CardActivity(cards.Card(new([line], null, []), resolved), resolved);
    }

    /// <summary>As it goes over the wire.</summary>
    internal static byte[] Bytes(JsonNode node)
    {
        using var stream = new MemoryStream(4096);
        using (var writer = new Utf8JsonWriter(stream, Compact))
            node.WriteTo(writer);
        return stream.ToArray();
    }

    private JsonObject Card(Outbound message, IReadOnlyList<CardLine> lines, CardView? view, string language)
    {
        var isHidden = view is not null && message.Actors is not null;
        return cards.Card(new(lines, isHidden ? null : message.Form, isHidden ? [] : message.Buttons, view), language);
    }

    /// <summary>
    /// What may be changed later is a card from the start, so that the change does not alter its kind. What is confidential is one, because
    /// words outside of a card stand in the preview on a locked screen.
    /// </summary>
    private static bool IsCard(Outbound message) =>
        message.Confidential
        || message.Buttons.Count > 0
        || message.Form is not null
        || message.Ref is not null
        || message.Act == Act.Edit
        || message.Lines.Any(l => l.Style != TextStyle.Normal);

    private IEnumerable<CardLine> Lines(Outbound message, string language) =>
        message
            .Lines.Select(l => new CardLine(catalog.Words(l, language).Trim(), l.Style))
            .Where(l => l.Words.Length > 0);

    /// <summary>In a card every row stands for itself.</summary>
    private static IEnumerable<CardLine> Rows(CardLine line) =>
        line
            .Words.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(words => line with { Words = words });

    /// <summary>Puts as many lines into each part as it takes; a line that is too long alone is cut where a reader would pause.</summary>
    private static List<IReadOnlyList<CardLine>> Pack(IEnumerable<CardLine> lines, int row)
    {
        var parts = new List<IReadOnlyList<CardLine>>();
        var part = new List<CardLine>();
        var (words, all) = (0, 0);
        foreach (var line in lines.SelectMany(Cut))
        {
            var length = line.Words.Length;
            if (part.Count > 0 && (words + length + RowOfText > LongestText || all + length + row > MostOfBoth))
            {
                parts.Add(part);
                (part, words, all) = ([], 0, 0);
            }
            part.Add(line);
            words += length + RowOfText;
            all += length + row;
        }
        if (part.Count > 0)
            parts.Add(part);
        return parts;
    }

    private static IEnumerable<CardLine> Cut(CardLine line) =>
        line.Words.Length <= LongestText
            ? [line]
            : TextSplitter.Split(line.Words, LongestText).Select(r => line with { Words = line.Words[r] });

    private static JsonObject TextActivity(IReadOnlyList<CardLine> lines, string language) =>
        new()
        {
            ["type"] = "message",
            ["locale"] = language,
            ["textFormat"] = "plain",
            ["text"] = string.Join("\n\n", lines.Select(l => l.Words)),
        };

    private JsonObject CardActivity(JsonObject card, string language) =>
        new()
        {
            ["type"] = "message",
            ["locale"] = language,
            ["summary"] = catalog.Words("messenger.card.summary", language),
            ["attachments"] = new JsonArray(InvokeAnswer.Attached(card)),
        };

    /// <summary>What people said in another room: formatted text and no card, so that it reads as the rest of the talk does.</summary>
    private JsonObject Carried(Outbound message, string language)
    {
        var html = new StringBuilder();
        foreach (var (words, style) in Lines(message, language))
            html.Append(style == TextStyle.Title ? "<p><strong>" : "<p>")
                .Append(RichHtml.Escaped(words))
                .Append(style == TextStyle.Title ? "</strong></p>" : "</p>");
        var formatted = Formatted($"{html}{TeamsRich.Write(message.Rich ?? Rich.Empty)}", language);
        return Fits(formatted)
            ? formatted
            : Formatted(
                $"{html}<p>{RichHtml.Escaped(message.Rich?.Plain() ?? "").Replace("\n", "<br>")}</p>",
                language
            );
    }

    private static JsonObject Formatted(string html, string language) =>
        new()
        {
            ["type"] = "message",
            ["locale"] = language,
            ["textFormat"] = "xml",
            ["text"] = html,
        };

    private static bool Fits(JsonObject activity)
    {
        var bytes = Bytes(activity);
        return bytes.Length <= Largest && Encoding.UTF8.GetCharCount(bytes) * 2 <= Largest;
    }
}
