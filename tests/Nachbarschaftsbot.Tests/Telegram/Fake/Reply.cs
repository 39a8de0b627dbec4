using System.Text.Json.Nodes;

namespace Nachbarschaftsbot.Tests.Telegram.Fake;

/// <summary>What the fake answers to one request.</summary>
internal sealed record Reply(int Status, JsonNode? Result, string? Description = null, JsonObject? Parameters = null)
{
    internal static Reply True => new(200, JsonValue.Create(true));

    internal static Reply Of(JsonNode result) => new(200, result);

    internal static Reply BadRequest(string reason) => new(400, null, "Bad Request: " + reason);

    internal static Reply Forbidden(string reason) => new(403, null, "Forbidden: " + reason);

    internal static Reply Conflict(string reason) => new(409, null, "Conflict: " + reason);

    internal static Reply TooMany(int seconds) =>
        new(429, null, $"Too Many Requests: retry after {seconds}", new JsonObject { ["retry_after"] = seconds });

    internal static Reply Migrated(long to) =>
        new(
            400,
            null,
            "Bad Request: group chat was upgraded to a supergroup chat",
            new JsonObject { ["migrate_to_chat_id"] = to }
        );

    internal string ToJson()
    {
        if (Description is null)
            return new JsonObject { ["ok"] = true, ["result"] = Result?.DeepClone() }.ToJsonString();
        var json = new JsonObject
        {
            ["ok"] = false,
            ["error_code"] = Status,
            ["description"] = Description,
        };
        if (Parameters is not null)
            json["parameters"] = Parameters.DeepClone();
        return json.ToJsonString();
    }
}

/// <summary>One request as it came in.</summary>
public sealed record FakeRequest(string Method, JsonObject Parameters, DateTimeOffset At, int Status);

/// <summary>One attempt to hand an update to the bot's webhook.</summary>
public sealed record WebhookAttempt(long UpdateId, long ChatId, int Status);
