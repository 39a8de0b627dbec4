using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>What stands in one chat, as its people see it: edits applied.</summary>
internal sealed class Corner(Place place)
{
    private readonly Lock _lock = new();
    private readonly List<Outbound> _messages = [];
    private readonly Dictionary<string, string> _emojis = [];

    public Place Place { get; } = place;

    /// <summary>All messages, oldest first.</summary>
    public IReadOnlyList<Outbound> Messages
    {
        get
        {
            lock (_lock)
                return [.. _messages];
        }
    }

    /// <summary>The words of all messages.</summary>
    public IReadOnlyList<string> Texts => [.. Messages.Select(TextOf)];

    /// <summary>The words of the last message.</summary>
    public string Last => Texts.Count == 0 ? "" : Texts[^1];

    /// <summary>The emojis that the bot put to messages here.</summary>
    public IReadOnlyList<string> Emojis
    {
        get
        {
            lock (_lock)
                return [.. _emojis.Values];
        }
    }

    /// <summary>Forgets what was said so far.</summary>
    public void Clear()
    {
        lock (_lock)
            _messages.Clear();
    }

    /// <summary>The words of a message, buttons in brackets.</summary>
    public static string TextOf(Outbound message)
    {
        var lines = message.Lines.Select(l => Catalog.BuiltIn.Words(l, message.Language));
        var fields = message.Form is null
            ? []
            : message.Form.Fields.SelectMany(f =>
                new[] { f.Label, f.Error }.OfType<Text>().Select(l => Catalog.BuiltIn.Words(l, message.Language))
            );
        var buttons = message.Buttons.SelectMany(r => r).Select(b => $"[{LabelOf(b, message)}]");
        string[] rich = message.Rich is null ? [] : [message.Rich.Plain()];
        return string.Join("\n", lines.Concat(rich).Concat(fields).Concat(buttons));
    }

    /// <summary>What stands on a button.</summary>
    public static string LabelOf(Button button, Outbound message) =>
        Catalog.BuiltIn.Words(button.Label, message.Language);

    /// <summary>Takes a message as a messenger would.</summary>
    public void Receive(Outbound message)
    {
        lock (_lock)
        {
            if (message.React is { } reaction)
            {
                if (reaction.Gone)
                    _emojis.Remove(message.Ref!);
                else
                    _emojis[message.Ref!] = reaction.Emoji;
                return;
            }
            var at = message.Ref is null ? -1 : _messages.FindLastIndex(m => m.Ref == message.Ref);
            if (message.Act == Act.Delete)
                _messages.RemoveAll(m => m.Ref == message.Ref);
            else if (message.Act == Act.Edit && at >= 0)
                _messages[at] = message;
            else
                _messages.Add(message);
        }
    }
}
