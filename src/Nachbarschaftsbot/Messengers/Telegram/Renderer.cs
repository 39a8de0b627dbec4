using System.Globalization;
using System.Text;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Messengers.Telegram.Client;

namespace Nachbarschaftsbot.Messengers.Telegram;

/// <summary>A message of at most 4096 characters, formatting as computed ranges: nothing in it is ever parsed.</summary>
internal sealed record Part(string Text, IReadOnlyList<MessageEntity>? Entities);

/// <summary>From neutral lines and buttons to Telegram's text, ranges and keyboards.</summary>
internal sealed class Renderer(Catalog catalog)
{
    /// <summary>Characters of a text, counted in UTF-16 units (https://core.telegram.org/bots/api#sendmessage).</summary>
    internal const int LongestText = 4096;

    /// <summary>Characters of the words under a file.</summary>
    internal const int LongestCaption = 1024;

    /// <summary>Characters of the words that pop up after a press.</summary>
    internal const int LongestToast = 200;

    /// <summary>More ranges than this are ignored by Telegram.</summary>
    internal const int MostEntities = 100;

    /// <summary>A line at least this long is a paragraph of its own; shorter ones stand close together, like a list.</summary>
    private const int Paragraph = 60;

    /// <summary>Characters of a label that are readable on a narrow phone, by buttons in a row.</summary>
    private static readonly int[] ReadableLabels = [int.MaxValue, int.MaxValue, 18, 11, 8];

    /// <summary>Each thread writes its texts in the same memory, one after the other.</summary>
    [ThreadStatic]
    private static StringBuilder? writing;

    /// <summary>The words of a message, in as many parts as they need; none when there are no words.</summary>
    internal IReadOnlyList<Part> Parts(Outbound message)
    {
        var (text, entities) = Write(message);
        if (text.Length <= LongestText)
            return string.IsNullOrWhiteSpace(text) ? [] : [new Part(text, entities.Count > 0 ? entities : null)];
        return TextSplitter.Split(text, LongestText).ConvertAll(range => Cut(text, entities, range));
    }

    /// <summary>The keyboard, or null without buttons.</summary>
    internal InlineKeyboardMarkup? Keyboard(Outbound message)
    {
        if (message.Buttons.Count == 0)
            return null;
        var rows = new List<IReadOnlyList<InlineKeyboardButton>>(message.Buttons.Count);
        foreach (var row in message.Buttons)
        {
            var buttons = new InlineKeyboardButton[row.Count];
            for (var i = 0; i < row.Count; i++)
                buttons[i] = ButtonOf(row[i], message.Language);
            if (IsReadable(buttons))
                rows.Add(buttons);
            else
                foreach (var button in buttons)
                    rows.Add([button]);
        }
        return new InlineKeyboardMarkup(rows);
    }

    /// <summary>What pops up after a press.</summary>
    internal string? Toast(Text? text, string language)
    {
        if (text is null)
            return null;
        var words = catalog.Words(text, language);
        return words.Length <= LongestToast ? words : words[TextSplitter.Split(words, LongestToast - 1)[0]] + "…";
    }

    private (string Text, List<MessageEntity> Entities) Write(Outbound message)
    {
        var entities = new List<MessageEntity>();
        if (message is { Rich: null, Lines: [{ Style: TextStyle.Normal } only] })
            return (catalog.Words(only, message.Language).Trim(), entities);
        var text = (writing ??= new StringBuilder(LongestText)).Clear();
        var isLong = false;
        foreach (var line in message.Lines)
        {
            var words = catalog.Words(line, message.Language).Trim();
            if (words.Length == 0)
                continue;
            var opensBlock = line.Style == TextStyle.Title || isLong || words.Length >= Paragraph;
            if (text.Length > 0)
                text.Append(opensBlock ? "\n\n" : "\n");
            if (EntityOf(line.Style) is { } type && entities.Count < MostEntities)
                entities.Add(new MessageEntity(type, text.Length, words.Length));
            text.Append(words);
            isLong = line.Style != TextStyle.Title && words.Length >= Paragraph;
        }
        if (message.Rich is { } rich)
            TelegramRich.Write(rich, text.Append(text.Length > 0 ? "\n" : ""), entities);
        return (text.ToString(), entities);
    }

    private static string? EntityOf(TextStyle style) =>
        style switch
        {
            TextStyle.Title => "bold",
            TextStyle.Quote => "blockquote",
            _ => null,
        };

    private static Part Cut(string text, List<MessageEntity> entities, Range range)
    {
        var (start, length) = range.GetOffsetAndLength(text.Length);
        var inside = new List<MessageEntity>();
        foreach (var entity in entities)
        {
            var from = Math.Max(entity.Offset, start);
            var to = Math.Min(entity.Offset + entity.Length, start + length);
            if (from < to)
                inside.Add(entity with { Offset = from - start, Length = to - from });
        }
        return new Part(text.Substring(start, length), inside.Count > 0 ? inside : null);
    }

    private InlineKeyboardButton ButtonOf(Button button, string language)
    {
        var label = catalog.Words(button.Label, language);
        return button.IsLink
            ? new InlineKeyboardButton(label, Url: button.Token)
            : new InlineKeyboardButton(label, CallbackData: button.Token);
    }

    private static bool IsReadable(InlineKeyboardButton[] row)
    {
        if (row.Length >= ReadableLabels.Length)
            return false;
        foreach (var button in row)
            if (!IsWithin(button.Text, ReadableLabels[row.Length]))
                return false;
        return true;
    }

    /// <summary>Counts characters as people do; a text has no more of them than units.</summary>
    private static bool IsWithin(ReadOnlySpan<char> label, int most)
    {
        for (var counted = 0; label.Length > most - counted; counted++)
        {
            if (counted == most)
                return false;
            label = label[StringInfo.GetNextTextElementLength(label)..];
        }
        return true;
    }
}
