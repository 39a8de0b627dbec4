using Nachbarschaftsbot.Core.Documents;

namespace Nachbarschaftsbot.Store.Sqlite;

/// <summary>The writing statements of one kind.</summary>
internal sealed class KindWriter : IDisposable
{
    private readonly Connection _connection;
    private readonly Statement _insert;
    private readonly Statement _update;
    private readonly Statement _delete;
    private readonly Statement _version;

    /// <summary>Prepares them.</summary>
    public KindWriter(Connection connection, Kind kind)
    {
        var table = KindTable.Of(kind);
        _connection = connection;
        _insert = connection.Prepare(table.Insert);
        _update = connection.Prepare(table.Update);
        _delete = connection.Prepare(table.Delete);
        _version = connection.Prepare(table.Version);
    }

    /// <summary>The version of a document, 0 when there is none.</summary>
    public long VersionOf(string id) => _version.Text(id).FirstNumber() ?? 0;

    /// <summary>Writes a document.</summary>
    /// <returns>False, and nothing changed, when its version is another.</returns>
    public bool Put(in CommitJob.Row row)
    {
        if (row.Version == 0)
            Values(_insert.Text(row.Document.Id).Blob(row.Body), row).Run();
        else
            Values(_update.Blob(row.Body), row).Text(row.Document.Id).Number(row.Version).Run();
        return _connection.Changes == 1;
    }

    /// <summary>Deletes a document.</summary>
    /// <returns>False when it was not there in this version.</returns>
    public bool Delete(string id, long version)
    {
        _delete.Text(id).Number(version).Run();
        return _connection.Changes == 1;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _insert.Dispose();
        _update.Dispose();
        _delete.Dispose();
        _version.Dispose();
    }

    private static Statement Values(Statement statement, in CommitJob.Row row)
    {
        for (var i = 0; i < row.Indexes.Count; i++)
            statement.TextOrNull(row.Indexes[i]);
        return statement;
    }
}
