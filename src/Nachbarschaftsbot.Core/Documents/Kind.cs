using System.Text.Json.Serialization.Metadata;

namespace Nachbarschaftsbot.Core.Documents;

/// <summary>A document: an immutable record with an id, stored whole as JSON.</summary>
public interface IDocument
{
    /// <summary>Unique within its kind; at most 128 characters.</summary>
    string Id { get; }
}

/// <summary>A column by which documents of a kind are found. A null value keeps a document out of the index.</summary>
/// <param name="Name">Lower-case letters; names the column.</param>
/// <param name="Value">The value, ordered ordinally; build it with <see cref="IndexValue.Of"/> so that prefixes work.</param>
public sealed record Index<T>(string Name, Func<T, string?> Value);

/// <summary>A kind of document without its type, as the store sees it.</summary>
public abstract class Kind(string name)
{
    /// <summary>Lower-case letters; names the table.</summary>
    public string Name { get; } = name;

    /// <summary>The names of its indexes.</summary>
    public abstract IReadOnlyList<string> IndexNames { get; }

    /// <summary>The values of its indexes for a document, in the same order.</summary>
    public abstract IReadOnlyList<string?> IndexValues(IDocument document);

    /// <summary>
    /// The name of the key a document is sealed with where it is stored, or null. Index columns stay readable: nothing confidential
    /// may stand in them. When the key is destroyed (<c>Decision.DestroyKeys</c>), whatever was sealed with it is gone everywhere.
    /// </summary>
    public abstract string? SealOf(IDocument document);

    /// <summary>Whether documents of this kind can be sealed.</summary>
    public abstract bool CanBeSealed { get; }

    /// <summary>The document as JSON in UTF-8.</summary>
    public abstract byte[] Serialize(IDocument document);

    /// <summary>The document from JSON in UTF-8.</summary>
    public abstract IDocument Deserialize(ReadOnlySpan<byte> json);
}

/// <summary>A kind of document: its table, its JSON and its indexes. Declared once, beside the record: <c>static readonly Kind&lt;X&gt; Kind</c>.</summary>
public sealed class Kind<T>(string name, JsonTypeInfo<T> json, params Index<T>[] indexes) : Kind(name)
    where T : class, IDocument
{
    /// <summary>Names the key a document is sealed with; null for documents that are stored as they are.</summary>
    public Func<T, string?>? SealedWith { get; init; }

    /// <inheritdoc/>
    public override bool CanBeSealed => SealedWith is not null;

    /// <inheritdoc/>
    public override string? SealOf(IDocument document) => SealedWith?.Invoke((T)document);

    /// <inheritdoc/>
    public override IReadOnlyList<string> IndexNames { get; } = [.. indexes.Select(i => i.Name)];

    /// <inheritdoc/>
    public override IReadOnlyList<string?> IndexValues(IDocument document) =>
        Array.ConvertAll(indexes, i => i.Value((T)document));

    /// <inheritdoc/>
    public override byte[] Serialize(IDocument document) =>
        System.Text.Json.JsonSerializer.SerializeToUtf8Bytes((T)document, json);

    /// <inheritdoc/>
    public override IDocument Deserialize(ReadOnlySpan<byte> utf8) =>
        System.Text.Json.JsonSerializer.Deserialize(utf8, json)
        ?? throw new InvalidDataException($"A document of kind {Name} is empty.");
}

/// <summary>Builds index values of several parts.</summary>
public static class IndexValue
{
    /// <summary>Joins parts with a separator that sorts below every printable character, so that a prefix of parts is a prefix of the value.</summary>
    public static string Of(params ReadOnlySpan<string> parts) => string.Join('\u001f', parts);

    /// <summary>The first part of a value.</summary>
    public static string First(string value) => value.Split('\u001f')[0];

    /// <summary>The first value after all values that begin with these parts.</summary>
    public static string After(params ReadOnlySpan<string> parts) => string.Join('\u001f', parts) + '\u0020';

    /// <summary>The first value with these parts and more behind them.</summary>
    public static string Below(params ReadOnlySpan<string> parts) => string.Join('\u001f', parts) + '\u001f';
}

/// <summary>What a decision may read. Everything read counts as known only for this decision; the commit checks that it still stands.</summary>
public interface IView
{
    /// <summary>A document by id, or null.</summary>
    T? Find<T>(Kind<T> kind, string id)
        where T : class, IDocument;

    /// <summary>Documents in the order of an index: value at least <paramref name="from"/> and below <paramref name="below"/>.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="index">A declared index.</param>
    /// <param name="from">Lowest value.</param>
    /// <param name="below">First value that no longer counts.</param>
    /// <param name="limit">At most this many, 1 to 1000.</param>
    IReadOnlyList<T> Query<T>(Kind<T> kind, string index, string from, string below, int limit)
        where T : class, IDocument;
}
