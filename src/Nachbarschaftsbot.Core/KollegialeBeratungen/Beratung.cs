using System.Text.Json.Serialization;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Core.KollegialeBeratungen;

/// <summary>The life of a consultation. It ends with its deletion.</summary>
public enum BeratungState
{
    /// <summary>People come together and share the roles.</summary>
    Planned,

    /// <summary>The phases run.</summary>
    Running,

    /// <summary>The phases are over; the outcome is written and released.</summary>
    Done,
}

/// <summary>What somebody does in a consultation.</summary>
public enum BeratungRole
{
    /// <summary>Gives advice.</summary>
    Adviser,

    /// <summary>Leads through the phases.</summary>
    Moderation,

    /// <summary>Tells the situation.</summary>
    Bringer,

    /// <summary>The person it is about.</summary>
    Concerned,

    /// <summary>Writes down the outcome.</summary>
    Minutes,
}

/// <summary>The phases in their order.</summary>
public enum BeratungPhase
{
    /// <summary>Arrive and share the roles.</summary>
    Arrive,

    /// <summary>Tell the situation.</summary>
    Tell,

    /// <summary>Ask what is not clear.</summary>
    Ask,

    /// <summary>Gather what is there already.</summary>
    Resources,

    /// <summary>Ideas along the seven steps of the Unterstützungsabfolge.</summary>
    Ideas,

    /// <summary>Choose; the person concerned does, or the one who speaks for them.</summary>
    Choose,

    /// <summary>Who does what with whom by when.</summary>
    NextSteps,

    /// <summary>Look back together.</summary>
    LookBack,
}

/// <summary>How long a phase takes: minutes at one time, days when spread over days.</summary>
public sealed record PhaseTime(BeratungPhase Phase, int Length);

/// <summary>How the person concerned agreed, who noted it, when.</summary>
/// <param name="TakesPart">Whether the person takes part; otherwise they agreed to how it is told.</param>
/// <param name="By">Id of the professional who noted it.</param>
/// <param name="At">When.</param>
public sealed record BeratungConsent(bool TakesPart, string By, Instant At);

/// <summary>Somebody who takes part.</summary>
/// <param name="Person">Id of the person.</param>
/// <param name="Name">First name, for the others; with a number where somebody else has the same.</param>
/// <param name="Role">What the person does.</param>
public sealed record Seat(string Person, string Name, BeratungRole Role);

/// <summary>Something that was said.</summary>
/// <param name="Phase">When it was said.</param>
/// <param name="Person">Id of who said it; empty when that person was deleted.</param>
/// <param name="Name">First name.</param>
/// <param name="Words">The words.</param>
/// <param name="Step">For ideas: which of the seven steps, 1 to 7; otherwise 0.</param>
public sealed record Contribution(BeratungPhase Phase, string Person, string Name, string Words, int Step = 0);

/// <summary>A next step.</summary>
/// <param name="What">What.</param>
/// <param name="Who">First name of who does it, or words for somebody who takes no part.</param>
/// <param name="When">By when, an encoded <c>When</c>.</param>
/// <param name="Person">Id of who does it; null for somebody who takes no part, and once that person left.</param>
public sealed record NextStep(string What, string Who, string When, string? Person);

/// <summary>
/// A peer consultation. The whole document is sealed with a key of its own, which is destroyed with it; only participants ever get to
/// read it, and only where confidential things may be said.
/// </summary>
public sealed record Beratung : ISubject
{
    /// <summary>The most people in one consultation.</summary>
    public const int MostSeats = 15;

    /// <summary>The kind. It has no index: who takes part stands in <see cref="BeratungSeat"/>.</summary>
    public static readonly Kind<Beratung> Kind = new("beratung", BeratungJson.Default.Beratung)
    {
        SealedWith = b => b.Seal,
    };

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public required string Quartier { get; init; }

    /// <summary>Name of its key.</summary>
    public required string Seal { get; init; }

    /// <summary>Id of the professional who asked for it and brings the situation.</summary>
    public required string Owner { get; init; }

    /// <summary>Behind the id in the link with which people come in.</summary>
    public required string Entry { get; init; }

    /// <summary>Where it stands.</summary>
    public BeratungState State { get; init; }

    /// <summary>The question to the others.</summary>
    public required string Question { get; init; }

