using System.Globalization;
using System.Text.Json.Serialization;
using Nachbarschaftsbot.Core.Documents;
using NodaTime;

namespace Nachbarschaftsbot.Messengers.Matrix.Sending;

/// <summary>What the numbers under one event of ours press, and where the event stands.</summary>
internal sealed record MatrixChoice : IDocument
{
    internal static readonly Kind<MatrixChoice> Kind = new(
        "matrix-choices",
        MatrixChoiceJson.Default.MatrixChoice,
        new Index<MatrixChoice>("place", c => IndexValue.Of(c.Place, c.Id)),
        new Index<MatrixChoice>("at", c => Sortable(c.At)),
        new Index<MatrixChoice>("waiting", c => c.Missing.Any() ? IndexValue.Of(Sortable(c.At), c.Id) : null)
    );

    /// <summary>The event, by <see cref="IdOf"/>.</summary>
    public required string Id { get; init; }

    /// <summary>Key of the place.</summary>
    public required string Place { get; init; }

    /// <summary>The room on the wire.</summary>
    public required string Room { get; init; }

    /// <summary>The event on the wire.</summary>
    public required string Event { get; init; }

    /// <summary>In which language it was written.</summary>
    public string Language { get; init; } = "de";

    /// <summary>Number to token.</summary>
    public IReadOnlyDictionary<int, string> Tokens { get; init; } = new Dictionary<int, string>();

    /// <summary>Number to the reaction of ours that offers it.</summary>
    public IReadOnlyDictionary<int, string> Reactions { get; init; } = new Dictionary<int, string>();

    /// <summary>Whether it is a poll: then its answers press, and it has no keys.</summary>
    public bool IsPoll { get; init; }

    /// <summary>The polls that belong to it: which question to which event.</summary>
    public IReadOnlyDictionary<string, string> Polls { get; init; } = new Dictionary<string, string>();

    /// <summary>Numbers whose keys do not stand under the event yet.</summary>
    [JsonIgnore]
    internal IEnumerable<int> Missing =>
        Tokens.Keys.Where(n => !IsPoll && n <= MatrixKeys.Highest && !Reactions.ContainsKey(n)).Order();

    /// <summary>The first event of the thread it stands in, or null.</summary>
    public string? Root { get; init; }

    /// <summary>How often numbers were taken from it.</summary>
    public int Round { get; init; }

    /// <summary>Whether it has or had numbers: then a number under it is no words.</summary>
    [JsonIgnore]
    internal bool IsForNumbers => !IsPoll && (Tokens.Count > 0 || Round > 0);

    /// <summary>When it was sent.</summary>
    public Instant At { get; init; }

    /// <summary>A document id for an event: event ids of old rooms can be longer than one.</summary>
    internal static string IdOf(string eventId) => MatrixIds.Short(eventId);

    /// <summary>A moment as an index value.</summary>
    internal static string Sortable(Instant moment) =>
        moment.ToUnixTimeSeconds().ToString("D12", CultureInfo.InvariantCulture);
}

/// <summary>Which event's numbers a number typed in a direct chat means.</summary>
internal sealed record MatrixLastChoice : IDocument
{
    internal static readonly Kind<MatrixLastChoice> Kind = new(
        "matrix-last",
        MatrixChoiceJson.Default.MatrixLastChoice
    );

    /// <summary>Made of the place's key.</summary>
    public required string Id { get; init; }

    /// <summary>The event.</summary>
    public required string Event { get; init; }
}

[JsonSerializable(typeof(MatrixChoice))]
[JsonSerializable(typeof(MatrixLastChoice))]
[JsonSourceGenerationOptions(Converters = [typeof(InstantConverter)])]
internal sealed partial class MatrixChoiceJson : JsonSerializerContext;
