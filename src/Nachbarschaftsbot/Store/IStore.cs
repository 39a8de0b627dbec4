using Nachbarschaftsbot.Core.Documents;
using NodaTime;

namespace Nachbarschaftsbot.Store;

/// <summary>A document with the version it was read at; versions begin at 1.</summary>
internal readonly record struct Versioned<T>(T Document, long Version)
    where T : class, IDocument;

/// <summary>
/// The store: documents by kind with version and index columns, the ids of what came in, timers, the outbox and the map of
/// messages, and one commit over all of them. The contract tests in <c>Contracts/StoreContract.cs</c> say what every engine keeps to.
/// </summary>
internal interface IStore : IAsyncDisposable
{
    /// <summary>A document by id, or null. May come from memory and be stale: the commit finds out.</summary>
    ValueTask<Versioned<T>?> Find<T>(Kind<T> kind, string id)
        where T : class, IDocument;

    /// <summary>
    /// As <see cref="Find{T}"/>, but with the version in any case: 0 where there is none. The document is null, too, where it is there but
    /// sealed with a key that is not (a backup without the folder of keys).
    /// </summary>
    ValueTask<(T? Document, long Version)> FindSlot<T>(Kind<T> kind, string id)
        where T : class, IDocument;

    /// <summary>Documents in the order of an index value, then id. May come from memory, as with <see cref="Find{T}"/>.</summary>
    ValueTask<IReadOnlyList<Versioned<T>>> Query<T>(Kind<T> kind, string index, string from, string below, int limit)
        where T : class, IDocument;

    /// <summary>Whether this inbound id has taken effect already.</summary>
    ValueTask<bool> Seen(string inboundId);

    /// <summary>The version of a document, 0 when there is none; never from memory.</summary>
    ValueTask<long> VersionOf(Kind kind, string id);

    /// <summary>
    /// Forgets some of what is over; the store also does it by itself from time to time. Ids of inbounds go after 9 days, what failed
    /// for good after 30, where a message stands after 60, unless what the message is about is still there: then it can still change.
    /// </summary>
    Task Upkeep();

    /// <summary>Makes deleted bytes leave the files, the log included.</summary>
    Task Scrub();

    /// <summary>Writes all of it or nothing. Durable when it returns <see cref="CommitResult.Done"/>.</summary>
    /// <exception cref="StoreUnavailableException">The disk is full or broken; nothing was written.</exception>
    ValueTask<CommitResult> Commit(ChangeSet changes);

    /// <summary>Forgets what memory holds of a document, so that the next read is fresh (after a conflict).</summary>
    void Forget(Kind kind, string id);

    /// <summary>A new outbox id, higher than all before, also over restarts.</summary>
    long NextOutboxId();

    /// <summary>Waiting outbox rows in order of their id.</summary>
    ValueTask<IReadOnlyList<OutboxRow>> ReadOutbox(long afterId, int limit);

    /// <summary>Timers due at or before a moment, earliest first.</summary>
    ValueTask<IReadOnlyList<TimerRow>> DueTimers(Instant now, int limit);

    /// <summary>Whether a timer waits with exactly this due moment.</summary>
    ValueTask<bool> HasTimer(string key, Instant due);

    /// <summary>When the next timer is due, or null.</summary>
    ValueTask<Instant?> NextTimer();

    /// <summary>The messenger's ids of one of our messages, in the order of its parts; empty where none.</summary>
    ValueTask<IReadOnlyList<string>> MessageIds(string placeKey, string reference);

    /// <summary>Our own id of a messenger's message, or null.</summary>
    ValueTask<string?> ReferenceOf(string placeKey, string messageId);

    /// <summary>Is told about each commit's timers' earliest moment, so that nobody has to poll.</summary>
    event Action<Instant>? TimerSet;

    /// <summary>Is told when every trace of a place is gone (<see cref="ChangeSet.ForgetLanes"/>), before the commit returns.</summary>
    event Action<string>? LaneForgotten;

    /// <summary>Is told of messages that must not go out any more (<see cref="ChangeSet.Withdrawn"/>), before the commit returns.</summary>
    event Action<IReadOnlyCollection<long>>? Withdrawn;

    /// <summary>Is told when other data was put in place (restore while running): what memory holds of the old must go.</summary>
    event Action? Replaced;

    /// <summary>False after a write failed, until one succeeds again: not ready to take anything.</summary>
    bool Writable { get; }

    /// <summary>How many things failed for good and wait for the operator's look.</summary>
    ValueTask<long> CountParked();
}

/// <summary>How a commit ended: a closed set.</summary>
internal enum CommitResult
{
    /// <summary>Written and durable.</summary>
    Done,

    /// <summary>The inbound id had taken effect before, or the timer does not wait any more; nothing was written.</summary>
    Duplicate,

    /// <summary>A document has another version than the one decided on; nothing was written.</summary>
    Conflict,
}

