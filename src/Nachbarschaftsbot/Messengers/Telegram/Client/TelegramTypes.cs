using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nachbarschaftsbot.Messengers.Telegram.Client;

// The part of Bot API 10.1 that this bot reads (https://core.telegram.org/bots/api). Everything else in an update is
// skipped by the parser. Ids of chats and users need up to 52 bits, hence long.

/// <summary>One thing that happened. At most one of the optional members is set; a kind we do not know sets none.</summary>
internal sealed class Update
{
    public long UpdateId { get; set; }
    public Message? Message { get; set; }
    public Message? EditedMessage { get; set; }
    public CallbackQuery? CallbackQuery { get; set; }
    public ChatMemberUpdated? MyChatMember { get; set; }
    public MessageReactionUpdated? MessageReaction { get; set; }
}

/// <summary>Somebody changed their emojis at a message. Only admins among bots are told; the topic is not.</summary>
internal sealed class MessageReactionUpdated
{
    public Chat Chat { get; set; } = new();
    public int MessageId { get; set; }

    /// <summary>Missing where somebody speaks as a group or channel.</summary>
    public User? User { get; set; }
    public IReadOnlyList<ReactionType> OldReaction { get; set; } = [];
    public IReadOnlyList<ReactionType> NewReaction { get; set; } = [];
}

/// <summary>An emoji at a message; custom and paid ones have none of everybody's.</summary>
internal sealed record ReactionType(string Type, string? Emoji = null);

internal sealed class User
{
    public long Id { get; set; }
    public bool IsBot { get; set; }
    public string FirstName { get; set; } = "";
    public string? LanguageCode { get; set; }
}

internal sealed class Chat
{
    public long Id { get; set; }

    /// <summary>private, group, supergroup or channel.</summary>
    public string Type { get; set; } = "";
    public string? Title { get; set; }
}

internal sealed class Message
{
    public int MessageId { get; set; }

    /// <summary>Also set on plain replies in groups without topics: only valid with <see cref="IsTopicMessage"/>.</summary>
    public int? MessageThreadId { get; set; }
    public bool IsTopicMessage { get; set; }

    public User? From { get; set; }

    /// <summary>Set when somebody speaks as a group or channel; then <see cref="From"/> is a placeholder account.</summary>
    public Chat? SenderChat { get; set; }
    public Chat Chat { get; set; } = new();
    public string? Text { get; set; }
    public string? Caption { get; set; }
    public IReadOnlyList<MessageEntity>? Entities { get; set; }
    public IReadOnlyList<MessageEntity>? CaptionEntities { get; set; }
    public string? MediaGroupId { get; set; }
    public RepliedMessage? ReplyToMessage { get; set; }
    public long? MigrateToChatId { get; set; }

    // Of what is not text only kind and size are kept: no number, no coordinates, no file name.
    public Present? Contact { get; set; }
    public Present? Location { get; set; }
    public Present? Document { get; set; }
    public Present? Photo { get; set; }
    public Present? Voice { get; set; }
    public Present? Video { get; set; }
    public Present? VideoNote { get; set; }
    public Present? Audio { get; set; }
    public Present? Animation { get; set; }
    public Present? Sticker { get; set; }
    public Present? Venue { get; set; }
    public Present? Poll { get; set; }
    public Present? Dice { get; set; }
}

/// <summary>What we need of the message that was replied to: which one it was and who wrote it.</summary>
internal sealed class RepliedMessage
{
    public int MessageId { get; set; }
    public User? From { get; set; }
}

internal sealed class CallbackQuery
{
    public string Id { get; set; } = "";
    public User From { get; set; } = new();

    /// <summary>The message the button stood under; an inaccessible one has only chat and id.</summary>
    public Message? Message { get; set; }
    public string? Data { get; set; }
}

internal sealed class ChatMemberUpdated
{
    public Chat Chat { get; set; } = new();
    public User From { get; set; } = new();
    public ChatMember OldChatMember { get; set; } = new();
    public ChatMember NewChatMember { get; set; } = new();
}

internal sealed class ChatMember
{
    /// <summary>creator, administrator, member, restricted, left or kicked.</summary>
    public string Status { get; set; } = "";
    public User User { get; set; } = new();

    /// <summary>Of somebody restricted: whether they are in the chat at all.</summary>
    public bool IsMember { get; set; }
}

internal sealed class BotUser
{
    public long Id { get; set; }
    public string Username { get; set; } = "";

    /// <summary>True means privacy mode is off: the bot would read every message of its groups.</summary>
    public bool CanReadAllGroupMessages { get; set; }
}

/// <summary>Where a file can be fetched for an hour.</summary>
internal sealed class TelegramFile
{
    public string? FilePath { get; set; }
}

internal sealed class WebhookInfo
{
    public string Url { get; set; } = "";
    public int PendingUpdateCount { get; set; }
    public long? LastErrorDate { get; set; }
    public string? LastErrorMessage { get; set; }
}

internal sealed class SentMessage
{
    public int MessageId { get; set; }
}

/// <summary>Says that a part of a message is there, how large it is, and of a picture how to get a small form of it.</summary>
[JsonConverter(typeof(PresentConverter))]
internal sealed record Present(long? Size = null, string? PictureId = null);

internal sealed class PresentConverter : JsonConverter<Present>
{
    public override Present Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.ValueKind switch
        {
            JsonValueKind.Object => new(SizeOf(document.RootElement)),
            // A picture comes in several sizes, the smallest first.
            JsonValueKind.Array => OfPicture([.. document.RootElement.EnumerateArray()]),
            _ => new(),
        };
    }

    private static Present OfPicture(List<JsonElement> sizes)
    {
        var small = sizes.LastOrDefault(s => SizeOf(s) is > 0 and <= Pictures.Largest);
        var id =
            small.ValueKind == JsonValueKind.Object
            && small.TryGetProperty("file_id", out var found)
            && found.ValueKind == JsonValueKind.String
                ? found.GetString()
                : null;
        return new(sizes.Count > 0 ? SizeOf(sizes[^1]) : null, id);
    }

    private static long? SizeOf(JsonElement file) =>
        file.ValueKind == JsonValueKind.Object
        && file.TryGetProperty("file_size", out var size)
        && size.ValueKind == JsonValueKind.Number
        && size.TryGetInt64(out var bytes)
            ? bytes
            : null;

    public override void Write(Utf8JsonWriter writer, Present value, JsonSerializerOptions options) =>
        writer.WriteBooleanValue(true);
}
