using System.Text.Json.Nodes;

namespace Nachbarschaftsbot.Tests.Telegram.Fake;

// What people do becomes updates; updates wait for getUpdates or go to the webhook.
public sealed partial class FakeBotApi
{
    private static readonly HashSet<string> OffByDefault =
    [
        "chat_member",
        "message_reaction",
        "message_reaction_count",
    ];

    private readonly List<FakeUpdate> queue = [];
    private HashSet<string>? allowed;
    private long lastUpdate = 900_000_000;
    private TaskCompletionSource? poller;

    /// <summary>Ids of updates the bot has not acknowledged.</summary>
    public IReadOnlyList<long> PendingUpdates
    {
        get
        {
            lock (Gate)
                return [.. queue.Select(u => u.Id)];
        }
    }

    /// <summary>Queues any update, known or not; the member is its kind.</summary>
    public long Deliver(string kind, JsonNode content, long chatId = 0)
    {
        lock (Gate)
            return Enqueue(kind, content, chatId);
    }

    /// <summary>Queues an update once more, as Telegram does when it is not sure.</summary>
    public void Redeliver(long updateId, JsonObject update, long chatId = 0)
    {
        lock (Gate)
        {
            queue.Add(new FakeUpdate(updateId, chatId, update.ToJsonString(), Clock.GetUtcNow()));
            Change();
            Pump();
        }
    }

    internal long Enqueue(string kind, JsonNode content, long chatId)
    {
        var isWanted = allowed?.Contains(kind) ?? !OffByDefault.Contains(kind);
        if (!isWanted)
            return 0;
        var id = ++lastUpdate;
        var json = new JsonObject { ["update_id"] = id, [kind] = content.DeepClone() };
        queue.Add(new FakeUpdate(id, chatId, json.ToJsonString(), Clock.GetUtcNow()));
        Change();
        Pump();
        return id;
    }

    internal FakeMessage PostMessage(FakeMessage message, Action<JsonObject> fill, FakeMessage? replyTo)
    {
        var chat = message.Chat;
        chat.All.Add(message);
        message.Author!.HasStarted |= !chat.IsGroup;
        var json = MessageJson(message);
        fill(json);
        AddCommandEntity(json);
        if (replyTo is not null)
            AddReply(json, chat, replyTo);
        if (IsVisible(chat, json, replyTo))
            Enqueue("message", json, chat.Id);
        else
            Change();
        return message;
    }

    internal void PostService(FakeGroup group, FakeUser by, Action<JsonObject> fill)
    {
        lock (Gate)
        {
            var message = new FakeMessage(group, group.NextMessageId(), by, Clock.GetUtcNow());
            var json = MessageJson(message);
            json.Remove("text");
            fill(json);
            Enqueue("message", json, group.Id);
        }
    }

    internal void PostMyMember(FakeChat chat, FakeUser by, string old, string now)
    {
        lock (Gate)
        {
            var json = new JsonObject
            {
                ["chat"] = chat.ToJson(),
                ["from"] = by.ToJson(),
                ["date"] = Clock.GetUtcNow().ToUnixTimeSeconds(),
                ["old_chat_member"] = MemberJson(old, BotJson()),
                ["new_chat_member"] = MemberJson(now, BotJson()),
            };
            Enqueue("my_chat_member", json, chat.Id);
        }
    }

    internal string PostCallback(FakeUser user, FakeChat chat, FakeMessage? message, string data)
    {
        var id = (++lastCallback).ToString();
        callbacks[id] = new PressedButton(Clock.GetUtcNow());
        var gone = new JsonObject
        {
            ["chat"] = chat.ToJson(),
            ["message_id"] = 1,
            ["date"] = 0,
        };
        var json = new JsonObject
        {
            ["id"] = id,
            ["from"] = user.ToJson(),
            ["message"] = message is null ? gone : MessageJson(message),
            ["chat_instance"] = chat.Id.ToString(),
            ["data"] = data,
        };
        Enqueue("callback_query", json, chat.Id);
        return id;
    }

    internal JsonObject MessageJson(FakeMessage message)
    {
        var json = new JsonObject
        {
            ["message_id"] = message.Id,
            ["date"] = message.Sent.ToUnixTimeSeconds(),
            ["from"] = message.Author?.ToJson() ?? BotJson(),
            ["chat"] = message.Chat.ToJson(),
        };
        if (message.Topic is { } topic)
        {
            json["message_thread_id"] = topic;
            json["is_topic_message"] = true;
        }
        if (message.IsFromBot)
            json[message.File is null ? "text" : "caption"] = message.Text;
        if (message.Keyboard is { } rows)
            json["reply_markup"] = new JsonObject { ["inline_keyboard"] = rows.DeepClone() };
        return json;
    }

