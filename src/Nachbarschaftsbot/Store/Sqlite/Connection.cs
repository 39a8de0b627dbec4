using SQLitePCL;

namespace Nachbarschaftsbot.Store.Sqlite;

/// <summary>One connection to one file, used by one thread at a time.</summary>
internal sealed class Connection : IDisposable
{
    private const int NoCheckpointOnClose = 1006;
    private const int BusyTimeout = 5000;
    private readonly sqlite3 _handle;

    private Connection(sqlite3 handle) => _handle = handle;

    /// <summary>The connection as SQLite knows it.</summary>
    public sqlite3 Handle => _handle;

    /// <summary>Rows changed by the last statement.</summary>
    public int Changes => raw.sqlite3_changes(_handle);

    /// <summary>Opens a file to write; makes it when missing.</summary>
    public static Connection ForWriting(string path) => Open(path, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);

    /// <summary>Opens a file to read. It never checkpoints: that is the writer's work alone.</summary>
    public static Connection ForReading(string path)
    {
        var connection = Open(path, raw.SQLITE_OPEN_READONLY);
        connection.KeepLogOnClose();
        connection.Execute("PRAGMA wal_autocheckpoint=0; PRAGMA query_only=ON");
        return connection;
    }

    /// <summary>Leaves the write-ahead log as it is when this connection closes.</summary>
    public void KeepLogOnClose() => Check(raw.sqlite3_db_config(_handle, NoCheckpointOnClose, 1, out _));

    /// <summary>Runs statements without values.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(_handle, sql));

    /// <summary>Ends the open transaction, if there is one, without its changes.</summary>
    public void TryRollback() => _ = raw.sqlite3_exec(_handle, "ROLLBACK");

    /// <summary>Prepares a statement for repeated use.</summary>
    public Statement Prepare(string sql)
    {
        const uint persistent = 1;
        Check(raw.sqlite3_prepare_v3(_handle, sql, persistent, out var statement));
        return new(_handle, statement);
    }

    /// <summary>The first number that a query gives, or null.</summary>
    public long? Number(string sql)
    {
        using var statement = Prepare(sql);
        return statement.FirstNumber();
    }

    /// <summary>The first text that a query gives, or null.</summary>
    public string? Text(string sql)
    {
        using var statement = Prepare(sql);
        return statement.FirstText();
    }

    /// <summary>Pages written to the log since the last call.</summary>
    public int TakePagesWritten()
    {
        const int cacheWrite = 9;
        _ = raw.sqlite3_db_status(_handle, cacheWrite, out var written, out _, 1);
        return written;
    }

    /// <summary>Copies the log into the database file. Only the writer may.</summary>
    /// <param name="how">What becomes of the log.</param>
    /// <param name="patience">How long those who read are waited for; <see cref="LogCopy.Beside"/> waits for nobody.</param>
    /// <returns>The pages the log holds, or a negative number where that is not known, and whether it was done completely.</returns>
    public (int Pages, bool IsDone) Checkpoint(LogCopy how, TimeSpan patience = default)
    {
        _ = raw.sqlite3_busy_timeout(_handle, (int)patience.TotalMilliseconds);
        try
        {
            var code = raw.sqlite3_wal_checkpoint_v2(_handle, "main", (int)how, out var log, out var copied);
            if ((code & 0xff) == raw.SQLITE_BUSY)
                return (log, false);
            Check(code);
            return (log, log == copied);
        }
        finally
        {
            _ = raw.sqlite3_busy_timeout(_handle, BusyTimeout);
        }
    }

    /// <summary>Copies the whole database, as it stands at this moment, into an empty one.</summary>
    public void CopyTo(Connection target)
    {
        using var backup = raw.sqlite3_backup_init(target._handle, "main", _handle, "main");
        if (backup is null || backup.IsInvalid)
            target.Check(raw.SQLITE_ERROR);
        var code = raw.sqlite3_backup_step(backup, -1);
        if (code != raw.SQLITE_DONE)
            throw new SqliteException(code, raw.sqlite3_errmsg(target._handle).utf8_to_string());
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private static Connection Open(string path, int flags)
    {
        SqliteLibrary.Load();
        var code = raw.sqlite3_open_v2(path, out var handle, flags | raw.SQLITE_OPEN_NOMUTEX, null);
        if (code != raw.SQLITE_OK)
        {
            var message = raw.sqlite3_errmsg(handle).utf8_to_string();
            handle.Dispose();
            throw new SqliteException(code, message);
        }
        _ = raw.sqlite3_extended_result_codes(handle, 1);
        _ = raw.sqlite3_busy_timeout(handle, BusyTimeout);
        return new(handle);
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
            throw new SqliteException(
                raw.sqlite3_extended_errcode(_handle) is var extended and not 0 ? extended : code,
                raw.sqlite3_errmsg(_handle).utf8_to_string()
            );
    }
}

/// <summary>What becomes of the log when it is copied into the database file.</summary>
internal enum LogCopy
{
    /// <summary>What can be is copied while others read; the next write begins the log anew only if nobody reads out of it then.</summary>
    Beside = raw.SQLITE_CHECKPOINT_PASSIVE,

    /// <summary>Everything is copied and nobody reads out of the log any more: the next write begins it anew.</summary>
    BeginAnew = raw.SQLITE_CHECKPOINT_RESTART,

    /// <summary>As before, and its file is empty.</summary>
    Empty = raw.SQLITE_CHECKPOINT_TRUNCATE,
}
