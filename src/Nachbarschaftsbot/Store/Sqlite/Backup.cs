namespace Nachbarschaftsbot.Store.Sqlite;

/// <summary>What is known of a database file.</summary>
/// <param name="Schema">Its schema.</param>
/// <param name="Program">The program that wrote it last.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record FileReport(int Schema, string? Program, long Bytes);

/// <summary>Copies of the database, made while it is in use.</summary>
internal static class Backup
{
    /// <summary>
    /// Writes a consistent, checked copy to a path; an existing file is replaced only when the copy is whole. May run in another
    /// process than the one that writes.
    /// </summary>
    /// <exception cref="InvalidDataException">The copy did not pass the check: the database is damaged.</exception>
    /// <exception cref="SqliteException">The database cannot be read, or the copy not be written. Nothing of it stays.</exception>
    public static FileReport Make(string database, string path)
    {
        if (!File.Exists(database))
            throw new FileNotFoundException($"There is no database at {database}. Check the setting Store:Folder.");
        return Whole(
            path,
            part =>
            {
                using (var source = Connection.ForReading(database))
                using (var target = Connection.ForWriting(part))
                {
                    Schema.Check(source);
                    source.CopyTo(target);
                    // Without this the copy would want a log of its own beside it.
                    target.Execute("PRAGMA journal_mode=DELETE");
                }
                return Check(part);
            }
        );
    }

    /// <summary>Puts a file at a path once it was written whole beside it; of one that failed nothing stays, since people's data is in it.</summary>
    public static FileReport Whole(string path, Func<string, FileReport> write)
    {
        var part = $"{path}.part";
        Delete(part);
        try
        {
            Files.MakePrivate(part);
            var report = write(part);
            File.Move(part, path, overwrite: true);
            return report;
        }
        catch
        {
            Delete(part);
            throw;
        }
    }

    /// <summary>Looks whether a file is a whole database of ours that this program can use.</summary>
    /// <exception cref="InvalidDataException">It is not; says why.</exception>
    /// <exception cref="StoreTooNewException">A newer program wrote it.</exception>
    public static FileReport Check(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file at {path}.");
        try
        {
            using var connection = Connection.ForReading(path);
            if (!Schema.IsOurs(connection))
                throw new InvalidDataException($"{path} is not a database of this program.");
            Schema.Check(connection);
            if (connection.Text("PRAGMA integrity_check(1)") is var found && found != "ok")
                throw new InvalidDataException($"{path} is damaged: {found}");
            return new(Schema.VersionOf(connection), Schema.NoteOf(connection, "program"), new FileInfo(path).Length);
        }
        catch (SqliteException problem)
        {
            throw new InvalidDataException($"{path} is damaged or not a database.", problem);
        }
    }

    /// <summary>Deletes a database file and what belongs to it.</summary>
    public static void Delete(string path)
    {
        foreach (var ending in new[] { "", "-wal", "-shm", "-journal" })
            File.Delete(path + ending);
    }
}
