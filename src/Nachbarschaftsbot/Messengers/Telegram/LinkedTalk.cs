using System.Globalization;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.Telegram.Client;

namespace Nachbarschaftsbot.Messengers.Telegram;

/// <summary>Ordinary talk of a group that is linked with other rooms, in the neutral language.</summary>
internal static class LinkedTalk
{
    private const string Emoji = "emoji";

    /// <summary>A message as it is carried.</summary>
    internal static Content.Posted Posted(Message message, AttachmentKind? kind) =>
        new(Text(message.MessageId), Said(message), kind is { } known ? new Media(known, PartOf(message)?.Size) : null);

    /// <summary>What a message says now.</summary>
    internal static Content.Edited Edited(Message message) => new(Text(message.MessageId), Said(message));

    /// <summary>How to get the picture of a message, where it is small.</summary>
    internal static string? PictureOf(Message message) => message.Photo?.PictureId;

    /// <summary>The message that somebody answers, whoever wrote it. In a topic every message points to the topic's first one, which is no answer.</summary>
    internal static string? AnsweredBy(Message message) =>
        message.ReplyToMessage is { } answered
        && !(message.IsTopicMessage && answered.MessageId == message.MessageThreadId)
            ? Text(answered.MessageId)
            : null;

    /// <summary>What changed about somebody's emojis: those that went, then those that came.</summary>
    internal static IReadOnlyList<Content.Reacted> Reacted(MessageReactionUpdated change)
    {
        var (old, now) = (Emojis(change.OldReaction), Emojis(change.NewReaction));
        var id = Text(change.MessageId);
        return
        [
            .. old.Except(now).Select(e => new Content.Reacted(id, e, Gone: true)),
            .. now.Except(old).Select(e => new Content.Reacted(id, e, Gone: false)),
        ];
    }

    private static List<string> Emojis(IReadOnlyList<ReactionType> reactions) =>
        [.. reactions.Where(r => r.Type == Emoji).Select(r => r.Emoji).OfType<string>()];

    private static Rich Said(Message message) =>
        message.Text is { } text ? TelegramRich.Read(text, message.Entities)
        : message.Caption is { } caption ? TelegramRich.Read(caption, message.CaptionEntities)
        : Rich.Empty;

    private static Present? PartOf(Message message) =>
        message.Photo
        ?? message.Document
        ?? message.Video
        ?? message.Voice
        ?? message.Audio
        ?? message.VideoNote
        ?? message.Animation
        ?? message.Sticker;

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);
}
