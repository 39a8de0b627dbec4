using NodaTime;

namespace Nachbarschaftsbot.Core.Messages;

/// <summary>Everything that comes in, from a messenger or from our own clock, in one form.</summary>
/// <param name="Id">The source's own id of it, with the source's name in front (<c>telegram:4711</c>): takes effect exactly once.</param>
/// <param name="Place">Where it was said.</param>
/// <param name="Sender">Who said it; null for timers and for events without a person.</param>
/// <param name="Content">What was said.</param>
/// <param name="ReplyTo">Our own id (<see cref="Outbound.Ref"/>) or, where none is known, the messenger's id of the message this replies to.</param>
/// <param name="MessageId">The messenger's id of this message, so that an answer can be put under it.</param>
public sealed record Inbound(
    string Id,
    Place Place,
    Sender? Sender,
    Content Content,
    string? ReplyTo = null,
    string? MessageId = null
);

/// <summary>What an <see cref="Inbound"/> says: a closed set.</summary>
public abstract record Content
{
    private Content() { }

    /// <summary>Written words. A command starts with <c>/</c> and carries no bot name any more.</summary>
    public sealed record Words(string Text) : Content;

    /// <summary>A pressed button with its token (see <c>Dialogues.Token</c>); untrusted until checked.</summary>
    /// <param name="Token">What the button carries.</param>
    public sealed record Press(string Token) : Content;

    /// <summary>A whole form sent at once.</summary>
    /// <param name="Stamp">Which showing of the form it answers.</param>
    /// <param name="Answers">Question id to what was typed or chosen.</param>
    public sealed record Filled(string Stamp, IReadOnlyDictionary<string, string> Answers) : Content;

    /// <summary>Something that is not text: a picture, a voice message, a sticker, a location.</summary>
    /// <param name="Kind">What it is.</param>
    /// <param name="Caption">Words that came with it, if any.</param>
    public sealed record Attachment(AttachmentKind Kind, string? Caption) : Content;

    /// <summary>The bot or a person joined, left, blocked or unblocked.</summary>
    public sealed record Membership(MembershipChange Change) : Content;

    /// <summary>The chat has a new id (a Telegram group became a supergroup).</summary>
    public sealed record Moved(string NewChat) : Content;

    /// <summary>The messenger says that nothing can be delivered to this place any more.</summary>
    public sealed record Unreachable(bool Gone) : Content;

    /// <summary>A calendar service says how it took an event.</summary>
    /// <param name="Meeting">Our id of the meeting.</param>
    /// <param name="Sequence">Which version of it.</param>
    /// <param name="Outcome">How it ended.</param>
    /// <param name="JoinLink">Where to take part online, or null.</param>
    /// <param name="NotInvited">Persons the service does not know, by our id: they need another way.</param>
    public sealed record Scheduled(
        string Meeting,
        int Sequence,
        EventOutcome Outcome,
        string? JoinLink,
        IReadOnlyList<string> NotInvited
    ) : Content;

    /// <summary>A calendar service says when people are busy.</summary>
    /// <param name="Feature">The feature that asked.</param>
    /// <param name="Subject">The document it asked for.</param>
    /// <param name="Busy">Times in which somebody is busy.</param>
    /// <param name="Unknown">Persons whose calendars could not be read, by our id.</param>
    public sealed record FreeBusy(
        string Feature,
        string Subject,
        IReadOnlyList<BusyTime> Busy,
        IReadOnlyList<string> Unknown
    ) : Content;

    /// <summary>Ordinary talk in a room that is linked with others; it does not call the bot.</summary>
    /// <param name="Message">The messenger's own id of it.</param>
    /// <param name="Said">What was said.</param>
    /// <param name="Media">What came with it, or null.</param>
    public sealed record Posted(string Message, Rich Said, Media? Media = null) : Content;

    /// <summary>Somebody changed what they had said in a linked room.</summary>
    /// <param name="Message">The messenger's own id of the message that was changed.</param>
    /// <param name="Said">What it says now.</param>
    public sealed record Edited(string Message, Rich Said) : Content;

    /// <summary>
    /// A message in a linked room is gone. Where it is one of ours, <see cref="Inbound.ReplyTo"/> holds our own id of it.
    /// </summary>
    /// <param name="Message">The messenger's own id of it.</param>
    public sealed record Removed(string Message) : Content;

    /// <summary>
    /// Somebody put an emoji to a message in a linked room, or took it back. Where the message is one of ours,
    /// <see cref="Inbound.ReplyTo"/> holds our own id of it.
    /// </summary>
    /// <param name="Message">The messenger's own id of the message.</param>
    /// <param name="Emoji">The emoji.</param>
    /// <param name="Gone">Whether it was taken back.</param>
    public sealed record Reacted(string Message, string Emoji, bool Gone) : Content;

    /// <summary>A timer of ours is due.</summary>
    /// <param name="Kind">What kind of timer; a handler is registered for it.</param>
    /// <param name="Subject">The document it is about.</param>
    /// <param name="At">When it was due.</param>
    public sealed record Due(string Kind, string Subject, Instant At) : Content;
}

/// <summary>What came with a message that is not text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Size">Bytes, where the messenger says so.</param>
/// <param name="Picture">The picture itself where it is small (1 MiB), or null.</param>
public sealed record Media(AttachmentKind Kind, long? Size = null, OutboundFile? Picture = null)
{
    /// <summary>How many more came with it and are not shown.</summary>
    public int More { get; init; }
}

/// <summary>What an attachment is, for a friendly answer.</summary>
public enum AttachmentKind
{
    /// <summary>A picture.</summary>
    Picture,

    /// <summary>A voice message or sound.</summary>
    Voice,

    /// <summary>A video.</summary>
    Video,

    /// <summary>A sticker or animation.</summary>
    Sticker,

    /// <summary>A place on the map.</summary>
    Location,

    /// <summary>A contact card.</summary>
    Contact,

    /// <summary>A file.</summary>
    File,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>What changed about who is in a place.</summary>
public enum MembershipChange
{
    /// <summary>The bot was added to a group.</summary>
    BotAdded,

    /// <summary>The bot was removed from a group.</summary>
    BotRemoved,

    /// <summary>The bot is in a room where it cannot read: messages are encrypted there.</summary>
    BotDeaf,

    /// <summary>The person blocked the bot.</summary>
    Blocked,

    /// <summary>The person unblocked the bot.</summary>
    Unblocked,
}
