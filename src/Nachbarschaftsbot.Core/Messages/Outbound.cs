using System.Text.Json.Serialization;
using NodaTime;

namespace Nachbarschaftsbot.Core.Messages;

/// <summary>What goes first when not everything may go at once.</summary>
public enum Priority
{
    /// <summary>Emergency numbers: before anything else.</summary>
    Emergency,

    /// <summary>The answer to something a person just did.</summary>
    Answer,

    /// <summary>News that somebody waits for: a choice, a relayed message, a card.</summary>
    Notice,

    /// <summary>A reminder.</summary>
    Reminder,

    /// <summary>News to many.</summary>
    Broadcast,
}

/// <summary>What the messenger shall do.</summary>
public enum Act
{
    /// <summary>Send a new message.</summary>
    Send,

    /// <summary>Put new content into the message named by <see cref="Outbound.Ref"/>; send it where it is gone or was never sent.</summary>
    Edit,

    /// <summary>Delete the message named by <see cref="Outbound.Ref"/>, where the messenger allows.</summary>
    Delete,

    /// <summary>
    /// Put <see cref="Outbound.React"/> to the message named by <see cref="Outbound.Under"/> or <see cref="Outbound.UnderMessage"/>. What
    /// the messenger gives back is kept under <see cref="Outbound.Ref"/>, to take it back with. Where it cannot, the lines go below that
    /// message instead.
    /// </summary>
    React,
}

/// <summary>A button: understandable alone, a verb where possible. Carries an opaque token of at most 64 bytes.</summary>
/// <param name="Label">What stands on it.</param>
/// <param name="Token">What comes back as <see cref="Content.Press"/>, or, with <paramref name="IsLink"/>, an https address.</param>
/// <param name="IsLink">True when it opens an address instead.</param>
public sealed record Button(Text Label, string Token, bool IsLink = false);

/// <summary>A question with ready answers, of which each person gives one and may change it.</summary>
/// <param name="Id">Tells the polls of one message apart.</param>
/// <param name="Question">What is asked.</param>
/// <param name="Answers">The answers; none of them is a link.</param>
public sealed record PollView(string Id, Text Question, IReadOnlyList<Button> Answers);

/// <summary>A file to send along.</summary>
/// <param name="Name">File name with ending.</param>
/// <param name="MediaType">For example <c>application/json</c>.</param>
/// <param name="Bytes">The content, at most 1 MiB.</param>
public sealed record OutboundFile(string Name, string MediaType, byte[] Bytes);

/// <summary>A message to send, in neutral form.</summary>
public sealed record Outbound
{
    /// <summary>Where it goes.</summary>
    public required Place To { get; init; }

    /// <summary>Two-letter language in which the texts become words.</summary>
    public string Language { get; init; } = "de";

    /// <summary>What goes first. Always written: the lowest value is not the usual one, so leaving it out would change it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public Priority Priority { get; init; } = Priority.Answer;

    /// <summary>Send, edit or delete.</summary>
    public Act Act { get; init; } = Act.Send;

    /// <summary>
    /// Our own id of the message within its place (<c>card:abc</c>), if it will be edited, deleted or replied to. The outbox keeps
    /// the map to the messenger's ids.
    /// </summary>
    public string? Ref { get; init; }

    /// <summary>Our own id of a message in the same place under which this one stands.</summary>
    public string? Under { get; init; }

    /// <summary>The messenger's id of the inbound message this one answers (groups).</summary>
    public string? UnderMessage { get; init; }

    /// <summary>The lines, each a paragraph.</summary>
    public IReadOnlyList<Text> Lines { get; init; } = [];

    /// <summary>Formatted words of a person; they stand below the lines.</summary>
    public Rich? Rich { get; init; }

    /// <summary>An emoji to put to a message (<see cref="Act.React"/>), or to take back.</summary>
    public Reaction? React { get; init; }

