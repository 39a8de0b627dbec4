using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Nachbarschaftsbot.Messengers.Telegram.Client;
using Nachbarschaftsbot.Store;

namespace Nachbarschaftsbot.Messengers.Telegram;

/// <summary>
/// Where Telegram posts updates. Who asks is checked before anything is read; 200 is said only after the turn is durable.
/// What can never succeed is refused with 4xx and counted; 503 means "again, please".
/// </summary>
internal sealed class Webhook(string secret, Func<Update, Task> take, TelegramCounters counters, ILogger<Webhook> log)
{
    internal const string SecretHeader = "X-Telegram-Bot-Api-Secret-Token";

    /// <summary>Bytes of an update; real ones stay below a tenth of it.</summary>
    internal const int LargestUpdate = 512 * 1024;

    private readonly byte[] secretBytes = Encoding.UTF8.GetBytes(secret);

    internal async Task Handle(HttpContext context)
    {
        var request = context.Request;
        var status = Refuse(request);
        if (status == 0)
        {
            var (update, refusal) = await Read(request.BodyReader, context.RequestAborted);
            status = update is null ? refusal : await Take(update);
        }
        context.Response.StatusCode = status;
        context.Response.ContentLength = 0;
        if (status == StatusCodes.Status503ServiceUnavailable)
            context.Response.Headers.RetryAfter = "5";
    }

    private int Refuse(HttpRequest request)
    {
        if (!IsAuthentic(request))
            return Refused("forged", StatusCodes.Status401Unauthorized);
        if (request.ContentLength > LargestUpdate)
            return Refused("oversized", StatusCodes.Status413PayloadTooLarge);
        var isJson = request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) ?? false;
        return isJson ? 0 : Refused("content-type", StatusCodes.Status415UnsupportedMediaType);
    }

    private bool IsAuthentic(HttpRequest request)
    {
        var header = request.Headers[SecretHeader];
        if (header.Count != 1 || header[0] is not { Length: <= 256 } given)
            return false;
        Span<byte> bytes = stackalloc byte[3 * 256];
        var length = Encoding.UTF8.GetBytes(given, bytes);
        return CryptographicOperations.FixedTimeEquals(bytes[..length], secretBytes);
    }

    private async ValueTask<(Update?, int Status)> Read(PipeReader body, CancellationToken aborted)
    {
        try
        {
            while (true)
            {
                var result = await body.ReadAsync(aborted);
                if (result.Buffer.Length > LargestUpdate)
                    return (null, Refused("oversized", StatusCodes.Status413PayloadTooLarge));
                if (result.IsCompleted)
                {
                    var parsed = Parse(result.Buffer);
                    body.AdvanceTo(result.Buffer.End);
                    return parsed;
                }
                body.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            }
        }
        catch (Exception e) when (e is BadHttpRequestException or IOException or OperationCanceledException)
        {
            return (null, Refused("broken", StatusCodes.Status400BadRequest));
        }
    }

    private (Update?, int Status) Parse(ReadOnlySequence<byte> json)
    {
        try
        {
            var update = json.IsSingleSegment
                ? JsonSerializer.Deserialize(json.FirstSpan, TelegramJson.Default.Update)
                : DeserializeLong(json);
            return update is { UpdateId: not 0 } ? (update, 0) : (null, Malformed());
        }
        catch (JsonException)
        {
            return (null, UpdateReader.IsUpdate(json) ? Unreadable() : Malformed());
        }
    }

    private static Update? DeserializeLong(ReadOnlySequence<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var update = JsonSerializer.Deserialize(ref reader, TelegramJson.Default.Update);
        return reader.Read() ? null : update;
    }

    private async ValueTask<int> Take(Update update)
    {
        try
        {
            await take(update);
            return StatusCodes.Status200OK;
        }
        catch (StoreUnavailableException)
        {
            counters.Event("store-unavailable");
            return StatusCodes.Status503ServiceUnavailable;
        }
        catch (Exception e)
        {
            // Not stored, so not acknowledged. The message may hold somebody's words: only its type is kept.
            log.LogError("An update was not taken: {Type}", e.GetType().Name);
            return StatusCodes.Status503ServiceUnavailable;
        }
    }

    private int Malformed() => Refused("malformed", StatusCodes.Status400BadRequest);

    /// <summary>Real, but of a shape this version does not know: taken and counted, or it would come again for a day.</summary>
    private int Unreadable()
    {
        counters.Update("unreadable");
        return StatusCodes.Status200OK;
    }

    private int Refused(string reason, int status)
    {
        counters.Refused(reason);
        return status;
    }
}
