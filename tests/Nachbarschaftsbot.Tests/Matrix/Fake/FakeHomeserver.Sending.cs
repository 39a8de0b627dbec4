using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Nachbarschaftsbot.Tests.Matrix.Fake;

// What is sent into rooms: once for each transaction id, within power, size and limit, and well made.
public sealed partial class FakeHomeserver
{
    /// <summary>The whole event; content shares it with the envelope.</summary>
    private const int LargestEvent = 65_536;
    private const int Envelope = 700;

    private readonly Dictionary<string, string> transactions = [];
    private double allowance = double.NaN;
    private DateTimeOffset counted;

    /// <summary>How often a transaction came again; each time the answer was that of the first.</summary>
    public int Repeated { get; private set; }

    private FakeAnswer Send(
        HttpRequest request,
        string user,
        FakeRoom room,
        string type,
        string txn,
        JsonObject content
    )
    {
        var transaction = $"{request.Headers.Authorization} {request.Path}";
        if (transactions.TryGetValue(transaction, out var known))
        {
            Repeated++;
            return FakeAnswer.Ok(new() { ["event_id"] = known });
        }
        if (Refusal(user, room, type, content) is { } refusal)
            return refusal;
        if (user == BotUser)
            foreach (var fault in MatrixCheck.Faults(type, content, room, user))
                Violate($"{type}: {fault} in {content.ToJsonString()}");
        var sent = room.Add(type, user, (JsonObject)content.DeepClone(), txn: txn);
        transactions[transaction] = sent.Id;
        return FakeAnswer.Ok(new() { ["event_id"] = sent.Id });
    }

    private FakeAnswer? Refusal(string user, FakeRoom room, string type, JsonObject content)
    {
        var (own, needed) = room.Power(user, type, isState: false);
        if (own < needed)
            return FakeAnswer.Error(
                403,
                "M_FORBIDDEN",
                $"You don't have permission to post that to the room. user_level ({own}) < send_level ({needed})"
            );
        if (Encoding.UTF8.GetByteCount(MatrixCheck.Canonical(content)) + Envelope > LargestEvent)
            return FakeAnswer.Error(413, "M_TOO_LARGE");
        return MatrixCheck.Refused(type, content, room, user) ?? Limited(user);
    }

    private FakeAnswer Redact(
        HttpRequest request,
        string user,
        FakeRoom room,
        string target,
        string txn,
        JsonObject json
    )
    {
        var transaction = $"{request.Headers.Authorization} {request.Path}";
        if (transactions.TryGetValue(transaction, out var known))
        {
            Repeated++;
            return FakeAnswer.Ok(new() { ["event_id"] = known });
        }
        if (room.Find(target) is not { } found)
            return FakeAnswer.Error(404, "M_NOT_FOUND");
        var (own, needed) = room.Power(user, "m.room.redaction", isState: false);
        if (found.Sender != user && own < Math.Max(50, needed))
            return FakeAnswer.Error(403, "M_FORBIDDEN", "You don't have permission to redact events");
        if (Limited(user) is { } limited)
            return limited;
        var redaction = room.Add("m.room.redaction", user, Content(target, json), txn: txn);
        Blank(found, redaction.Id);
        transactions[transaction] = redaction.Id;
        return FakeAnswer.Ok(new() { ["event_id"] = redaction.Id });
    }

    internal static JsonObject Content(string target, JsonObject? more = null)
    {
        var content = (JsonObject?)more?.DeepClone() ?? [];
        content["redacts"] = target;
        return content;
    }

    internal static void Blank(FakeEvent redacted, string by)
    {
        redacted.RedactedBy = by;
        redacted.Content = [];
    }

    /// <summary>A bucket that holds the burst and fills by the second; the bot's own people have none.</summary>
    private FakeAnswer? Limited(string user)
    {
        if (Limit.PerSecond <= 0 || user != BotUser)
            return null;
        var now = Clock.GetUtcNow();
        allowance = double.IsNaN(allowance)
            ? Limit.Burst
            : Math.Min(Limit.Burst, allowance + (now - counted).TotalSeconds * Limit.PerSecond);
        counted = now;
        if (allowance >= 1)
        {
            allowance--;
            return null;
        }
        var wait = TimeSpan.FromSeconds((1 - allowance) / Limit.PerSecond);
        var answer = FakeAnswer.Error(429, "M_LIMIT_EXCEEDED", "Too Many Requests");
        answer.Json!["retry_after_ms"] = (long)Math.Ceiling(wait.TotalMilliseconds);
        return answer with { Header = ("Retry-After", $"{Math.Ceiling(wait.TotalSeconds)}") };
    }
}
