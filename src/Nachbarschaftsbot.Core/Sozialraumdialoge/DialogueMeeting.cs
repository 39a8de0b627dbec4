using System.Text.Json.Serialization;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using NodaTime;

namespace Nachbarschaftsbot.Core.Sozialraumdialoge;

/// <summary>The life of one meeting of a dialogue.</summary>
public enum MeetingState
{
    /// <summary>A date is being looked for.</summary>
    Dating,

    /// <summary>It has a date; themes are weighed.</summary>
    Planned,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It is over; the minutes can still be completed.</summary>
    Held,

    /// <summary>The short public version was released.</summary>
    Released,

    /// <summary>It did not take place.</summary>
    Cancelled,
}

/// <summary>One item of the agenda.</summary>
/// <param name="Theme">Id of the theme, or <see cref="Review"/> or <see cref="Free"/>.</param>
/// <param name="Minutes">Time for it.</param>
public sealed record AgendaItem(string Theme, int Minutes)
{
    /// <summary>The look back at what was agreed; always comes first.</summary>
    public const string Review = "review";

    /// <summary>An open talk, where the pool had no theme.</summary>
    public const string Free = "free";
}

/// <summary>Something that was said to a guiding question. Who said it is not kept.</summary>
/// <param name="Number">Running number within the meeting.</param>
/// <param name="Item">Index of the agenda item.</param>
/// <param name="Question">Index of the guiding question, 0 to 4.</param>
/// <param name="Words">The words, at most 400 characters.</param>
public sealed record Said(int Number, int Item, int Question, string Words);

/// <summary>The themes that one member finds important.</summary>
public sealed record Weight(string Person, IReadOnlyList<string> Themes);

/// <summary>One meeting of a dialogue, from the search for a date to the released minutes.</summary>
public sealed record DialogueMeeting : ISubject
{
    /// <summary>The kind and its indexes.</summary>
    public static readonly Kind<DialogueMeeting> Kind = new(
        "dialoguemeeting",
        DialogueDocuments.Default.DialogueMeeting,
        new Index<DialogueMeeting>("dialogue", m => IndexValue.Of(m.Dialogue, m.Number.ToString("D4", null)))
    );

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public required string Quartier { get; init; }

    /// <summary>Id of the dialogue.</summary>
    public required string Dialogue { get; init; }

    /// <summary>Which meeting of the dialogue it is, from 1.</summary>
    public int Number { get; init; }

    /// <summary>Where it stands.</summary>
    public MeetingState State { get; init; }

    /// <summary>When it begins, once there is a date.</summary>
    public Instant? Start { get; init; }

    /// <summary>When it is planned to end.</summary>
    public Instant? End { get; init; }

    /// <summary>Where it takes place, in words, at most 80 characters.</summary>
    public string Where { get; init; } = "";

    /// <summary>Id of the calendar's meeting, or null.</summary>
    public string? Calendar { get; init; }

    /// <summary>Which themes are important to whom.</summary>
    public IReadOnlyList<Weight> Weights { get; init; } = [];

    /// <summary>The agenda; empty until it was made.</summary>
    public IReadOnlyList<AgendaItem> Agenda { get; init; } = [];

    /// <summary>Index of the item that is talked about.</summary>
    public int Item { get; init; }

    /// <summary>Index of the guiding question that is talked about.</summary>
    public int Question { get; init; }

    /// <summary>When the item began.</summary>
    public Instant ItemSince { get; init; }

    /// <summary>How often the clock has rung for the item: 1 shortly before its end, 2 at its end.</summary>
    public int Rung { get; init; }

    /// <summary>Id of the channel where it is guided; null where it is guided alone with <see cref="Host"/>.</summary>
    public string? Room { get; init; }

    /// <summary>Id of the person who started it, or null.</summary>
    public string? Host { get; init; }

    /// <summary>Id of the person who writes down what is said, or null.</summary>
    public string? Writer { get; init; }

    /// <summary>What was said.</summary>
    public IReadOnlyList<Said> Said { get; init; } = [];

    /// <summary>Ids of the members who said that they are there; empty after the end.</summary>
    public IReadOnlyList<string> Present { get; init; } = [];

    /// <summary>Agencies that took part, by name; voices of residents are only counted.</summary>
    public IReadOnlyList<string> Agencies { get; init; } = [];

    /// <summary>How many voices of residents took part.</summary>
    public int Residents { get; init; }

    /// <summary>When it really began.</summary>
    public Instant? Started { get; init; }

    /// <summary>When it really ended.</summary>
    public Instant? Ended { get; init; }

    /// <summary>The short public version in words of a professional; null: the one made by itself.</summary>
    public string? PublicWords { get; init; }

    /// <summary>When the public version was released, or null.</summary>
    public Instant? Released { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string StateName => State.ToString();

    /// <summary>The item that is talked about, or null.</summary>
    [JsonIgnore]
    public AgendaItem? Current => Item < Agenda.Count ? Agenda[Item] : null;

    /// <inheritdoc/>
    public Relation RelationOf(string person) => person == Writer || person == Host ? Relation.Owner : Relation.Any;
}

/// <summary>The secret link of one person, or of the public, to the minutes of a meeting. Deleting it revokes it.</summary>
public sealed record MinutesLink : IDocument
{
    /// <summary>The kind and its indexes.</summary>
    public static readonly Kind<MinutesLink> Kind = new(
        "minuteslink",
        DialogueDocuments.Default.MinutesLink,
        new Index<MinutesLink>("secret", l => l.Secret),
        new Index<MinutesLink>("person", l => l.Person is null ? null : IndexValue.Of(l.Person, l.Id)),
        new Index<MinutesLink>("meeting", l => IndexValue.Of(l.Meeting, l.Id))
    );

    /// <summary>Meeting and person, or meeting and "public".</summary>
    public required string Id { get; init; }

    /// <summary>Id of the meeting.</summary>
    public required string Meeting { get; init; }

    /// <summary>Id of the person it belongs to; null for the public version.</summary>
    public string? Person { get; init; }

    /// <summary>What stands in the address; 32 characters that cannot be guessed.</summary>
    public required string Secret { get; init; }
}
