using System.Text.Json.Serialization;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using NodaTime;

namespace Nachbarschaftsbot.Core.Sozialraumdialoge;

/// <summary>Whether a dialogue goes on.</summary>
public enum DialogueState
{
    /// <summary>It meets.</summary>
    Active,

    /// <summary>It pauses, on purpose.</summary>
    Resting,

    /// <summary>It has ended.</summary>
    Ended,
}

/// <summary>Somebody who takes part: for an agency, or as a voice of the residents. Both count alike.</summary>
/// <param name="Person">Id of the person.</param>
/// <param name="Agency">Name of the agency; null for a voice of the residents.</param>
public sealed record DialogueMember(string Person, string? Agency);

/// <summary>A Sozialraumdialog: the regular meeting of agencies and residents of one Quartier.</summary>
public sealed record Dialogue : ISubject
{
    /// <summary>Most people in one dialogue.</summary>
    public const int MostMembers = 60;

    /// <summary>The kind and its indexes.</summary>
    public static readonly Kind<Dialogue> Kind = new(
        "sozialraumdialog",
        DialogueDocuments.Default.Dialogue,
        new Index<Dialogue>("quartier", d => IndexValue.Of(d.Quartier, d.State.ToString(), d.Id))
    );

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public required string Quartier { get; init; }

    /// <summary>Its name, at most 60 characters.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for, at most 300 characters; null while nobody has said so. Without a purpose nobody is invited.</summary>
    public string? Purpose { get; init; }

    /// <summary>Weeks from one meeting to the next; 0: only once.</summary>
    public int Weeks { get; init; }

    /// <summary>Length of a meeting in minutes.</summary>
    public int Minutes { get; init; } = 90;

    /// <summary>Id of the person who takes care of it; null when that person has gone.</summary>
    public string? Owner { get; init; }

    /// <summary>Who takes part.</summary>
    public IReadOnlyList<DialogueMember> Members { get; init; } = [];

    /// <summary>Ids of residents who asked to take part.</summary>
    public IReadOnlyList<string> Asking { get; init; } = [];

    /// <summary>Whether it goes on.</summary>
    public DialogueState State { get; init; }

    /// <summary>Id of the meeting that comes or runs, or null.</summary>
    public string? Next { get; init; }

    /// <summary>How many meetings there were, the coming one included.</summary>
    public int Number { get; init; }

    /// <summary>When the last meeting began, or null.</summary>
    public Instant? LastHeld { get; init; }

    /// <summary>When it was made.</summary>
    public Instant Created { get; init; }

    /// <summary>When it ended, or null.</summary>
    public Instant? Ended { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string StateName => State.ToString();

    /// <summary>Whether somebody takes part.</summary>
    public bool Has(string? person) => person is not null && Members.Any(m => m.Person == person);

    /// <inheritdoc/>
    public Relation RelationOf(string person) =>
        (person == Owner ? Relation.Owner : Relation.Any) | (Has(person) ? Relation.Party : Relation.Any);
}

/// <summary>That a person has to do with a dialogue, so that it is found by person.</summary>
public sealed record DialogueSeat : IDocument
{
    /// <summary>The kind and its indexes.</summary>
    public static readonly Kind<DialogueSeat> Kind = new(
        "dialogueseat",
        DialogueDocuments.Default.DialogueSeat,
        new Index<DialogueSeat>("person", s => IndexValue.Of(s.Person, s.Id))
    );

    /// <summary>Dialogue and person.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the dialogue.</summary>
    public required string Dialogue { get; init; }

    /// <summary>Id of the person.</summary>
    public required string Person { get; init; }

    /// <summary>The id of a seat.</summary>
    public static string IdOf(string dialogue, string person) => $"{dialogue}-{person}";
}

[JsonSerializable(typeof(Dialogue))]
[JsonSerializable(typeof(DialogueSeat))]
[JsonSerializable(typeof(DialogueMeeting))]
[JsonSerializable(typeof(Theme))]
[JsonSerializable(typeof(ThemeSweep))]
[JsonSerializable(typeof(Agreement))]
[JsonSerializable(typeof(MinutesLink))]
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true,
    Converters = [typeof(InstantConverter)]
)]
internal sealed partial class DialogueDocuments : JsonSerializerContext;
