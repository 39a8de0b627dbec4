using Nachbarschaftsbot.Core.Documents;

namespace Nachbarschaftsbot.Store.Sqlite;

/// <summary>The reading statements of one kind.</summary>
internal sealed class KindReader(Connection connection, Kind kind) : IDisposable
{
    private readonly KindTable _table = KindTable.Of(kind);
    private readonly Statement?[] _queries = new Statement?[kind.IndexNames.Count];

    /// <summary>id; gives version, body.</summary>
    public Statement Find { get; } = connection.Prepare(KindTable.Of(kind).Find);

    /// <summary>id; gives version.</summary>
    public Statement Version { get; } = connection.Prepare(KindTable.Of(kind).Version);

    /// <summary>from, below, limit; gives id, version, body.</summary>
    public Statement Query(string index)
    {
        for (var i = 0; i < _queries.Length; i++)
            if (kind.IndexNames[i] == index)
                return _queries[i] ??= connection.Prepare(_table.Query(i));
        throw new ArgumentException($"Kind {kind.Name} has no index '{index}'.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Find.Dispose();
        Version.Dispose();
        foreach (var query in _queries)
            query?.Dispose();
    }
}
