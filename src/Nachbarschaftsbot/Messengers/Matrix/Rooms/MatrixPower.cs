using System.Text.Json;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.Matrix.Client;
using Nachbarschaftsbot.Messengers.Matrix.Receiving;
using Nachbarschaftsbot.Messengers.Matrix.Sending;

namespace Nachbarschaftsbot.Messengers.Matrix.Rooms;

/// <summary>Where the bot may not write it cannot say so: who invited it is told in their own chat, with what is missing.</summary>
internal sealed class MatrixPower(
    MatrixClient client,
    MatrixIdentity me,
    MatrixDirects directs,
    MatrixNotices notices,
    MatrixCounters counters
)
{
    /// <summary>Looks whether the bot may write in a room it has just come into. What fails here stops nothing: sending explains itself too.</summary>
    internal async Task Check(MatrixRoom room)
    {
        if (room.User is not { } inviter || !MatrixEventReader.IsUser(inviter))
            return;
        var levels = await client.State(room.RoomId, "m.room.power_levels", "", CancellationToken.None);
        if (!levels.IsOk)
            return;
        var (own, needed) = MatrixRights.Powers(levels.Value, me.User);
        if (own >= needed)
            return;
        counters.Happened("no-power");
        var chat = await directs.Ensure(MatrixIds.Short(inviter), isWayOut: false, CancellationToken.None);
        if (chat.Value is not { RoomId: var direct })
            return;
        var text = Text.Of(
            "messenger.matrix.no-power",
            ("room", await NameOf(room.RoomId)),
            ("needed", needed.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("own", own.ToString(System.Globalization.CultureInfo.InvariantCulture))
        );
        await notices.Say(direct, $"power {room.Id} {room.Round}", [text]);
    }

    /// <summary>The name of a room as its people see it.</summary>
    private async Task<string> NameOf(string room)
    {
        var name = await client.State(room, "m.room.name", "", CancellationToken.None);
        return
            name.IsOk
            && name.Value.ValueKind == JsonValueKind.Object
            && name.Value.TryGetProperty("name", out var text)
            && text.ValueKind == JsonValueKind.String
            && text.GetString() is { Length: > 0 and < 200 } found
            ? found
            : room;
    }
}
