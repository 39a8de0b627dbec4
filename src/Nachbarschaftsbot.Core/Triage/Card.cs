using System.Text.Json.Serialization;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using NodaTime;

namespace Nachbarschaftsbot.Core.Triage;

/// <summary>What a card is about.</summary>
public enum CardAbout
{
    /// <summary>A request or offer.</summary>
    Request,

    /// <summary>A report of a person.</summary>
    Report,

    /// <summary>Somebody wants to talk to a human.</summary>
    Human,
}

/// <summary>The life of a card.</summary>
public enum CardState
{
    /// <summary>Nobody has decided yet.</summary>
    New,

    /// <summary>Released, or (where nothing waits for release) seen.</summary>
    Released,

    /// <summary>Declined with a reason.</summary>
    Declined,

    /// <summary>Referred to a named contact.</summary>
    Referred,

    /// <summary>Closed: withdrawn by its owner, answered, or done.</summary>
    Closed,
}

/// <summary>One line of the talk between moderation and person.</summary>
/// <param name="FromPerson">True from the person, false from the moderation.</param>
/// <param name="Name">First name of who wrote it.</param>
/// <param name="Words">The words.</param>
/// <param name="By">Id of who wrote it; null from the person the card came from, or when the writer's data was deleted.</param>
public sealed record CardLine(bool FromPerson, string Name, string Words, string? By = null);

/// <summary>What came in, as the moderators see it: one card, in every moderation channel of the Quartier, edited in place.</summary>
public sealed record Card : ISubject
{
    /// <summary>The kind and its indexes.</summary>
    public static readonly Kind<Card> Kind = new(
        "card",
        TriageJson.Default.Card,
        new Index<Card>("queue", c => c.InQueue),
        new Index<Card>("person", c => IndexValue.Of(c.Person, c.Id)),
        new Index<Card>("subject", c => IndexValue.Of(c.Subject, c.Id)),
        new Index<Card>("other", c => c.Other is null ? null : IndexValue.Of(c.Other, c.Id))
    );

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public required string Quartier { get; init; }

    /// <summary>What it is about.</summary>
    public CardAbout About { get; init; }

    /// <summary>Id of the document it is about (request, report), or of the person for <see cref="CardAbout.Human"/>.</summary>
    public required string Subject { get; init; }

    /// <summary>Id of the person it came from.</summary>
    public required string Person { get; init; }

    /// <summary>Where it stands.</summary>
    public CardState State { get; init; }

    /// <summary>Id of the moderator who takes care of it, or null.</summary>
    public string? HandledBy { get; init; }

    /// <summary>First name of that moderator.</summary>
    public string? HandledByName { get; init; }

    /// <summary>When that moderator took it over.</summary>
    public Instant? HandledSince { get; init; }

    /// <summary>Id of the person whom a report is about, or null.</summary>
    public string? Other { get; init; }

    /// <summary>Keys of the places where the card stands and is edited.</summary>
    public IReadOnlyList<string> Shown { get; init; } = [];

    /// <summary>Running number of messages to and from the person, for their refs.</summary>
    public int Said { get; init; }

    /// <summary>The question under the card that the next words of its thread answer, where replies count for the card; null for none.</summary>
    public string? Prompt { get; init; }

    /// <summary>How often it came up again since somebody last did something.</summary>
    public int Reminded { get; init; }

    /// <summary>Marked as urgent.</summary>
    public bool Urgent { get; init; }

    /// <summary>Whether a moderator made a theme of it. Which one is not kept: themes lead to nobody.</summary>
    public bool Bundled { get; init; }

    /// <summary>The reason of a decline, or the contact's name of a referral.</summary>
    public string? Outcome { get; init; }

    /// <summary>The talk with the person, oldest first.</summary>
    public IReadOnlyList<CardLine> Talk { get; init; } = [];

    /// <summary>When it came in.</summary>
    public Instant Created { get; init; }

    /// <summary>Last time somebody of the moderation did something.</summary>
    public Instant Touched { get; init; }

    /// <summary>Where it stands among those that wait, by Quartier, the urgent and the oldest first; null when it does not wait.</summary>
    [JsonIgnore]
    internal string? InQueue =>
        State == CardState.New
            ? IndexValue.Of(Quartier, Urgent ? "0" : "1", Created.ToUnixTimeMilliseconds().ToString("D14", null), Id)
            : null;

    /// <inheritdoc/>
    [JsonIgnore]
    public string StateName => State.ToString();

    /// <inheritdoc/>
    public Relation RelationOf(string person) =>
        person == Person ? Relation.Owner
        : person == Other ? Relation.Party
        : Relation.Any;
}

/// <summary>That a moderator had a hand in a card, so that the name can be taken off it when the moderator's data is deleted.</summary>
public sealed record CardHand : IDocument
{
    /// <summary>The kind and its indexes.</summary>
    public static readonly Kind<CardHand> Kind = new(
        "cardhand",
        TriageJson.Default.CardHand,
        new Index<CardHand>("person", h => IndexValue.Of(h.Person, h.Id)),
        new Index<CardHand>("card", h => IndexValue.Of(h.Card, h.Id))
    );

    /// <summary>Card and person.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the card.</summary>
    public required string Card { get; init; }

    /// <summary>Id of the moderator.</summary>
    public required string Person { get; init; }
}

/// <summary>When the moderation of a Quartier was last reminded of all that waits, so that many cards make one message.</summary>
public sealed record DeskNote : IDocument
{
    /// <summary>The kind.</summary>
    public static readonly Kind<DeskNote> Kind = new("desknote", TriageJson.Default.DeskNote);

    /// <summary>Id of the Quartier.</summary>
    public required string Id { get; init; }

    /// <summary>When.</summary>
    public Instant Reminded { get; init; }
}

[JsonSerializable(typeof(Card))]
[JsonSerializable(typeof(DeskNote))]
[JsonSerializable(typeof(CardHand))]
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true,
    Converters = [typeof(InstantConverter)]
)]
internal sealed partial class TriageJson : JsonSerializerContext;
