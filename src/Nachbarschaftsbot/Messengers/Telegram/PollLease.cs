using Nachbarschaftsbot.Store;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Messengers.Telegram;

/// <summary>
/// The right to poll, together with the offset, in one document: whoever lost the right cannot write the offset either,
/// because the document has another version by then.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="time">The clock.</param>
/// <param name="holder">Names this instance; the same after a restart, so that it need not wait for itself.</param>
internal sealed class PollLease(IStore store, TimeProvider time, string holder)
{
    private const string Id = "poll";

    /// <summary>Longer than a long poll with its grace, so that a living holder never loses it.</summary>
    internal static readonly Duration Length = Duration.FromSeconds(120);

    private long version;

    /// <summary>The offset to go on from; null while another instance holds the right.</summary>
    internal async Task<long?> TryAcquire()
    {
        store.Forget(TelegramState.Kind, Id);
        var known = await store.Find(TelegramState.Kind, Id);
        var isForeign = known is { Document: var d } && d.Holder != holder && d.Until > time.GetCurrentInstant();
        if (isForeign)
            return null;
        version = known?.Version ?? 0;
        var offset = known?.Document.Offset ?? 0;
        return await Write(offset, Length) ? offset : null;
    }

    /// <summary>Writes the offset down and keeps the right; false when it was lost.</summary>
    internal Task<bool> Renew(long offset) => Write(offset, Length);

    /// <summary>Gives the right back, so that another instance need not wait.</summary>
    internal Task Release(long offset) => Write(offset, Duration.Zero);

    private async Task<bool> Write(long offset, Duration length)
    {
        var now = time.GetCurrentInstant();
        var state = new TelegramState
        {
            Id = Id,
            Offset = offset,
            Holder = holder,
            Until = now + length,
        };
        var changes = new ChangeSet { At = now };
        changes.Puts.Add(new PutDocument(TelegramState.Kind, state, version));
        if (await store.Commit(changes) != CommitResult.Done)
            return false;
        version++;
        return true;
    }
}
