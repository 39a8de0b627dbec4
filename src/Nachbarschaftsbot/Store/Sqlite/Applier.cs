using Nachbarschaftsbot.Core.Documents;
using NodaTime;

namespace Nachbarschaftsbot.Store.Sqlite;

/// <summary>
/// Writes change sets inside the writer's open transaction. Whatever can refuse one is looked at before its first write, which is
/// safe because nobody else writes; so a refused one leaves no trace and its neighbours in the transaction are not touched.
/// </summary>
internal sealed class Applier(Connection connection) : IDisposable
{
    /// <summary>What the notes of keys that are to be destroyed begin with.</summary>
    public const string DestroyNote = "destroy:";

    private const string ScrubNote = "scrub_due";
    private const long IdsReserved = 100_000;
    private readonly Dictionary<Kind, KindWriter> _kinds = [];
    private readonly Bookkeeping _books = new(connection);
    private readonly OldMessages _messages = new(connection);
    private long _idsUpTo = Schema.NumberOf(connection, "outbox_ids");

    /// <summary>Whether somebody was deleted since the last scrub; kept in the file, so that a crash between does not forget it.</summary>
    public bool ScrubIsDue { get; private set; } = Schema.NumberOf(connection, ScrubNote) != 0;

    /// <summary>Writes one change set or refuses it.</summary>
    public CommitResult Apply(CommitJob job)
    {
        var changes = job.Changes;
        if (changes.FiredTimer is { } fired && !_books.HasTimer(fired.Key, fired.Due))
            return CommitResult.Duplicate;
        if (changes.InboundId is { } inbound && !_books.AddSeen(inbound, changes.At))
            return CommitResult.Duplicate;
        if (!Stands(job))
        {
            if (changes.InboundId is { } refused)
                _books.RemoveSeen(refused);
            return CommitResult.Conflict;
        }
        foreach (ref readonly var row in job.Rows.AsSpan())
            if (!Of(row.Kind).Put(row))
                throw new InvalidOperationException($"A document of kind {row.Kind.Name} is put twice in one commit.");
        foreach (var gone in changes.Deletes)
            Of(gone.Kind).Delete(gone.Id, gone.Version);
        Timers(changes);
        Messages(changes);
        foreach (var key in changes.DestroyKeys)
            _books.Note(DestroyNote + key, 1);
        if (LeavesBytes(changes))
            NoteScrub(true);
        return CommitResult.Done;
    }

    /// <summary>The transaction was undone: what is noted counts again, not what would have been.</summary>
    public void Undone()
    {
        _idsUpTo = Schema.NumberOf(connection, "outbox_ids");
        ScrubIsDue = Schema.NumberOf(connection, ScrubNote) != 0;
    }

    /// <summary>Notes that a scrub is due or done.</summary>
    public void NoteScrub(bool due)
    {
        if (ScrubIsDue == due)
            return;
        _books.Note(ScrubNote, due ? 1 : 0);
        ScrubIsDue = due;
    }

    /// <summary>Forgets ids of inbounds that are older than a day number, a small batch at a time.</summary>
    public void PruneSeen(long beforeDay) => _books.PruneSeen(beforeDay);

    /// <summary>Forgets where old messages stand that cannot change any more, a small batch at a time.</summary>
    public void PruneMessages(Instant before) => _messages.Prune(before);

    /// <summary>Forgets what failed for good before a moment.</summary>
    public void PruneParked(Instant before) => _books.PruneParked(before);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var kind in _kinds.Values)
            kind.Dispose();
        _messages.Dispose();
        _books.Dispose();
    }

    private bool Stands(CommitJob job)
    {
        foreach (ref readonly var row in job.Rows.AsSpan())
            if (Of(row.Kind).VersionOf(row.Document.Id) != row.Version)
                return false;
        foreach (var gone in job.Changes.Deletes)
            if (Of(gone.Kind).VersionOf(gone.Id) is var version && version != 0 && version != gone.Version)
                return false;
        foreach (var read in job.Changes.Checks)
            if (Of(read.Kind).VersionOf(read.Id) != read.Version)
                return false;
        return true;
    }

    private static bool LeavesBytes(ChangeSet changes) =>
        changes.Scrub
        || changes.ForgetLanes.Count > 0
        || changes.ForgetSubjects.Count > 0
        || changes.Withdrawn.Count > 0;

    private void Timers(ChangeSet changes)
    {
        if (changes.FiredTimer is { } fired)
            _books.RemoveTimer(fired.Key);
        foreach (var subject in changes.ForgetSubjects)
            _books.ForgetSubject(subject);
        foreach (var key in changes.CancelTimers)
            _books.RemoveTimer(key);
        foreach (var timer in changes.Timers)
            _books.SetTimer(timer);
    }

    private void Messages(ChangeSet changes)
    {
        foreach (var lane in changes.ForgetLanes)
            _books.ForgetLane(lane);
        foreach (var id in changes.Withdrawn)
            _books.RemoveOutbox(id);
        foreach (var row in changes.Outbox)
            _books.AddOutbox(row);
        if (changes.Outbox.Count > 0)
            ReserveIds(changes.Outbox[^1].Id);
        foreach (var map in changes.Messages)
            if (map.OutboxId == 0 || _books.HasOutbox(map.OutboxId))
                _books.SetMessage(map);
        foreach (var row in changes.Delayed)
            _books.DelayOutbox(row);
        foreach (var id in changes.Finished)
            _books.RemoveOutbox(id);
        if (changes.ParkedReason is { } reason)
            _books.Park(changes.InboundId ?? $"timer:{changes.FiredTimer?.Kind}", reason, changes.At);
        foreach (var (what, why) in changes.Parked)
            _books.Park(what, why, changes.At);
    }

    /// <summary>Notes from time to time how far ids are used, so that a restart never gives one again.</summary>
    private void ReserveIds(long used)
    {
        if (used <= _idsUpTo)
            return;
        _idsUpTo = used + IdsReserved;
        _books.Note("outbox_ids", _idsUpTo);
    }

    private KindWriter Of(Kind kind)
    {
        if (!_kinds.TryGetValue(kind, out var writer))
            _kinds[kind] = writer = new(connection, kind);
        return writer;
    }
}
