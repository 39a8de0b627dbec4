using Nachbarschaftsbot.Core.Documents;

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
    /// <summary>Serialises the documents of a change set.</summary>
    public CommitJob(ChangeSet changes)
    {
        Changes = changes;
        Rows = new Row[changes.Puts.Count];
        for (var i = 0; i < Rows.Length; i++)
        {
            var (kind, document, version) = changes.Puts[i];
            Rows[i] = new(kind, document, version, kind.Serialize(document), kind.IndexValues(document));
        }
    }

    /// <summary>What becomes true.</summary>
    public ChangeSet Changes { get; }

    /// <summary>Its documents.</summary>
    public Row[] Rows { get; }

    /// <summary>How it ended, valid once its group is committed.</summary>
    public CommitResult Outcome { get; set; }

    /// <summary>A document to write as it will stand in its table.</summary>
    public readonly record struct Row(
        Kind Kind,
        IDocument Document,
        long Version,
        byte[] Body,
        IReadOnlyList<string?> Indexes
    );
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
