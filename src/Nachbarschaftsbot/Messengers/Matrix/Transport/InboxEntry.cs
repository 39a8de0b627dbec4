using System.Text.Json.Serialization;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Messengers.Matrix.Receiving;

namespace Nachbarschaftsbot.Messengers.Matrix.Transport;

/// <summary>What the homeserver pushed and has not taken effect yet. Gone as soon as it has.</summary>
internal sealed record InboxEntry : IDocument
{
    internal static readonly Kind<InboxEntry> Kind = new(
        "matrix-inbox",
        InboxJson.Default.InboxEntry,
        new Index<InboxEntry>("place", e => e.Id)
    );

    /// <summary>The place in the row of what came in.</summary>
    public required string Id { get; init; }

    /// <summary>The events, with their rooms, in their order.</summary>
    public required IReadOnlyList<MatrixEvent> Events { get; init; }
}

[JsonSerializable(typeof(InboxEntry))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
internal sealed partial class InboxJson : JsonSerializerContext;
