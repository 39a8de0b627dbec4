using Nachbarschaftsbot.Core.Delivery;
using Nachbarschaftsbot.Messengers.Matrix.Client;
using NodaTime;

namespace Nachbarschaftsbot.Messengers.Matrix.Transport;

/// <summary>
/// How long is insisted on what needs the homeserver: while it is down, for ever; while it answers other questions, for some minutes. When it
/// says how long to wait, it is asked then, however often it says so: nothing is refused.
/// </summary>
internal sealed class MatrixPatience(MatrixClient client, TimeProvider time)
{
    /// <summary>Refusals of one thing before it is left undone.</summary>
    internal const int MostRefusals = 10;

    private static readonly Backoff Pauses = new(Duration.FromSeconds(1), Duration.FromSeconds(30));

    /// <summary>Does something that may say that the homeserver cannot be asked, and does it again.</summary>
    /// <returns>False when it was given up.</returns>
    /// <exception cref="MatrixUnavailableException">The homeserver does not know us any more.</exception>
    internal async Task<bool> Insist(Func<Task> work, CancellationToken stop)
    {
        for (int tries = 1, refusals = 0; ; tries++)
        {
            try
            {
                await work();
                return true;
            }
            catch (MatrixUnavailableException unavailable) when (unavailable.Outcome is not MatrixOutcome.Unauthorized)
            {
                if (await IsOnlyThis(unavailable.Outcome, stop) && ++refusals == MostRefusals)
                    return false;
                await Task.Delay(PauseOf(unavailable.Outcome, tries), time, stop);
            }
        }
    }

    /// <summary>Whether the homeserver answers, and only what this needs fails. While it is down, waiting loses nothing.</summary>
    private async Task<bool> IsOnlyThis(MatrixOutcome outcome, CancellationToken stop) =>
        outcome is MatrixOutcome.Transient && (await client.WhoAmI(stop)).IsOk;

    private static TimeSpan PauseOf(MatrixOutcome outcome, int tries) =>
        outcome is MatrixOutcome.Limited(var after) ? after : Pauses.Before(tries, 1).ToTimeSpan();
}
