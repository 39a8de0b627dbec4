using System.Net.Http.Headers;
using System.Text.Json;
using Nachbarschaftsbot.Core.Texts;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Messengers.Matrix.Client;

/// <summary>Sorts what the homeserver refuses. Pure.</summary>
internal static class MatrixErrors
{
    private const int LongestReason = 200;
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    /// <summary>An answer with a status that is no success.</summary>
    /// <param name="status">The status.</param>
    /// <param name="body">The body; need not be JSON: a proxy can speak.</param>
    /// <param name="retry">The header <c>Retry-After</c>.</param>
    /// <param name="now">The moment.</param>
    internal static MatrixOutcome Sort(
        int status,
        ReadOnlySpan<byte> body,
        RetryConditionHeaderValue? retry,
        Instant now
    )
    {
        var error = Read(body);
        return (status, error?.Errcode) switch
        {
            (429, _) or (_, "M_LIMIT_EXCEEDED") => new MatrixOutcome.Limited(Wait(error, retry, now)),
            // The API always says why (https://spec.matrix.org/latest/client-server-api/#using-access-tokens): this was a proxy.
            (401, null) => new MatrixOutcome.Transient("status 401"),
            (401, _) or (_, "M_UNKNOWN_TOKEN" or "M_MISSING_TOKEN") => new MatrixOutcome.Unauthorized(),
            (403, "M_USER_DEACTIVATED") => new MatrixOutcome.Unauthorized(),
            (403, var code) => new MatrixOutcome.Forbidden(code ?? "", Short(error?.Error)),
            (413, _) or (_, "M_TOO_LARGE") => new MatrixOutcome.TooLarge(),
            (404, "M_NOT_FOUND" or "M_UNKNOWN") => new MatrixOutcome.NotFound(),
            (>= 500 or 408, var code) => new MatrixOutcome.Transient(
                code is { Length: > 0 and < 60 } ? code : $"status {status}"
            ),
            // Something that is not the API spoke: a proxy before a homeserver that is down.
            (404 or 405, null) => new MatrixOutcome.Transient($"status {status}"),
            (_, var code) => new MatrixOutcome.Refused(status, code ?? ""),
        };
    }

    /// <summary>No answer.</summary>
    internal static MatrixOutcome Sort(Exception failure) =>
        new MatrixOutcome.Transient(
            failure switch
            {
                OperationCanceledException => "timeout",
                HttpRequestException { HttpRequestError: var error } => error.ToString(),
                _ => failure.GetType().Name,
            }
        );

    private static TimeSpan Wait(MatrixError? error, RetryConditionHeaderValue? retry, Instant now)
    {
        var wait = retry switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => (date.ToInstant() - now).ToTimeSpan(),
            _ => TimeSpan.FromMilliseconds(
                Math.Clamp(error?.RetryAfterMs ?? 0, 0L, (long)LongestWait.TotalMilliseconds)
            ),
        };
        return wait < ShortestWait ? ShortestWait
            : wait > LongestWait ? LongestWait
            : wait;
    }

    private static MatrixError? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return body.IsEmpty ? null : JsonSerializer.Deserialize(body, MatrixJson.Default.MatrixError);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Short(string? words) => Beginning.Of(words ?? "", LongestReason);
}
