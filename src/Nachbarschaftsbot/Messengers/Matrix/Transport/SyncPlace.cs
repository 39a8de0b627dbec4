using Nachbarschaftsbot.Store;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Messengers.Matrix.Transport;

/// <summary>Up to where the stream of the homeserver has taken effect.</summary>
internal sealed class SyncPlace(IStore store, MatrixIdentity me, TimeProvider time)
{
    private const string Id = "sync";

    /// <summary>Where to go on from; nowhere for the first time, also with another account than before.</summary>
    internal async Task<SyncFrom> Read() =>
        await Known() is { NextBatch: { } token } ? new(token, null) : new(null, null);

    /// <summary>Where to go on from when the homeserver does not know our place any more.</summary>
    internal async Task<SyncFrom> Lost() => new(null, await Known() is { NextBatch: not null, At: var at } ? at : null);

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
                At = time.GetCurrentInstant(),
            };
            var changes = new ChangeSet { At = time.GetCurrentInstant() };
            changes.Puts.Add(new(MatrixState.Kind, next, known?.Version ?? 0));
            isWritten = await store.Commit(changes) == CommitResult.Done;
            if (!isWritten)
                store.Forget(MatrixState.Kind, Id);
        }
    }

    private async Task<MatrixState?> Known() =>
        await store.Find(MatrixState.Kind, Id) is { Document: var known } && known.User == me.User ? known : null;
}

/// <summary>Where a long poll goes on from.</summary>
/// <param name="Since">The place in the stream; null for the first poll: then nothing said in rooms counts.</param>
/// <param name="Lost">Since when it counts all the same, because it is only our place that was lost.</param>
internal sealed record SyncFrom(string? Since, Instant? Lost);
