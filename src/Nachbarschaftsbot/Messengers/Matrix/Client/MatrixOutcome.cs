namespace Nachbarschaftsbot.Messengers.Matrix.Client;

/// <summary>How a call to the homeserver ended: a closed set. Reasons hold nothing personal and nothing secret.</summary>
internal abstract record MatrixOutcome
{
    /// <summary>It worked.</summary>
    internal static readonly Ok Done = new();

    private MatrixOutcome() { }

    /// <summary>It worked.</summary>
    internal sealed record Ok : MatrixOutcome;

    /// <summary>Too fast (<c>M_LIMIT_EXCEEDED</c>): not before <paramref name="After"/>.</summary>
    internal sealed record Limited(TimeSpan After) : MatrixOutcome;

    /// <summary>The homeserver does not know our token (<c>M_UNKNOWN_TOKEN</c>): going on would be wrong.</summary>
    internal sealed record Unauthorized : MatrixOutcome;

    /// <summary>We may not do that (<c>M_FORBIDDEN</c> and its kin): <paramref name="Code"/> is the errcode, <paramref name="Reason"/> the server's words.</summary>
    internal sealed record Forbidden(string Code, string Reason) : MatrixOutcome;

    /// <summary>There is no such room, event or address (<c>M_NOT_FOUND</c>).</summary>
    internal sealed record NotFound : MatrixOutcome;

    /// <summary>It is too large for this homeserver (<c>M_TOO_LARGE</c>).</summary>
    internal sealed record TooLarge : MatrixOutcome;

    /// <summary>Refused for good: the status and the errcode.</summary>
    internal sealed record Refused(int Status, string Code) : MatrixOutcome;

    /// <summary>A passing fault: no connection, a timeout, a 5xx. Calls are idempotent, so the same may be tried again.</summary>
    internal sealed record Transient(string Reason) : MatrixOutcome;
}

/// <summary>What a call brought.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Value">What came back, where it worked.</param>
internal readonly record struct MatrixAnswer<T>(MatrixOutcome Outcome, T? Value)
{
    /// <summary>Whether it worked.</summary>
    internal bool IsOk => Outcome is MatrixOutcome.Ok;
}
