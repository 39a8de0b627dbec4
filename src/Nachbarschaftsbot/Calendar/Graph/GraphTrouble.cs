using NodaTime;

namespace Nachbarschaftsbot.Calendar.Graph;

/// <summary>What went wrong at Graph, sorted by what helps: a closed set.</summary>
internal abstract record GraphTrouble
{
    private static readonly Duration Usual = Duration.FromSeconds(30);
    private static readonly Duration Longest = Duration.FromHours(1);

    private GraphTrouble() { }

    /// <summary>Wait as told, then try again.</summary>
    internal sealed record Wait(Duration For) : GraphTrouble;

    /// <summary>A passing fault: try again with growing pauses.</summary>
    internal sealed record Passing(string Reason) : GraphTrouble;

    /// <summary>The token is not accepted: one new token is worth a try.</summary>
    internal sealed record Token : GraphTrouble;

    /// <summary>The same was created before, or somebody changes it at this moment.</summary>
    internal sealed record Conflict : GraphTrouble;

    /// <summary>The event is gone; the mailbox is there.</summary>
    internal sealed record Gone : GraphTrouble;

    /// <summary>It will not work until an operator does something, or ever. <paramref name="Reason"/> holds nothing personal.</summary>
    internal sealed record Refused(string Reason) : GraphTrouble;

    /// <summary>
    /// Sorts an answer that is no success. 429 names the pause, sometimes 503 too; 409 and 412 are conflicts; a 404 is the event or
    /// the mailbox, told apart by the code.
    /// </summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">The code in the body, or null.</param>
    /// <param name="retryAfter">The pause that was asked for, or null.</param>
    internal static GraphTrouble Of(int status, string? code, TimeSpan? retryAfter) =>
        status switch
        {
            401 => new Token(),
            404 when code is "ErrorItemNotFound" => new Gone(),
            404 => new Refused("404 the mailbox is not there"),
            409 or 412 => new Conflict(),
            429 => new Wait(Pause(retryAfter) ?? Usual),
            408 or >= 500 when Pause(retryAfter) is { } pause => new Wait(pause),
            408 or >= 500 => new Passing($"{status}"),
            403 => new Refused("403 the app may not use this mailbox"),
            _ => new Refused($"{status} {Plain(code)}".TrimEnd()),
        };

    private static Duration? Pause(TimeSpan? wait) =>
        wait is { } asked && asked > TimeSpan.Zero ? Duration.Min(Duration.FromTimeSpan(asked), Longest) : null;

    /// <summary>Codes are words of Graph; anything else stays out of logs.</summary>
    private static string Plain(string? code) =>
        code is { Length: > 0 and <= 60 } && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_') ? code : "";
}

/// <summary>What a request to Graph gave: a value, or what went wrong.</summary>
internal readonly record struct GraphResult<T>(T? Value, GraphTrouble? Trouble)
    where T : class;
