using System.Text.Json;
using System.Text.Json.Serialization;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Outbox;

/// <summary>
/// Outbound messages as they wait in the store. Without converters for all, so that the generated code writes them without looking anything up.
/// </summary>
[JsonSerializable(typeof(Outbound))]
[JsonSerializable(typeof(RichInline.Text), TypeInfoPropertyName = "RichText")]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
internal sealed partial class OutboundJson : JsonSerializerContext
{
    /// <summary>As JSON in UTF-8.</summary>
    public static byte[] Serialize(Outbound message) => JsonSerializer.SerializeToUtf8Bytes(message, Default.Outbound);

    /// <summary>From JSON in UTF-8.</summary>
    public static Outbound Deserialize(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, Default.Outbound) ?? throw new InvalidDataException("An outbox row is empty.");
}
