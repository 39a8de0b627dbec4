using Nachbarschaftsbot.Messengers.Matrix.Client;

namespace Nachbarschaftsbot.Messengers.Matrix;

/// <summary>Who we are on Matrix: what the homeserver says, never what a setting says.</summary>
internal sealed class MatrixIdentity
{
    private readonly TaskCompletionSource _known = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? _user;

    /// <summary>Our id; empty until the homeserver has told.</summary>
    internal string User => _user ?? "";

    /// <summary>How we are called, or empty.</summary>
    internal string Name { get; private set; } = "";

    /// <summary>Ends when the homeserver has told who we are.</summary>
    internal Task Known => _known.Task;

    /// <summary>Whether an id is our own.</summary>
    internal bool Is(string user) => _user == user;

    /// <summary>The homeserver has told.</summary>
    internal void Learn(string user, string? name)
    {
        Name = name ?? "";
        _user = user;
        _known.TrySetResult();
    }
}

/// <summary>The homeserver cannot be asked now: what came in stays where it is and comes again.</summary>
internal sealed class MatrixUnavailableException(MatrixOutcome outcome) : Exception("The homeserver cannot be asked.")
{
    /// <summary>Why.</summary>
    internal MatrixOutcome Outcome => outcome;

    /// <summary>Ends what cannot be done now, where that is how a call ended.</summary>
    /// <exception cref="MatrixUnavailableException">The homeserver does not answer, or not so soon, or does not know us.</exception>
    internal static void ThrowFor(MatrixOutcome outcome)
    {
        if (outcome is MatrixOutcome.Transient or MatrixOutcome.Limited or MatrixOutcome.Unauthorized)
            throw new MatrixUnavailableException(outcome);
    }
}
