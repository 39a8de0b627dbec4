using System.Text.Json.Serialization;

namespace Nachbarschaftsbot.Messengers.Telegram.Client;

/// <summary>What every answer says of itself.</summary>
internal interface IApiAnswer
{
    bool Ok { get; }

    /// <summary>0 when somebody else than the API answered.</summary>
    int ErrorCode { get; }
}

/// <summary>What every method answers with.</summary>
internal sealed class ApiAnswer<T> : IApiAnswer
{
    public bool Ok { get; set; }
    public T? Result { get; set; }
    public int ErrorCode { get; set; }
    public string? Description { get; set; }
    public ApiAnswerParameters? Parameters { get; set; }
}

internal sealed class ApiAnswerParameters
{
    /// <summary>Seconds.</summary>
    public int? RetryAfter { get; set; }
    public long? MigrateToChatId { get; set; }
}

/// <summary>An answer whose result does not matter: it is skipped, whatever it is.</summary>
internal sealed class ApiAcknowledgement : IApiAnswer
{
    public bool Ok { get; set; }
    public int ErrorCode { get; set; }
    public string? Description { get; set; }
    public ApiAnswerParameters? Parameters { get; set; }
}

/// <summary>How the Bot API spells things: snake case, absent instead of null, unknown members skipped.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(Update))]
[JsonSerializable(typeof(ApiAcknowledgement))]
[JsonSerializable(typeof(ApiAnswer<BotUser>))]
[JsonSerializable(typeof(ApiAnswer<List<Update>>))]
[JsonSerializable(typeof(ApiAnswer<List<System.Text.Json.JsonElement>>))]
[JsonSerializable(typeof(ApiAnswer<WebhookInfo>))]
[JsonSerializable(typeof(ApiAnswer<SentMessage>))]
[JsonSerializable(typeof(ApiAnswer<Chat>))]
[JsonSerializable(typeof(ApiAnswer<ChatMember>))]
[JsonSerializable(typeof(Nothing))]
[JsonSerializable(typeof(GetUpdates))]
[JsonSerializable(typeof(SetWebhook))]
[JsonSerializable(typeof(SendMessage))]
[JsonSerializable(typeof(EditMessageText))]
[JsonSerializable(typeof(EditMessageReplyMarkup))]
[JsonSerializable(typeof(DeleteMessage))]
[JsonSerializable(typeof(AnswerCallbackQuery))]
[JsonSerializable(typeof(SetMessageReaction))]
[JsonSerializable(typeof(GetFile))]
[JsonSerializable(typeof(ApiAnswer<TelegramFile>))]
[JsonSerializable(typeof(SetMyCommands))]
[JsonSerializable(typeof(DeleteMyCommands))]
[JsonSerializable(typeof(SetMyName))]
[JsonSerializable(typeof(SetMyDescription))]
[JsonSerializable(typeof(SetMyShortDescription))]
[JsonSerializable(typeof(ChatReference))]
[JsonSerializable(typeof(GetChatMember))]
[JsonSerializable(typeof(SendChatAction))]
internal sealed partial class TelegramJson : JsonSerializerContext;
