using System.Net.Http.Headers;
using System.Text.Json;

namespace Nachbarschaftsbot.Messengers.Telegram.Client;

/// <summary>The methods of the Bot API that this bot uses. Expected failures are outcomes, not exceptions; a cancelled
/// call throws <see cref="OperationCanceledException"/>.</summary>
internal sealed class TelegramClient(HttpMessageInvoker http, Uri baseAddress, string token, TimeProvider time)
{
    /// <summary>How much longer than asked for the server may hold a long poll before the wire counts as dead.</summary>
    internal static readonly TimeSpan PollGrace = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan UploadPatience = TimeSpan.FromMinutes(2);
    private static readonly TelegramJson Json = TelegramJson.Default;

    private readonly TelegramWire wire = new(http, baseAddress, token, time);

    internal Task<TelegramResult<BotUser>> GetMe(CancellationToken stop) =>
        wire.Call("getMe", default, Json.Nothing, Json.ApiAnswerBotUser, Patience, stop);

    /// <summary>Waits up to <see cref="GetUpdates.Timeout"/> seconds (the server clamps to 50) for updates.</summary>
    internal Task<TelegramResult<List<Update>>> GetUpdates(GetUpdates request, CancellationToken stop) =>
        wire.Call(
            "getUpdates",
            request,
            Json.GetUpdates,
            Json.ApiAnswerListUpdate,
            TimeSpan.FromSeconds(request.Timeout ?? 0) + PollGrace,
            stop
        );

    /// <summary>The same, for answers in which one update has a shape we do not know.</summary>
    internal Task<TelegramResult<List<JsonElement>>> GetRawUpdates(GetUpdates request, CancellationToken stop) =>
        wire.Call(
            "getUpdates",
            request,
            Json.GetUpdates,
            Json.ApiAnswerListJsonElement,
            TimeSpan.FromSeconds(request.Timeout ?? 0) + PollGrace,
            stop
        );

    internal Task<TelegramOutcome> SetWebhook(SetWebhook request, CancellationToken stop) =>
        wire.Order("setWebhook", request, Json.SetWebhook, Patience, stop);

    internal Task<TelegramOutcome> DeleteWebhook(CancellationToken stop) =>
        wire.Order("deleteWebhook", default, Json.Nothing, Patience, stop);

    internal Task<TelegramResult<WebhookInfo>> GetWebhookInfo(CancellationToken stop) =>
        wire.Call("getWebhookInfo", default, Json.Nothing, Json.ApiAnswerWebhookInfo, Patience, stop);

    internal Task<TelegramResult<SentMessage>> SendMessage(SendMessage request, CancellationToken stop) =>
        wire.Call("sendMessage", request, Json.SendMessage, Json.ApiAnswerSentMessage, Patience, stop);

    internal Task<TelegramOutcome> EditMessageText(EditMessageText request, CancellationToken stop) =>
        wire.Order("editMessageText", request, Json.EditMessageText, Patience, stop);

    internal Task<TelegramOutcome> EditMessageReplyMarkup(EditMessageReplyMarkup request, CancellationToken stop) =>
        wire.Order("editMessageReplyMarkup", request, Json.EditMessageReplyMarkup, Patience, stop);

    internal Task<TelegramOutcome> DeleteMessage(DeleteMessage request, CancellationToken stop) =>
        wire.Order("deleteMessage", request, Json.DeleteMessage, Patience, stop);

    internal Task<TelegramOutcome> SetMessageReaction(SetMessageReaction request, CancellationToken stop) =>
        wire.Order("setMessageReaction", request, Json.SetMessageReaction, Patience, stop);

