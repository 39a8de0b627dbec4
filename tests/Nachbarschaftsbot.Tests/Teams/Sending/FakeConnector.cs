using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nachbarschaftsbot.Tests.Teams.Sending;

/// <summary>A message as it stands in a conversation of the fake.</summary>
internal sealed class FakePost(string id, string? root, JsonObject activity)
{
    internal string Id => id;

    /// <summary>The first message of its thread; null for that one itself.</summary>
    internal string? Root => root;
    internal JsonObject Activity { get; set; } = activity;
    internal int Edits { get; set; }
    internal bool IsGone { get; set; }
    internal JsonObject? Card => Activity["attachments"]?[0]?["content"] as JsonObject;
    internal string Words => (string?)Activity["text"] ?? CardCheck.Words(Card);
    internal IReadOnlyList<string> Buttons => [.. CardCheck.Buttons(Card).Select(b => (string)b["title"]!)];
}

/// <summary>A conversation of the fake.</summary>
internal sealed class FakeConversation(string id, string type)
{
    internal string Id => id;
    internal string Type => type;
    internal List<FakePost> Posts { get; } = [];
    internal List<DateTimeOffset> Calls { get; } = [];

    /// <summary>What is answered in place of doing it, once for each.</summary>
    internal Queue<(HttpStatusCode Status, string Body, int? RetryAfter)> Trouble { get; } = [];
    internal IEnumerable<FakePost> Shown => Posts.Where(p => !p.IsGone);
}

/// <summary>
/// The Bot Connector of Teams as strict as its documents: tokens, limits of time and size, ids, threads, and cards. Whatever is not as it
/// should be is refused and noted as a violation.
/// </summary>
internal sealed class FakeConnector(TimeProvider time) : HttpMessageHandler
{
    internal const string ServiceUrl = "https://smba.example.org/emea/";
    internal const string Bot = "28:00000000-aaaa-4bbb-8ccc-000000000001";

    /// <summary>In a row of troubles: this one goes well.</summary>
    internal const HttpStatusCode NoTrouble = HttpStatusCode.OK;
    internal const int Largest = 80 * 1024;

    /// <summary>https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit</summary>
    private static readonly (TimeSpan Window, int Most)[] Limits =
    [
        (TimeSpan.FromSeconds(1), 7),
        (TimeSpan.FromSeconds(2), 8),
        (TimeSpan.FromSeconds(30), 60),
        (TimeSpan.FromHours(1), 1800),
    ];

    private static readonly string[] ActivityMembers =
    [
        "type",
        "id",
        "from",
        "conversation",
        "text",
        "textFormat",
        "locale",
        "summary",
        "attachments",
        "channelData",
    ];

    private readonly Lock gate = new();
    private readonly Dictionary<string, FakeConversation> conversations = [];
    private long lastId = 1_700_000_000_000;

    internal List<string> Violations { get; } = [];
    internal List<string> Requests { get; } = [];

    /// <summary>The tokens that count; null: none may be sent.</summary>
    internal Func<string, bool>? IsToken { get; set; }

    /// <summary>Whether too many calls are refused.</summary>
    internal bool HasLimits { get; init; } = true;

    /// <summary>Longest body so far.</summary>
    internal int LargestBody { get; private set; }

    /// <summary>Accounts that a personal chat can be begun with.</summary>
    internal HashSet<string> Installed { get; } = [];

    /// <summary>Pictures that lie at the connector, by their path behind the address of the service.</summary>
    internal Dictionary<string, HttpContent> Attachments { get; } = [];

    internal FakeConversation Open(string id, string type)
    {
        lock (gate)
            return conversations[id] = new(id, type);
    }

