using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Store.Sealing;

namespace Nachbarschaftsbot.Store.Sqlite;

/// <summary>Something for the writer to do. Whoever waits goes on elsewhere, never on the writer's thread.</summary>
internal abstract class WriterJob<T>()
    : TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously),
        IWriterJob
{
    /// <inheritdoc/>
    public void Fail(Exception problem) => TrySetException(problem);
}

/// <summary>Something for the writer to do.</summary>
internal interface IWriterJob
{
    /// <summary>Tells who waits that it was not done.</summary>
    void Fail(Exception problem);
}

/// <summary>A change set, serialised before it entered the queue.</summary>
internal sealed class CommitJob : WriterJob<CommitResult>
{
    /// <summary>Serialises the documents of a change set, on the thread of who commits.</summary>
    public CommitJob(ChangeSet changes, DocumentCache cache, ISeal seal)
    {
        for (var i = 0; i < changes.Outbox.Count; i++)
            changes.Outbox[i] = Sealed(changes.Outbox[i], seal);
        for (var i = 0; i < changes.Delayed.Count; i++)
            changes.Delayed[i] = Sealed(changes.Delayed[i], seal);
        Changes = changes;
        Rows = new Row[changes.Puts.Count];
        for (var i = 0; i < Rows.Length; i++)
        {
            var (kind, document, version) = changes.Puts[i];
            var indexes = kind.IndexValues(document);
            var changed = Changed(cache, kind, document.Id, version, indexes);
            Rows[i] = new(kind, document, version, seal.Write(kind, document), indexes, changed);
        }
    }

    /// <summary>What becomes true.</summary>
    public ChangeSet Changes { get; }

    /// <summary>Its documents.</summary>
    public Row[] Rows { get; }

    /// <summary>How it ended, valid once its group is committed.</summary>
    public CommitResult Outcome { get; set; }

    /// <summary>A document to write as it will stand in its table.</summary>
    /// <param name="Kind">Its kind.</param>
    /// <param name="Document">Itself.</param>
    /// <param name="Version">The version it replaces, 0 for none.</param>
    /// <param name="Body">It as JSON.</param>
    /// <param name="Indexes">Its index values.</param>
    /// <param name="Changed">Which of them changed, a bit each.</param>
    public readonly record struct Row(
        Kind Kind,
        IDocument Document,
        long Version,
        byte[] Body,
        IReadOnlyList<string?> Indexes,
        int Changed
    );

    private static OutboxRow Sealed(OutboxRow row, ISeal seal) =>
        row.Seal is null || Envelope.IsSealed(row.Payload)
            ? row
            : row with
            {
                Payload = seal.Seal(row.Seal, row.Payload),
            };

    /// <summary>Which index values are others than in the version that is replaced, a bit each; all, where it is not at hand.</summary>
    private static int Changed(DocumentCache cache, Kind kind, string id, long version, IReadOnlyList<string?> now)
    {
        if (now.Count == 0 || !cache.TryGet(kind, id, out var document, out var known) || known != version)
            return ~0;
        if (document is null)
            return ~0;
        var before = kind.IndexValues(document);
        var changed = 0;
        for (var i = 0; i < now.Count; i++)
            if (before[i] != now[i])
                changed |= 1 << i;
        return changed;
    }
}

/// <summary>Work on the writer's connection outside of a transaction.</summary>
internal sealed class ActionJob(Action<Connection> action) : WriterJob<bool>
{
    /// <summary>Does it.</summary>
    public void Run(Connection connection)
    {
        action(connection);
        TrySetResult(true);
    }
}
