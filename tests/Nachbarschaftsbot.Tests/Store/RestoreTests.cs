using Microsoft.Extensions.Logging.Abstractions;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Store.Sqlite;
using Nachbarschaftsbot.Tests.Contracts;

namespace Nachbarschaftsbot.Tests.Store;

public sealed class RestoreTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string Copy => Path.Combine(_folder.Root, "copy.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_backup_made_under_load_is_whole_and_of_one_moment()
    {
        await using var store = _folder.OpenStore(_folder.Options with { Durable = false });
        await Put(store, "left", 0);
        await Put(store, "right", 0);
        using var stop = new CancellationTokenSource();
        var written = 0L;
        var writing = Task.Run(async () =>
        {
            // Both always change together: a copy of one moment has both at the same version.
            for (long version = 1; !stop.IsCancellationRequested; version++)
            {
                var changes = new ChangeSet { At = StoreContract.Noon };
                changes.Puts.Add(new(Note.Kind, new Note("left", "Ada", $"{version}"), version));
                changes.Puts.Add(new(Note.Kind, new Note($"n{version}", "Ada", new string('x', 500)), 0));
                changes.Puts.Add(new(Note.Kind, new Note("right", "Ada", $"{version}"), version));
                Assert.Equal(CommitResult.Done, await store.Commit(changes));
                Volatile.Write(ref written, version);
            }
        });
        for (var round = 0; round < 5; round++)
        {
            var before = Volatile.Read(ref written);
            await Patience.Until(() => writing.IsCompleted || Volatile.Read(ref written) > before + 20);
            Backup.Make(_folder.Database, Copy);
            await using var found = _folder.OpenStore(new() { Path = Copy });
            Assert.Equal(await found.VersionOf(Note.Kind, "left"), await found.VersionOf(Note.Kind, "right"));
        }
        await stop.CancelAsync();
        await writing;
    }

    [Fact]
    public async Task A_backup_is_put_in_place_at_the_next_start_and_the_old_file_is_kept()
    {
        await using (var store = _folder.OpenStore())
        {
            await Put(store, "old", 0);
            var report = Backup.Make(_folder.Database, Copy);
            Assert.Equal(Schema.Newest, report.Schema);
            await Put(store, "new", 0);
        }
        Restore.Request(_folder.Database, Copy);
        await using (var store = _folder.OpenStore())
        {
            Assert.NotNull(await store.Find(Note.Kind, "old"));
            Assert.Null(await store.Find(Note.Kind, "new"));
        }
        var kept = Assert.Single(Directory.GetFiles(_folder.Root, "*.before-restore-*"));
        await using var before = _folder.OpenStore(new() { Path = kept });
        Assert.NotNull(await before.Find(Note.Kind, "new"));
    }

    [Fact]
    public async Task A_backup_is_put_in_place_while_the_program_runs()
    {
        await using var store = _folder.OpenStore();
        await Put(store, "old", 0);
        Backup.Make(_folder.Database, Copy);
        await Put(store, "old", 1);
        await Put(store, "new", 0);
        var id = store.NextOutboxId();
        var replaced = new TaskCompletionSource();
        store.Replaced += replaced.SetResult;
        Restore.Request(_folder.Database, Copy);
        await replaced.Task.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(1, (await store.Find(Note.Kind, "old"))!.Value.Version);
        Assert.Null(await store.Find(Note.Kind, "new"));
        Assert.True(store.NextOutboxId() > id);
        await Put(store, "old", 1);
        Assert.Equal(2, (await store.Find(Note.Kind, "old"))!.Value.Version);
        Assert.True(store.Writable);
    }

    [Fact]
    public async Task While_a_backup_is_put_in_place_reads_and_writes_wait_and_go_on()
    {
        await using var store = _folder.OpenStore(_folder.Options with { Durable = false });
        for (var i = 0; i < 100; i++)
            await Put(store, $"n{i}", 0);
        Backup.Make(_folder.Database, Copy);
        using var stop = new CancellationTokenSource();
        var replaced = new TaskCompletionSource();
        var afterwards = 0;
        var work = Enumerable
            .Range(0, 4)
            .Select(w =>
                Task.Run(async () =>
                {
                    for (var i = 0; !stop.IsCancellationRequested; i++)
                    {
                        await Put(store, $"w{w}-{Guid.NewGuid()}", 0);
                        Assert.NotNull(await store.Find(Note.Kind, $"n{i % 100}"));
                        Assert.NotEmpty(await store.Query(Note.Kind, "by", "Ada", "Adb", 5));
                        if (replaced.Task.IsCompleted)
                            Interlocked.Increment(ref afterwards);
                    }
                })
            )
            .ToList();
        store.Replaced += replaced.SetResult;
        Restore.Request(_folder.Database, Copy);
        await replaced.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await Patience.Until(() => work.Exists(w => w.IsCompleted) || Volatile.Read(ref afterwards) > 100);
        await stop.CancelAsync();
        await Task.WhenAll(work);
    }

    [Fact]
    public async Task A_file_that_is_damaged_foreign_or_newer_is_refused_and_nothing_changes()
    {
        await using (var store = _folder.OpenStore())
            await Put(store, "a", 0);
        File.WriteAllText(Copy, "no database, but long enough to be taken for one if nobody looks at it closely");
        Assert.Throws<InvalidDataException>(() => Restore.Request(_folder.Database, Copy));
        Assert.Throws<FileNotFoundException>(() => Restore.Request(_folder.Database, "nowhere.db"));
        File.Delete(Copy);
        using (var other = Connection.ForWriting(Copy))
            other.Execute("CREATE TABLE theirs(a)");
        Assert.Throws<InvalidDataException>(() => Restore.Request(_folder.Database, Copy));
        Backup.Make(_folder.Database, Copy);
        using (var newer = Connection.ForWriting(Copy))
            newer.Execute("PRAGMA user_version=99");
        Assert.Throws<StoreTooNewException>(() => Restore.Request(_folder.Database, Copy));
        Assert.False(Restore.IsRequested(_folder.Database));
    }

    [Fact]
    public async Task A_request_that_was_damaged_afterwards_is_put_aside()
    {
        await using (var store = _folder.OpenStore())
            await Put(store, "a", 0);
        File.WriteAllText($"{_folder.Database}.restore", new string('x', 5000));
        await using var again = _folder.OpenStore();
        Assert.NotNull(await again.Find(Note.Kind, "a"));
        Assert.True(File.Exists($"{_folder.Database}.restore-refused"));
    }

    private static async Task Put(SqliteStore store, string id, long version)
    {
        var changes = new ChangeSet { At = StoreContract.Noon };
        changes.Puts.Add(new(Note.Kind, new Note(id, "Ada", null), version));
        Assert.Equal(CommitResult.Done, await store.Commit(changes));
    }
}
