using Nachbarschaftsbot.Core.Delivery;
using Nachbarschaftsbot.Messengers.Matrix.Client;
using Nachbarschaftsbot.Messengers.Matrix.Receiving;
using Nachbarschaftsbot.Store;
using NodaTime;

namespace Nachbarschaftsbot.Messengers.Matrix.Transport;

/// <summary>Hands a room's events to the receiver, one after the other, and insists where the homeserver has to be asked.</summary>
internal sealed class MatrixFeed(
    MatrixClient client,
    MatrixReceiver receiver,
    MatrixCounters counters,
    TimeProvider time,
    ILogger<MatrixFeed> log
)
{
    /// <summary>Tries for one event before the room goes on without it: some minutes in which the homeserver answers other questions.</summary>
    internal const int MostTries = 10;

    private static readonly Backoff Pauses = new(Duration.FromSeconds(1), Duration.FromSeconds(30));

    /// <summary>Takes events of one room in their order.</summary>
    /// <exception cref="StoreUnavailableException">Not all could be stored; those behind were looked at for words of danger.</exception>
    /// <exception cref="MatrixUnavailableException">The homeserver does not know us any more.</exception>
    internal async Task Take(string room, IReadOnlyList<MatrixEvent> events, CancellationToken stop)
    {
        for (var at = 0; at < events.Count; at++)
        {
            try
            {
                await Insist(room, events[at], stop);
            }
            catch (StoreUnavailableException)
            {
                foreach (var behind in events.Skip(at + 1))
                    await receiver.Warn(room, behind);
                throw;
            }
        }
    }

    private async Task Insist(string room, MatrixEvent sent, CancellationToken stop)
    {
        for (int tries = 0, refusals = 0; ; )
        {
            try
            {
                await receiver.Take(room, sent);
                return;
            }
            catch (MatrixUnavailableException unavailable) when (unavailable.Outcome is not MatrixOutcome.Unauthorized)
            {
                if (await IsOnlyThis(unavailable.Outcome, stop) && ++refusals == MostTries)
                {
                    counters.Event("given-up");
                    log.LogWarning("Matrix: an event needs what the homeserver does not give. It is passed over.");
                    return;
                }
                await Task.Delay(PauseOf(unavailable.Outcome, ++tries), time, stop);
            }
            catch (Exception failure)
                when (failure
                        is not (StoreUnavailableException or MatrixUnavailableException or OperationCanceledException)
                )
            {
                // A mistake of ours; waiting would block the room. The event may hold somebody's words: they are not kept.
                counters.Event("untakeable");
                log.LogError("Matrix: an event was not taken: {Type}", failure.GetType().Name);
                return;
            }
        }
    }

    /// <summary>Whether the homeserver answers, and only what this event needs fails. While it is down, waiting loses nothing.</summary>
    private async Task<bool> IsOnlyThis(MatrixOutcome outcome, CancellationToken stop) =>
        outcome is MatrixOutcome.Transient && (await client.WhoAmI(stop)).IsOk;

    private static TimeSpan PauseOf(MatrixOutcome outcome, int tries) =>
        outcome is MatrixOutcome.Limited(var after) ? after : Pauses.Before(tries, 1).ToTimeSpan();
}
