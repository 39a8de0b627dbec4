using System.Globalization;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Messengers.Telegram.Client;

namespace Nachbarschaftsbot.Messengers.Telegram;

/// <summary>What an update means to us.</summary>
/// <param name="Inbound">What to hand to the turns; null when there is nothing to do.</param>
/// <param name="Kind">A word for the metrics: what it was, or why it was left out.</param>
/// <param name="CallbackId">The button press to answer, whatever comes of it.</param>
/// <param name="Language">Language of the person's client, for the answer to the press.</param>
internal readonly record struct Translation(
    Inbound? Inbound,
    string Kind,
    string? CallbackId = null,
    string? Language = null
)
{
    /// <summary>What else came with it, after it.</summary>
    public IReadOnlyList<Inbound> More { get; init; } = [];

    /// <summary>How to get a small picture that came with it.</summary>
    public string? PictureId { get; init; }
}

/// <summary>Who the bot is: the id stands in the token, the name is asked for at the start.</summary>
internal sealed class BotIdentity(long id)
{
    private volatile string username = "";

    internal long Id { get; } = id;

    internal string Username
    {
        get => username;
        set => username = value;
    }

    /// <summary>Whether a name means this bot; before the own name is known every name does.</summary>
    internal bool IsCalled(ReadOnlySpan<char> name) =>
        username.Length == 0 || name.Equals(username, StringComparison.OrdinalIgnoreCase);
}

/// <summary>From Telegram's update to the neutral language. Kinds it does not know are named and left out, never an error.</summary>
internal sealed class Translator(BotIdentity bot)
{
    internal const string MessengerName = "telegram";
    private const int LongestName = 64;

    private readonly Albums albums = new();

    /// <summary>Whether a place is linked with others: only there ordinary talk is looked at.</summary>
    internal Func<string, bool> IsLinked { get; init; } = _ => false;

    /// <summary>The linked places of a chat.</summary>
    internal Func<string, IEnumerable<Place>> LinkedIn { get; init; } = _ => [];

    internal Translation Translate(Update update) =>
        update switch
        {
            { Message: { } message } => OfMessage(update.UpdateId, message),
            { CallbackQuery: { } query } => OfPress(update.UpdateId, query),
            { MyChatMember: { } change } => OfMembership(update.UpdateId, change),
            { EditedMessage: { } message } => OfEdit(update.UpdateId, message),
            { MessageReaction: { } change } => OfReaction(update.UpdateId, change),
            _ => new(null, "unknown"),
        };

    private Translation OfMessage(long id, Message message)
    {
        if (message.MigrateToChatId is { } next)
            return new(Event(id, PlaceOf(message), new Content.Moved(Text(next))), "migration");
        if (message.Chat.Type is not ("private" or "group" or "supergroup"))
            return new(null, "channel");
        if (SenderOf(message) is not { } sender)
            return new(null, "bot");
        var isLinked = IsLinkedTalk(message);
        if (
            !isLinked
            && message.MediaGroupId is { } album
            && !albums.Counts(album, message.MessageId, message.Caption is not null)
        )
            return new(null, "album");
        var (content, kind) = ContentOf(message);
        if (content is null)
            return new(null, kind);
        if (isLinked && kind != "command")
            content = LinkedTalk.Posted(message, KindOf(message));
        var inbound = new Inbound(
            IdOf(id),
            PlaceOf(message),
            sender,
            content,
            isLinked ? LinkedTalk.AnsweredBy(message) : ReplyOf(message),
            Text(message.MessageId)
        );
        return new(inbound, kind) { PictureId = content is Content.Posted ? LinkedTalk.PictureOf(message) : null };
    }

    private bool IsLinkedTalk(Message message) =>
        message.Chat.Type is "group" or "supergroup" && IsLinked(PlaceOf(message).Key);

    /// <summary>Also fires for changes nobody made by hand; a command must not run again on it.</summary>
    private Translation OfEdit(long id, Message message)
    {
        if (!IsLinkedTalk(message) || SenderOf(message) is not { } sender)
            return new(null, "edited_message");
        var edited = LinkedTalk.Edited(message);
        return new(new(IdOf(id), PlaceOf(message), sender, edited, null, edited.Message), "edited");
    }

    /// <summary>The topic is not told: what is known of the message says where it stands.</summary>
    private Translation OfReaction(long id, MessageReactionUpdated change)
    {
        if (
            change.User is not { IsBot: false } user
            || LinkedIn(Text(change.Chat.Id)).FirstOrDefault() is not { } place
        )
            return new(null, "reaction");
        var all = LinkedTalk
            .Reacted(change)
            .Select((r, i) => new Inbound($"{IdOf(id)}:{i}", place, SenderOf(user), r, r.Message, r.Message))
            .ToList();
        return all.Count == 0 ? new(null, "reaction") : new(all[0], "reacted") { More = all[1..] };
    }

    private (Content?, string Kind) ContentOf(Message message)
    {
        if (message.Text is { } text)
            return text.StartsWith('/') ? Command(text) : (new Content.Words(text), "text");
        return KindOf(message) is { } kind
            ? (new Content.Attachment(kind, message.Caption), "attachment")
            : (null, "service");
    }

