using System.Text;
using System.Text.Json.Nodes;

namespace Nachbarschaftsbot.Tests.Telegram.Fake;

// Sending, editing, deleting: every rule Telegram has about them.
public sealed partial class FakeBotApi
{
    private const int LongestText = 4096;
    private const int LongestCaption = 1024;
    private const int LargestCallbackData = 64;
    private const int MostButtons = 100;

    private Reply Act(string method, JsonObject p, Dictionary<string, (string Name, byte[] Content)> files) =>
        method switch
        {
            "sendMessage" => Send(p, "text", LongestText, null),
            "sendDocument" => Send(p, "caption", LongestCaption, files.GetValueOrDefault("document")),
            "editMessageText" => Edit(p, withText: true),
            "editMessageReplyMarkup" => Edit(p, withText: false),
            "deleteMessage" => Delete(p),
            "answerCallbackQuery" => AnswerCallback(p),
            "sendChatAction" => Reach(p, out _, out _) ?? Reply.True,
            _ => ActOnSettings(method, p),
        };

    private Reply Send(JsonObject p, string textName, int longest, (string Name, byte[] Content)? file)
    {
        var isFile = textName == "caption";
        var text = "";
        var reply = (int?)p["reply_parameters"]?["message_id"];
        var refusal =
            Reach(p, out var chat, out var topic)
            ?? (isFile && file is null ? Reply.BadRequest("there is no document in the request") : null)
            ?? ReadText(p, textName, longest, mayBeEmpty: isFile, out text)
            ?? CheckKeyboard(p)
            ?? CheckReply(p, chat!, reply)
            ?? CheckFlood(chat!);
        if (refusal is not null)
            return refusal;
        var message = new FakeMessage(chat!, chat!.NextMessageId(), null, Clock.GetUtcNow())
        {
            Text = text,
            Topic = topic,
            ReplyTo = reply is { } id && chat.Find(id) is not null ? id : null,
            FileName = file?.Name,
            File = file?.Content,
            Formatting = Formatting(p),
            Keyboard = Keyboard(p),
            Revision = Revision + 1,
        };
        chat.All.Add(message);
        return Reply.Of(MessageJson(message));
    }

    private Reply Edit(JsonObject p, bool withText)
    {
        if (FindChat(p) is not { } chat)
            return Reply.BadRequest("chat not found");
        if (chat is FakeGroup { MigratedTo: { } next })
            return Reply.Migrated(next.Id);
        if ((int?)p["message_id"] is not { } id || chat.Find(id) is not { } message)
            return Reply.BadRequest("message to edit not found");
        if (!message.IsFromBot || message.File is not null && withText)
            return Reply.BadRequest("message can't be edited");
        var text = message.Text;
        var refusal =
            CanWrite(chat)
            ?? (withText ? ReadText(p, "text", LongestText, mayBeEmpty: false, out text) : null)
            ?? CheckKeyboard(p);
        if (refusal is not null)
            return refusal;
        var formatting = withText ? Formatting(p) : message.Formatting;
        if (text == message.Text && formatting == message.Formatting && SameKeyboard(p, message))
            return Reply.BadRequest(
                "message is not modified: specified new message content and reply markup are exactly the same "
                    + "as a current content and reply markup of the message"
            );
        if (CheckFlood(chat) is { } tooFast)
            return tooFast;
        message.Text = text;
        message.Formatting = formatting;
        message.Keyboard = Keyboard(p);
        message.Edits++;
        message.Revision = Revision + 1;
        return Reply.Of(MessageJson(message));
    }

    private Reply Delete(JsonObject p)
    {
        if (FindChat(p) is not { } chat)
            return Reply.BadRequest("chat not found");
        if ((int?)p["message_id"] is not { } id || chat.Find(id) is not { } message)
            return Reply.BadRequest("message to delete not found");
        var isTooOld = Clock.GetUtcNow() - message.Sent > TimeSpan.FromHours(48);
        var isForeign = !message.IsFromBot && chat is FakeGroup { BotStatus: not "administrator" };
        if (isTooOld || isForeign)
            return Reply.BadRequest("message can't be deleted for everyone");
        message.IsDeleted = true;
        return Reply.True;
    }

    /// <summary>Whether and where the bot may write; null when it may.</summary>
    private Reply? Reach(JsonObject p, out FakeChat? chat, out int? topic)
    {
        topic = (int?)p["message_thread_id"];
        chat = FindChat(p);
        if (chat is null)
            return Reply.BadRequest("chat not found");
        if (chat is FakeGroup { MigratedTo: { } next })
            return Reply.Migrated(next.Id);
        return CanWrite(chat) ?? CheckTopic(chat, topic);
    }

