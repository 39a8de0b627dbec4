using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Nachbarschaftsbot.Messengers.Telegram.Client;

namespace Nachbarschaftsbot.Messengers.Telegram;

/// <summary>Looks at updates whose shape is not the known one: a new version of the API must not stop the bot.</summary>
internal static class UpdateReader
{
    /// <summary>Whether this is sound JSON of an object with an update_id.</summary>
    internal static bool IsUpdate(ReadOnlySequence<byte> json)
    {
        if (!Utf8.IsValid(json.ToArray()))
            return false;
        try
        {
            var reader = new Utf8JsonReader(json);
            using var document = JsonDocument.ParseValue(ref reader);
            return !reader.Read() && IdOf(document.RootElement) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>An update from its element; one with nothing but the id when its shape is unknown; null without an id.</summary>
    internal static Update? Read(JsonElement element)
    {
        try
        {
            return element.Deserialize(TelegramJson.Default.Update);
        }
        catch (JsonException)
        {
            return IdOf(element) is { } id ? new Update { UpdateId = id } : null;
        }
    }

    private static long? IdOf(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty("update_id", out var id)
        && id.ValueKind == JsonValueKind.Number
        && id.TryGetInt64(out var number)
            ? number
            : null;
}
