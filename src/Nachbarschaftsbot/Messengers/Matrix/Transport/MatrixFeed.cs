using Nachbarschaftsbot.Messengers.Matrix.Receiving;
using Nachbarschaftsbot.Store;

namespace Nachbarschaftsbot.Messengers.Matrix.Transport;

/// <summary>Hands a room's events to the receiver, one after the other, and insists where the homeserver has to be asked.</summary>
internal sealed class MatrixFeed(
    MatrixReceiver receiver,
    MatrixPatience patience,
    MatrixCounters counters,
    ILogger<MatrixFeed> log
)
{
    /// <summary>Takes events of one room in their order.</summary>
    /// <exception cref="StoreUnavailableException">Not all could be stored; those behind were looked at for words of danger.</exception>
    /// <exception cref="MatrixUnavailableException">The homeserver does not know us any more.</exception>
    internal async Task Take(string room, IReadOnlyList<MatrixEvent> events, CancellationToken stop)
    {
        for (var at = 0; at < events.Count; at++)
        {
            try
            {
                await Take(room, events[at], stop);
            }
            catch (StoreUnavailableException)
            {
                foreach (var behind in events.Skip(at + 1))
                    await receiver.Warn(room, behind);
                throw;
            }
        }
    }

    private async Task Take(string room, MatrixEvent sent, CancellationToken stop)
    {
        try
        {
            if (await patience.Insist(() => receiver.Take(room, sent), stop))
                return;
            counters.Event("given-up");
            log.LogWarning("Matrix: an event needs what the homeserver does not give. It is passed over.");
        }
        catch (Exception failure)
            when (failure is not (StoreUnavailableException or MatrixUnavailableException or OperationCanceledException)
            )
        {
            // A mistake of ours; waiting would block the room. The event may hold somebody's words: they are not kept.
            counters.Event("untakeable");
            log.LogError("Matrix: an event was not taken: {Type}", failure.GetType().Name);
        }
    }
}
