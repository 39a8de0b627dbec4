using Nachbarschaftsbot.Store;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Messengers.Telegram;

/// <summary>How far polling has come.</summary>
/// <param name="Offset">The first update that is not known to have taken effect; 0 before the first.</param>
/// <param name="LastUpdate">When the last update came.</param>
internal readonly record struct PollMark(long Offset, Instant LastUpdate)
{
    /// <summary>
    /// Telegram keeps updates for a day, and after a quiet week their ids may begin anew below the old offset, which would
    /// make the bot deaf. After a day without updates none is named: what comes twice is known by its id.
    /// </summary>
    internal long? OffsetAt(Instant now) => Offset == 0 || now - LastUpdate > Duration.FromHours(25) ? null : Offset;
}

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

    /// <summary>Where to go on from; null while another instance holds the right.</summary>
    internal async Task<PollMark?> TryAcquire()
    {
        store.Forget(TelegramState.Kind, Id);
        var known = await store.Find(TelegramState.Kind, Id);
        var isForeign = known is { Document: var d } && d.Holder != holder && d.Until > time.GetCurrentInstant();
        if (isForeign)
            return null;
        version = known?.Version ?? 0;
        var mark = known is { Document: var state } ? new PollMark(state.Offset, state.LastUpdate) : default;
        return await Write(mark, Length) ? mark : null;
    }

    /// <summary>Writes the mark down and keeps the right; false when it was lost.</summary>
    internal Task<bool> Renew(PollMark mark) => Write(mark, Length);

    /// <summary>Gives the right back, so that another instance need not wait.</summary>
    internal Task Release(PollMark mark) => Write(mark, Duration.Zero);

    private async Task<bool> Write(PollMark mark, Duration length)
    {
        var now = time.GetCurrentInstant();
        var state = new TelegramState
        {
            Id = Id,
            Offset = mark.Offset,
            LastUpdate = mark.LastUpdate,
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
