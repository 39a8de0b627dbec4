using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Nachbarschaftsbot.Tests.Telegram.Fake;

// What a bot tells about itself, and what it asks about others.
public sealed partial class FakeBotApi
{
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> commands = [];
    private readonly Dictionary<string, string> texts = [];
    private readonly Dictionary<string, PressedButton> callbacks = [];
    private long lastCallback = 4_000_000_000_000;

    /// <summary>Ids of button presses the bot has not answered yet.</summary>
    public IReadOnlyList<string> UnansweredCallbacks
    {
        get
        {
            lock (Gate)
                return [.. callbacks.Where(c => !c.Value.IsAnswered).Select(c => c.Key)];
        }
    }

    /// <summary>Texts that popped up for people who pressed a button, in order.</summary>
    public IReadOnlyList<string> Toasts
    {
        get
        {
            lock (Gate)
                return [.. callbacks.Values.Where(c => c.Toast is not null).Select(c => c.Toast!)];
        }
    }

    /// <summary>The command list of a scope (for example all_private_chats, or chat:-100) and language ("" for all).</summary>
    public IReadOnlyDictionary<string, string> Commands(string scope, string language = "")
    {
        lock (Gate)
            return commands.GetValueOrDefault($"{scope}/{language}") ?? new Dictionary<string, string>();
    }

    /// <summary>What setMyName, setMyDescription or setMyShortDescription last said ("name", "description", …).</summary>
    public string? SelfText(string kind, string language = "")
    {
        lock (Gate)
            return texts.GetValueOrDefault($"{kind}/{language}");
    }

    private Reply ActOnSettings(string method, JsonObject p) =>
        method switch
        {
            "getMe" => GetMe(),
            "setMyCommands" => SetCommands(p),
            "deleteMyCommands" => DeleteCommands(p),
            "getMyCommands" => GetCommands(p),
            "setMyName" => SetText(p, "name", 64),
            "setMyDescription" => SetText(p, "description", 512),
            "setMyShortDescription" => SetText(p, "short_description", 120),
            "getChat" => FindChat(p) is { } chat ? Reply.Of(chat.ToJson()) : Reply.BadRequest("chat not found"),
            "getChatMember" => GetMember(p),
            "leaveChat" => Leave(p),
            _ => ActOnWebhook(method, p),
        };

    private Reply GetMe()
    {
        var me = BotJson();
        me["can_join_groups"] = true;
        me["can_read_all_group_messages"] = ReadsAllGroupMessages;
        me["supports_inline_queries"] = false;
        return Reply.Of(me);
    }

    private Reply SetCommands(JsonObject p)
    {
        var list = (p["commands"] as JsonArray ?? [])
            .Select(c => ((string)c!["command"]!, (string)c["description"]!))
            .ToList();
        if (list.Count > 100)
            return Reply.BadRequest("BOT_COMMANDS_TOO_MUCH");
        if (list.Any(c => !CommandName().IsMatch(c.Item1)))
            return Reply.BadRequest("BOT_COMMAND_INVALID");
        if (list.Any(c => c.Item2.Length is 0 or > 256))
            return Reply.BadRequest("BOT_COMMAND_DESCRIPTION_INVALID");
        if (ScopeOf(p) is not { } scope)
            return Reply.BadRequest("chat not found");
        if (!IsLanguage(p))
            return Reply.BadRequest("invalid language code specified");
        commands[scope] = list.ToDictionary(c => c.Item1, c => c.Item2);
        return Reply.True;
    }

    private Reply DeleteCommands(JsonObject p)
    {
        if (ScopeOf(p) is not { } scope)
            return Reply.BadRequest("chat not found");
        commands.Remove(scope);
        return Reply.True;
    }

    private Reply GetCommands(JsonObject p)
    {
        var list = ScopeOf(p) is { } scope ? commands.GetValueOrDefault(scope) : null;
        var result = new JsonArray();
        foreach (var (name, text) in list ?? new Dictionary<string, string>())
            result.Add(new JsonObject { ["command"] = name, ["description"] = text });
        return Reply.Of(result);
    }

    private string? ScopeOf(JsonObject p)
    {
        var scope = p["scope"];
        var type = (string?)scope?["type"] ?? "default";
        if ((long?)scope?["chat_id"] is not { } chat)
            return $"{type}/{(string?)p["language_code"]}";
        return groups.ContainsKey(chat) || users.ContainsKey(chat)
            ? $"{type}:{chat}/{(string?)p["language_code"]}"
            : null;
    }

    private static bool IsLanguage(JsonObject p) => (string?)p["language_code"] is null or "" or { Length: 2 };

    private Reply SetText(JsonObject p, string kind, int longest)
    {
        var text = (string?)p[kind] ?? "";
        if (text.Length > longest)
            return Reply.BadRequest($"{kind} is too long");
        texts[$"{kind}/{(string?)p["language_code"]}"] = text;
        return Reply.True;
    }

    private Reply GetMember(JsonObject p)
    {
        if (FindChat(p) is not FakeGroup group)
            return Reply.BadRequest("chat not found");
        if (!users.TryGetValue((long)p["user_id"]!, out var user))
            return Reply.BadRequest("user not found");
        return Reply.Of(MemberJson(group.Members.GetValueOrDefault(user.Id, "left"), user.ToJson()));
    }

    private Reply Leave(JsonObject p)
    {
        if (FindChat(p) is not FakeGroup group)
            return Reply.BadRequest("chat not found");
        group.BotLeaves();
        return Reply.True;
    }

    private Reply AnswerCallback(JsonObject p)
    {
        var id = (string?)p["callback_query_id"] ?? "";
        var isKnown = callbacks.TryGetValue(id, out var pressed);
        if (!isKnown || pressed!.IsAnswered || Clock.GetUtcNow() - pressed.At > CallbackLifetime)
            return Reply.BadRequest("query is too old and response timeout expired or query ID is invalid");
        var toast = (string?)p["text"];
        if (toast?.Length > 200)
            return Reply.BadRequest("MESSAGE_TOO_LONG");
        callbacks[id] = pressed with { IsAnswered = true, Toast = toast };
        return Reply.True;
    }

    [GeneratedRegex("^[a-z0-9_]{1,32}$")]
    private static partial Regex CommandName();

    private sealed record PressedButton(DateTimeOffset At, bool IsAnswered = false, string? Toast = null);
}
