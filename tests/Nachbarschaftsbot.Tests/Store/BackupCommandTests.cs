using Nachbarschaftsbot.Operations;
using Nachbarschaftsbot.Store.Sqlite;
using SQLitePCL;

namespace Nachbarschaftsbot.Tests.Store;

/// <summary>What <c>backup</c> and <c>restore</c> say where something is wrong with a file, and that nothing half stays.</summary>
public sealed class BackupCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly StringWriter _said = new();

    public void Dispose()
    {
        _said.Dispose();
        _folder.Dispose();
    }

    private string Database => Path.Combine(_folder.Root, "nachbarschaft.db");

    private string Copy => Path.Combine(_folder.Root, "copy.db");

    private string[] Args => [$"--Store:Folder={_folder.Root}"];

    [Fact]
    public async Task A_backup_of_a_file_that_is_no_database_says_so()
    {
        await File.WriteAllTextAsync(Database, new string('x', 8192));
        Assert.Equal(1, BackupCommand.Backup(Args, Copy, _said));
        Assert.Contains("Die Datenbank ist beschädigt", _said.ToString());
        NothingHalfStays();
    }

    [Fact]
    public async Task A_backup_of_a_damaged_database_says_so()
    {
        await using (var store = _folder.OpenStore(_folder.Options with { Path = Database }))
            await store.Scrub();
        await using (var file = File.OpenWrite(Database))
        {
            file.Position = 4096;
            await file.WriteAsync(new byte[4096]);
        }
        Assert.Equal(1, BackupCommand.Backup(Args, Copy, _said));
        Assert.Contains("Die Datenbank ist beschädigt", _said.ToString());
        NothingHalfStays();
    }

    [Fact]
    public async Task A_restore_of_a_file_that_is_no_backup_says_so()
    {
        await File.WriteAllTextAsync(Copy, new string('x', 8192));
        Assert.Equal(1, BackupCommand.Restore(Args, Copy, _said));
        Assert.Contains("Diese Datei ist keine vollständige Sicherung", _said.ToString());
        Assert.False(Restore.IsRequested(Database));
        NothingHalfStays();
    }

    [Fact]
    public void Of_a_copy_for_which_there_was_no_room_nothing_stays()
    {
        var full = Assert.Throws<SqliteException>(() => Backup.Whole(Copy, FillsTheDisk));
        Assert.Equal(raw.SQLITE_FULL, full.Code & 0xff);
        Assert.StartsWith("Der Platz", BackupCommand.Explain(full, "damaged"));
        Assert.False(File.Exists(Copy));
        NothingHalfStays();
    }

    [Theory]
    [InlineData(raw.SQLITE_CORRUPT, "damaged")]
    [InlineData(raw.SQLITE_NOTADB, "damaged")]
    [InlineData(raw.SQLITE_BUSY, "Die Datenbank ist gerade besetzt.")]
    [InlineData(raw.SQLITE_CANTOPEN, "Die Datei oder die Datenbank lässt sich nicht öffnen.")]
    [InlineData(raw.SQLITE_IOERR, "Der Datenträger macht Fehler (SQLite 10).")]
    public void Each_trouble_is_explained(int code, string begins) =>
        Assert.StartsWith(begins, BackupCommand.Explain(new(code, "x"), "damaged"));

    private static FileReport FillsTheDisk(string part)
    {
        using var target = Connection.ForWriting(part);
        target.Execute("PRAGMA max_page_count=4; CREATE TABLE t(x)");
        target.Execute("INSERT INTO t VALUES(zeroblob(100000))");
        return new(0, null, 0);
    }

    private void NothingHalfStays() => Assert.Empty(Directory.GetFiles(_folder.Root, "*.part*"));
}