/// <summary>The store cannot write now (disk full, file gone). Nothing was written; nobody may be told it was.</summary>
internal sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A message waiting to be sent.</summary>
/// <param name="Id">From <see cref="IStore.NextOutboxId"/>.</param>
/// <param name="Messenger">Which messenger takes it.</param>
/// <param name="Lane">The chat it belongs to; order is kept within it.</param>
/// <param name="Priority">Lower goes first.</param>
/// <param name="NotBefore">Waits until then.</param>
/// <param name="Attempts">Tries so far.</param>
/// <param name="Payload">The <c>Outbound</c> as JSON.</param>
internal sealed record OutboxRow(
    long Id,
    string Messenger,
    string Lane,
    int Priority,
    Instant NotBefore,
    int Attempts,
    byte[] Payload
)
{
    /// <summary>Name of the key the payload is sealed with where it is stored, or null.</summary>
    public string? Seal { get; init; }
}

/// <summary>A timer.</summary>
/// <param name="Key">Unique; setting it again moves it.</param>
/// <param name="Kind">Which handler takes it.</param>
/// <param name="Subject">The document it is about.</param>
/// <param name="Due">When.</param>
internal sealed record TimerRow(string Key, string Kind, string Subject, Instant Due);

/// <summary>Everything that becomes true at once.</summary>
internal sealed class ChangeSet
{
    /// <summary>
    /// The id of what came in; unique for ever (8 days at least). It is kept that long whoever is deleted meanwhile, so nothing of a person
    /// stands in it. Null for what a timer brings, and for the outbox's own bookkeeping.
    /// </summary>
    public string? InboundId { get; init; }

    /// <summary>When it came in.</summary>
    public Instant At { get; init; }

    /// <summary>Whether nobody waits for it: it may be written some milliseconds later, together with what is in a hurry.</summary>
    public bool CanWait { get; init; }

    /// <summary>Documents to write, at most once each. Version 0: must not exist yet.</summary>
    public List<PutDocument> Puts { get; } = [];

    /// <summary>Documents to delete; a missing one is fine, another version a conflict.</summary>
    public List<DeleteDocument> Deletes { get; } = [];

    /// <summary>Documents that were read and must still have this version; 0: must still be missing.</summary>
    public List<DeleteDocument> Checks { get; } = [];

    /// <summary>Timers to set or move.</summary>
    public List<TimerRow> Timers { get; } = [];

    /// <summary>Keys of timers to cancel.</summary>
    public List<string> CancelTimers { get; } = [];

    /// <summary>
    /// The timer this turn came from: removed, unless the same commit sets it again. Each time it was set it takes effect once: where it does
    /// not wait with this due moment any more, it came in before or was moved or cancelled meanwhile, and nothing is written.
    /// </summary>
    public TimerRow? FiredTimer { get; init; }

    /// <summary>Messages to send.</summary>
    public List<OutboxRow> Outbox { get; } = [];

    /// <summary>Outbox ids that are finished: their rows go.</summary>
    public List<long> Finished { get; } = [];

    /// <summary>Outbox ids that must not be sent any more (deletion of a person): their rows go, and memory lets go of them.</summary>
    public List<long> Withdrawn { get; } = [];

    /// <summary>Outbox rows to keep for later: new attempts, moment and payload.</summary>
    public List<OutboxRow> Delayed { get; } = [];

    /// <summary>Our message to the messenger's ids. An empty list removes the entry.</summary>
    public List<MessageMap> Messages { get; } = [];

    /// <summary>Places of which every trace goes: outbox rows, message maps (deletion of a person).</summary>
    public List<string> ForgetLanes { get; } = [];

    /// <summary>Timers whose subject is this go (deletion of a person), before those of this change are set.</summary>
    public List<string> ForgetSubjects { get; } = [];

    /// <summary>
    /// Whether what this deletes must leave the bytes of the files: noted with it and made up for, whatever becomes of a <see cref="IStore.Scrub"/>
    /// right afterwards. Where something of a person is forgotten it is noted in any case.
    /// </summary>
    public bool Scrub { get; set; }

    /// <summary>Keys to destroy once it is committed; also when the program ends right then.</summary>
    public List<string> DestroyKeys { get; } = [];

    /// <summary>A failed turn is parked with its reason (nothing personal in it).</summary>
    public string? ParkedReason { get; set; }

    /// <summary>Other things that failed for good: what (an id) and why (nothing personal in it).</summary>
    public List<(string What, string Reason)> Parked { get; } = [];
}

/// <summary>A document to write.</summary>
internal readonly record struct PutDocument(Kind Kind, IDocument Document, long Version);

/// <summary>A document to delete or to check.</summary>
internal readonly record struct DeleteDocument(Kind Kind, string Id, long Version);

/// <summary>Where one of our messages stands on a messenger.</summary>
/// <param name="PlaceKey">The place.</param>
/// <param name="Reference">Our own id of the message.</param>
/// <param name="MessageIds">The messenger's ids, one per part; empty to remove the entry.</param>
/// <param name="At">When it was sent.</param>
/// <param name="OutboxId">When not 0: counts only if this outbox row still waits, so that nothing comes back after its place was forgotten.</param>
internal readonly record struct MessageMap(
    string PlaceKey,
    string Reference,
    IReadOnlyList<string> MessageIds,
    Instant At,
    long OutboxId = 0
);
