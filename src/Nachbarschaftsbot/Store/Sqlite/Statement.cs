using System.Buffers;
using System.Text;
using SQLitePCL;

namespace Nachbarschaftsbot.Store.Sqlite;

/// <summary>
/// A prepared statement, reused for the life of its connection. Values are bound in order: <c>find.Text(id).Step()</c>; it is
/// reset after <see cref="Run"/> or by <see cref="Reset"/>.
/// </summary>
internal sealed class Statement(sqlite3 connection, sqlite3_stmt statement) : IDisposable
{
    private int _next = 1;

    /// <summary>Binds a text.</summary>
    public Statement Text(string value)
    {
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (most <= 512)
            return Utf8(value, stackalloc byte[512]);
        var rented = ArrayPool<byte>.Shared.Rent(most);
        Utf8(value, rented);
        ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        return this;
    }

    /// <summary>Binds a text or NULL.</summary>
    public Statement TextOrNull(string? value) => value is null ? Null() : Text(value);

    /// <summary>Binds a number.</summary>
    public Statement Number(long value)
    {
        Check(raw.sqlite3_bind_int64(statement, _next++, value));
        return this;
    }

    /// <summary>Binds bytes.</summary>
    public Statement Blob(ReadOnlySpan<byte> value)
    {
        Check(raw.sqlite3_bind_blob(statement, _next++, value));
        return this;
    }

    /// <summary>Binds NULL.</summary>
    public Statement Null()
    {
        Check(raw.sqlite3_bind_null(statement, _next++));
        return this;
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>False when there is none.</returns>
    public bool Step()
    {
        var code = raw.sqlite3_step(statement);
        if (code == raw.SQLITE_ROW)
            return true;
        if (code == raw.SQLITE_DONE)
            return false;
        var problem = Problem(code);
        Reset();
        throw problem;
    }

    /// <summary>Runs it to its end and resets it.</summary>
    public void Run()
    {
        while (Step()) { }
        Reset();
    }

    /// <summary>The number in the first column of the first row, or null; resets.</summary>
    public long? FirstNumber()
    {
        long? found = Step() && !IsNullAt(0) ? NumberAt(0) : null;
        Reset();
        return found;
    }

    /// <summary>The text in the first column of the first row, or null; resets.</summary>
    public string? FirstText()
    {
        var found = Step() && !IsNullAt(0) ? TextAt(0) : null;
        Reset();
        return found;
    }

    /// <summary>Makes it ready for its next use; ends the read it holds.</summary>
    public void Reset()
    {
        _next = 1;
        // The code repeats the last step's; it was seen there.
        _ = raw.sqlite3_reset(statement);
    }

    /// <summary>Whether a column of the current row is NULL.</summary>
    public bool IsNullAt(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    /// <summary>A number of the current row.</summary>
    public long NumberAt(int column) => raw.sqlite3_column_int64(statement, column);

    /// <summary>A text of the current row.</summary>
    public string TextAt(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(statement, column));

    /// <summary>Bytes of the current row, valid until the next step.</summary>
    public ReadOnlySpan<byte> BlobAt(int column) => raw.sqlite3_column_blob(statement, column);

    /// <inheritdoc/>
    public void Dispose() => statement.Dispose();

    private Statement Utf8(string value, Span<byte> room)
    {
        var length = Encoding.UTF8.GetBytes(value, room);
        // An empty span has no address, and text without an address is NULL to SQLite.
        Check(
            length == 0
                ? raw.sqlite3_bind_text(statement, _next++, "")
                : raw.sqlite3_bind_text(statement, _next++, (ReadOnlySpan<byte>)room[..length])
        );
        return this;
    }

    private void Check(int code)
    {
        if (code == raw.SQLITE_OK)
            return;
        var problem = Problem(code);
        Reset();
        throw problem;
    }

    private SqliteException Problem(int code) =>
        new(
            raw.sqlite3_extended_errcode(connection) is var extended and not 0 ? extended : code,
            raw.sqlite3_errmsg(connection).utf8_to_string()
        );
}