    private Reply? CanWrite(FakeChat chat)
    {
        if (chat is FakeGroup group)
            return group.BotStatus switch
            {
                "kicked" => Reply.Forbidden($"bot was kicked from the {group.Type} chat"),
                "left" => Reply.Forbidden($"bot is not a member of the {group.Type} chat"),
                _ => null,
            };
        var user = users[chat.Id];
        if (user.IsDeactivated)
            return Reply.Forbidden("user is deactivated");
        if (user.HasBlocked)
            return Reply.Forbidden("bot was blocked by the user");
        if (user.HasStarted)
            return null;
        var isKnown = groups.Values.Any(g => g.Members.ContainsKey(user.Id));
        return isKnown
            ? Reply.Forbidden("bot can't initiate conversation with a user")
            : Reply.BadRequest("chat not found");
    }

    private static Reply? CheckTopic(FakeChat chat, int? topic)
    {
        if (topic is not { } id)
            return null;
        // The General topic has id 1 and must be addressed without it.
        if (chat is not FakeGroup { IsForum: true } group || !group.TopicsClosed.TryGetValue(id, out var closed))
            return Reply.BadRequest("message thread not found");
        return closed ? Reply.BadRequest("TOPIC_CLOSED") : null;
    }

    private FakeChat? FindChat(JsonObject p)
    {
        if (p["chat_id"] is not JsonValue value || !value.TryGetValue<long>(out var id))
            return null;
        return groups.TryGetValue(id, out var group) ? group : users.GetValueOrDefault(id)?.PrivateChat;
    }

    private Reply? ReadText(JsonObject p, string name, int longest, bool mayBeEmpty, out string text)
    {
        text = (string?)p[name] ?? "";
        switch ((string?)p["parse_mode"])
        {
            case null:
                break;
            case "HTML":
                var plain = HtmlText.Parse(text, out var refusal);
                if (plain is null)
                    return Reply.BadRequest(refusal!);
                text = plain;
                break;
            default:
                return Reply.BadRequest("unsupported parse_mode");
        }
        if (text.Trim().Length == 0 && !mayBeEmpty)
            return Reply.BadRequest("message text is empty");
        if (text.Length > longest)
            return Reply.BadRequest(name == "text" ? "message is too long" : "message caption is too long");
        CheckEntities(p, text);
        return null;
    }

    private void CheckEntities(JsonObject p, string text)
    {
        foreach (var entity in p["entities"] as JsonArray ?? [])
        {
            var (offset, length) = ((int)entity!["offset"]!, (int)entity["length"]!);
            if (offset < 0 || length <= 0 || offset + length > text.Length)
                Violate($"entity {offset}+{length} is outside a text of {text.Length}");
        }
    }

    private static Reply? CheckKeyboard(JsonObject p)
    {
        if (p["reply_markup"]?["inline_keyboard"] is not JsonArray rows)
            return null;
        var buttons = rows.SelectMany(r => r!.AsArray()).Select(b => b!.AsObject()).ToList();
        if (buttons.Count > MostButtons)
            return Reply.BadRequest("reply markup is too long");
        return buttons.Select(CheckButton).FirstOrDefault(r => r is not null);
    }

    private static Reply? CheckButton(JsonObject button)
    {
        if (string.IsNullOrWhiteSpace((string?)button["text"]))
            return Reply.BadRequest("text buttons must have a text");
        var actions = button.Count(m => m.Key is not ("text" or "style" or "icon_custom_emoji_id"));
        if (actions != 1)
            return Reply.BadRequest("Text buttons are unallowed in the inline keyboard");
        if (
            (string?)button["callback_data"] is { } data
            && Encoding.UTF8.GetByteCount(data) is 0 or > LargestCallbackData
        )
            return Reply.BadRequest("BUTTON_DATA_INVALID");
        if ((string?)button["url"] is { } url && !IsAddress(url))
            return Reply.BadRequest("BUTTON_URL_INVALID");
        return null;
    }

    private static bool IsAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "tg" or "tel";

    private static Reply? CheckReply(JsonObject p, FakeChat chat, int? reply)
    {
        var mayBeGone = (bool?)p["reply_parameters"]?["allow_sending_without_reply"] ?? false;
        return reply is { } id && chat.Find(id) is null && !mayBeGone
            ? Reply.BadRequest("message to be replied not found")
            : null;
    }

    private Reply? CheckFlood(FakeChat chat)
    {
        var wait = flood.Enter(chat.Id, chat.IsGroup, Clock.GetUtcNow());
        if (flood.IgnoredWait)
            Violate($"sent to chat {chat.Id} before its retry_after was over");
        return wait == 0 ? null : Reply.TooMany(wait);
    }

    private static string Formatting(JsonObject p) =>
        p["entities"] is JsonArray { Count: > 0 } list ? list.ToJsonString() : (string?)p["parse_mode"] ?? "";

    private static JsonArray? Keyboard(JsonObject p) =>
        p["reply_markup"]?["inline_keyboard"] is JsonArray { Count: > 0 } rows ? rows.DeepClone().AsArray() : null;

    private static bool SameKeyboard(JsonObject p, FakeMessage message) =>
        (Keyboard(p)?.ToJsonString() ?? "") == (message.Keyboard?.ToJsonString() ?? "");
}
