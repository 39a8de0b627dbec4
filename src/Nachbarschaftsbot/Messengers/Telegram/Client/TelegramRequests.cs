namespace Nachbarschaftsbot.Messengers.Telegram.Client;

// Request bodies, named after the methods of the Bot API. Members that are null are left out.

internal sealed record GetUpdates(long? Offset, int? Limit, int? Timeout, IReadOnlyList<string>? AllowedUpdates);

internal sealed record SetWebhook(
    string Url,
    string? SecretToken,
    int? MaxConnections,
    IReadOnlyList<string>? AllowedUpdates
);

internal sealed record SendMessage
{
    public required long ChatId { get; init; }

    /// <summary>The topic of a forum; must be left out for the General topic.</summary>
    public int? MessageThreadId { get; init; }
    public required string Text { get; init; }
    public IReadOnlyList<MessageEntity>? Entities { get; init; }
    public LinkPreviewOptions? LinkPreviewOptions { get; init; }
    public bool? DisableNotification { get; init; }
    public bool? ProtectContent { get; init; }
    public ReplyParameters? ReplyParameters { get; init; }
    public InlineKeyboardMarkup? ReplyMarkup { get; init; }
}

internal sealed record EditMessageText
{
    public required long ChatId { get; init; }
    public required int MessageId { get; init; }
    public required string Text { get; init; }
    public IReadOnlyList<MessageEntity>? Entities { get; init; }
    public LinkPreviewOptions? LinkPreviewOptions { get; init; }
    public InlineKeyboardMarkup? ReplyMarkup { get; init; }
}

internal sealed record EditMessageReplyMarkup(long ChatId, int MessageId, InlineKeyboardMarkup? ReplyMarkup);

internal sealed record DeleteMessage(long ChatId, int MessageId);

/// <summary>Puts at most one emoji to a message, which is all a bot may; none takes it back.</summary>
internal sealed record SetMessageReaction(long ChatId, int MessageId, IReadOnlyList<ReactionType> Reaction);

internal sealed record GetFile(string FileId);

internal sealed record AnswerCallbackQuery(string CallbackQueryId, string? Text = null, bool? ShowAlert = null);

internal sealed record SendDocument
{
    public required long ChatId { get; init; }
    public int? MessageThreadId { get; init; }
    public required string FileName { get; init; }
    public required string MediaType { get; init; }
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>Up to 1024 characters.</summary>
    public string? Caption { get; init; }
    public ReplyParameters? ReplyParameters { get; init; }
    public InlineKeyboardMarkup? ReplyMarkup { get; init; }
}

internal sealed record SendPhoto
{
    public required long ChatId { get; init; }
    public int? MessageThreadId { get; init; }
    public required string FileName { get; init; }
    public required string MediaType { get; init; }
    public required ReadOnlyMemory<byte> Content { get; init; }
    public ReplyParameters? ReplyParameters { get; init; }
}

internal sealed record SetMyCommands(
    IReadOnlyList<BotCommand> Commands,
    BotCommandScope? Scope = null,
    string? LanguageCode = null
);

internal sealed record DeleteMyCommands(BotCommandScope? Scope = null, string? LanguageCode = null);

internal sealed record SetMyName(string Name, string? LanguageCode = null);

internal sealed record SetMyDescription(string Description, string? LanguageCode = null);

internal sealed record SetMyShortDescription(string ShortDescription, string? LanguageCode = null);

internal sealed record ChatReference(long ChatId);

internal sealed record GetChatMember(long ChatId, long UserId);

internal sealed record SendChatAction(long ChatId, string Action, int? MessageThreadId = null);

/// <summary>Formatting of a stretch of text; offset and length count UTF-16 units, as C# strings do.</summary>
internal sealed record MessageEntity(string Type, int Offset, int Length, string? Url = null);

internal sealed record LinkPreviewOptions(bool IsDisabled)
{
    internal static readonly LinkPreviewOptions Off = new(true);
}

/// <param name="MessageId">The message to reply to, in the same chat.</param>
/// <param name="AllowSendingWithoutReply">Send plainly when that message is gone.</param>
internal sealed record ReplyParameters(int MessageId, bool AllowSendingWithoutReply);

internal sealed record InlineKeyboardMarkup(IReadOnlyList<IReadOnlyList<InlineKeyboardButton>> InlineKeyboard);

/// <summary>A button with exactly one action: callback data of 1 to 64 bytes of UTF-8, or an address.</summary>
internal sealed record InlineKeyboardButton(string Text, string? CallbackData = null, string? Url = null);

internal sealed record BotCommand(string Command, string Description);

/// <summary>Type: default, all_private_chats, all_group_chats, all_chat_administrators, chat or chat_administrators.</summary>
internal sealed record BotCommandScope(string Type, long? ChatId = null);

internal readonly record struct Nothing;
