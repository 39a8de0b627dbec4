using Nachbarschaftsbot.Store.Sealing;

namespace Nachbarschaftsbot.Store.Sqlite;

/// <summary>Which keys a database file needs to be read whole.</summary>
internal static class SealedWith
{
    // Enough for everything in front of the ciphertext.
    private const int Head = 128;

    /// <summary>The names of the keys; none where there is no file.</summary>
    public static HashSet<string> Keys(string database)
    {
        HashSet<string> found = [];
        if (!File.Exists(database))
            return found;
        using var connection = Connection.ForReading(database);
        foreach (var (table, column) in Tables(connection))
        {
            using var read = connection.Prepare(
                $"SELECT substr({column}, 1, {Head}) FROM {table} WHERE substr({column}, 1, 4)={Envelope.MarkInSql}"
            );
            while (read.Step())
                found.Add(Envelope.KeyOf(read.BlobAt(0)));
        }
        return found;
    }

    private static List<(string Table, string Column)> Tables(Connection connection)
    {
        List<(string, string)> all = [];
        using var read = connection.Prepare(
            "SELECT name FROM sqlite_master WHERE type='table' AND (name='outbox' OR name LIKE 'doc\\_%' ESCAPE '\\')"
        );
        while (read.Step())
            all.Add(read.TextAt(0) is "outbox" ? ("outbox", "payload") : ($"\"{read.TextAt(0)}\"", "body"));
        return all;
    }
}
