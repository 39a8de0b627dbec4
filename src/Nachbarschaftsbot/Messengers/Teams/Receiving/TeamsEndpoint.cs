using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Text.Json;
using Nachbarschaftsbot.Messengers.Teams.Receiving.Tokens;
using Nachbarschaftsbot.Store;

namespace Nachbarschaftsbot.Messengers.Teams.Receiving;

/// <summary>
/// Where the Bot Connector posts. Size and token are checked before anything is read, and what the token says about the activity before
/// anything is done. 200 is said only after the turn is durable; 503 means "again, please".
/// </summary>
internal sealed class TeamsEndpoint(
    TeamsConnection connection,
    TokenCheck tokens,
    TeamsReceiver receiver,
    TeamsCounters counters,
    ILogger<TeamsEndpoint> log
)
{
    /// <summary>Bytes of an activity; Teams' own limit for a message is below half of it.</summary>
    internal const int Largest = 256 * 1024;

    /// <summary>Somebody looks whether there is anything; there is, for posts.</summary>
    internal static Task OnlyPost(HttpContext context)
    {
        context.Response.Headers.Allow = HttpMethods.Post;
        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        return Task.CompletedTask;
    }

    internal async Task Handle(HttpContext context)
    {
        InvokeAnswer answer;
        try
        {
            answer = await Answer(context);
        }
        catch (Exception failure) when (failure is StoreUnavailableException or KeysUnavailableException)
        {
            counters.Event(failure is KeysUnavailableException ? "keys-unavailable" : "store-unavailable");
            answer = new(StatusCodes.Status503ServiceUnavailable);
        }
        catch (Exception failure)
        {
            // Not stored, so not acknowledged. The message may hold somebody's words: only its type is kept.
            log.LogError("An activity was not taken: {Type}", failure.GetType().Name);
            answer = new(StatusCodes.Status503ServiceUnavailable);
        }
        await Write(context.Response, answer);
    }

    private async Task<InvokeAnswer> Answer(HttpContext context)
    {
        var request = context.Request;
        if (request.ContentLength > Largest)
            return Refuse("oversized", StatusCodes.Status413PayloadTooLarge);
        if (request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true)
            return Refuse("content-type", StatusCodes.Status415UnsupportedMediaType);
        CheckedToken? token = null;
        if (connection.IsAnonymous)
        {
            if (context.Connection.RemoteIpAddress is not { } from || !IPAddress.IsLoopback(from))
                return Refuse("anonymous-from-elsewhere", StatusCodes.Status403Forbidden);
        }
        else if (await tokens.Check(request.Headers.Authorization) is var (found, fault))
        {
            if (found is null)
                return Refuse(fault, StatusCodes.Status401Unauthorized);
            token = found;
        }
        var (activity, refusal) = await Read(request.BodyReader, context.RequestAborted);
        if (activity is null)
            return refusal!;
        if (Foreign(token, activity) is var foreign && foreign != TokenFault.None)
            return Refuse(foreign, StatusCodes.Status403Forbidden);
        return await receiver.Take(activity, isChecked: token is not null) ?? new(StatusCodes.Status200OK);
    }

    private TokenFault Foreign(CheckedToken? token, Activity activity)
    {
        if (token is null)
            return Uri.TryCreate(activity.ServiceUrl, UriKind.Absolute, out var service) && service.IsLoopback
                ? TokenFault.None
                : TokenFault.Service;
        return TokenCheck.Fits(token, activity) is var fault && fault != TokenFault.None
            ? fault
            : TokenCheck.LetsIn(connection.Tenants, activity);
    }

    private async ValueTask<(Activity?, InvokeAnswer?)> Read(PipeReader body, CancellationToken aborted)
    {
        try
        {
            while (true)
            {
                var read = await body.ReadAsync(aborted);
                if (read.Buffer.Length > Largest)
                    return (null, Refuse("oversized", StatusCodes.Status413PayloadTooLarge));
                if (read.IsCompleted)
                {
                    var parsed = Parse(read.Buffer);
                    body.AdvanceTo(read.Buffer.End);
                    return parsed;
                }
                body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }
        }
        catch (Exception e) when (e is BadHttpRequestException or IOException or OperationCanceledException)
        {
            return (null, Refuse("broken", StatusCodes.Status400BadRequest));
        }
    }

    private (Activity?, InvokeAnswer?) Parse(ReadOnlySequence<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            var activity = JsonSerializer.Deserialize(ref reader, ActivityJson.Default.Activity);
            if (activity is { Type.Length: > 0 } && !reader.Read())
                return (activity, null);
        }
        catch (JsonException)
        {
            // Said below.
        }
        return (null, Refuse("malformed", StatusCodes.Status400BadRequest));
    }

    private InvokeAnswer Refuse(TokenFault fault, int status)
    {
        counters.Refused(fault.ToString());
        Refused?.Invoke(fault);
        return new(status);
    }

    private InvokeAnswer Refuse(string reason, int status)
    {
        counters.Refused(reason);
        return new(status);
    }

    /// <summary>Told why somebody was turned away.</summary>
    internal event Action<TokenFault>? Refused;

    private static async Task Write(HttpResponse response, InvokeAnswer answer)
    {
        response.StatusCode = answer.Status;
        if (answer.Status == StatusCodes.Status401Unauthorized)
            response.Headers.WWWAuthenticate = "Bearer";
        if (answer.Status == StatusCodes.Status503ServiceUnavailable)
            response.Headers.RetryAfter = "5";
        if (answer.Body is null)
        {
            response.ContentLength = 0;
            return;
        }
        response.ContentType = "application/json; charset=utf-8";
        await response.WriteAsync(answer.Body.ToJsonString());
    }
}
