using System.Text.Json.Serialization;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using NodaTime;

namespace Nachbarschaftsbot.Core.Vermittlungen;

/// <summary>The life of a match.</summary>
public enum VermittlungState
{
    /// <summary>Somebody answered; the owner has not chosen yet.</summary>
    Offered,

    /// <summary>Chosen: the two sides can talk.</summary>
    Active,

    /// <summary>Time and place are agreed.</summary>
    Agreed,

    /// <summary>Done.</summary>
    Done,

    /// <summary>One side cancelled after it was chosen; the place is free again.</summary>
    Cancelled,

    /// <summary>The owner chose others, or the request ended; the person was told kindly.</summary>
    NotChosen,

    /// <summary>The person took the answer back before it was chosen.</summary>
    TakenBack,
}

/// <summary>A proposed or agreed appointment.</summary>
/// <param name="When">A moment, encoded.</param>
/// <param name="Where">Place in words, at most 120 characters.</param>
/// <param name="By">Id of the person who proposed it.</param>
public sealed record Appointment(string When, string Where, string By);

/// <summary>How it was, said by one side.</summary>
/// <param name="By">Id of the person.</param>
/// <param name="Good">Whether it went well.</param>
/// <param name="Words">What the person wants to say of it, at most 300 characters; may be empty.</param>
public sealed record Feedback(string By, bool Good, string Words);

/// <summary>A match between a request (or offer) and one person who answered it.</summary>
public sealed record Vermittlung : ISubject
{
    /// <summary>The kind and its indexes.</summary>
    public static readonly Kind<Vermittlung> Kind = new(
        "vermittlung",
        VermittlungJson.Default.Vermittlung,
        new Index<Vermittlung>("request", v => IndexValue.Of(v.Request, v.StateName, v.Id)),
        new Index<Vermittlung>("owner", v => IndexValue.Of(v.Owner, v.Id)),
        new Index<Vermittlung>("helper", v => IndexValue.Of(v.Helper, v.Id))
    );

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>Id of the request or offer.</summary>
    public required string Request { get; init; }

    /// <inheritdoc/>
    public required string Quartier { get; init; }

    /// <summary>Id of the person whose request or offer it is.</summary>
    public required string Owner { get; init; }

    /// <summary>Id of the person who answered.</summary>
    public required string Helper { get; init; }

    /// <summary>What the person wrote with the answer, at most 300 characters; may be empty.</summary>
    public string Note { get; init; } = "";

    /// <summary>Where it stands in its life.</summary>
    public VermittlungState State { get; init; }

    /// <summary>Not chosen only because all places were taken: hears of it when a place is free again.</summary>
    public bool Fallback { get; init; }

    /// <summary>Id of the person who cancelled, if one of the two did.</summary>
    public string? CancelledBy { get; init; }

    /// <summary>When it began.</summary>
    public Instant Created { get; init; }

    /// <summary>A proposal that waits for the other side.</summary>
    public Appointment? Proposed { get; init; }

    /// <summary>What both agreed on.</summary>
    public Appointment? Agreed { get; init; }

    /// <summary>When both agreed on it, or null.</summary>
    public Instant? AgreedAt { get; init; }

    /// <summary>How often they agreed on another one since.</summary>
    public int Moves { get; init; }

    /// <summary>Person id to the contact that the person is willing to share; shown when both agreed.</summary>
    public IReadOnlyDictionary<string, string> Contacts { get; init; } = new Dictionary<string, string>();

    /// <summary>Ids of the persons who agreed to share contacts.</summary>
    public IReadOnlyList<string> ContactAgreed { get; init; } = [];

    /// <summary>Ids of the persons who said thank you.</summary>
    public IReadOnlyList<string> Thanked { get; init; } = [];

    /// <summary>How it was.</summary>
    public IReadOnlyList<Feedback> Feedback { get; init; } = [];

    /// <summary>Running number of relayed messages, for their refs.</summary>
    public int Relayed { get; init; }

    /// <summary>Person id to the last moment this person wrote to the other side; the words are not kept.</summary>
    public IReadOnlyDictionary<string, Instant> Wrote { get; init; } = new Dictionary<string, Instant>();

    /// <summary>Ids of the persons who were told once that contacts can be shared in a safer way.</summary>
    public IReadOnlyList<string> Hinted { get; init; } = [];

    /// <inheritdoc/>
    [JsonIgnore]
    public string StateName => State.ToString();

    /// <summary>Whether it holds a place of the request.</summary>
    [JsonIgnore]
    public bool IsLive => State is VermittlungState.Active or VermittlungState.Agreed;

    /// <summary>Whether it is over for good; what stands in it is deleted some time later.</summary>
    [JsonIgnore]
    public bool IsOver => !IsLive && State != VermittlungState.Offered;

    /// <summary>The other side of a person.</summary>
    public string Other(string person) => person == Owner ? Helper : Owner;

    /// <inheritdoc/>
    public Relation RelationOf(string person) =>
        (person == Owner ? Relation.Owner | Relation.Party : Relation.Any)
        | (person == Helper ? Relation.Candidate | Relation.Party : Relation.Any);
}

/// <summary>Who saw whose contact, when and why (record of disclosures).</summary>
public sealed record Disclosure : IDocument
{
    /// <summary>The kind and its indexes.</summary>
    public static readonly Kind<Disclosure> Kind = new(
        "disclosure",
        VermittlungJson.Default.Disclosure,
        new Index<Disclosure>("of", d => IndexValue.Of(d.Of, d.Id)),
        new Index<Disclosure>("to", d => IndexValue.Of(d.To, d.Id))
    );

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>Whose contact.</summary>
    public required string Of { get; init; }

    /// <summary>Who saw it.</summary>
    public required string To { get; init; }

    /// <summary>The Vermittlung that was the reason.</summary>
    public required string Vermittlung { get; init; }

    /// <summary>When.</summary>
    public Instant At { get; init; }
}

[JsonSerializable(typeof(Vermittlung))]
[JsonSerializable(typeof(Disclosure))]
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true,
    Converters = [typeof(InstantConverter)]
)]
internal sealed partial class VermittlungJson : JsonSerializerContext;
