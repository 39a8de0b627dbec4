using Nachbarschaftsbot.Store;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Messengers.Matrix.Transport;

/// <summary>Up to where the stream of the homeserver has taken effect.</summary>
internal sealed class SyncPlace(IStore store, MatrixIdentity me, TimeProvider time)
{
    private const string Id = "sync";

    /// <summary>Where to go on from; null for the first time, also with another account than before.</summary>
    internal async Task<string?> Read() =>
        await store.Find(MatrixState.Kind, Id) is { Document: var known } && known.User == me.User
            ? known.NextBatch
            : null;

    /// <summary>Everything before this has taken effect.</summary>
    /// <exception cref="StoreUnavailableException">It could not be stored: the same comes again.</exception>
    internal async Task Write(string? nextBatch)
    {
        for (var isWritten = false; !isWritten; )
        {
            var known = await store.Find(MatrixState.Kind, Id);
            var next = new MatrixState
            {
                Id = Id,
                User = me.User,
                NextBatch = nextBatch,
            };
            var changes = new ChangeSet { At = time.GetCurrentInstant() };
            changes.Puts.Add(new(MatrixState.Kind, next, known?.Version ?? 0));
            isWritten = await store.Commit(changes) == CommitResult.Done;
            if (!isWritten)
                store.Forget(MatrixState.Kind, Id);
        }
    }
}
