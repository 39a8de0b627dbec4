using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Core.Dialogues;

/// <summary>A message before it is known where it goes.</summary>
public sealed record Message
{
    /// <summary>The lines.</summary>
    public IReadOnlyList<Text> Lines { get; init; } = [];

    /// <summary>Formatted words of a person, below the lines.</summary>
    public Rich? Rich { get; init; }

    /// <summary>An emoji to put to the message it stands under.</summary>
    public Reaction? React { get; init; }

    /// <summary>The talk that it is a post of, or changes one of.</summary>
    public Talk? Talk { get; init; }

    /// <summary>The messenger's id of the message it stands under, where that is not ours.</summary>
    public string? UnderMessage { get; init; }

    /// <summary>Rows of buttons.</summary>
    public IReadOnlyList<IReadOnlyList<Button>> Buttons { get; init; } = [];

    /// <summary>Questions that a messenger may show as polls of its own, beside the buttons that do the same.</summary>
    public IReadOnlyList<PollView>? Polls { get; init; }

    /// <summary>What goes first.</summary>
    public Priority Priority { get; init; } = Priority.Answer;

    /// <summary>Our own id, where it will be edited, deleted or replied to.</summary>
    public string? Ref { get; init; }

    /// <summary>Send or edit.</summary>
    public Act Act { get; init; } = Act.Send;

    /// <summary>Our own id of the message it stands under.</summary>
    public string? Under { get; init; }

    /// <summary>In a group: the ids of the accounts who get the buttons, where the messenger can tell; null: all.</summary>
    public IReadOnlyList<string>? Actors { get; init; }

    /// <summary>About something the reader agreed on: it comes also while news and invitations are paused. Not stored.</summary>
    public bool Promised { get; init; }

    /// <summary>A whole form.</summary>
    public FormView? Form { get; init; }

    /// <summary>A file.</summary>
    public OutboundFile? File { get; init; }

    /// <summary>Name of the key it is sealed with while it waits; makes it confidential. Null for everything else.</summary>
    public string? Seal { get; init; }

    /// <summary>A message of these lines.</summary>
    public static Message Of(params Text[] lines) => new() { Lines = lines };

    /// <summary>With further lines.</summary>
    public Message And(params Text[] lines) => this with { Lines = [.. Lines, .. lines] };

    /// <summary>With a further row of buttons.</summary>
    public Message Row(params Button[] buttons) =>
        buttons.Length == 0 ? this : this with { Buttons = [.. Buttons, buttons] };

    /// <summary>With further rows of buttons.</summary>
    public Message Rows(IReadOnlyList<IReadOnlyList<Button>> rows) =>
        rows.Count == 0 ? this : this with { Buttons = [.. Buttons, .. rows] };

    /// <summary>The message on its way to a place.</summary>
    public Outbound To(Place place, string language, Instant? notBefore = null) =>
        new()
        {
            To = place,
            Language = language,
            Lines = Lines,
            Buttons = Buttons,
            Polls = Polls,
            Priority = Priority,
            Ref = Ref,
            Act = Act,
            Under = Under,
            UnderMessage = UnderMessage,
            Rich = Rich,
            React = React,
            Talk = Talk,
            Actors = Actors,
            Form = Form,
            File = File,
            NotBefore = notBefore,
            Seal = Seal,
            Authors = AuthorsOf(Lines),
        };

    /// <summary>Almost every message has none: a look is cheaper than a query.</summary>
    private static IReadOnlyList<string> AuthorsOf(IReadOnlyList<Text> lines)
    {
        List<string>? found = null;
        foreach (var line in lines)
        foreach (var arg in line.Args)
            if (arg.By is { } author && found?.Contains(author) != true)
                (found ??= []).Add(author);
        return found ?? (IReadOnlyList<string>)[];
    }
}

/// <summary>Makes buttons of the registry's verbs.</summary>
public static class Press
{
    /// <summary>A button with the label <c>button.&lt;verb&gt;</c>.</summary>
    public static Button Button(string verb, string subject = "", string argument = "") =>
        new($"button.{verb}", Token.Of(verb, subject, argument));

    /// <summary>A button with a label of its own. With a text key as label this is the one to use: <c>Button("key", …)</c> takes it for a verb.</summary>
    public static Button Labelled(Text label, string verb, string subject = "", string argument = "") =>
        Button(label, verb, subject, argument);

    /// <summary>A button with a label of its own.</summary>
    public static Button Button(Text label, string verb, string subject = "", string argument = "") =>
        new(label, Token.Of(verb, subject, argument));
}