    internal FakeConversation this[string id] => conversations[id];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsByteArrayAsync(cancel);
        lock (gate)
            return Answer(request, body);
    }

    private HttpResponseMessage Answer(HttpRequestMessage request, byte[]? body)
    {
        var address = request.RequestUri!;
        Requests.Add($"{request.Method} {address.AbsolutePath}");
        if (!address.AbsoluteUri.StartsWith(ServiceUrl, StringComparison.Ordinal))
            return Violation($"call to {address.Host}");
        if (IsToken is null && request.Headers.Authorization is not null)
            return Violation("a token in anonymous mode");
        if (
            IsToken is not null
            && !(request.Headers.Authorization is { Scheme: "Bearer", Parameter: { } token } && IsToken(token))
        )
            return Reply(HttpStatusCode.Unauthorized);
        if (body is not null && (body.Length > Largest || Encoding.UTF8.GetCharCount(body) * 2 > Largest))
        {
            Violations.Add("over 80 KB");
            return Error(HttpStatusCode.RequestEntityTooLarge, "MessageSizeTooBig");
        }
        LargestBody = Math.Max(LargestBody, body?.Length ?? 0);
        if (body is not null && request.Content!.Headers.ContentType?.MediaType != "application/json")
            return Violation("not JSON");
        var json = body is null ? null : JsonNode.Parse(body) as JsonObject;
        if (Attachments.TryGetValue(address.AbsolutePath, out var attached))
            return new(HttpStatusCode.OK) { Content = attached };
        var path = address
            .AbsolutePath["/emea/v3/conversations".Length..]
            .Split('/', StringSplitOptions.RemoveEmptyEntries);
        return Route(request.Method, [.. path.Select(Uri.UnescapeDataString)], json);
    }

    private HttpResponseMessage Route(HttpMethod method, string[] path, JsonObject? body) =>
        (method.Method, path) switch
        {
            ("POST", []) => Begin(body!),
            ("POST", [var c, "activities"]) => In(c, (conversation, root) => Add(conversation, root, body!)),
            ("PUT", [var c, "activities", var id]) => In(
                c,
                (conversation, root) => Edit(conversation, root, id, body!)
            ),
            ("DELETE", [var c, "activities", var id]) => In(c, (conversation, root) => Remove(conversation, root, id)),
            _ => Violation($"no such call {method} {string.Join('/', path)}"),
        };

    private HttpResponseMessage Begin(JsonObject body)
    {
        if ((string?)body["bot"]?["id"] != Bot || body["channelData"]?["tenant"]?["id"] is null)
            return Violation("begun without bot or tenant");
        if ((bool?)body["isGroup"] == true)
        {
            if (
                body["channelData"]?["channel"]?["id"] is not { } channel
                || body["activity"] is not JsonObject activity
            )
                return Violation("a post without channel or words");
            return In(
                (string)channel!,
                (conversation, _) => Add(conversation, null, (JsonObject)activity.DeepClone(), isBegun: true)
            );
        }
        if (body["members"] is not JsonArray { Count: 1 } members || body["activity"] is not null)
            return Violation("a personal chat without its person");
        var account = (string)members[0]!["id"]!;
        if (!Installed.Contains(account))
            return Error(HttpStatusCode.Forbidden, "BotNotInConversationRoster");
        var id = $"a:1{account}";
        if (!conversations.ContainsKey(id))
            conversations[id] = new(id, "personal");
        return Reply(HttpStatusCode.Created, new() { ["id"] = id });
    }

    private HttpResponseMessage In(string conversationId, Func<FakeConversation, string?, HttpResponseMessage> what)
    {
        var parts = conversationId.Split(";messageid=");
        var root = parts.Length > 1 ? parts[1] : null;
        if (!conversations.TryGetValue(parts[0], out var conversation))
            return Error(HttpStatusCode.NotFound, "ConversationNotFound");
        if (TooMany(conversation) is { } refusal)
            return refusal;
        if (conversation.Trouble.TryDequeue(out var trouble) && trouble.Status != NoTrouble)
            return Error(trouble.Status, trouble.Body, trouble.RetryAfter);
        if (root is not null && conversation.Type != "channel")
            return Violation("a thread outside of channels");
        if (root is not null && conversation.Posts.All(p => p.Id != root || p.IsGone))
            return Error(HttpStatusCode.NotFound, "ConversationNotFound");
        return what(conversation, root);
    }

    private HttpResponseMessage? TooMany(FakeConversation conversation)
    {
        var now = time.GetUtcNow();
        foreach (var (window, most) in HasLimits ? Limits : [])
            if (conversation.Calls.Count(c => c > now - window) >= most)
            {
                Violations.Add($"more than {most} in {window}");
                return Error(HttpStatusCode.TooManyRequests, "too many", 3);
            }
        conversation.Calls.Add(now);
        return null;
    }

    private HttpResponseMessage Add(
        FakeConversation conversation,
        string? root,
        JsonObject activity,
        bool isBegun = false
    )
    {
        if (Check(activity) is { } fault)
            return Violation(fault);
        if (conversation.Type == "channel" && root is null && !isBegun)
            return Violation("a post into a channel without being begun");
        var post = new FakePost($"{++lastId}", root, activity);
        conversation.Posts.Add(post);
        return isBegun
            ? Reply(
                HttpStatusCode.Created,
                new() { ["id"] = $"{conversation.Id};messageid={post.Id}", ["activityId"] = post.Id }
            )
            : Reply(HttpStatusCode.Created, new() { ["id"] = post.Id });
    }

    private HttpResponseMessage Edit(FakeConversation conversation, string? root, string id, JsonObject activity)
    {
        if (Check(activity) is { } fault)
            return Violation(fault);
        if ((string?)activity["id"] != id)
            return Violation("an edit without its id");
        if (Find(conversation, root, id) is not { } post)
            return Error(HttpStatusCode.NotFound, "ActivityNotFoundInConversation");
        (post.Activity, post.Edits) = (activity, post.Edits + 1);
        return Reply(HttpStatusCode.OK, new() { ["id"] = id });
    }

    private HttpResponseMessage Remove(FakeConversation conversation, string? root, string id)
    {
        if (Find(conversation, root, id) is not { } post)
            return Error(HttpStatusCode.NotFound, "ActivityNotFoundInConversation");
        post.IsGone = true;
        return Reply(HttpStatusCode.OK);
    }

    private static FakePost? Find(FakeConversation conversation, string? root, string id) =>
        conversation.Posts.FirstOrDefault(p => p.Id == id && !p.IsGone && (root is null || root == (p.Root ?? p.Id)));

    private static string? Check(JsonObject activity)
    {
        if (activity.FirstOrDefault(m => !ActivityMembers.Contains(m.Key)).Key is { } strange)
            return $"an activity has no {strange}";
        if ((string?)activity["type"] != "message" || (string?)activity["from"]?["id"] != Bot)
            return "no message from the bot";
        var attachments = activity["attachments"] as JsonArray;
        if (string.IsNullOrEmpty((string?)activity["text"]) == (attachments is null))
            return "neither words nor a card, or both";
        if (attachments is null)
            return (string?)activity["textFormat"] is "plain" or "xml" ? null : "words that are formatting";
        if (
            attachments is not [JsonObject only]
            || (string?)only["contentType"] != "application/vnd.microsoft.card.adaptive"
        )
            return "not one card";
        return CardCheck.Faults((JsonObject)only["content"]!) is [var fault, ..] ? fault : null;
    }

    private HttpResponseMessage Violation(string what)
    {
        Violations.Add(what);
        return Error(HttpStatusCode.BadRequest, "BadSyntax");
    }

    private static HttpResponseMessage Error(HttpStatusCode status, string code, int? retryAfter = null)
    {
        var reply = Reply(
            status,
            new()
            {
                ["error"] = new JsonObject { ["code"] = code, ["message"] = "no" },
            }
        );
        if (retryAfter is { } seconds)
            reply.Headers.RetryAfter = new(TimeSpan.FromSeconds(seconds));
        return reply;
    }

    private static HttpResponseMessage Reply(HttpStatusCode status, JsonObject? body = null) =>
        new(status) { Content = new StringContent(body?.ToJsonString(JsonSerializerOptions.Default) ?? "") };
}
