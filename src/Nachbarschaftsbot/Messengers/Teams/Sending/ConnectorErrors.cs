using Outcome = Nachbarschaftsbot.Messengers.Teams.Sending.TeamsOutcome;

namespace Nachbarschaftsbot.Messengers.Teams.Sending;

/// <summary>
/// Sorts what can go wrong at the connector. The status decides; of the body only codes that are documented are looked at
/// (https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability#status-codes-from-bot-conversational-apis).
/// </summary>
internal static class ConnectorErrors
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private static readonly string[] KnownCodes =
    [
        "BadArgument",
        "BadSyntax",
        "BotDisabledByAdmin",
        "ConversationBlockedByUser",
        "ConversationNotFound",
        "ActivityNotFoundInConversation",
        "ForbiddenOperationException",
        "InvalidBotApiHost",
        "MessageSizeTooBig",
        "MessageWritesBlocked",
        "NotEnoughPermissions",
        "ServiceError",
        "Unknown",
    ];

    /// <summary>Sorts an answer that is no success.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The beginning of the body.</param>
    /// <param name="retryAfter">How long to wait, where the answer says so.</param>
    /// <param name="isRepeatable">Whether doing it twice does no harm (PUT, DELETE).</param>
    internal static Outcome Sort(int status, string body, TimeSpan? retryAfter, bool isRepeatable)
    {
        var code = CodeIn(body);
        return status switch
        {
            _ when code is "MessageWritesBlocked" or "ConversationBlockedByUser" => new Outcome.Blocked(),
            401 => new Outcome.Unauthorized(),
            403 => new Outcome.Blocked(),
            404 or 410 => new Outcome.Gone(),
            408 or 502 or 504 when !isRepeatable => new Outcome.Ambiguous($"{status}"),
            408 => new Outcome.Transient("408"),
            412 => new Outcome.Transient("412"),
            413 => new Outcome.Refused("413 MessageSizeTooBig"),
            405 or 501 => new Outcome.Refused($"{status}"),
            429 => new Outcome.Throttled(Wait(retryAfter)),
            >= 500 when retryAfter is not null => new Outcome.Throttled(Wait(retryAfter)),
            >= 500 => new Outcome.Transient($"{status}"),
            _ => new Outcome.Refused(code is null ? $"{status}" : $"{status} {code}"),
        };
    }

    /// <summary>Sorts a broken wire.</summary>
    internal static Outcome Sort(Exception failure, bool isRepeatable)
    {
        var error = (failure as HttpRequestException)?.HttpRequestError;
        var reason = error?.ToString() ?? failure.GetType().Name;
        var isUnsent =
            error
            is HttpRequestError.ConnectionError
                or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError
                or HttpRequestError.ProxyTunnelError;
        return isRepeatable || isUnsent ? new Outcome.Transient(reason) : new Outcome.Ambiguous(reason);
    }

    private static string? CodeIn(string body) =>
        KnownCodes.FirstOrDefault(c => body.Contains(c, StringComparison.OrdinalIgnoreCase));

    private static TimeSpan Wait(TimeSpan? told) =>
        told is not { } wait || wait < ShortestWait ? ShortestWait
        : wait > LongestWait ? LongestWait
        : wait;
}
