using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Store.Sealing;
using Nachbarschaftsbot.Store.Sqlite;
using Nachbarschaftsbot.Tests.Contracts;

namespace Nachbarschaftsbot.Tests.Store;

/// <summary>The log beside the database stays as small as is said, whoever reads meanwhile.</summary>
public sealed class LogTests : IDisposable
{
    private const int Pages = 2000;
    private readonly TestFolder _folder = new();
    private int _written;

    public void Dispose() => _folder.Dispose();

    private SqliteOptions Options => _folder.Options with { Durable = false, CheckpointPages = Pages };

    private FileInfo Log => new($"{_folder.Database}-wal");

    [Fact]
    public async Task Readers_at_work_do_not_let_it_grow()
    {
        await using var store = _folder.OpenStore(Options);
        await Write(store, 200);
        using var stop = new CancellationTokenSource();
        var reading = Enumerable.Range(0, 4).Select(_ => Task.Run(() => Read(store, stop.Token))).ToList();
        for (var i = 0; i < 10; i++)
            await Write(store, 200);
        await stop.CancelAsync();
        await Task.WhenAll(reading);
        Assert.InRange(Log.Length, 1, Options.LogBytes * 5 / 4);
    }

    [Fact]
    public async Task After_another_process_has_read_for_long_it_is_begun_anew_soon()
    {
        await using var store = _folder.OpenStore(Options);
        await Write(store, 10);
        using (var other = Connection.ForReading(_folder.Database))
        {
            other.Execute("BEGIN");
            Assert.Equal(10, other.Number("SELECT count(*) FROM doc_note"));
            while (Log.Length < Options.LogBytes * 21 / 10)
                await Write(store, 1);
        }
        await Write(store, 40);
        Assert.InRange(Log.Length, 1, Options.LogBytes);
    }

    [Fact]
    public async Task After_a_quiet_while_its_place_is_given_back()
    {
        await using var store = _folder.OpenStore(
            Options with
            {
                CheckpointPages = int.MaxValue,
                QuietFor = TimeSpan.FromSeconds(1),
            }
        );
        while (Log.Length < Options.LogBytes * 2)
            await Write(store, 1);
        await Patience.Until(() => Log.Length == 0);
        await Write(store, 1);
        Assert.Equal(_written, (await store.Query(Note.Kind, "by", "", "\uffff", 1000)).Count);
    }

    [Fact]
    public async Task A_read_that_takes_long_is_waited_for_until_the_log_is_emptied()
    {
        using var seal = new SlowSeal();
        await using var store = _folder.OpenStore(Options with { Seal = seal });
        await Send(store);
        var reading = Task.Run(async () => await store.ReadOutbox(0, 10));
        seal.Entered.Wait();
        var scrub = store.Scrub();
        // Longer than SQLite itself waits for anybody.
        await Task.Delay(TimeSpan.FromSeconds(6));
        Assert.False(scrub.IsCompleted);
        seal.GoOn.Set();
        await scrub;
        Assert.Single(await reading);
        Assert.InRange(Log.Length, 0, 2 * SqliteOptions.PageInLog);
    }

    [Fact]
    public async Task A_read_that_broke_off_does_not_keep_the_log()
    {
        using var seal = new SlowSeal { IsBroken = true };
        seal.GoOn.Set();
        await using var store = _folder.OpenStore(Options with { Seal = seal });
        await Send(store);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await store.ReadOutbox(0, 10));
        await store.Scrub();
        Assert.InRange(Log.Length, 0, 2 * SqliteOptions.PageInLog);
    }

    /// <summary>About ten pages each, with the index.</summary>
    private async Task Write(SqliteStore store, int notes)
    {
        for (var i = 0; i < notes; i++)
        {
            var changes = new ChangeSet { At = StoreContract.Noon };
            var note = new Note($"n{_written++}", $"by {i}", new string('w', 16_000));
            changes.Puts.Add(new(Note.Kind, note, 0));
            Assert.Equal(CommitResult.Done, await store.Commit(changes));
        }
    }

    private static async Task Read(SqliteStore store, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
            await store.Query(Note.Kind, "by", "", "\uffff", 20);
    }

    private static async Task Send(SqliteStore store)
    {
        var changes = new ChangeSet { At = StoreContract.Noon };
        changes.Outbox.Add(StoreContract.Row(store.NextOutboxId()));
        await store.Commit(changes);
    }

    /// <summary>Lets a read take long, or break off.</summary>
    private sealed class SlowSeal : ISeal, IDisposable
    {
        public ManualResetEventSlim Entered { get; } = new();

        public ManualResetEventSlim GoOn { get; } = new();

        public bool IsBroken { get; init; }

        public byte[] Seal(string key, ReadOnlySpan<byte> plain) => plain.ToArray();

        public byte[]? Open(ReadOnlySpan<byte> stored)
        {
            Entered.Set();
            GoOn.Wait();
            return IsBroken ? throw new InvalidOperationException() : stored.ToArray();
        }

        public void Destroy(string key) { }

        public bool IsDestroyed(string key) => false;

        public void Dispose()
        {
            Entered.Dispose();
            GoOn.Dispose();
        }
    }
}
