using System.Security.Cryptography;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Store.Sqlite;
using Nachbarschaftsbot.Tests.Contracts;

namespace Nachbarschaftsbot.Tests.Store;

/// <summary>After the deletion of a person nothing of them is in the bytes of the files.</summary>
public sealed class ScrubTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(20, 200)]
    [InlineData(400, 90)]
    [InlineData(60, 6000)]
    public async Task Deleted_marks_are_nowhere(int people, int length)
    {
        await using var store = _folder.OpenStore(_folder.Options with { Durable = false, CheckpointPages = 50 });
        var marks = Enumerable
            .Range(0, people)
            .Select(_ => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)))
            .ToList();
        foreach (var mark in marks)
            await Live(store, mark, length);
        foreach (var mark in marks.Where((_, i) => i % 2 == 0))
            await Change(store, mark, length);
        Assert.All(marks, m => Assert.True(IsThere(m)));

        var gone = marks.Where((_, i) => i % 3 == 0).ToList();
        foreach (var mark in gone)
            await Erase(store, mark);
        await store.Scrub();
        Assert.All(gone, m => Assert.False(IsThere(m), m));
        Assert.All(marks.Except(gone), m => Assert.True(IsThere(m)));
        Assert.Equal(people - gone.Count, (await store.Query(Note.Kind, "by", "", "\uffff", 1000)).Count);
    }

    [Fact]
    public async Task A_scrub_that_did_not_come_about_is_made_up_for()
    {
        var old = _folder.Options with { Durable = false };
        await using (var store = _folder.OpenStore(old))
        {
            for (var i = 0; i < 50; i++)
                await Live(store, $"other{i:00000000000}", 100);
            await Live(store, "0123456789abcdef", 100);
            await Erase(store, "0123456789abcdef");
            Assert.True(await IsDue(store));
        }
        await using var again = _folder.OpenStore(old);
        Assert.True(await IsDue(again));
        await Task.WhenAll(again.Scrub(), again.Scrub(), again.Scrub());
        Assert.False(await IsDue(again));
        Assert.False(IsThere("0123456789abcdef"));
    }

    [Fact]
    public async Task Readers_at_work_do_not_keep_deleted_bytes()
    {
        await using var store = _folder.OpenStore(_folder.Options with { Durable = false });
        for (var i = 0; i < 100; i++)
            await Live(store, $"other{i:00000000000}", 100);
        await Live(store, "0123456789abcdef", 100);
        using var stop = new CancellationTokenSource();
        var reading = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
                Assert.InRange((await store.Query(Note.Kind, "by", "", "\uffff", 1000)).Count, 100, 101);
        });
        await Erase(store, "0123456789abcdef");
        await store.Scrub();
        Assert.False(IsThere("0123456789abcdef"));
        await stop.CancelAsync();
        await reading;
    }

    private static Task Live(SqliteStore store, string mark, int length)
    {
        var changes = new ChangeSet { InboundId = $"in:{Guid.NewGuid()}", At = StoreContract.Noon };
        changes.Puts.Add(new(Note.Kind, new Note(mark, $"by {mark}", Words(mark, length)), 0));
        changes.Timers.Add(new($"remind/{mark}", "remind", mark, StoreContract.Noon));
        changes.Outbox.Add(
            StoreContract.Row(store.NextOutboxId()) with
            {
                Lane = $"test:{mark}",
                Payload = Bytes(mark, length),
            }
        );
        changes.Messages.Add(new($"test:{mark}", $"card:{mark}", [$"id {mark}"], StoreContract.Noon));
        return store.Commit(changes).AsTask();
    }

    private static Task Change(SqliteStore store, string mark, int length)
    {
        var changes = new ChangeSet { At = StoreContract.Noon };
        changes.Puts.Add(new(Note.Kind, new Note(mark, $"moved {mark}", Words(mark, length * 2)), 1));
        changes.Timers.Add(new($"remind/{mark}", "remind", mark, StoreContract.At(9)));
        return store.Commit(changes).AsTask();
    }

    private static async Task Erase(SqliteStore store, string mark)
    {
        var changes = new ChangeSet { At = StoreContract.Noon };
        changes.Deletes.Add(new(Note.Kind, mark, await store.VersionOf(Note.Kind, mark)));
        changes.ForgetLanes.Add($"test:{mark}");
        changes.ForgetSubjects.Add(mark);
        Assert.Equal(CommitResult.Done, await store.Commit(changes));
    }

    private static string Words(string mark, int length) => string.Join(' ', Enumerable.Repeat(mark, length / 16));

    private static byte[] Bytes(string mark, int length) => System.Text.Encoding.UTF8.GetBytes(Words(mark, length));

    private static async Task<bool> IsDue(SqliteStore store)
    {
        var due = 0L;
        await store.OnWriter(c => due = Schema.NumberOf(c, "scrub_due"));
        return due != 0;
    }

    private bool IsThere(string mark)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(mark);
        return Directory
            .GetFiles(_folder.Root)
            .Where(f => !f.EndsWith(".lock"))
            .Any(f => ReadShared(f).AsSpan().IndexOf(bytes) >= 0);
    }

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
