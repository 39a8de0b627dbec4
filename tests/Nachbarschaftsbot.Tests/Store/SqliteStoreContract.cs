using Microsoft.Extensions.Logging.Abstractions;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Store.Sqlite;
using Nachbarschaftsbot.Tests.Contracts;

namespace Nachbarschaftsbot.Tests.Store;

/// <summary>The contract on SQLite.</summary>
public sealed class SqliteStoreContract : StoreContract
{
    private readonly TestFolder _folder = new();

    internal override Task<IStore> Open() => Task.FromResult<IStore>(_folder.OpenStore(time: Clock));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }
}

/// <summary>A folder of a test, gone after it.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("nachbarschaftsbot-").FullName;

    public string Database => Path.Combine(Root, "bot.db");

    public SqliteOptions Options => new() { Path = Database };

    public SqliteStore OpenStore(SqliteOptions? options = null, TimeProvider? time = null) =>
        SqliteStore.Open(options ?? Options, [Note.Kind], time ?? TimeProvider.System, NullLogger.Instance);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}

/// <summary>A file that turns read-only while the program runs, and back.</summary>
internal static class ReadOnlyFile
{
    /// <summary>The store takes nothing more.</summary>
    public static Task TakesNothing(this SqliteStore store) => store.OnWriter(c => c.Execute("PRAGMA query_only=ON"));

    /// <summary>The store goes on.</summary>
    public static async Task TakesAgain(this SqliteStore store)
    {
        await store.OnWriter(c => c.Execute("PRAGMA query_only=OFF"));
        await store.Upkeep();
    }
}
