using System.Text;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;

namespace Nachbarschaftsbot.Core.Neighbours;

/// <summary>
/// How documents of a kind that name persons follow when two persons turn out to be one. Every kind that holds the id of a person has a
/// rule; a test looks after it.
/// </summary>
public abstract record PersonRule
{
    private protected PersonRule() { }

    /// <summary>The kinds the rule looks after.</summary>
    public abstract IReadOnlyList<Kind> Kinds { get; }

    /// <summary>Puts the name of the one person in place of the other in at most so many documents that an index finds.</summary>
    /// <returns>How many it found; fewer than asked for: there are no more.</returns>
    internal abstract int Follow(Renaming renaming, int most);
}

/// <summary>The rule for documents that are found by the person.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Indexes">The indexes whose values begin with the id of a person.</param>
public sealed record PersonRule<T>(Kind<T> Kind, params string[] Indexes) : PersonRule
    where T : class, IDocument
{
    /// <summary>What becomes of a document in which both persons stood: names that stand twice go. Null: the whole document goes.</summary>
    public Func<T, T?> Tidy { get; init; } = document => document;

    /// <summary>Documents without an index of their own that hang on one of these.</summary>
    internal Action<Renaming, T>? With { get; init; }

    /// <summary>The kinds of the documents that hang on these.</summary>
    public IReadOnlyList<Kind> Hanging { get; init; } = [];

    /// <inheritdoc/>
    public override IReadOnlyList<Kind> Kinds => [Kind, .. Hanging];

    /// <inheritdoc/>
    internal override int Follow(Renaming renaming, int most)
    {
        var found = 0;
        foreach (var index in Indexes)
        {
            if (found >= most)
                break;
            var from = renaming.From;
            foreach (
                var document in renaming.Call.Query(Kind, index, from, IndexValue.After(from), most - found).ToList()
            )
            {
                found++;
                With?.Invoke(renaming, document);
                renaming.Put(Kind, document, Tidy);
            }
        }
        return found;
    }
}

/// <summary>Puts the id of one person in place of another's, wherever it stands in a document. Ids are long and by chance: nothing else looks like one.</summary>
internal sealed class Renaming(Call call, string from, string to)
{
    private readonly byte[] _from = Encoding.UTF8.GetBytes(from);
    private readonly byte[] _to = Encoding.UTF8.GetBytes(to);

    /// <summary>The call in which it happens.</summary>
    public Call Call => call;

    /// <summary>The id that goes.</summary>
    public string From => from;

    /// <summary>The id that stands in its place.</summary>
    public string To => to;

    /// <summary>Writes a document with the new id. Where it is about the person by its own id, the one that is there already stays.</summary>
    public void Put<T>(Kind<T> kind, T? document, Func<T, T?>? tidy = null)
        where T : class, IDocument
    {
        if (document is null || Of(kind, document) is not { } renamed)
            return;
        var now = tidy is null ? renamed : tidy(renamed);
        if (now?.Id != document.Id)
            call.Delete(kind, document.Id);
        if (now is not null && (now.Id == document.Id || call.Find(kind, now.Id) is null))
            call.Put(kind, now);
    }

    /// <summary>A document with the new id, or null where the old one does not stand in it.</summary>
    public T? Of<T>(Kind<T> kind, T document)
        where T : class, IDocument
    {
        var json = kind.Serialize(document);
        return json.AsSpan().IndexOf(_from) < 0 ? null : (T)kind.Deserialize(Replaced(json));
    }

    /// <summary>Bytes with the new id in place of the old one.</summary>
    private byte[] Replaced(ReadOnlySpan<byte> bytes)
    {
        using var replaced = new MemoryStream(bytes.Length);
        for (int at; (at = bytes.IndexOf(_from)) >= 0; bytes = bytes[(at + _from.Length)..])
        {
            replaced.Write(bytes[..at]);
            replaced.Write(_to);
        }
        replaced.Write(bytes);
        return replaced.ToArray();
    }
}
