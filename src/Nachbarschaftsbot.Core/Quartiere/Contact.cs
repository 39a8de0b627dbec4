using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;

namespace Nachbarschaftsbot.Core.Quartiere;

/// <summary>A named contact of a Quartier, to whom moderators refer people: an office, an advice centre, a person on duty.</summary>
public sealed record Contact : ISubject
{
    /// <summary>The kind and its indexes.</summary>
    public static readonly Kind<Contact> Kind = new(
        "contact",
        QuartierJson.Default.Contact,
        new Index<Contact>("quartier", c => IndexValue.Of(c.Quartier, c.Name.ToLowerInvariant(), c.Id))
    );

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public required string Quartier { get; init; }

    /// <summary>Its name, at most 60 characters.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for, at most 120 characters.</summary>
    public required string Purpose { get; init; }

    /// <summary>How to reach it, at most 200 characters.</summary>
    public required string Reach { get; init; }

    /// <inheritdoc/>
    [System.Text.Json.Serialization.JsonIgnore]
    public string StateName => "Known";

    /// <inheritdoc/>
    public Relation RelationOf(string person) => Relation.Any;

    /// <summary>The contacts of a Quartier by name.</summary>
    public static IReadOnlyList<Contact> Of(Call call, string quartier) =>
        call.QueryBelow(Kind, "quartier", 100, quartier);
}
