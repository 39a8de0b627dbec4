using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Nachbarschaftsbot.Tests.Telegram.Fake;

// Handing updates to the bot: in order per chat, again and again until a 2xx.
public sealed partial class FakeBotApi
{
    private static readonly HttpClient Outward = new(new SocketsHttpHandler { UseProxy = false });

    private readonly HashSet<long> delivering = [];
    private readonly List<WebhookAttempt> attempts = [];
    private Webhook? webhook;
    private string? lastError;
    private DateTimeOffset lastErrorAt;

    /// <summary>Plain HTTP to any port, as a Bot API server of one's own allows.</summary>
    public bool AllowsPlainHttpWebhook { get; set; } = true;

    public IReadOnlyList<WebhookAttempt> WebhookAttempts => Snapshot(attempts);

    private Reply ActOnWebhook(string method, JsonObject p) =>
        method switch
        {
            "setWebhook" => SetWebhook(p),
            "deleteWebhook" => DeleteWebhook(p),
            "getWebhookInfo" => WebhookState(),
            _ => new Reply(404, null, "Not Found: method not found"),
        };

    private Reply SetWebhook(JsonObject p)
    {
        if (!Uri.TryCreate((string?)p["url"], UriKind.Absolute, out var url))
            return Reply.BadRequest("invalid webhook URL specified");
        if (url.Scheme != "https" && !AllowsPlainHttpWebhook)
            return Reply.BadRequest("bad webhook: An HTTPS URL must be provided for webhook");
        var secret = (string?)p["secret_token"];
        if (secret is not null && (secret.Length is 0 or > 256 || !secret.All(IsSecretCharacter)))
            return Reply.BadRequest("secret token contains unallowed characters");
        if (p["allowed_updates"] is JsonArray kinds)
            allowed = kinds.Count == 0 ? null : [.. kinds.Select(k => (string)k!)];
        if ((bool?)p["drop_pending_updates"] is true)
            queue.Clear();
        webhook = new Webhook(url, secret, Math.Clamp((int?)p["max_connections"] ?? 40, 1, 100));
        poller?.TrySetResult();
        Pump();
        return Reply.True;
    }

    private Reply DeleteWebhook(JsonObject p)
    {
        webhook = null;
        if ((bool?)p["drop_pending_updates"] is true)
            queue.Clear();
        return Reply.True;
    }

    private Reply WebhookState()
    {
        var json = new JsonObject
        {
            ["url"] = webhook?.Url.ToString() ?? "",
            ["has_custom_certificate"] = false,
            ["pending_update_count"] = queue.Count,
        };
        if (lastError is not null)
        {
            json["last_error_date"] = lastErrorAt.ToUnixTimeSeconds();
            json["last_error_message"] = lastError;
        }
        return Reply.Of(json);
    }

    /// <summary>Starts a deliverer for each chat that has updates and none yet.</summary>
    private void Pump()
    {
        if (webhook is null)
            return;
        foreach (var chat in queue.Select(u => u.ChatId).Distinct().ToList())
        {
            if (delivering.Count < webhook.Connections && delivering.Add(chat))
                _ = Task.Run(() => DeliverChat(chat));
        }
    }

    private async Task DeliverChat(long chat)
    {
        var failures = 0;
        while (NextFor(chat) is { } next)
        {
            var status = await Post(next.Hook, next.Update);
            if (Settle(next.Update, status))
            {
                failures = 0;
                continue;
            }
            // The first repetition is immediate, then the wait doubles.
            if (failures++ == 0)
                continue;
            var wait = TimeSpan.FromSeconds(Math.Min(60, 1 << Math.Min(failures - 2, 6)));
            try
            {
                await Task.Delay(wait, Clock, stopped.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private (Webhook Hook, FakeUpdate Update)? NextFor(long chat)
    {
        lock (Gate)
        {
            var update = queue.Find(u => u.ChatId == chat);
            if (webhook is not null && update is not null && !stopped.IsCancellationRequested)
                return (webhook, update);
            delivering.Remove(chat);
            Pump();
            return null;
        }
    }

    private bool Settle(FakeUpdate update, int status)
    {
        lock (Gate)
        {
            attempts.Add(new WebhookAttempt(update.Id, update.ChatId, status));
            var isTaken = status is >= 200 and < 300;
            if (isTaken)
                queue.Remove(update);
            else
            {
                lastError = $"Wrong response from the webhook: {status}";
                lastErrorAt = Clock.GetUtcNow();
            }
            Change();
            return isTaken;
        }
    }

    private async Task<int> Post(Webhook hook, FakeUpdate update)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, hook.Url);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(update.Json));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (hook.Secret is not null)
            request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", hook.Secret);
        try
        {
            using var response = await Outward.SendAsync(request, stopped.Token);
            return (int)response.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return 0;
        }
    }

    private static bool IsSecretCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-';

    private sealed record Webhook(Uri Url, string? Secret, int Connections);
}
