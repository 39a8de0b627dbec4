using System.Globalization;

namespace Nachbarschaftsbot.Store.Sqlite;

/// <summary>The tables that are not documents, as an ordered list of steps. A step that was released is never changed.</summary>
internal static class Schema
{
    /// <summary>Marks a file as ours (<c>PRAGMA application_id</c>): "NaBo".</summary>
    public const int ApplicationId = 0x4E61426F;

    internal static readonly IReadOnlyList<string> Steps =
    [
        // 1: what came in, what is due, what waits to be sent, where it stands, what failed
        """
            CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
            CREATE TABLE seen(id TEXT PRIMARY KEY, day INTEGER NOT NULL) WITHOUT ROWID;
            CREATE TABLE timer(
              key TEXT PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, due INTEGER NOT NULL
            ) WITHOUT ROWID;
            CREATE INDEX timer_due ON timer(due);
            CREATE INDEX timer_subject ON timer(subject);
            CREATE TABLE outbox(
              id INTEGER PRIMARY KEY, messenger TEXT NOT NULL, lane TEXT NOT NULL, priority INTEGER NOT NULL,
              not_before INTEGER NOT NULL, attempts INTEGER NOT NULL, payload BLOB NOT NULL
            );
            CREATE TABLE message(
              place TEXT NOT NULL, ref TEXT NOT NULL, ids TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY(place, ref)
            ) WITHOUT ROWID;
            CREATE TABLE message_part(
              place TEXT NOT NULL, id TEXT NOT NULL, ref TEXT NOT NULL, PRIMARY KEY(place, id)
            ) WITHOUT ROWID;
            CREATE TABLE parked(id INTEGER PRIMARY KEY, what TEXT NOT NULL, reason TEXT NOT NULL, at INTEGER NOT NULL);
            """,
        // 2: timers of a subject are only looked for when a person is deleted; every timer paid for that
        "DROP INDEX timer_subject",
        // 3: what a timer is about may be a person; that it was removed says that it came in
        """
            DELETE FROM seen WHERE id >= 'timer:' AND id < 'timer;';
            UPDATE parked SET what='timer' WHERE what >= 'timer:' AND what < 'timer;';
            INSERT INTO meta(key, value) VALUES('scrub_due', '1') ON CONFLICT(key) DO UPDATE SET value='1';
            """,
    ];

    /// <summary>The newest schema this program knows.</summary>
    public static int Newest => Steps.Count;

    /// <summary>Brings a file to the newest schema.</summary>
    /// <exception cref="StoreTooNewException">A newer program wrote the file.</exception>
    /// <exception cref="InvalidDataException">The file belongs to another program.</exception>
    public static void Migrate(Connection connection)
    {
        Check(connection);
        connection.Execute($"PRAGMA application_id={ApplicationId}");
        for (var step = VersionOf(connection); step < Steps.Count; step++)
            connection.Execute($"BEGIN IMMEDIATE; {Steps[step]} ; PRAGMA user_version={step + 1}; COMMIT");
        Note(connection, "program", typeof(Schema).Assembly.GetName().Version?.ToString(3) ?? "");
    }

    /// <summary>Refuses a file that is not ours or too new.</summary>
    public static void Check(Connection connection)
    {
        if (connection.Number("PRAGMA application_id") is not (0 or ApplicationId))
            throw new InvalidDataException("The file is a database of another program.");
        if (VersionOf(connection) is var version && version > Newest)
            throw new StoreTooNewException(version, Newest, NoteOf(connection, "program"));
    }

    /// <summary>Whether the file holds a database of ours and not just nothing.</summary>
    public static bool IsOurs(Connection connection) => connection.Number("PRAGMA application_id") == ApplicationId;

    /// <summary>The schema of a file.</summary>
    public static int VersionOf(Connection connection) => (int)(connection.Number("PRAGMA user_version") ?? 0);

    /// <summary>A note in the file, or null.</summary>
    public static string? NoteOf(Connection connection, string key)
    {
        using var statement = connection.Prepare("SELECT value FROM meta WHERE key=?");
        return statement.Text(key).FirstText();
    }

    /// <summary>Writes a note into the file.</summary>
    public static void Note(Connection connection, string key, string value)
    {
        using var statement = connection.Prepare(
            "INSERT INTO meta(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value=excluded.value"
        );
        statement.Text(key).Text(value).Run();
    }

    /// <summary>What stands behind a prefix in the keys of notes.</summary>
    public static List<string> NotesBelow(Connection connection, string prefix)
    {
        using var statement = connection.Prepare("SELECT key FROM meta WHERE substr(key, 1, ?)=?");
        var found = new List<string>();
        statement.Number(prefix.Length).Text(prefix);
        while (statement.Step())
            found.Add(statement.TextAt(0)[prefix.Length..]);
        return found;
    }

    /// <summary>Takes out the notes whose keys begin with a prefix.</summary>
    public static void ForgetNotesBelow(Connection connection, string prefix)
    {
        using var statement = connection.Prepare("DELETE FROM meta WHERE substr(key, 1, ?)=?");
        statement.Number(prefix.Length).Text(prefix).Run();
    }

    /// <summary>A note that is a number; 0 where there is none.</summary>
    public static long NumberOf(Connection connection, string key) =>
        long.TryParse(NoteOf(connection, key), CultureInfo.InvariantCulture, out var number) ? number : 0;
}
