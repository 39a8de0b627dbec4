using System.Text.Json;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.Matrix.Client;
using Nachbarschaftsbot.Messengers.Matrix.Receiving;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Messengers.Matrix.Rooms;

/// <summary>
/// The bot is asked in, comes in, goes; people come and go; a room goes on elsewhere. Told the same twice or late, it does the same once.
/// </summary>
internal sealed class MatrixMoves(
    MatrixClient client,
    MatrixIdentity me,
    MatrixBook book,
    MatrixDirects directs,
    DeafRooms deaf,
    MatrixPower power,
    MatrixInvites invites,
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
        if (await book.Find(room) is null)
            await directs.Settled();
        var members = await client.Members(room, CancellationToken.None);
        if (members.Value is not { Joined: var people })
        {
            OrUnavailable(members.Outcome);
            return;
        }
        foreach (var (user, profile) in people.Where(p => MatrixEventReader.IsUser(p.Key)))
            names.Learn(user, profile.Name);
        var humans = people.Keys.Where(p => !me.Is(p)).ToList();
        var first = await First(room);
        if (Text(first, "type") == "m.space")
        {
            await LeaveSpace(room);
            return;
        }
        var owner = await OwnerOf(room, humans, Text(first, MatrixDirects.Mark));
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
            OrUnavailable(await directs.Register(room, person, CancellationToken.None));
        if ((joined.Replaces ?? await Predecessor(first, room)) is { } old)
            await Replaced(old, joined);
        if (isEncrypted)
            await deaf.Enter(joined);
        else if (await book.Find(room) is { } current)
        {
            await Greet(current);
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

    /// <summary>A room goes on elsewhere: the bot goes along.</summary>
    internal async Task Tombstone(MatrixRoom room, MatrixEvent stone)
    {
        if (!MatrixEventReader.IsRoom(stone.Replacement) || stone.Replacement == room.RoomId)
        {
            counters.Event("tombstone-malformed");
            return;
        }
        IReadOnlyList<string> via = [MatrixIds.ServerOf(stone.Sender), .. room.Via];
        var next = await book.Keep(
            stone.Replacement!,
            known =>
                known is { IsIn: true }
                    ? null
                    : new MatrixRoom
                    {
                        Id = MatrixIds.Short(stone.Replacement!),
                        RoomId = stone.Replacement!,
                        State = RoomState.Invited,
                        IsDirect = room.IsDirect,
                        Account = room.Account,
                        User = room.User,
                        Via = [.. via.Distinct().Take(5)],
                        Round = known?.Round ?? 0,
                        Replaces = room.RoomId,
                    }
        );
        // Where we are already, the other room has to say so too: else anybody could put theirs in the place of a room of ours.
        if (next is { IsIn: true } && await Predecessor(await First(next.RoomId), next.RoomId) == room.RoomId)
            await Replaced(room.RoomId, next);
    }

    /// <summary>Compares what we know with what the homeserver says, at start: after a restore both can differ.</summary>
    internal async Task Reconcile()
    {
        var answer = await client.Joined(CancellationToken.None);
        if (answer.Value is not { Rooms: var rooms })
        {
            OrUnavailable(answer.Outcome);
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
            : await directs.OwnerOf(room, CancellationToken.None);
        return claimed is not null && humans.All(h => h == claimed) ? claimed : null;
    }

    /// <summary>What the first event of a room says; it can be anything.</summary>
    private async Task<JsonElement> First(string room)
    {
        var first = await client.State(room, "m.room.create", "", CancellationToken.None);
        if (!first.IsOk)
            OrUnavailable(first.Outcome);
        return first.IsOk ? first.Value : default;
    }

    /// <summary>The room that this one goes on from, if that one says so too: else anybody could take the place of a room of ours.</summary>
    private async Task<string?> Predecessor(JsonElement first, string room)
    {
        if (
            first.ValueKind != JsonValueKind.Object
            || !first.TryGetProperty("predecessor", out var before)
            || Text(before, "room_id") is not { } old
            || await book.Find(old) is not { IsIn: true }
        )
            return null;
        var stone = await client.State(old, "m.room.tombstone", "", CancellationToken.None);
        if (!stone.IsOk)
            OrUnavailable(stone.Outcome);
        return stone.IsOk && Text(stone.Value, "replacement_room") == room ? old : null;
    }

    private static string? Text(JsonElement json, string name) => MatrixEventReader.Text(json, name);

    /// <summary>A space holds no talk. Not every invitation says that it is one.</summary>
    private async Task LeaveSpace(string room)
    {
        OrUnavailable((await client.Leave(room, MatrixInvites.NoRoom, CancellationToken.None)).Outcome);
        await client.Forget(room, CancellationToken.None);
        await book.Delete(room);
    }

    /// <summary>A direct chat begins as if the person had asked for it; a group asks what it is for.</summary>
    private async Task Greet(MatrixRoom room)
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

    private async Task Came(MatrixRoom room, string user)
    {
        if (!room.IsDirect)
            return;
        if (MatrixIds.Short(user) != room.Account)
            await NoLongerAlone(room);
        else if (room is { State: RoomState.Open, IsWayOut: true, Greeted: < 0 })
            await Greet(room with { IsWayOut = false });
    }

    /// <summary>A third person is in a direct chat: nothing for one person alone may be said there any more.</summary>
    private async Task NoLongerAlone(MatrixRoom room)
    {
        counters.Happened("direct-shared");
        var shared = await book.Keep(
            room.RoomId,
            known => known is { IsDirect: true } ? known with { IsDirect = false, Account = null, Greeted = -1 } : known
        );
        OrUnavailable(await directs.Register(room.RoomId, null, CancellationToken.None));
        if (shared is { State: RoomState.Open })
            await Greet(shared);
    }

    /// <summary>Nobody but us is left: we go too.</summary>
    private async Task Left(MatrixRoom room)
    {
        var members = await client.Members(room.RoomId, CancellationToken.None);
        if (members.Value is not { Joined: var people })
        {
            OrUnavailable(members.Outcome);
            return;
        }
        var humans = people.Keys.Count(p => !me.Is(p));
        if (humans > 0)
        {
            await book.Keep(room.RoomId, known => known is null ? null : known with { Humans = humans });
            return;
        }
        OrUnavailable((await client.Leave(room.RoomId, null, CancellationToken.None)).Outcome);
        await client.Forget(room.RoomId, CancellationToken.None);
        await directs.Register(room.RoomId, null, CancellationToken.None);
        await Gone(room);
    }

    /// <summary>What stood for the old room stands for the new one; the old one is left.</summary>
    private async Task Replaced(string old, MatrixRoom next)
    {
        if (await book.Find(old) is not { IsIn: true } before)
            return;
        if (before is { IsDirect: false, Place: { } place } && !next.IsDirect)
            await ports.Take(new($"{place.Key}:moved{before.Round}", place, null, new Content.Moved(next.Id)));
        if (before.IsDirect == next.IsDirect)
            await book.Keep(next.RoomId, known => known is null ? null : known with { Greeted = known.Round });
        await book.Keep(
            old,
            known => known is null ? null : known with { State = RoomState.Replaced, Next = time.GetCurrentInstant() }
        );
    }

    private static void OrUnavailable(MatrixOutcome outcome)
    {
        if (outcome is MatrixOutcome.Transient or MatrixOutcome.Limited or MatrixOutcome.Unauthorized)
            throw new MatrixUnavailableException(outcome);
    }
}
