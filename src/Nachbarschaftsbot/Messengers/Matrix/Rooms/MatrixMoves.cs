using System.Text.Json;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.Matrix.Client;
using Nachbarschaftsbot.Messengers.Matrix.Receiving;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Messengers.Matrix.Rooms;

/// <summary>
/// The bot is asked in, comes in, goes. Told the same twice or late, it does the same once.
/// </summary>
internal sealed class MatrixMoves(
    MatrixClient client,
    MatrixIdentity me,
    MatrixBook book,
    MatrixDirects directs,
    DirectList list,
    DeafRooms deaf,
    MatrixPower power,
    MatrixInvites invites,
    RoomGreeting greeting,
    RoomSuccession succession,
    MatrixNames names,
    IRoomCipher cipher,
    MatrixPorts ports,
    MatrixCounters counters,
    TimeProvider time
)
{
    /// <summary>How long a room that we left stays known, so that somebody who comes back is known.</summary>
    internal static readonly Duration Memory = Duration.FromDays(7);

    /// <summary>Our own membership of a room changed.</summary>
    internal async Task Self(string room, MatrixEvent change)
    {
        var known = await book.Find(room);
        switch (change.Membership)
        {
            case "invite":
                await invites.Take(room, change, known);
                break;
            case "join" when known is { IsIn: true } && (change.WasIn || change.Sent <= known.Joined):
                await Resume(known);
                break;
            case "join" when known is { State: RoomState.Leaving }:
            case "join" when known is { IsIn: false, State: not RoomState.Invited } && change.Sent <= known.Joined:
                counters.Event("join-of-old");
                break;
            case "join":
                await Joined(room, change.Sent);
                break;
            case "leave" or "ban" when known is { State: RoomState.Invited }:
                await book.Delete(room);
                break;
            case "leave" or "ban" when known is { IsIn: true } && change.Sent >= known.Joined:
                await Gone(known);
                break;
        }
    }

    /// <summary>What the homeserver or the store did not let us finish when we came in.</summary>
    private async Task Resume(MatrixRoom room)
    {
        if (room is { State: RoomState.Deaf, NoticeGiven: false })
            await deaf.Enter(room);
        else if (room is { State: RoomState.Open, IsWayOut: false } && room.Greeted != room.Round)
            await Joined(room.RoomId, room.Joined);
    }

    /// <summary>We are in a room: learns what it is, and says hello or, where it is encrypted, why not.</summary>
    /// <param name="room">The room.</param>
    /// <param name="at">When we came in; what is older is not for us.</param>
    internal async Task Joined(string room, long at)
    {
        var first = await succession.First(room);
        if (await book.Find(room) is null && MatrixEventReader.Text(first, MatrixDirects.Mark) is { } mark)
            await directs.Settled(mark);
        var members = await client.Members(room, CancellationToken.None);
        if (members.Value is not { Joined: var people })
        {
            MatrixUnavailableException.ThrowFor(members.Outcome);
            return;
        }
        foreach (var (user, profile) in people.Where(p => MatrixEventReader.IsUser(p.Key)))
            names.Learn(user, profile.Name);
        var humans = people.Keys.Where(p => !me.Is(p)).ToList();
        if (MatrixEventReader.Text(first, "type") == "m.space")
        {
            await LeaveSpace(room);
            return;
        }
        var owner = await OwnerOf(room, humans, MatrixEventReader.Text(first, MatrixDirects.Mark));
        var isEncrypted = !cipher.CanRead && await deaf.IsEncrypted(room);
        var now = time.GetCurrentInstant();
        // What we are about to leave stays so, unless we were asked in anew meanwhile.
        var joined = await book.Keep(
            room,
            known =>
                known is { State: RoomState.Leaving } && at <= known.Joined
                    ? null
                    : In(known, room, at, humans.Count, owner, isEncrypted, now)
        );
        if (joined is not { IsIn: true })
            return;
        if (joined is { IsDirect: true, User: { } person })
            MatrixUnavailableException.ThrowFor(await list.Register(room, person, CancellationToken.None));
        if ((joined.Replaces ?? await succession.Predecessor(first, room)) is { } old)
            await succession.Replaced(old, joined);
        if (isEncrypted)
            await deaf.Enter(joined);
        else if (await book.Find(room) is { } current)
        {
            await greeting.Greet(current);
            if (!current.IsDirect)
                await power.Check(current);
        }
    }

    /// <summary>We are not in a room any more.</summary>
    internal async Task Gone(MatrixRoom room)
    {
        // Somebody with another open room with us has only tidied up.
        var isTidied =
            room is { IsDirect: true, Account: { } account }
            && (await book.OfAccount(account)).Any(r => r.State == RoomState.Open && r.Id != room.Id);
        if (room is { Greeted: >= 0, Place: { } place } && !isTidied)
            await ports.Take(
                new(
                    $"{place.Key}:{room.Id}:out{room.Round}",
                    place,
                    null,
                    new Content.Membership(room.IsDirect ? MembershipChange.Blocked : MembershipChange.BotRemoved)
                )
            );
        if (room.State == RoomState.Deaf)
            await ports.Take(DeafRooms.Told(room, MembershipChange.BotRemoved));
        await book.Keep(
            room.RoomId,
            known =>
                known is { IsIn: true } && known.Round == room.Round
                    ? known with
                    {
                        State = RoomState.Left,
                        Next = time.GetCurrentInstant() + Memory,
                        NoticeGiven = false,
                    }
                    : known
        );
    }

    /// <summary>Compares what we know with what the homeserver says, at start: after a restore both can differ.</summary>
    internal async Task Reconcile()
    {
        var answer = await client.Joined(CancellationToken.None);
        if (answer.Value is not { Rooms: var rooms })
        {
            MatrixUnavailableException.ThrowFor(answer.Outcome);
            return;
        }
        var inside = rooms.Where(MatrixEventReader.IsRoom).ToHashSet();
        IReadOnlyList<MatrixRoom> known = [.. await book.In(RoomState.Open), .. await book.In(RoomState.Deaf)];
        foreach (var lost in known.Where(k => !inside.Contains(k.RoomId)))
            await Gone(lost);
        foreach (var room in inside)
            if (await book.Find(room) is null or { State: RoomState.Left })
                await Joined(room, time.GetUtcNow().ToUnixTimeMilliseconds());
            else if (await book.Find(room) is { IsIn: true } begun)
                await Resume(begun);
    }

    private static MatrixRoom In(
        MatrixRoom? known,
        string room,
        long at,
        int humans,
        string? owner,
        bool isEncrypted,
        Instant now
    )
    {
        var before = known ?? new MatrixRoom { Id = MatrixIds.Short(room), RoomId = room };
        return before with
        {
            IsDirect = owner is not null,
            Account = owner is null ? null : MatrixIds.Short(owner),
            User = owner ?? before.User,
            Humans = humans,
            IsEncrypted = isEncrypted,
            Joined = at,
            State = isEncrypted ? RoomState.Deaf : RoomState.Open,
            Round = before.IsIn && (before.Joined == at || before.Joined == 0) ? before.Round : before.Round + 1,
            LastUsed = now,
            Tries = 0,
        };
    }

    /// <summary>
    /// Whose direct chat a room is: what we wrote into it when we made it, what our account's data say, what the invitation said, as long
    /// as nobody else is in it.
    /// </summary>
    private async Task<string?> OwnerOf(string room, IReadOnlyList<string> humans, string? mark)
    {
        if (humans.Count > 1)
            return null;
        // Into a room of our own nobody asks us: in one that somebody else made the mark says nothing.
        var known = await book.Find(room);
        var isAsked = known is { State: RoomState.Invited };
        if (!isAsked && mark is not null && MatrixEventReader.IsUser(mark) && humans.All(h => h == mark))
            return mark;
        var claimed = known is { IsDirect: true, User: { } inviter }
            ? inviter
            : await list.OwnerOf(room, CancellationToken.None);
        return claimed is not null && humans.All(h => h == claimed) ? claimed : null;
    }

    /// <summary>A space holds no talk. Not every invitation says that it is one.</summary>
    private async Task LeaveSpace(string room)
    {
        MatrixUnavailableException.ThrowFor(
            (await client.Leave(room, MatrixInvites.NoRoom, CancellationToken.None)).Outcome
        );
        await client.Forget(room, CancellationToken.None);
        await book.Delete(room);
    }
}
