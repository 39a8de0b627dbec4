using System.Text.Json.Serialization;
using Nachbarschaftsbot.Core.Documents;
using NodaTime;

namespace Nachbarschaftsbot.Messengers.Matrix;

/// <summary>What the adapter has to know over a restart.</summary>
internal sealed record MatrixState : IDocument
{
    internal static readonly Kind<MatrixState> Kind = new("matrix", MatrixStateJson.Default.MatrixState);

    /// <summary>Always <c>sync</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Whose place in the stream it is: another account begins anew.</summary>
    public string User { get; init; } = "";

    /// <summary>Up to where everything has taken effect; null before the first.</summary>
    public string? NextBatch { get; init; }

    /// <summary>When that was.</summary>
    public Instant At { get; init; }
}

[JsonSerializable(typeof(MatrixState))]
[JsonSourceGenerationOptions(Converters = [typeof(InstantConverter)])]
internal sealed partial class MatrixStateJson : JsonSerializerContext;
