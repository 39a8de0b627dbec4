using Microsoft.Extensions.Logging.Abstractions;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Store.Sqlite;
using Nachbarschaftsbot.Tests.Contracts;

namespace Nachbarschaftsbot.Tests.Store;

/// <summary>What is particular to SQLite.</summary>
public sealed class SqliteStoreTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_newer_of_both_libraries_is_in_use()
    {
        await using var store = _folder.OpenStore();
        Assert.True(Version.Parse(SqliteLibrary.Version) >= new Version(3, 35, 5));
        Assert.Matches(@"^(bundled|system \(.+\))$", SqliteLibrary.Origin);
    }

    [Fact]
    public async Task A_second_program_is_refused_and_told_what_to_do()
    {
        await using var store = _folder.OpenStore();
        var refused = Assert.Throws<StoreInUseException>(() => _folder.OpenStore());
        Assert.Contains("already in use", refused.Message);
        await store.DisposeAsync();
        await _folder.OpenStore().DisposeAsync();
    }

    [Fact]
    public async Task A_newer_schema_refuses_an_older_program()
    {
        await using (var store = _folder.OpenStore())
            await store.OnWriter(c =>
                c.Execute("PRAGMA user_version=99; UPDATE meta SET value='7.1.0' WHERE key='program'")
            );
        var refused = Assert.Throws<StoreTooNewException>(() => _folder.OpenStore());
        Assert.Contains("schema 99", refused.Message);
        Assert.Contains("7.1.0", refused.Message);
        Assert.Throws<StoreTooNewException>(() => _folder.OpenStore()); // the lock was let go
    }

    [Fact]
    public void A_file_of_another_program_is_not_touched()
    {
        using (var other = Connection.ForWriting(_folder.Database))
            other.Execute("PRAGMA application_id=42; CREATE TABLE theirs(a)");
        Assert.Throws<InvalidDataException>(() => _folder.OpenStore());
        File.WriteAllText(_folder.Database, "this is no database at all, but it is long enough to be looked at as one");
        Assert.Throws<StoreUnavailableException>(() => _folder.OpenStore());
    }

    [Fact]
    public async Task Only_its_own_user_may_read_the_files()
    {
        if (OperatingSystem.IsWindows())
            return;
        await using var store = _folder.OpenStore();
        await Put(store, "a", 0);
        foreach (var file in Directory.GetFiles(_folder.Root))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task A_full_disk_is_told_loses_nothing_and_ends_by_itself()
    {
        await using var store = _folder.OpenStore();
        await Put(store, "before", 0);
        await store.OnWriter(c => c.Execute($"PRAGMA max_page_count={c.Number("PRAGMA page_count")}"));
        var told = 0;
        var done = new List<string>();
        for (var i = 0; i < 200 && told < 3; i++)
            try
            {
                await Put(store, $"n{i}", 0, new string('x', 1000));
                done.Add($"n{i}");
            }
            catch (StoreUnavailableException full)
            {
                Assert.Contains("disk is full", full.Message);
                Assert.False(store.Writable);
                told++;
            }
        Assert.Equal(3, told);
        Assert.All(done.Append("before"), id => Assert.NotNull(store.Find(Note.Kind, id).Result));
        Assert.Equal(0, await store.VersionOf(Note.Kind, "n199"));

        await store.OnWriter(c => c.Execute("PRAGMA max_page_count=1000000"));
        await Put(store, "after", 0, new string('x', 1000));
        Assert.True(store.Writable);
    }

    [Fact]
    public async Task A_full_disk_fails_all_commits_of_a_group_and_none_is_half_written()
    {
        await using var store = _folder.OpenStore();
        await Put(store, "before", 0);
        await store.OnWriter(c => c.Execute($"PRAGMA max_page_count={c.Number("PRAGMA page_count")}"));
        var commits = Enumerable.Range(0, 100).Select(i => Put(store, $"n{i}", 0, new string('x', 1000))).ToList();
        var ended = await Task.WhenAll(commits.Select(c => c.ContinueWith(t => t.IsCompletedSuccessfully)));
        Assert.Contains(false, ended);
        for (var i = 0; i < 100; i++)
            Assert.Equal(ended[i] ? 1 : 0, await store.VersionOf(Note.Kind, $"n{i}"));
    }

    [Fact]
    public async Task After_an_outage_it_finds_out_by_itself_that_the_disk_takes_data_again()
    {
        await using var store = _folder.OpenStore();
        await Put(store, "before", 0);
        await store.OnWriter(c => c.Execute($"PRAGMA max_page_count={c.Number("PRAGMA page_count")}"));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Put(store, "big", 0, new string('x', 100_000)));
        Assert.False(store.Writable);
        await store.OnWriter(c => c.Execute("PRAGMA max_page_count=1000000"));
        await Patience.Until(() => store.Writable, () => "still not writable");
    }

    [Fact]
    public async Task Everything_acknowledged_survives_the_loss_of_the_process()
    {
        // Copies of the files taken at any moment between commits are what kill -9 leaves behind.
        await using var store = _folder.OpenStore(_folder.Options with { CheckpointPages = int.MaxValue });
        for (var round = 0; round < 5; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Put(store, $"{round}-{i}", 0)));
            var under = Enumerable.Range(0, 40).Select(i => Put(store, $"{round}-x{i}", 0)).ToList();
            var left = Path.Combine(_folder.Root, $"left{round}.db");
            File.Copy(_folder.Database, left);
            File.Copy($"{_folder.Database}-wal", $"{left}-wal");
            await Task.WhenAll(under);
            await using var found = _folder.OpenStore(new() { Path = left });
            for (var i = 0; i < 40; i++)
                Assert.Equal(1, await found.VersionOf(Note.Kind, $"{round}-{i}"));
        }
    }

    [Fact]
    public async Task The_log_stays_short_under_load()
    {
        await using var store = _folder.OpenStore(_folder.Options with { Durable = false, CheckpointPages = 100 });
        for (var i = 0; i < 60; i++)
            await Task.WhenAll(Enumerable.Range(0, 20).Select(j => Put(store, $"{i}-{j}", 0, new string('x', 500))));
        Assert.InRange(new FileInfo($"{_folder.Database}-wal").Length, 1, 2 << 20);
    }

    [Fact]
    public async Task A_new_index_finds_what_was_written_before_it_was_there()
    {
        var plain = new Kind<Note>("note", NoteJson.Default.Note, new Index<Note>("by", n => n.By));
        await using (var old = SqliteStore.Open(_folder.Options, [plain], TimeProvider.System, NullLogger.Instance))
            for (var i = 0; i < 300; i++)
            {
                var changes = new ChangeSet { At = StoreContract.Noon };
                changes.Puts.Add(new(plain, new Note($"{i:000}", "Ada", i % 3 == 0 ? $"w{i:000}" : null), 0));
                await old.Commit(changes);
            }
        await using var store = _folder.OpenStore();
        Assert.Equal(100, (await store.Query(Note.Kind, "words", "w", "x", 1000)).Count);
        Assert.Equal(300, (await store.Query(Note.Kind, "by", "Ada", "Adb", 1000)).Count);
        Assert.Contains("USING INDEX doc_note.words", await Plan(store));
    }

    [Fact]
    public async Task An_index_that_was_taken_away_and_comes_back_is_right()
    {
        var plain = new Kind<Note>("note", NoteJson.Default.Note, new Index<Note>("by", n => n.By));
        await using (var store = _folder.OpenStore())
            await Put(store, "a", 0, "old");
        await using (var without = SqliteStore.Open(_folder.Options, [plain], TimeProvider.System, NullLogger.Instance))
        {
            var changes = new ChangeSet { At = StoreContract.Noon };
            changes.Puts.Add(new(plain, new Note("a", "Ada", "new"), 1));
            Assert.Equal(CommitResult.Done, await without.Commit(changes));
        }
        await using var again = _folder.OpenStore();
        Assert.Empty(await again.Query(Note.Kind, "words", "old", "olf", 10));
        Assert.Single(await again.Query(Note.Kind, "words", "new", "nex", 10));
    }

    [Fact]
    public async Task Ids_of_inbounds_are_kept_eight_days_and_then_forgotten_little_by_little()
    {
        var time = ManualTime.Wednesday();
        await using var store = _folder.OpenStore(_folder.Options with { Durable = false }, time);
        for (var i = 0; i < 700; i++)
            await store.Commit(
                new ChangeSet { InboundId = $"in:{i}", At = NodaTime.Instant.FromDateTimeOffset(time.GetUtcNow()) }
            );
        time.Advance(NodaTime.Duration.FromDays(8.1));
        await Upkeep();
        Assert.True(await store.Seen("in:5"));
        time.Advance(NodaTime.Duration.FromDays(2));
        await Upkeep();
        for (var i = 0; i < 700; i++)
            Assert.False(await store.Seen($"in:{i}"));

        async Task Upkeep()
        {
            for (var i = 0; i < 4; i++)
                await store.Upkeep();
        }
    }

    private static Task<string> Plan(SqliteStore store)
    {
        var plan = new TaskCompletionSource<string>();
        store.OnWriter(c =>
        {
            using var explain = c.Prepare($"EXPLAIN QUERY PLAN {KindTable.Of(Note.Kind).Query(1)}");
            explain.Step();
            plan.SetResult(explain.TextAt(3));
            explain.Reset();
        });
        return plan.Task;
    }

    private static async Task Put(SqliteStore store, string id, long version, string? words = null)
    {
        var changes = new ChangeSet { At = StoreContract.Noon };
        changes.Puts.Add(new(Note.Kind, new Note(id, "Ada", words), version));
        Assert.Equal(CommitResult.Done, await store.Commit(changes));
    }
}