    /// <summary>The situation, without names.</summary>
    public required string Situation { get; init; }

    /// <summary>That the person concerned agreed.</summary>
    public required BeratungConsent Consent { get; init; }

    /// <summary>True: at one time with minutes. False: spread over days.</summary>
    public bool AtOnce { get; init; }

    /// <summary>The phases with their times.</summary>
    public IReadOnlyList<PhaseTime> Plan { get; init; } = [];

    /// <summary>The group chat in which it is held, or null while everybody is alone with the bot.</summary>
    public Place? Place { get; init; }

    /// <summary>When it shall begin, where a date was found.</summary>
    public Instant? StartsAt { get; init; }

    /// <summary>The place of the present phase in the plan.</summary>
    public int At { get; init; }

    /// <summary>When the present phase is over.</summary>
    public Instant? PhaseEnds { get; init; }

    /// <summary>How often the present phase was given more time.</summary>
    public int Extensions { get; init; }

    /// <summary>Whether the clock has spoken in this phase: the next time it goes on by itself.</summary>
    public bool ClockSpoke { get; init; }

    /// <summary>Who takes part.</summary>
    public IReadOnlyList<Seat> Seats { get; init; } = [];

    /// <summary>What was said.</summary>
    public IReadOnlyList<Contribution> Said { get; init; } = [];

    /// <summary>Places of the chosen ideas among all ideas.</summary>
    public IReadOnlyList<int> Chosen { get; init; } = [];

    /// <summary>The next steps.</summary>
    public IReadOnlyList<NextStep> Steps { get; init; } = [];

    /// <summary>What may leave the consultation once everybody released it, or null.</summary>
    public string? Outcome { get; init; }

    /// <summary>The part of the outcome that is a theme of the Quartier, or null.</summary>
    public string? Theme { get; init; }

    /// <summary>Ids of the persons who released the outcome.</summary>
    public IReadOnlyList<string> Released { get; init; } = [];

    /// <summary>Whether the outcome is released by everybody.</summary>
    public bool IsOut { get; init; }

    /// <summary>When everything is deleted.</summary>
    public Instant DeleteOn { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string StateName => State.ToString();

    /// <summary>The present phase.</summary>
    [JsonIgnore]
    public BeratungPhase Phase => Plan[Math.Clamp(At, 0, Plan.Count - 1)].Phase;

    /// <summary>The ideas in their order.</summary>
    [JsonIgnore]
    public IReadOnlyList<Contribution> Ideas => [.. Said.Where(s => s.Phase == BeratungPhase.Ideas)];

    /// <summary>The seat of a person, or null.</summary>
    public Seat? SeatOf(string? person) => Seats.FirstOrDefault(s => s.Person == person);

    /// <summary>Whether a person leads: the moderation, or the owner while there is none.</summary>
    public bool Leads(string? person) =>
        SeatOf(person) is { } seat
        && (
            seat.Role == BeratungRole.Moderation || person == Owner && Seats.All(s => s.Role != BeratungRole.Moderation)
        );

    /// <inheritdoc/>
    public Relation RelationOf(string person) =>
        SeatOf(person) is null ? Relation.Any
        : person == Owner ? Relation.Owner | Relation.Party
        : Relation.Party;
}

/// <summary>That a person takes part in a consultation: nothing but two ids.</summary>
public sealed record BeratungSeat : IDocument
{
    /// <summary>The kind and its index.</summary>
    public static readonly Kind<BeratungSeat> Kind = new(
        "beratungseat",
        BeratungJson.Default.BeratungSeat,
        new Index<BeratungSeat>("person", s => IndexValue.Of(s.Person, s.Id))
    );

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>Id of the consultation.</summary>
    public required string Beratung { get; init; }

    /// <summary>Id of the person.</summary>
    public required string Person { get; init; }

    /// <summary>The seat of a person in a consultation.</summary>
    public static BeratungSeat Of(string beratung, string person) =>
        new()
        {
            Id = $"{beratung}-{person}",
            Beratung = beratung,
            Person = person,
        };
}

[JsonSerializable(typeof(Beratung))]
[JsonSerializable(typeof(BeratungSeat))]
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true,
    Converters = [typeof(InstantConverter)]
)]
internal sealed partial class BeratungJson : JsonSerializerContext;
