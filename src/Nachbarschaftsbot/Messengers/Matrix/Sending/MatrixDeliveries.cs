using System.Globalization;
using System.Text.Json;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.Matrix.Client;
using NodaTime;

namespace Nachbarschaftsbot.Messengers.Matrix.Sending;

/// <summary>What an outcome means for the outbox. The only place where one becomes the other.</summary>
internal static class MatrixDeliveries
{
    internal static Delivery Of(MatrixOutcome outcome, PlaceKind place) =>
        outcome switch
        {
            MatrixOutcome.Ok => new Delivery.Sent([]),
            // The limit is one of the sender, not of the room.
            MatrixOutcome.Limited(var after) => new Delivery.Later(Duration.FromTimeSpan(after), WholeMessenger: true),
            MatrixOutcome.Unauthorized => new Delivery.Stop("the homeserver refuses the token"),
            MatrixOutcome.Forbidden => new Delivery.Unreachable(Gone: false),
            // Somebody whose room vanished can open another one.
            MatrixOutcome.NotFound => new Delivery.Unreachable(Gone: place != PlaceKind.Private),
            MatrixOutcome.TooLarge => new Delivery.Refused("larger than the homeserver takes"),
            MatrixOutcome.Refused(var status, var code) => new Delivery.Refused($"{status} {code}".TrimEnd()),
            MatrixOutcome.Transient(var reason) => new Delivery.Transient(reason),
            _ => new Delivery.Refused("unknown outcome"),
        };
}

/// <summary>Finds out why something is forbidden: whoever is not in a room cannot be reached there, whoever lacks power can be given it.</summary>
internal sealed class MatrixRights(MatrixClient client, MatrixIdentity self)
{
    private const string PowerLevels = "m.room.power_levels";
    private const string Redaction = "m.room.redaction";
    private const long UsualToRedact = 50;

    /// <summary>What a refusal to send means.</summary>
    internal async Task<Delivery> Explain(string room, CancellationToken cancel)
    {
        var levels = await client.State(room, PowerLevels, "", cancel);
        if (levels.Outcome is MatrixOutcome.Forbidden)
            return new Delivery.Unreachable(Gone: false);
        if (levels.Outcome is not (MatrixOutcome.Ok or MatrixOutcome.NotFound))
            return MatrixDeliveries.Of(levels.Outcome, PlaceKind.Group);
        var (own, needed) = levels.IsOk ? Powers(levels.Value, self.User) : (0, 0);
        return own >= needed
            ? new Delivery.Unreachable(Gone: false)
            : new Delivery.Refused(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the bot may not write in this room: {MatrixContent.Message} needs power {needed}, the bot has {own}"
                )
            );
    }

    /// <summary>The power that somebody has, and the one that writing needs (https://spec.matrix.org/latest/client-server-api/#mroompower_levels).</summary>
    internal static (long Own, long Needed) Powers(JsonElement levels, string user)
    {
        var usual = Number(levels, "users_default") ?? 0;
        var own = Number(Part(levels, "users"), user) ?? usual;
        var needed = Number(Part(levels, "events"), MatrixContent.Message) ?? Number(levels, "events_default") ?? 0;
        return (own, needed);
    }

    /// <summary>Whether somebody's power is enough to take back what others sent.</summary>
    internal static bool MayRedact(JsonElement levels, string user)
    {
        var own = Number(Part(levels, "users"), user) ?? Number(levels, "users_default") ?? 0;
        var toSend = Number(Part(levels, "events"), Redaction) ?? Number(levels, "events_default") ?? 0;
        return own >= Math.Max(Number(levels, "redact") ?? UsualToRedact, toSend);
    }

    private static JsonElement Part(JsonElement whole, string name) =>
        whole.ValueKind == JsonValueKind.Object && whole.TryGetProperty(name, out var part) ? part : default;

    private static long? Number(JsonElement whole, string name) =>
        Part(whole, name) switch
        {
            { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out var value) => value,
            // Old rooms hold numbers as texts.
            { ValueKind: JsonValueKind.String } text
                when long.TryParse(text.GetString(), CultureInfo.InvariantCulture, out var value) => value,
            _ => null,
        };
}