    /// <summary>A small file that somebody sent, or null where it cannot be had or is larger than allowed.</summary>
    internal async Task<byte[]?> Download(string fileId, int largest, CancellationToken stop)
    {
        try
        {
            var found = await wire.Call(
                "getFile",
                new GetFile(fileId),
                Json.GetFile,
                Json.ApiAnswerTelegramFile,
                Patience,
                stop
            );
            return found.Value?.FilePath is { } path ? await wire.Download(path, largest, stop) : null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    internal Task<TelegramOutcome> AnswerCallbackQuery(AnswerCallbackQuery request, CancellationToken stop) =>
        wire.Order("answerCallbackQuery", request, Json.AnswerCallbackQuery, Patience, stop);

    internal Task<TelegramOutcome> SetMyCommands(SetMyCommands request, CancellationToken stop) =>
        wire.Order("setMyCommands", request, Json.SetMyCommands, Patience, stop);

    internal Task<TelegramOutcome> DeleteMyCommands(DeleteMyCommands request, CancellationToken stop) =>
        wire.Order("deleteMyCommands", request, Json.DeleteMyCommands, Patience, stop);

    internal Task<TelegramOutcome> SetMyName(SetMyName request, CancellationToken stop) =>
        wire.Order("setMyName", request, Json.SetMyName, Patience, stop);

    internal Task<TelegramOutcome> SetMyDescription(SetMyDescription request, CancellationToken stop) =>
        wire.Order("setMyDescription", request, Json.SetMyDescription, Patience, stop);

    internal Task<TelegramOutcome> SetMyShortDescription(SetMyShortDescription request, CancellationToken stop) =>
        wire.Order("setMyShortDescription", request, Json.SetMyShortDescription, Patience, stop);

    internal Task<TelegramResult<Chat>> GetChat(long chatId, CancellationToken stop) =>
        wire.Call("getChat", new ChatReference(chatId), Json.ChatReference, Json.ApiAnswerChat, Patience, stop);

    internal Task<TelegramResult<ChatMember>> GetChatMember(GetChatMember request, CancellationToken stop) =>
        wire.Call("getChatMember", request, Json.GetChatMember, Json.ApiAnswerChatMember, Patience, stop);

    internal Task<TelegramOutcome> LeaveChat(long chatId, CancellationToken stop) =>
        wire.Order("leaveChat", new ChatReference(chatId), Json.ChatReference, Patience, stop);

    internal Task<TelegramOutcome> SendChatAction(SendChatAction request, CancellationToken stop) =>
        wire.Order("sendChatAction", request, Json.SendChatAction, Patience, stop);

    /// <summary>Uploads a file of up to 50 MB.</summary>
    internal async Task<TelegramResult<SentMessage>> SendDocument(SendDocument request, CancellationToken stop)
    {
        using var body = new MultipartFormDataContent();
        Add(body, "chat_id", request.ChatId.ToString());
        Add(body, "message_thread_id", request.MessageThreadId?.ToString());
        Add(body, "caption", request.Caption);
        if (request.ReplyParameters is { } reply)
            Add(body, "reply_parameters", JsonSerializer.Serialize(reply, Json.ReplyParameters));
        if (request.ReplyMarkup is { } markup)
            Add(body, "reply_markup", JsonSerializer.Serialize(markup, Json.InlineKeyboardMarkup));
        var file = new ReadOnlyMemoryContent(request.Content);
        file.Headers.ContentType = new MediaTypeHeaderValue(request.MediaType);
        body.Add(file, "document", request.FileName);
        return await wire.Upload("sendDocument", body, UploadPatience, stop);
    }

    /// <summary>Uploads a picture of up to 10 MB.</summary>
    internal async Task<TelegramResult<SentMessage>> SendPhoto(SendPhoto request, CancellationToken stop)
    {
        using var body = new MultipartFormDataContent();
        Add(body, "chat_id", request.ChatId.ToString());
        Add(body, "message_thread_id", request.MessageThreadId?.ToString());
        if (request.ReplyParameters is { } reply)
            Add(body, "reply_parameters", JsonSerializer.Serialize(reply, Json.ReplyParameters));
        var file = new ReadOnlyMemoryContent(request.Content);
        file.Headers.ContentType = new MediaTypeHeaderValue(request.MediaType);
        body.Add(file, "photo", request.FileName);
        return await wire.Upload("sendPhoto", body, UploadPatience, stop);
    }

    private static void Add(MultipartFormDataContent body, string name, string? value)
    {
        if (value is not null)
            body.Add(new StringContent(value), name);
    }
}
