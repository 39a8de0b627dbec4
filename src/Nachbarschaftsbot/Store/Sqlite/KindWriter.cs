using Nachbarschaftsbot.Core.Documents;

namespace Nachbarschaftsbot.Store.Sqlite;

/// <summary>The writing statements of one kind.</summary>
internal sealed class KindWriter : IDisposable
{
    private readonly Connection _connection;
    private readonly Statement _insert;
    private readonly Dictionary<int, Statement> _updates = [];
    private readonly KindTable _table;
    private readonly Statement _delete;
    private readonly Statement _version;

    /// <summary>Prepares them.</summary>
    public KindWriter(Connection connection, Kind kind)
    {
        var table = _table = KindTable.Of(kind);
        _connection = connection;
        _insert = connection.Prepare(table.Insert);
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
            Values(_insert.Text(row.Document.Id).Blob(row.Body), row, ~0).Run();
        else
            Values(Update(row.Changed).Blob(row.Body), row, row.Changed)
                .Text(row.Document.Id)
                .Number(row.Version)
                .Run();
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
        foreach (var update in _updates.Values)
            update.Dispose();
        _delete.Dispose();
        _version.Dispose();
    }

    private Statement Update(int changed)
    {
        if (!_updates.TryGetValue(changed, out var update))
            _updates[changed] = update = _connection.Prepare(_table.Update(changed));
        return update;
    }

    private static Statement Values(Statement statement, in CommitJob.Row row, int which)
    {
        for (var i = 0; i < row.Indexes.Count; i++)
            if ((which & (1 << i)) != 0)
                statement.TextOrNull(row.Indexes[i]);
        return statement;
    }
}
