using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Store.Sqlite;
using Nachbarschaftsbot.Tests.Contracts;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Store;

/// <summary>Files of older programs come up whole in this one.</summary>
public sealed class SchemaTests : IDisposable
{
    // As the first program that was given away wrote it.
    private const string First = """
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
        """;

    private readonly TestFolder _folder = new();
    private readonly ManualTime _time = ManualTime.Wednesday();

    private Instant Now => Instant.FromDateTimeOffset(_time.GetUtcNow());

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task A_file_of_the_first_schema_comes_up_whole() => ComesUpWhole(1, First);

    [Fact]
    public Task A_file_of_the_schema_before_the_newest_comes_up_whole() =>
        ComesUpWhole(Schema.Newest - 1, string.Join(";\n", Schema.Steps.Take(Schema.Newest - 1)));

    private async Task ComesUpWhole(int schema, string tables)
    {
        using (var old = Connection.ForWriting(_folder.Database))
        {
            old.Execute($"PRAGMA application_id={Schema.ApplicationId}; PRAGMA user_version={schema}; {tables}");
            old.Execute(Rows());
        }
        await using (var store = _folder.OpenStore(time: _time))
            await IsWhole(store);
        Assert.Equal(Schema.Newest, Backup.Check(_folder.Database).Schema);
        using (var now = Connection.ForReading(_folder.Database))
            Assert.Null(now.Text("SELECT name FROM sqlite_master WHERE name='timer_subject'"));
        await using var again = _folder.OpenStore(time: _time);
        await IsWhole(again);
        await again.Scrub();
        Assert.False(StoreFiles.Hold(_folder.Root, "k/ada"));
    }

    private string Rows()
    {
        var now = Now.ToUnixTimeMilliseconds();
        return $$"""
            INSERT INTO meta(key, value) VALUES('program', '0.1.0'), ('outbox_ids', '41');
            INSERT INTO seen(id, day) VALUES('in:1', {{now / 86_400_000}}), ('timer:k/ada:1', {{now / 86_400_000}});
            INSERT INTO timer(key, kind, subject, due) VALUES('k x', 'k', 'x', {{now + 1000}}), ('k y', 'k', 'y', {{now
                + 2000}});
            INSERT INTO outbox(id, messenger, lane, priority, not_before, attempts, payload)
              VALUES(7, 'test', 'test:1', 2, {{now}}, 3, x'7b7d');
            INSERT INTO message(place, ref, ids, at) VALUES('test:1', 'card:1', 'm1', {{now}});
            INSERT INTO message_part(place, id, ref) VALUES('test:1', 'm1', 'card:1');
            INSERT INTO parked(what, reason, at) VALUES('in:0', 'broken', {{now}}), ('timer:k/ada:1', 'broken', {{now}});
            CREATE TABLE doc_note(id TEXT NOT NULL PRIMARY KEY, version INTEGER NOT NULL, body BLOB NOT NULL, x_by TEXT);
            INSERT INTO doc_note VALUES('a', 4, CAST('{"Id":"a","By":"Ada","Words":"eins"}' AS BLOB), 'Ada');
            """;
    }

    private async Task IsWhole(SqliteStore store)
    {
        Assert.True(await store.Seen("in:1"));
        Assert.Equal(
            [new TimerRow("k x", "k", "x", Later(1)), new TimerRow("k y", "k", "y", Later(2))],
            await store.DueTimers(Later(9), 10)
        );
        var row = Assert.Single(await store.ReadOutbox(0, 10));
        Assert.Equal((7, "test:1", 3), (row.Id, row.Lane, row.Attempts));
        Assert.Equal("{}"u8.ToArray(), row.Payload);
        Assert.True(store.NextOutboxId() > 41);
        Assert.Equal(["m1"], await store.MessageIds("test:1", "card:1"));
        Assert.Equal("card:1", await store.ReferenceOf("test:1", "m1"));
        Assert.Equal(2, await store.CountParked());
        Assert.Equal((new Note("a", "Ada", "eins"), 4), await Found(store));
        Assert.Equal("a", Assert.Single(await store.Query(Note.Kind, "words", "eins", "zwei", 10)).Document.Id);
    }

    private static async Task<(Note, long)> Found(SqliteStore store) =>
        await store.Find(Note.Kind, "a") is var (note, version)
            ? (note, version)
            : throw new InvalidOperationException("The document is gone.");

    private Instant Later(int seconds) => Now + Duration.FromSeconds(seconds);
}