    /// <summary>
    /// Where it is a post of a talk that goes on elsewhere, or changes one. Where a place is slower than the talk, posts that wait for it go
    /// as one message; where too many wait, the oldest are only counted.
    /// </summary>
    public Talk? Talk { get; init; }

    /// <summary>Rows of buttons.</summary>
    public IReadOnlyList<IReadOnlyList<Button>> Buttons { get; init; } = [];

    /// <summary>
    /// Questions that a messenger may show as polls of its own, beside the buttons that do the same. Its polls show to all who are in a
    /// place who said what: only where that is so anyway.
    /// </summary>
    public IReadOnlyList<PollView>? Polls { get; init; }

    /// <summary>
    /// In a group: the ids of the accounts who get the buttons, where the messenger can show a message differently to each
    /// (<see cref="Capabilities.Views"/>); null: all. What they get is asked of the feature the message belongs to
    /// (<see cref="Dialogues.Registry.View"/>). A courtesy to the others, no protection: who may press is checked when somebody does.
    /// </summary>
    public IReadOnlyList<string>? Actors { get; init; }

    /// <summary>A whole form, for messengers that show forms at once (<see cref="Capabilities.WholeForms"/>).</summary>
    public FormView? Form { get; init; }

    /// <summary>A file to send along.</summary>
    public OutboundFile? File { get; init; }

    /// <summary>Ids of the persons whose words or names it carries (<see cref="Arg.By"/>): once one of them is deleted, it does not go out any more.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>Name of the key it is sealed with while it waits, or null. What has one is confidential.</summary>
    public string? Seal { get; init; }

    /// <summary>Whether only messengers with <see cref="Capabilities.Confidential"/> may ever get it.</summary>
    [JsonIgnore]
    public bool Confidential => Seal is not null;

    /// <summary>Not before this moment (quiet hours); null for at once. The outbox keeps it beside the message.</summary>
    [JsonIgnore]
    public Instant? NotBefore { get; init; }

    /// <summary>An event, for calendar services; they show nothing else.</summary>
    public MeetingEvent? Event { get; init; }

    /// <summary>A question for busy times, for calendar services. The answer comes in as <see cref="Content.FreeBusy"/>.</summary>
    public FreeBusyQuestion? Asks { get; init; }
}

/// <summary>The talk that a message is a post of.</summary>
/// <param name="From">Key of the text that names where it goes on.</param>
/// <param name="Lost">Of a message in place of posts that could not be sent: how many they were.</param>
public sealed record Talk(string From, int Lost = 0)
{
    /// <summary>Stands before our own id of a message that several posts share.</summary>
    public const string SharedPrefix = "posts:";
}

/// <summary>An emoji at a message.</summary>
/// <param name="Emoji">The emoji.</param>
/// <param name="Gone">Take it back; the ids are those that came of putting it there.</param>
public sealed record Reaction(string Emoji, bool Gone = false);

/// <summary>How one question of a form is put as a native form element.</summary>
public enum FieldKind
{
    /// <summary>One of the options.</summary>
    Choice,

    /// <summary>Several of the options; the answer is their values joined by comma.</summary>
    Several,

    /// <summary>Free text.</summary>
    Text,

    /// <summary>Free text that is read as a date or time.</summary>
    When,

    /// <summary>A whole number.</summary>
    Number,
}

/// <summary>One option of a choice.</summary>
public sealed record FieldOption(string Value, Text Label);

/// <summary>One question of a form as it is shown.</summary>
public sealed record Field(
    string Id,
    FieldKind Kind,
    Text Label,
    Text? Hint,
    IReadOnlyList<FieldOption> Options,
    string? Value,
    Text? Error,
    bool Optional,
    int MaxLength
);

/// <summary>A whole form as it is shown.</summary>
/// <param name="Stamp">Comes back with the answers, so that an old form explains itself.</param>
/// <param name="Title">Heading.</param>
/// <param name="Fields">The questions in order.</param>
/// <param name="Submit">What stands on the button that sends it.</param>
public sealed record FormView(string Stamp, Text Title, IReadOnlyList<Field> Fields, Text Submit);
