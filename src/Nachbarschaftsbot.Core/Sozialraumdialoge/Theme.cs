using System.Text.Json.Serialization;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using NodaTime;

namespace Nachbarschaftsbot.Core.Sozialraumdialoge;

/// <summary>Where a theme comes from.</summary>
public enum ThemeSource
{
    /// <summary>Several neighbours asked for the same kind of help.</summary>
    Requests,

    /// <summary>Several requests of one kind were declined for the same reason.</summary>
    Declined,

    /// <summary>Several requests of one kind found nobody.</summary>
    Unanswered,

    /// <summary>The words of a resident.</summary>
    Idea,

    /// <summary>The words of a professional.</summary>
    Note,

    /// <summary>What the participants of a consultation released.</summary>
    Consultation,
}

/// <summary>The life of a theme.</summary>
public enum ThemeState
{
    /// <summary>Words that no professional has looked at yet; nobody else sees them.</summary>
    Proposed,

    /// <summary>In the pool.</summary>
    Open,

    /// <summary>Talked about in a meeting.</summary>
    Talked,

    /// <summary>Not taken in, or taken out.</summary>
    Dropped,
}

/// <summary>
/// A theme of the Quartier. It never holds a person: kind of help, area, counts, and words that a professional confirmed. Who proposed it is
/// kept only so that the person can see and take back the own words.
/// </summary>
public sealed record Theme : ISubject
{
    /// <summary>The kind and its indexes.</summary>
    public static readonly Kind<Theme> Kind = new(
        "theme",
        DialogueDocuments.Default.Theme,
        new Index<Theme>("pool", t => IndexValue.Of(t.Quartier, t.State.ToString(), t.Id)),
        new Index<Theme>("by", t => t.By is null ? null : IndexValue.Of(t.By, t.Id))
    );

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public required string Quartier { get; init; }

    /// <summary>Where it comes from.</summary>
    public ThemeSource Source { get; init; }

    /// <summary>Where it stands.</summary>
    public ThemeState State { get; init; }

    /// <summary>What it is about, at most 200 characters; null for one that is only counted.</summary>
    public string? Words { get; init; }

    /// <summary>Id of the kind of help, or null.</summary>
    public string? Category { get; init; }

    /// <summary>The text key of the reason of declined requests, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>Where in the Quartier, coarse, at most 60 characters; null for all of it.</summary>
    public string? Area { get; init; }

    /// <summary>How often it came up.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Id of the person who proposed it, or null.</summary>
    public string? By { get; init; }

    /// <summary>When it came up first.</summary>
    public Instant Created { get; init; }

    /// <summary>When it last changed: came up again, was taken in, put into other words, talked about or taken out; null: never.</summary>
    public Instant? Changed { get; init; }

    /// <summary>Since when nothing has changed.</summary>
    [JsonIgnore]
    public Instant Since => Changed ?? Created;

    /// <inheritdoc/>
    [JsonIgnore]
    public string StateName => State.ToString();

    /// <inheritdoc/>
    public Relation RelationOf(string person) => person == By ? Relation.Owner : Relation.Any;
}

/// <summary>One kind of case while it is counted.</summary>
/// <param name="Source">Where it comes from.</param>
/// <param name="Category">Id of the kind of help.</param>
/// <param name="Reason">The text key of the reason, or empty.</param>
/// <param name="Count">How many cases.</param>
/// <param name="People">Marks of the people they come from, one each; they go when the counting ends.</param>
public sealed record ThemeCount(
    ThemeSource Source,
    string Category,
    string Reason,
    int Count,
    IReadOnlyList<string> People
);

/// <summary>The counting of the requests of a Quartier while it runs: where it stands and what was counted. Deleted at its end.</summary>
public sealed record ThemeSweep : IDocument
{
    /// <summary>The kind.</summary>
    public static readonly Kind<ThemeSweep> Kind = new("themesweep", DialogueDocuments.Default.ThemeSweep);

    /// <summary>Id of the Quartier.</summary>
    public required string Id { get; init; }

    /// <summary>The index value to go on from.</summary>
    public string From { get; init; } = "";

    /// <summary>Requests from before this moment do not count.</summary>
    public Instant Since { get; init; }

    /// <summary>What was counted.</summary>
    public IReadOnlyList<ThemeCount> Counts { get; init; } = [];
}
