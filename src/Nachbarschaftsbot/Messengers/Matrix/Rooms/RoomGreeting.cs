using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.Matrix.Receiving;

namespace Nachbarschaftsbot.Messengers.Matrix.Rooms;

/// <summary>The first thing that happens in a room, once for each time the bot comes in.</summary>
internal sealed class RoomGreeting(MatrixBook book, MatrixNames names, MatrixPorts ports)
{
    /// <summary>A direct chat begins as if the person had asked for it; a group asks what it is for.</summary>
    internal async Task Greet(MatrixRoom room)
    {
        if (room is not { State: RoomState.Open, Place: { } place } || room.Greeted == room.Round)
            return;
        if (room is { IsWayOut: true, Greeted: < 0 })
            return;
        var sender = room.User is { } user
            ? new Sender(new Account(MatrixModule.MessengerName, MatrixIds.Short(user)), await names.Of(user))
            : null;
        if (sender is not null || !room.IsDirect)
            await ports.Take(
                new(
                    $"{place.Key}:{room.Id}:in{room.Round}",
                    place,
                    sender,
                    room.IsDirect ? new Content.Words("/start") : new Content.Membership(MembershipChange.BotAdded)
                )
            );
        await book.Keep(room.RoomId, known => known is null ? null : known with { Greeted = room.Round });
    }
}
