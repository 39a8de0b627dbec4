using System.Text;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Store.Sealing;
using Nachbarschaftsbot.Store.Sqlite;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Store;

/// <summary>What is confidential is unreadable in the files, and with its key it is gone from backups too.</summary>
public sealed class SealingTests : IDisposable
{
    private const string Mark = "vertraulichzqxvkjwyp";
    private const string Key = "schluessel0001";
    private static readonly Instant At = Instant.FromUtc(2026, 3, 2, 10, 0);

    private static readonly Secret Marked = new()
    {
        Id = "a",
        Words = Mark,
        Seal = Key,
    };

    private readonly TestFolder _folder = new();

    private string KeyFile => Path.Combine(_folder.Root, "keys", Key + ".key");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Sealed_documents_are_unreadable_in_the_files_and_readable_after_a_restart()
    {
        await using (var store = _folder.OpenStore())
            await Write(store, Marked);
        Assert.False(HasInFiles(Mark));
        await using var again = _folder.OpenStore();
        Assert.Equal(Mark, (await again.Find(Secret.Kind, "a"))?.Document.Words);
        Assert.Equal("a", Assert.Single(await again.Query(Secret.Kind, "all", "", "z", 10)).Document.Id);
    }

    [Fact]
    public async Task The_files_of_keys_are_for_their_owner_only()
    {
        await using var store = _folder.OpenStore();
        await Write(store, Marked);
        var files = Directory.GetFiles(Path.Combine(_folder.Root, "keys"), "*", SearchOption.AllDirectories);
        Assert.True(files.Length >= 2);
        foreach (var file in files)
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task A_waiting_message_is_sealed_too()
    {
        await using var store = _folder.OpenStore();
        var changes = new ChangeSet { At = At };
        var payload = Encoding.UTF8.GetBytes($$"""{"x":"{{Mark}}"}""");
        changes.Outbox.Add(new(store.NextOutboxId(), "web", "web:1", 1, At, 0, payload) { Seal = Key });
        await store.Commit(changes);
        Assert.False(HasInFiles(Mark));
        Assert.Equal(payload, Assert.Single(await store.ReadOutbox(0, 10)).Payload);
    }

    [Fact]
    public async Task With_its_key_a_document_is_gone_from_backups_too()
    {
        var backup = Path.Combine(_folder.Root, "sicherung.db");
        await using (var store = _folder.OpenStore())
        {
            await Write(store, Marked);
            await Write(
                store,
                new Secret
                {
                    Id = "b",
                    Words = "andere",
                    Seal = "schluessel0002",
                }
            );
            Backup.Make(_folder.Database, backup);
            var changes = new ChangeSet { At = At };
            changes.Deletes.Add(new(Secret.Kind, "a", 1));
            changes.DestroyKeys.Add(Key);
            await store.Commit(changes);
            Assert.False(File.Exists(KeyFile));
        }
        Restore.Request(_folder.Database, backup);
        await using var restored = _folder.OpenStore();
        Assert.Null(await restored.Find(Secret.Kind, "a"));
        Assert.Equal(0, await restored.VersionOf(Secret.Kind, "a"));
        Assert.Equal("andere", (await restored.Find(Secret.Kind, "b"))?.Document.Words);
        await Assert.ThrowsAsync<SealGoneException>(() => Write(restored, Marked));
    }

    [Fact]
    public async Task A_key_is_destroyed_at_the_next_start_when_the_program_ended_before_it_could()
    {
        await using (var store = _folder.OpenStore())
        {
            await Write(store, Marked);
            await store.OnWriter(c => Schema.Note(c, Applier.DestroyNote + Key, "1"));
        }
        Assert.True(File.Exists(KeyFile));
        await using var again = _folder.OpenStore();
        Assert.False(File.Exists(KeyFile));
        Assert.Null(await again.Find(Secret.Kind, "a"));
    }

    [Fact]
    public async Task Without_the_folder_of_keys_nothing_is_deleted()
    {
        await using (var store = _folder.OpenStore())
            await Write(store, Marked);
        var keys = Path.Combine(_folder.Root, "keys");
        Directory.Move(keys, keys + "-away");
        await using (var without = _folder.OpenStore())
        {
            Assert.Null(await without.Find(Secret.Kind, "a"));
            Assert.Equal((null, 1), await without.FindSlot(Secret.Kind, "a"));
        }
        Directory.Move(keys + "-away", keys);
        await using var with = _folder.OpenStore();
        Assert.Equal(Mark, (await with.Find(Secret.Kind, "a"))?.Document.Words);
    }

    [Fact]
    public void Changed_bytes_are_refused()
    {
        var seal = new KeyFolder(Path.Combine(_folder.Root, "k"), new EphemeralDataProtectionProvider());
        var bytes = seal.Seal(Key, "geheim"u8);
        Assert.Equal("geheim"u8.ToArray(), seal.Open(bytes));
        for (var i = 5 + Key.Length; i < bytes.Length; i++)
        {
            var changed = bytes.ToArray();
            changed[i] ^= 1;
            Assert.Throws<InvalidDataException>(() => seal.Open(changed));
        }
        Assert.Throws<InvalidDataException>(() => seal.Open(bytes.AsSpan(0, 20)));
    }

    private static async Task Write(SqliteStore store, Secret secret)
    {
        var changes = new ChangeSet { At = At };
        changes.Puts.Add(new(Secret.Kind, secret, 0));
        Assert.Equal(CommitResult.Done, await store.Commit(changes));
    }

    private bool HasInFiles(string words) => StoreFiles.Hold(_folder.Root, words);
}

internal sealed record Secret : IDocument
{
    public static readonly Kind<Secret> Kind = new(
        "secret",
        SecretJson.Default.Secret,
        new Index<Secret>("all", s => s.Id)
    )
    {
        SealedWith = s => s.Seal,
    };

    public required string Id { get; init; }

    public required string Words { get; init; }

    public string? Seal { get; init; }
}

[JsonSerializable(typeof(Secret))]
internal sealed partial class SecretJson : JsonSerializerContext;
