using System.Collections.Concurrent;
using Nachbarschaftsbot.Core.Documents;

namespace Nachbarschaftsbot.Store.Sqlite;

/// <summary>
/// Short answers to queries, each kept until a document of its kind changes: channels, partnerships and the like are asked for at every
/// turn and hardly ever change. An answer is dropped when a commit touched its kind since the read began, so that memory is never older
/// than the last commit. What can be sealed is not kept: it goes with its key, not with a change.
/// </summary>
internal sealed class AnswerCache
{
    private const int MostDocuments = 16;
    private const int MostAnswers = 64;
    private readonly ConcurrentDictionary<Kind, Answers> _kinds = [];

    /// <summary>The answer that is kept, or null; with the moment to begin a read at, which is handed back with what was read.</summary>
    public (IReadOnlyList<Versioned<T>>? Answer, long Moment) Find<T>(
        Kind<T> kind,
        string index,
        string from,
        string below,
        int limit
    )
        where T : class, IDocument
    {
        if (kind.CanBeSealed)
            return default;
        var answers = _kinds.GetOrAdd(kind, static _ => new());
        lock (answers)
            return (
                (IReadOnlyList<Versioned<T>>?)answers.Kept.GetValueOrDefault((index, from, below, limit)),
                answers.Changes
            );
    }

    /// <summary>Keeps what a reader found.</summary>
    public void Keep<T>(
        Kind<T> kind,
        string index,
        string from,
        string below,
        int limit,
        IReadOnlyList<Versioned<T>> answer,
        long moment
    )
        where T : class, IDocument
    {
        if (kind.CanBeSealed || answer.Count > MostDocuments)
            return;
        var answers = _kinds.GetOrAdd(kind, static _ => new());
        lock (answers)
        {
            if (answers.Changes != moment)
                return;
            if (answers.Kept.Count >= MostAnswers)
                answers.Kept.Clear();
            answers.Kept[(index, from, below, limit)] = answer;
        }
    }

    /// <summary>A document of a kind changed, or what is known of it is stale.</summary>
    public void Changed(Kind kind)
    {
        if (_kinds.TryGetValue(kind, out var answers))
            answers.Drop();
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        foreach (var answers in _kinds.Values)
            answers.Drop();
    }

    private sealed class Answers
    {
        public Dictionary<(string Index, string From, string Below, int Limit), object> Kept { get; } = [];

        public long Changes { get; private set; }

        public void Drop()
        {
            lock (this)
            {
                Changes++;
                Kept.Clear();
            }
        }
    }
}
