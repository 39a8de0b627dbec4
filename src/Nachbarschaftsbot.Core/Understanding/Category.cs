using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nachbarschaftsbot.Core.Understanding;

/// <summary>A kind of help. There are only those in <see cref="Categories.All"/>; in JSON it is its id.</summary>
[JsonConverter(typeof(CategoryJsonConverter))]
public sealed record Category
{
    internal Category(string id, string words)
    {
        Id = id;
        LabelKey = "category." + id;
        Words = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Stable, lower case, the same in every language: "einkauf".</summary>
    public string Id { get; }

    /// <summary>The key of its name in the texts: "category.einkauf".</summary>
    public string LabelKey { get; }

    /// <summary>Folded words that lead here; a star stands for any ending.</summary>
    internal string[] Words { get; }

    /// <inheritdoc/>
    public bool Equals(Category? other) => other is not null && other.Id == Id;

    /// <inheritdoc/>
    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Id;
}

/// <summary>Writes a <see cref="Category"/> into JSON as its id.</summary>
public sealed class CategoryJsonConverter : JsonConverter<Category>
{
    /// <inheritdoc/>
    public override Category Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Categories.Find(reader.GetString()) ?? throw new JsonException("Not the id of a kind of help");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Category value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Id);
}
