using System.Collections.Concurrent;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Store.Sealing;

namespace Nachbarschaftsbot.Store.Sqlite;

/// <summary>The table of one kind: its names and its SQL.</summary>
internal sealed class KindTable
{
    private static readonly ConcurrentDictionary<Kind, KindTable> Known = [];
    private readonly string[] _columns;

    private KindTable(Kind kind)
    {
        Kind = kind;
        Name = $"\"doc_{Checked(kind.Name)}\"";
        if (kind.IndexNames.Count > 30)
            throw new ArgumentException($"Kind {kind.Name} has more indexes than a table can have here.");
        _columns = [.. kind.IndexNames.Select(i => $"\"x_{Checked(i)}\"")];
        var names = string.Concat(_columns.Select(c => $", {c}"));
        var marks = string.Concat(_columns.Select(_ => ", ?"));
        Insert = $"INSERT INTO {Name}(id, body, version{names}) VALUES(?, ?, 1{marks}) ON CONFLICT(id) DO NOTHING";
        Delete = $"DELETE FROM {Name} WHERE id=? AND version=?";
        Version = $"SELECT version FROM {Name} WHERE id=?";
        Find = $"SELECT version, body FROM {Name} WHERE id=?";
    }

    /// <summary>What stands in it.</summary>
    public Kind Kind { get; }

    /// <summary>Its name, quoted.</summary>
    public string Name { get; }

    /// <summary>id, body, index values; changes nothing where the id exists.</summary>
    public string Insert { get; }

    /// <summary>id, version.</summary>
    public string Delete { get; }

    /// <summary>id.</summary>
    public string Version { get; }

    /// <summary>id; gives version, body.</summary>
    public string Find { get; }

    /// <summary>The table of a kind.</summary>
    public static KindTable Of(Kind kind) => Known.GetOrAdd(kind, k => new(k));

    /// <summary>
    /// body, index values that changed, id, version; changes nothing where the version is another. SQLite writes the index of every
    /// column that is named, whether its value changed or not; so only those are named that did.
    /// </summary>
    public string Update(int changed)
    {
        var sets = string.Concat(_columns.Where((_, i) => (changed & (1 << i)) != 0).Select(c => $", {c}=?"));
        return $"UPDATE {Name} SET body=?, version=version+1{sets} WHERE id=? AND version=?";
    }

    /// <summary>from, below, limit; gives id, version, body in the order of an index.</summary>
    public string Query(int index)
    {
        var column = _columns[index];
        return $"SELECT id, version, body FROM {Name} WHERE {column}>=? AND {column}<? ORDER BY {column}, id LIMIT ?";
    }

    /// <summary>
    /// Makes the table, its columns and its SQL indexes where they are missing, and fills new ones. What a restored backup brings back
    /// although its key was destroyed goes at once.
    /// </summary>
    public void Ensure(Connection connection, ISeal seal)
    {
        connection.Execute("BEGIN IMMEDIATE");
        try
        {
            connection.Execute(
                $"CREATE TABLE IF NOT EXISTS {Name}(id TEXT NOT NULL PRIMARY KEY, version INTEGER NOT NULL, body BLOB NOT NULL)"
            );
            if (Kind.CanBeSealed)
                DropUnsealable(connection, seal);
            var missing = MissingIndexes(connection);
            if (missing.Count > 0)
                Fill(connection, seal);
            foreach (var column in missing)
                connection.Execute(
                    $"CREATE INDEX {IndexName(column)} ON {Name}({column}, id) WHERE {column} IS NOT NULL"
                );
            DropUnknownIndexes(connection);
            connection.Execute("COMMIT");
        }
        catch
        {
            connection.TryRollback();
            throw;
        }
    }

    private List<string> MissingIndexes(Connection connection)
    {
        var columns = Texts(connection, $"SELECT name FROM pragma_table_info('doc_{Kind.Name}')");
        var indexes = IndexesOf(connection);
        foreach (var column in _columns.Where(c => !columns.Contains(c.Trim('"'))))
            connection.Execute($"ALTER TABLE {Name} ADD COLUMN {column} TEXT");
        return [.. _columns.Where(c => !indexes.Contains(IndexName(c).Trim('"')))];
    }

    private void DropUnsealable(Connection connection, ISeal seal)
    {
        using var read = connection.Prepare(
            $"SELECT id, body FROM {Name} WHERE substr(body, 1, 4)={Envelope.MarkInSql}"
        );
        var gone = new List<string>();
        while (read.Step())
            if (seal.IsDestroyed(Envelope.KeyOf(read.BlobAt(1))))
                gone.Add(read.TextAt(0));
        read.Reset();
        using var delete = connection.Prepare($"DELETE FROM {Name} WHERE id=?");
        foreach (var id in gone)
            delete.Text(id).Run();
    }

    private void Fill(Connection connection, ISeal seal)
    {
        if (_columns.Length == 0)
            return;
        using var read = connection.Prepare($"SELECT rowid, body FROM {Name}");
        using var write = connection.Prepare(
            $"UPDATE {Name} SET {string.Join(", ", _columns.Select(c => $"{c}=?"))} WHERE rowid=?"
        );
        while (read.Step())
        {
            if (seal.Read(Kind, read.BlobAt(1)) is not { } document)
                continue;
            foreach (var value in Kind.IndexValues(document))
                write.TextOrNull(value);
            write.Number(read.NumberAt(0)).Run();
        }
        read.Reset();
    }

    private void DropUnknownIndexes(Connection connection)
    {
        var known = _columns.Select(c => IndexName(c).Trim('"')).ToHashSet();
        foreach (var index in IndexesOf(connection).Where(i => !known.Contains(i)))
            connection.Execute($"DROP INDEX \"{index}\"");
    }

    private HashSet<string> IndexesOf(Connection connection) =>
        Texts(
            connection,
            $"SELECT name FROM sqlite_master WHERE type='index' AND tbl_name='doc_{Kind.Name}' AND sql IS NOT NULL"
        );

    private string IndexName(string column) => $"\"doc_{Kind.Name}.{column.Trim('"')[2..]}\"";

    private static HashSet<string> Texts(Connection connection, string sql)
    {
        using var statement = connection.Prepare(sql);
        var found = new HashSet<string>();
        while (statement.Step())
            found.Add(statement.TextAt(0));
        return found;
    }

    private static string Checked(string name) =>
        name.Length is > 0 and <= 60 && name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_' or '-')
            ? name
            : throw new ArgumentException($"'{name}' cannot name a table or column: use lower-case letters.");
}
