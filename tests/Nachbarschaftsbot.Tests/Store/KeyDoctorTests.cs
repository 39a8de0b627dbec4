using Nachbarschaftsbot.Operations;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Store.Sealing;
using Nachbarschaftsbot.Store.Sqlite;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Store;

/// <summary>The doctor finds what is wrong with the folder of keys and says what to do.</summary>
public sealed class KeyDoctorTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string Keys => Path.Combine(_folder.Root, "keys");

    private Diagnosis Found => KeyDoctor.Of(_folder.Database);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Before_the_first_key_all_is_well()
    {
        Assert.Equal(Finding.Well, Found.Finding);
        await _folder.OpenStore().DisposeAsync();
        Assert.Equal(Finding.Well, Found.Finding);
        Assert.False(Directory.Exists(Keys));
    }

    [Fact]
    public async Task A_whole_folder_is_well_and_stays_as_it_is()
    {
        await Seal();
        var before = Directory.GetFileSystemEntries(Keys, "*", SearchOption.AllDirectories);
        Assert.Equal(Finding.Well, Found.Finding);
        Assert.Equal(before, Directory.GetFileSystemEntries(Keys, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_database_without_its_folder_is_found()
    {
        await Seal();
        Directory.Move(Keys, Keys + "-away");
        Assert.Equal(Finding.Look, Found.Finding);
        Assert.Contains("Es fehlen 1", Found.Says);
        Assert.Contains("kopieren", Found.Todo);
    }

    [Fact]
    public async Task A_missing_key_is_found_and_a_destroyed_one_is_not_missed()
    {
        await Seal();
        var key = Assert.Single(Directory.GetFiles(Keys, "*.key"));
        File.Delete(key);
        Assert.Contains("Es fehlen 1", Found.Says);
        new KeyFolder(Keys).Destroy(Path.GetFileNameWithoutExtension(key));
        Assert.Equal(Finding.Well, Found.Finding);
    }

    [Fact]
    public async Task A_missing_ring_is_found_and_none_is_made()
    {
        await Seal();
        Directory.Delete(Path.Combine(Keys, "ring"), recursive: true);
        Assert.Equal(Finding.Ill, Found.Finding);
        Assert.Contains("ring", Found.Says);
        Assert.False(Directory.Exists(Path.Combine(Keys, "ring")));
    }

    [Fact]
    public async Task A_ring_of_another_machine_is_found()
    {
        await Seal();
        var ring = Assert.Single(Directory.GetFiles(Path.Combine(Keys, "ring"), "*.xml"));
        await File.WriteAllTextAsync(ring, "<key></key>");
        Assert.NotEqual(Finding.Well, Found.Finding);
    }

    [Fact]
    public async Task Rights_of_others_are_found()
    {
        if (OperatingSystem.IsWindows())
            return;
        await Seal();
        var key = Assert.Single(Directory.GetFiles(Keys, "*.key"));
        File.SetUnixFileMode(key, File.GetUnixFileMode(key) | UnixFileMode.GroupRead);
        Assert.Equal(Finding.Ill, Found.Finding);
        Assert.StartsWith("chmod -R go= ", Found.Todo, StringComparison.Ordinal);
    }

    private async Task Seal()
    {
        await using var store = SqliteStore.Open(
            _folder.Options,
            [Secret.Kind],
            TimeProvider.System,
            Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance
        );
        var changes = new ChangeSet { At = Instant.FromUtc(2026, 3, 2, 10, 0) };
        var secret = new Secret
        {
            Id = "a",
            Words = "geheim",
            Seal = "schluessel0001",
        };
        changes.Puts.Add(new(Secret.Kind, secret, 0));
        Assert.Equal(CommitResult.Done, await store.Commit(changes));
    }
}
