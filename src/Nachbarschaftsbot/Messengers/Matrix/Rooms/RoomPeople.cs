using Nachbarschaftsbot.Messengers.Matrix.Client;
using Nachbarschaftsbot.Messengers.Matrix.Receiving;

namespace Nachbarschaftsbot.Messengers.Matrix.Rooms;

/// <summary>People come and go in rooms that the bot is in.</summary>
internal sealed class RoomPeople(
    MatrixClient client,
    MatrixIdentity me,
    MatrixBook book,
    DirectList list,
    MatrixMoves moves,
    RoomGreeting greeting,
    MatrixNames names,
    MatrixCounters counters
)
{
    /// <summary>Somebody else came, went or is called differently.</summary>
    internal async Task Member(MatrixRoom room, MatrixEvent change)
    {
        var user = change.StateKey!;
        if (!MatrixEventReader.IsUser(user))
            return;
        if (change.Membership == "join")
        {
            names.Learn(user, change.Name);
            await Came(room, user);
        }
        else if (change.Membership is "leave" or "ban")
            await Left(room);
    }

    private async Task Came(MatrixRoom room, string user)
    {
        var isWaiting = room is { State: RoomState.Open, Greeted: < 0 };
        if (room.IsDirect && MatrixIds.Short(user) == room.Account)
        {
            if (isWaiting && room.IsWayOut)
                await greeting.Greet(room with { IsWayOut = false });
        }
        else if (room.IsDirect || isWaiting)
            await NoLongerAlone(room);
    }

    /// <summary>
    /// A third person is in a direct chat: nothing for one person alone may be said there any more. That holds first; where the homeserver
    /// fails then, the rest is done with the next try.
    /// </summary>
    private async Task NoLongerAlone(MatrixRoom room)
    {
        if (room.IsDirect)
            counters.Happened("direct-shared");
        var shared = await book.Keep(
            room.RoomId,
            known => known is { IsDirect: true } ? known with { IsDirect = false, Account = null, Greeted = -1 } : known
        );
        MatrixUnavailableException.ThrowFor(await list.Register(room.RoomId, null, CancellationToken.None));
        if (shared is { State: RoomState.Open })
            await greeting.Greet(shared);
    }

    /// <summary>Nobody but us is left: we go too.</summary>
    private async Task Left(MatrixRoom room)
    {
        var members = await client.Members(room.RoomId, CancellationToken.None);
        if (members.Value is not { Joined: var people })
        {
            MatrixUnavailableException.ThrowFor(members.Outcome);
            return;
        }
        var humans = people.Keys.Count(p => !me.Is(p));
        if (humans > 0)
        {
            await book.Keep(room.RoomId, known => known is null ? null : known with { Humans = humans });
            return;
        }
        MatrixUnavailableException.ThrowFor((await client.Leave(room.RoomId, null, CancellationToken.None)).Outcome);
        await client.Forget(room.RoomId, CancellationToken.None);
        await list.Register(room.RoomId, null, CancellationToken.None);
        await moves.Gone(room);
    }
}
