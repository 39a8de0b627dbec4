using System.Text.Json.Serialization;
using Nachbarschaftsbot.Core.Documents;
using NodaTime;

namespace Nachbarschaftsbot.Core.Dialogues;

/// <summary>An open form with what was answered so far.</summary>
public sealed record Draft
{
    /// <summary>Name of the form.</summary>
    public required string Form { get; init; }

    /// <summary>Question id to accepted value.</summary>
    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>();

    /// <summary>Id of the question that is open, or null when the preview is.</summary>
    public string? At { get; init; }

    /// <summary>Mark of the last showing: a button with another one is stale.</summary>
    public required string Stamp { get; init; }

    /// <summary>Id of the document the form is about, if any.</summary>
    public string? Subject { get; init; }

    /// <summary>Whether a single answer is being changed from the preview.</summary>
    public bool Changing { get; init; }

    /// <summary>Ids of the questions that stood in the last whole form; empty before the first, and where questions come one by one.</summary>
    public IReadOnlyList<string> Shown { get; init; } = [];

    /// <summary>The message in which it stands, where that is taken back once the form is over or stands further down.</summary>
    public Standing? StandsIn { get; init; }

    /// <summary>Whether its answers are confidential (<see cref="FormSpec.Confidential"/>): kept sealed, never asked on an open messenger.</summary>
    public bool Confidential { get; init; }

    /// <summary>Last answer.</summary>
    [JsonIgnore]
    public Instant Touched
    {
        get => Instant.FromUnixTimeMilliseconds(TouchedAt);
        init => TouchedAt = value.ToUnixTimeMilliseconds();
    }

    /// <summary>Last answer in Unix milliseconds, as it is stored.</summary>
    [JsonPropertyName("Touched")]
    public long TouchedAt { get; init; }

    /// <summary>The answer to a question, or null.</summary>
    public string? this[string question] => Answers.TryGetValue(question, out var value) ? value : null;

    /// <summary>The draft with an answer; null takes it back.</summary>
    public Draft With(string question, string? value)
    {
        var answers = new Dictionary<string, string>(Answers);
        if (value is null)
            answers.Remove(question);
        else
            answers[question] = value;
        return this with { Answers = answers };
    }
}

/// <summary>A message by where it stands and our own id there.</summary>
public sealed record Standing(Messages.Place Place, string Ref);

/// <summary>What one person has going on in one place: the open form, shelved ones, the other side of a relayed talk, or nothing.</summary>
public sealed record Conversation : IDocument
{
    /// <summary>The kind; the index finds what an account has going on in groups.</summary>
    public static readonly Kind<Conversation> Kind = new(
        "conversation",
        DialogueJson.Default.Conversation,
        new Index<Conversation>("account", c => c.Id.IndexOf('|') is >= 0 and var bar ? c.Id[(bar + 1)..] : null)
    )
    {
        SealedWith = c => c.Seal,
    };

    /// <summary>The place's key; in groups with the account's key behind a bar.</summary>
    public required string Id { get; init; }

    /// <summary>The open form.</summary>
    public Draft? Draft { get; init; }

    /// <summary>Forms that were left for another one, the last left first; they come back.</summary>
    public IReadOnlyList<Draft> Shelf { get; init; } = [];

    /// <summary>Name of the key it is sealed with while a confidential form is open or shelved; destroyed with the last one.</summary>
    public string? Seal { get; init; }

    /// <summary>Whether a confidential form is open or shelved.</summary>
    [JsonIgnore]
    public bool HoldsConfidential => Draft is { Confidential: true } || Shelf.Any(d => d.Confidential);

    /// <summary>The messages in which forms stand now.</summary>
    [JsonIgnore]
    public IReadOnlyList<Standing> StandingForms =>
        Shelf.Count == 0 && Draft?.StandsIn is null
            ? []
            : [.. Shelf.Append(Draft).Select(d => d?.StandsIn).OfType<Standing>()];

    /// <summary>Id of the Vermittlung whose other side gets what is written, or null.</summary>
    public string? Talk { get; init; }

    /// <summary>What a not yet agreed person came with (the payload of a deep link, a first sentence): taken up after joining.</summary>
    public string? Carried { get; init; }

    /// <summary>Two-letter language that a not yet agreed person chose, or null.</summary>
    public string? Language { get; init; }
}

/// <summary>Without converters, so that the generated code writes it without looking anything up: it is written with almost every turn.</summary>
[JsonSerializable(typeof(Conversation))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
internal sealed partial class DialogueJson : JsonSerializerContext;
