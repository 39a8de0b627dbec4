using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Nachbarschaftsbot.Messengers.Matrix.Client;
using Nachbarschaftsbot.Messengers.Matrix.Receiving;
using Nachbarschaftsbot.Store;

namespace Nachbarschaftsbot.Messengers.Matrix.Transport;

/// <summary>
/// Where the homeserver calls the application service. The token is checked before anything is read; 200 is said as soon as what came is
/// durable, and nothing is waited for.
/// </summary>
internal sealed class AppserviceEndpoint(
    MatrixAppservice service,
    MatrixIdentity me,
    AppserviceInbox inbox,
    MatrixReceiver receiver,
    MatrixCounters counters,
    ILogger<AppserviceEndpoint> log
)
{
    /// <summary>Bytes of a transaction: a hundred of the largest events, and some.</summary>
    internal const int Largest = 16 * 1024 * 1024;

    private readonly byte[] _token = SHA256.HashData(Encoding.UTF8.GetBytes(service.HsToken));

    /// <summary>PUT <c>/transactions/{txnId}</c>.</summary>
    internal Task Transaction(HttpContext http) => Guarded(http, HttpMethods.Put, () => Take(http));

    /// <summary>POST <c>/ping</c>.</summary>
    internal Task Ping(HttpContext http) => Guarded(http, HttpMethods.Post, () => Ok(http));

    /// <summary>GET <c>/users/{userId}</c>: of the users that are ours there is only the bot itself.</summary>
    internal Task User(HttpContext http) =>
        Guarded(
            http,
            HttpMethods.Get,
            () =>
                me.Is(http.Request.RouteValues["userId"] as string ?? "")
                    ? Ok(http)
                    : Refuse(http, StatusCodes.Status404NotFound, "M_NOT_FOUND")
        );

    /// <summary>GET <c>/rooms/{roomAlias}</c>: we have none.</summary>
    internal Task Alias(HttpContext http) =>
        Guarded(http, HttpMethods.Get, () => Refuse(http, StatusCodes.Status404NotFound, "M_NOT_FOUND"));

    /// <summary>Any other address below ours.</summary>
    internal Task Unknown(HttpContext http) => Refuse(http, StatusCodes.Status404NotFound, "M_UNRECOGNIZED");

    private async Task Guarded(HttpContext http, string method, Func<Task> work)
    {
        if (!HttpMethods.Equals(http.Request.Method, method))
        {
            http.Response.Headers.Allow = method;
            await Refuse(http, StatusCodes.Status405MethodNotAllowed, "M_UNRECOGNIZED");
        }
        else if (Shown(http.Request) is not { } token)
            await Refuse(http, StatusCodes.Status401Unauthorized, "M_MISSING_TOKEN");
        else if (!IsOurs(token) || !IsSameInQuery(http.Request))
            await Refuse(http, StatusCodes.Status403Forbidden, "M_FORBIDDEN");
        else
            await work();
    }

    private async Task Take(HttpContext http)
    {
        var txn = http.Request.RouteValues["txnId"] as string ?? "";
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = Largest;
        IReadOnlyList<MatrixEvent> events;
        try
        {
            if (http.Request.ContentLength > Largest)
            {
                await Refuse(http, StatusCodes.Status413PayloadTooLarge, "M_TOO_LARGE");
                return;
            }
            events = await Read(http);
        }
        catch (JsonException)
        {
            await Refuse(http, StatusCodes.Status400BadRequest, "M_NOT_JSON");
            return;
        }
        catch (BadHttpRequestException)
        {
            await Refuse(http, StatusCodes.Status413PayloadTooLarge, "M_TOO_LARGE");
            return;
        }
        await Keep(http, txn, events);
    }

    private async Task Keep(HttpContext http, string txn, IReadOnlyList<MatrixEvent> events)
    {
        try
        {
            counters.Happened(await inbox.Add(txn, events) ? "transaction" : "transaction-again");
        }
        catch (StoreUnavailableException)
        {
            counters.Happened("store-unavailable");
            foreach (var sent in events)
                await receiver.Warn(sent.Room!, sent);
            http.Response.Headers.RetryAfter = "5";
            await Refuse(http, StatusCodes.Status503ServiceUnavailable, "M_UNKNOWN");
            return;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError("A transaction was not taken: {Type}", failure.GetType().Name);
            await Refuse(http, StatusCodes.Status500InternalServerError, "M_UNKNOWN");
            return;
        }
        await Ok(http);
    }

    private async Task<IReadOnlyList<MatrixEvent>> Read(HttpContext http)
    {
        var transaction = await JsonSerializer.DeserializeAsync(
            http.Request.Body,
            MatrixJson.Default.Transaction,
            http.RequestAborted
        );
        var wanted = new List<MatrixEvent>();
        foreach (var json in transaction?.Events ?? [])
            if (MatrixEventReader.Read(json) is not { } sent || !MatrixEventReader.IsRoom(sent.Room))
                counters.Event("unreadable");
            else if (await receiver.Wants(sent.Room!, sent))
                wanted.Add(sent);
            else
                counters.Event("not-for-us");
        return wanted;
    }

    /// <summary>The token in the header; old homeservers show it only in the address.</summary>
    private static string? Shown(HttpRequest request)
    {
        const string Bearer = "Bearer ";
        if (request.Headers.Authorization is [{ Length: > 0 } header])
            return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : "";
        return request.Query["access_token"] is [{ Length: > 0 } query] ? query : null;
    }

    private bool IsSameInQuery(HttpRequest request) =>
        !request.Query.TryGetValue("access_token", out var query) || (query is [{ } token] && IsOurs(token));

    /// <summary>Takes the same time for every wrong token.</summary>
    private bool IsOurs(string token) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(token)), _token);

    private static Task Ok(HttpContext http) => Write(http, StatusCodes.Status200OK, "{}");

    private Task Refuse(HttpContext http, int status, string code)
    {
        counters.Refused($"{status}");
        return Write(http, status, $$"""{"errcode":"{{code}}","error":"{{status}}"}""");
    }

    private static Task Write(HttpContext http, int status, string json)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(json);
    }
}