    private static void AddCommandEntity(JsonObject json)
    {
        if ((string?)json["text"] is not ['/', ..] text)
            return;
        var end = text.IndexOfAny([' ', '\n']);
        json["entities"] = new JsonArray(
            new JsonObject
            {
                ["type"] = "bot_command",
                ["offset"] = 0,
                ["length"] = end < 0 ? text.Length : end,
            }
        );
    }

    private void AddReply(JsonObject json, FakeChat chat, FakeMessage replyTo)
    {
        json["reply_to_message"] = MessageJson(replyTo);
        // Without topics a reply carries a thread id too, which must not be sent back.
        if (chat is FakeGroup { Type: "supergroup", IsForum: false })
            json["message_thread_id"] = replyTo.Id;
    }

    /// <summary>Privacy mode: in groups only commands for this bot, and replies to it, unless it is an administrator.</summary>
    private bool IsVisible(FakeChat chat, JsonObject json, FakeMessage? replyTo)
    {
        if (chat is not FakeGroup group)
            return true;
        if (group.BotStatus is "left" or "kicked")
            return false;
        if (ReadsAllGroupMessages || group.BotStatus == "administrator" || replyTo is { IsFromBot: true })
            return true;
        var word = ((string?)json["text"] ?? "").Split([' ', '\n'])[0];
        var isOurs = !word.Contains('@') || word.EndsWith('@' + BotUsername, StringComparison.OrdinalIgnoreCase);
        return word.StartsWith('/') && isOurs;
    }

    private static JsonObject MemberJson(string status, JsonObject user)
    {
        var json = new JsonObject { ["status"] = status, ["user"] = user };
        if (status == "kicked")
            json["until_date"] = 0;
        if (status == "administrator")
        {
            foreach (var right in AdministratorRights)
                json[right] = false;
        }
        return json;
    }

    private static readonly string[] AdministratorRights =
    [
        "can_be_edited",
        "is_anonymous",
        "can_manage_chat",
        "can_delete_messages",
        "can_manage_video_chats",
        "can_restrict_members",
        "can_promote_members",
        "can_change_info",
        "can_invite_users",
        "can_post_stories",
        "can_edit_stories",
        "can_delete_stories",
    ];

    private async Task<Reply> GetUpdates(JsonObject p, CancellationToken aborted)
    {
        var me = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (Gate)
        {
            violations.AddRange(description.Check("getUpdates", p));
            requests.Add(new FakeRequest("getUpdates", p, Clock.GetUtcNow(), 200));
            if (webhook is not null)
                return Reply.Conflict(
                    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
                );
            poller?.TrySetResult();
            poller = me;
            if (p["allowed_updates"] is JsonArray kinds)
                allowed = kinds.Count == 0 ? null : [.. kinds.Select(k => (string)k!)];
            Confirm((long?)p["offset"] ?? 0);
            Change();
        }
        var timeout = TimeSpan.FromSeconds(Math.Clamp((int?)p["timeout"] ?? 0, 0, 50));
        var limit = Math.Clamp((int?)p["limit"] ?? 100, 1, 100);
        return await Poll(me, timeout, limit, aborted);
    }

    private async Task<Reply> Poll(TaskCompletionSource me, TimeSpan timeout, int limit, CancellationToken aborted)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(aborted, stopped.Token);
        var late = timeout == TimeSpan.Zero ? Task.CompletedTask : Task.Delay(timeout, Clock, end.Token);
        while (true)
        {
            Task next;
            lock (Gate)
            {
                if (me.Task.IsCompleted)
                    return Reply.Conflict(
                        "terminated by other getUpdates request; make sure that only one bot instance is running"
                    );
                if (queue.Count > 0 || late.IsCompleted)
                {
                    poller = poller == me ? null : poller;
                    end.Cancel();
                    return Reply.Of(new JsonArray([.. queue.Take(limit).Select(u => JsonNode.Parse(u.Json))]));
                }
                next = changed.Task;
            }
            await Task.WhenAny(next, late, me.Task);
        }
    }

    private void Confirm(long offset)
    {
        if (offset < 0)
            queue.RemoveRange(0, Math.Max(0, queue.Count + (int)Math.Max(offset, -int.MaxValue)));
        else
            queue.RemoveAll(u => u.Id < offset);
        var oldest = Clock.GetUtcNow() - TimeSpan.FromHours(24);
        queue.RemoveAll(u => u.At < oldest);
    }

    private sealed record FakeUpdate(long Id, long ChatId, string Json, DateTimeOffset At);
}
