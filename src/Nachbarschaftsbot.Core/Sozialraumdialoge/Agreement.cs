using System.Text.Json.Serialization;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using NodaTime;

namespace Nachbarschaftsbot.Core.Sozialraumdialoge;

/// <summary>What became of an agreement.</summary>
public enum AgreementState
{
    /// <summary>It is being worked on.</summary>
    Open,

    /// <summary>It was reached.</summary>
    Reached,

    /// <summary>It came differently.</summary>
    Different,

    /// <summary>It failed. That is as welcome in the record as success.</summary>
    Failed,
}

/// <summary>Who does what with whom by when.</summary>
public sealed record Agreement : ISubject
{
    /// <summary>The kind and its indexes.</summary>
    public static readonly Kind<Agreement> Kind = new(
        "agreement",
        DialogueDocuments.Default.Agreement,
        new Index<Agreement>("dialogue", a => IndexValue.Of(a.Dialogue, a.State.ToString(), a.Id)),
        new Index<Agreement>("meeting", a => IndexValue.Of(a.Meeting, a.Id)),
        new Index<Agreement>("owner", a => a.Owner is null ? null : IndexValue.Of(a.Owner, a.Id))
    );

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public required string Quartier { get; init; }

    /// <summary>Id of the dialogue.</summary>
    public required string Dialogue { get; init; }

    /// <summary>Id of the meeting in which it was made.</summary>
    public required string Meeting { get; init; }

    /// <summary>Index of the agenda item it belongs to.</summary>
    public int Item { get; init; }

    /// <summary>What is done, at most 300 characters.</summary>
    public required string What { get; init; }

    /// <summary>Id of the person who takes care, or null while nobody does.</summary>
    public string? Owner { get; init; }

    /// <summary>With whom, in words, or empty.</summary>
    public string With { get; init; } = "";

    /// <summary>By when, or null while no date was said.</summary>
    public Instant? Due { get; init; }

    /// <summary>What became of it.</summary>
    public AgreementState State { get; init; }

    /// <summary>What was learnt, or empty.</summary>
    public string Learnt { get; init; } = "";

    /// <summary>When it was made.</summary>
    public Instant Created { get; init; }

    /// <summary>When it ended, or null.</summary>
    public Instant? Ended { get; init; }

    /// <summary>How often its owner was asked.</summary>
    public int Asked { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string StateName => State.ToString();

    /// <inheritdoc/>
    public Relation RelationOf(string person) => person == Owner ? Relation.Owner : Relation.Any;
}
