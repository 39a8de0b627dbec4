using System.Text.Json.Serialization;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Core.DatePolls;

/// <summary>The life of a date poll.</summary>
public enum PollState
{
    /// <summary>People answer.</summary>
    Open,

    /// <summary>The time to answer is over; its owner decides.</summary>
    Closed,

    /// <summary>A date was found.</summary>
    Found,

    /// <summary>No date was found.</summary>
    NotFound,

    /// <summary>Its owner ended it.</summary>
    Cancelled,

    /// <summary>Nobody is asked yet: calendars are looked into first.</summary>
    Searching,
}

/// <summary>What somebody says to one date.</summary>
public enum PollVoice
{
    /// <summary>It does not suit.</summary>
    No,

    /// <summary>It can be done if it must be.</summary>
    IfNeeded,

    /// <summary>It suits.</summary>
    Yes,
}

/// <summary>A proposed date.</summary>
/// <param name="Id">A number that never changes its meaning within the poll.</param>
/// <param name="Start">When it begins.</param>
/// <param name="End">When it ends.</param>
public sealed record PollSlot(string Id, Instant Start, Instant End);

/// <summary>What one person answered.</summary>
/// <param name="Person">Id of the person.</param>
/// <param name="Name">First name, for polls in which names are seen.</param>
/// <param name="Voices">Slot id to what was said; a slot that is missing was not answered.</param>
/// <param name="At">When it was said last.</param>
public sealed record PollAnswer(string Person, string Name, IReadOnlyDictionary<string, PollVoice> Voices, Instant At);

/// <summary>A place where the card of a poll stands and is edited.</summary>
/// <param name="Place">The place.</param>
/// <param name="Language">The language in which it stands there.</param>
/// <param name="Person">Id of the person alone with the bot there, or null for a channel.</param>
public sealed record PollShown(Place Place, string Language, string? Person);

/// <summary>A search for a common date: one state, shown in every place where somebody is asked.</summary>
public sealed record DatePoll : ISubject
{
    /// <summary>Most dates in one poll; more cannot be overlooked on a card.</summary>
    public const int MostSlots = 10;

    /// <summary>Most persons in one poll.</summary>
    public const int MostPersons = 250;

    /// <summary>The kind and its indexes.</summary>
    public static readonly Kind<DatePoll> Kind = new(
        "datepoll",
        DatePollJson.Default.DatePoll,
        new Index<DatePoll>("owner", p => IndexValue.Of(p.Owner, p.StateName, p.Id)),
        new Index<DatePoll>("subject", p => p.Subject.Length == 0 ? null : IndexValue.Of(p.Feature, p.Subject, p.Id))
    );

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public required string Quartier { get; init; }

    /// <summary>What the date is for, in neutral words: it stands in channels and calendars.</summary>
    public required Text Title { get; init; }

    /// <summary>The key of the feature that it is for, in <c>Registry.OnDateFound</c>; <see cref="DatePolling.Alone"/> for none.</summary>
    public required string Feature { get; init; }

    /// <summary>Id of the feature's document, or empty.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Id of the person who decides about it.</summary>
    public required string Owner { get; init; }

    /// <summary>Ids of the persons who are asked. Whoever answers in a channel becomes one.</summary>
    public IReadOnlyList<string> Participants { get; init; } = [];

    /// <summary>Ids of the persons without whom it does not work.</summary>
    public IReadOnlyList<string> Needed { get; init; } = [];

    /// <summary>Ids of the channels in which everybody may answer.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>The dates, earliest first.</summary>
    public IReadOnlyList<PollSlot> Slots { get; init; } = [];

    /// <summary>The answers, in the order in which they first came.</summary>
    public IReadOnlyList<PollAnswer> Answers { get; init; } = [];

    /// <summary>Until when people can answer.</summary>
    public Instant Deadline { get; init; }

    /// <summary>How many must be able to come.</summary>
    public int Minimum { get; init; } = 1;

    /// <summary>Whether everybody sees who said what, or only how many.</summary>
    public bool Names { get; init; }

    /// <summary>Whether the best date is taken by itself, or the owner decides.</summary>
    public bool ByRule { get; init; }

    /// <summary>Whether the owner can come at every date that is proposed.</summary>
    public bool OwnerComes { get; init; }

    /// <summary>Where free times are looked for, while the calendars are asked.</summary>
    public PollWindow? Window { get; init; }

    /// <summary>Id of the meeting that came of it, once it is known.</summary>
    public string? Meeting { get; init; }

    /// <summary>Whether people who get the link may take part.</summary>
    public bool ByLink { get; init; }

    /// <summary>Where it happens, in words; may be empty.</summary>
    public string Where { get; init; } = "";

    /// <summary>Whether people can take part from where they are.</summary>
    public bool Online { get; init; }

    /// <summary>Where it stands in its life.</summary>
    public PollState State { get; init; }

    /// <summary>Id of the slot that was found, or null.</summary>
    public string? Chosen { get; init; }

    /// <summary>Where the card stands.</summary>
    public IReadOnlyList<PollShown> Shown { get; init; } = [];

    /// <summary>When the private cards of many are brought up to date next; null when they are.</summary>
    public Instant? Spread { get; init; }

    /// <summary>Whether those who have not answered were reminded.</summary>
    public bool Reminded { get; init; }

    /// <summary>When it began.</summary>
    public Instant Created { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string StateName => State.ToString();

    /// <summary>The slot that was found, or null.</summary>
    [JsonIgnore]
    public PollSlot? ChosenSlot => Chosen is null ? null : Slot(Chosen);

    /// <summary>A slot by id, or null.</summary>
    public PollSlot? Slot(string id) => Slots.FirstOrDefault(s => s.Id == id);

    /// <summary>What a person answered, or null.</summary>
    public PollAnswer? AnswerOf(string? person) => Answers.FirstOrDefault(a => a.Person == person);

    /// <inheritdoc/>
    public Relation RelationOf(string person) =>
        (person == Owner ? Relation.Owner : Relation.Any)
        | (Participants.Contains(person) ? Relation.Party : Relation.Any);
}

/// <summary>That a person or a channel has to do with a poll, so that it is found by them.</summary>
public sealed record PollSeat : IDocument
{
    /// <summary>The kind and its indexes.</summary>
    public static readonly Kind<PollSeat> Kind = new(
        "pollseat",
        DatePollJson.Default.PollSeat,
        new Index<PollSeat>("person", s => IndexValue.Of(s.Person, s.Id)),
        new Index<PollSeat>("poll", s => IndexValue.Of(s.Poll, s.Id))
    );

    /// <summary>Poll and person or channel.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the poll.</summary>
    public required string Poll { get; init; }

    /// <summary>Id of the person or channel.</summary>
    public required string Person { get; init; }

    /// <summary>The seat of a person or channel in a poll.</summary>
    public static PollSeat Of(string poll, string person) =>
        new()
        {
            Id = $"{poll}-{person}",
            Poll = poll,
            Person = person,
        };
}

[JsonSerializable(typeof(DatePoll))]
[JsonSerializable(typeof(PollSeat))]
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true,
    Converters = [typeof(InstantConverter)]
)]
internal sealed partial class DatePollJson : JsonSerializerContext;
