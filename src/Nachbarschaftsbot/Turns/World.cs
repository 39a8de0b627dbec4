using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Store;

namespace Nachbarschaftsbot.Turns;

/// <summary>
/// What one decision knows of the store. What is at hand is given at once; what is not is noted, loaded, and the decision made
/// again: deciding never waits. The versions of everything read are kept for the commit.
/// </summary>
internal sealed class World(IStore store) : IView
{
    /// <summary>What most decisions look at, so that it need not grow.</summary>
    private const int Usual = 11;

    private readonly Dictionary<(Kind, string), (IDocument? Document, long Version)> _documents = new(Usual);
    private readonly Dictionary<(Kind, string, string, string, int), object> _queries = [];
    private readonly List<Task> _missing = [];

    /// <summary>Whether the last decision asked for something that was not at hand.</summary>
    public bool IsIncomplete => _missing.Count > 0;

    /// <summary>Loads what the last decision asked for.</summary>
    public async Task Load()
    {
        await Task.WhenAll(_missing);
        _missing.Clear();
    }

    /// <summary>The version a document was read at; 0 when it is missing, null when it was not read.</summary>
    public long? VersionOf(Kind kind, string id) =>
        _documents.TryGetValue((kind, id), out var known) ? known.Version : null;

    /// <inheritdoc/>
    public T? Find<T>(Kind<T> kind, string id)
        where T : class, IDocument
    {
        if (_documents.TryGetValue((kind, id), out var known))
            return (T?)known.Document;
        // What is there but cannot be read, for its key is missing, counts as missing and is replaced when the same is written anew.
        var task = store.FindSlot(kind, id);
        if (task.IsCompletedSuccessfully)
            return Keep(kind, id, task.Result);
        _missing.Add(Wait());
        return null;
        async Task Wait() => Keep(kind, id, await task);
    }

    /// <inheritdoc/>
    public IReadOnlyList<T> Query<T>(Kind<T> kind, string index, string from, string below, int limit)
        where T : class, IDocument
    {
        if (_queries.TryGetValue((kind, index, from, below, limit), out var known))
            return (IReadOnlyList<T>)known;
        var task = store.Query(kind, index, from, below, limit);
        if (task.IsCompletedSuccessfully)
            return Keep(kind, index, from, below, limit, task.Result);
        _missing.Add(Wait());
        return [];
        async Task Wait() => Keep(kind, index, from, below, limit, await task);
    }

    private T? Keep<T>(Kind<T> kind, string id, (T? Document, long Version) found)
        where T : class, IDocument
    {
        _documents[(kind, id)] = found;
        return found.Document;
    }

    private IReadOnlyList<T> Keep<T>(
        Kind<T> kind,
        string index,
        string from,
        string below,
        int limit,
        IReadOnlyList<Versioned<T>> found
    )
        where T : class, IDocument
    {
        var documents = new List<T>(found.Count);
        foreach (var one in found)
            documents.Add(
                _documents.TryAdd((kind, one.Document.Id), (one.Document, one.Version))
                    ? one.Document
                    : (T?)_documents[(kind, one.Document.Id)].Document ?? one.Document
            );
        _queries[(kind, index, from, below, limit)] = documents;
        return documents;
    }
}