    /// <summary>A command without the name of the bot; nothing when it is meant for another bot.</summary>
    private (Content?, string Kind) Command(string text)
    {
        var end = text.AsSpan().IndexOfAny(' ', '\n', '\t');
        var word = end < 0 ? text.AsSpan() : text.AsSpan(0, end);
        var at = word.IndexOf('@');
        if (at < 0)
            return (new Content.Words(text), "command");
        if (!bot.IsCalled(word[(at + 1)..]))
            return (null, "other-bot");
        return (new Content.Words(text.Remove(at, word.Length - at)), "command");
    }

    private static AttachmentKind? KindOf(Message message) =>
        message switch
        {
            { Photo: not null } => AttachmentKind.Picture,
            { Voice: not null } or { Audio: not null } => AttachmentKind.Voice,
            { Video: not null } or { VideoNote: not null } => AttachmentKind.Video,
            { Sticker: not null } or { Animation: not null } => AttachmentKind.Sticker,
            { Location: not null } or { Venue: not null } => AttachmentKind.Location,
            { Contact: not null } => AttachmentKind.Contact,
            { Document: not null } => AttachmentKind.File,
            { Poll: not null } or { Dice: not null } or { Caption: not null } => AttachmentKind.Other,
            _ => null,
        };

    private Translation OfPress(long id, CallbackQuery query)
    {
        var language = LanguageOf(query.From);
        if (query.From.IsBot || query.Data is not { Length: > 0 } data || query.Message is not { } message)
            return new(null, "press-without-place", query.Id, language);
        var inbound = new Inbound(
            IdOf(id),
            PlaceOf(message),
            SenderOf(query.From),
            new Content.Press(data),
            null,
            Text(message.MessageId)
        );
        return new(inbound, "press", query.Id, language);
    }

    private static Translation OfMembership(long id, ChatMemberUpdated change)
    {
        var (was, now) = (IsIn(change.OldChatMember), IsIn(change.NewChatMember));
        if (was == now || change.Chat.Type is not ("private" or "group" or "supergroup"))
            return new(null, "membership-other");
        var what = (change.Chat.Type, now) switch
        {
            ("private", true) => MembershipChange.Unblocked,
            ("private", false) => MembershipChange.Blocked,
            (_, true) => MembershipChange.BotAdded,
            (_, false) => MembershipChange.BotRemoved,
        };
        var place = PlaceOf(change.Chat, null);
        return new(Event(id, place, new Content.Membership(what), SenderOf(change.From)), "membership");
    }

    private static bool IsIn(ChatMember member) =>
        member.Status is "creator" or "administrator" or "member" || member is { Status: "restricted", IsMember: true };

    /// <summary>
    /// The message of ours that this one replies to. In a topic every message points to the topic's first one, which is
    /// no reply.
    /// </summary>
    private string? ReplyOf(Message message)
    {
        if (message.ReplyToMessage is not { } replied || replied.From?.Id != bot.Id)
            return null;
        var isTopicStart = message.IsTopicMessage && replied.MessageId == message.MessageThreadId;
        return isTopicStart ? null : Text(replied.MessageId);
    }

    /// <summary>
    /// Who wrote it; null for bots. Whoever speaks as a group or channel hides behind a placeholder account: that is
    /// nobody with rights.
    /// </summary>
    private static Sender? SenderOf(Message message)
    {
        if (message.SenderChat is { } mask)
            return new Sender(new Account(MessengerName, Text(mask.Id)), Name(mask.Title ?? ""), null, true);
        return message.From is null or { IsBot: true } ? null : SenderOf(message.From);
    }

    private static Sender SenderOf(User user) =>
        new(new Account(MessengerName, Text(user.Id)), Name(user.FirstName), LanguageOf(user));

    private static string? LanguageOf(User user) =>
        user.LanguageCode is [var a, var b, ..] && char.IsAsciiLetter(a) && char.IsAsciiLetter(b)
            ? user.LanguageCode[..2].ToLowerInvariant()
            : null;

    /// <summary>A name for one line: no control or direction characters, not longer than allowed, no half characters.</summary>
    private static string Name(string raw)
    {
        var isClean = raw.Length <= LongestName && !raw.AsSpan().ContainsAnyExceptInRange(' ', '\u02ff');
        if (isClean)
            return raw.Trim();
        var kept = string.Concat(raw.EnumerateRunes().Where(IsShown)).Trim();
        return Beginning.Of(kept, LongestName).TrimEnd();
    }

    private static bool IsShown(System.Text.Rune rune) =>
        System.Text.Rune.GetUnicodeCategory(rune)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
            );

    /// <summary>The thread counts only in a real topic: plain replies carry a number there too.</summary>
    private static Place PlaceOf(Message message) =>
        PlaceOf(message.Chat, message.IsTopicMessage ? message.MessageThreadId : null);

    private static Place PlaceOf(Chat chat, int? topic)
    {
        var kind = chat.Type switch
        {
            "private" => PlaceKind.Private,
            "channel" => PlaceKind.Channel,
            _ => PlaceKind.Group,
        };
        return new Place(MessengerName, Text(chat.Id), topic is { } thread ? Text(thread) : null, kind);
    }

    private static Inbound Event(long id, Place place, Content content, Sender? sender = null) =>
        new(IdOf(id), place, sender, content);

    private static string IdOf(long id) => string.Create(CultureInfo.InvariantCulture, $"{MessengerName}:{id}");

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
