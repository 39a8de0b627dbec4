using SQLitePCL;

namespace Nachbarschaftsbot.Store.Sqlite;

/// <summary>SQLite refused something. The message holds SQLite's own words, which never quote a value.</summary>
internal sealed class SqliteException(int code, string message) : Exception($"SQLite error {code}: {message}")
{
    /// <summary>The extended result code.</summary>
    public int Code { get; } = code;

    /// <summary>Whether the disk or file is at fault and not the statement: trying again later may help.</summary>
    public bool IsOutage =>
        (Code & 0xff)
            is raw.SQLITE_FULL
                or raw.SQLITE_IOERR
                or raw.SQLITE_READONLY
                or raw.SQLITE_CANTOPEN
                or raw.SQLITE_BUSY
                or raw.SQLITE_LOCKED
                or raw.SQLITE_NOMEM
                or raw.SQLITE_CORRUPT
                or raw.SQLITE_NOTADB
                or raw.SQLITE_PERM
                or raw.SQLITE_AUTH
                or raw.SQLITE_PROTOCOL;

    /// <summary>What the operator should do about it.</summary>
    public StoreUnavailableException AsOutage() =>
        new(
            (Code & 0xff) switch
            {
                raw.SQLITE_FULL => "The disk is full. Free some space; the program goes on by itself.",
                raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_CANTOPEN =>
                    "The database file cannot be written. Check that the file and its folder belong to the program's user.",
                raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
                    "Another program holds the database. Close it; the program goes on by itself.",
                raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB =>
                    "The database file is damaged. Restore the last backup with `restore`.",
                _ => $"The disk does not take data (SQLite code {Code}). Check the disk.",
            },
            this
        );
}
