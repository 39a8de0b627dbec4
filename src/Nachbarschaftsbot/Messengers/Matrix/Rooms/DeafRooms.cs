using System.Collections.Concurrent;
using Nachbarschaftsbot.Core.Delivery;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Messengers.Matrix.Client;
using Nachbarschaftsbot.Messengers.Matrix.Receiving;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Messengers.Matrix.Rooms;

/// <summary>
/// Rooms with encryption that we have no keys for: one honest word with the way out, silence after it. The way out is a room without
/// encryption, to which the person is invited, and the web chat.
/// </summary>
internal sealed class DeafRooms(
    MatrixClient client,
    MatrixBook book,
    MatrixDirects directs,
    MatrixNotices notices,
    MatrixConnection connection,
    MatrixPorts ports,
    MatrixCounters counters,
    TimeProvider time
)
{
    private static readonly Backoff Pauses = new(Duration.FromSeconds(2), Duration.FromMinutes(10));
    private readonly ConcurrentDictionary<string, (Instant At, int Tries)> _waiting = new();

    /// <summary>Is told when there is a word to say: <see cref="SayWhatWaits"/> says it, and no other room has to wait for it.</summary>
    internal event Action? Waits;

    /// <summary>Whether a room is really encrypted: an encrypted event alone proves nothing, anybody can send one.</summary>
    /// <exception cref="MatrixUnavailableException">The homeserver does not answer.</exception>
    internal async Task<bool> IsEncrypted(string room)
    {
        var state = await client.State(room, "m.room.encryption", "", CancellationToken.None);
        return state.Outcome switch
        {
            MatrixOutcome.Ok => true,
            MatrixOutcome.Transient or MatrixOutcome.Limited or MatrixOutcome.Unauthorized =>
                throw new MatrixUnavailableException(state.Outcome),
            _ => false,
        };
    }

    /// <summary>From now on nothing is read in a room; it is said there once, as soon as it can be.</summary>
    internal async Task Enter(MatrixRoom room)
    {
        if (room.State == RoomState.Open || !room.NoticeGiven)
            await ports.Take(Told(room, MembershipChange.BotDeaf));
        var deaf = await book.Keep(
            room.RoomId,
            known => known is { IsIn: true } ? known with { State = RoomState.Deaf, IsEncrypted = true } : null
        );
        if (deaf is not { State: RoomState.Deaf, NoticeGiven: false })
            return;
        if (_waiting.TryAdd(room.RoomId, (time.GetCurrentInstant(), 0)))
        {
            counters.Happened("deaf-room");
            Waits?.Invoke();
        }
    }

    /// <summary>Says the words whose time has come.</summary>
    /// <returns>When to come again at the latest.</returns>
    internal async Task<Instant> SayWhatWaits(Instant latest)
    {
        var now = time.GetCurrentInstant();
        foreach (var (room, due) in _waiting)
            if (due.At <= now)
                await Say(room, due.Tries + 1);
        return _waiting.Values.Select(w => w.At).Append(latest).Min();
    }

    private async Task Say(string room, int tries)
    {
        void Later(Duration pause) => _waiting[room] = (time.GetCurrentInstant() + pause, tries);
        // Whatever fails on the way, it is tried again.
        Later(Pauses.Before(tries, 1));
        try
        {
            if (await book.Find(room) is { State: RoomState.Deaf, NoticeGiven: false } deaf)
                await Tell(deaf);
            _waiting.TryRemove(room, out _);
        }
        catch (MatrixUnavailableException unavailable)
        {
            if (unavailable.Outcome is MatrixOutcome.Limited(var after))
                Later(Duration.FromTimeSpan(after));
        }
    }

    private async Task Tell(MatrixRoom deaf)
    {
        var lines = deaf.IsDirect ? await DirectWords(deaf) : await GroupWords(deaf);
        MatrixUnavailableException.ThrowFor(await notices.Say(deaf.RoomId, $"deaf{deaf.Round}", lines));
        await book.Keep(deaf.RoomId, known => known is { IsIn: true } ? known with { NoticeGiven = true } : null);
    }

    /// <summary>
    /// What moderators are told of a room that we cannot read: the room alone, also where it is somebody's direct chat. For a channel it means
    /// that it is lost.
    /// </summary>
    internal static Inbound Told(MatrixRoom room, MembershipChange change)
    {
        var place = new Place(MatrixModule.MessengerName, room.Id, null, PlaceKind.Group);
        return new($"{place.Key}:{change}{room.Round}", place, null, new Content.Membership(change));
    }

    private async Task<IReadOnlyList<Text>> DirectWords(MatrixRoom room)
    {
        var lines = new List<Text> { "messenger.matrix.deaf" };
        var open = await directs.Ensure(room.Account!, isWayOut: true, CancellationToken.None);
        MatrixUnavailableException.ThrowFor(open.Outcome);
        if (open.Value is { IsWayOut: true })
            lines.Add("messenger.matrix.deaf.invited");
        else if (open.Value is not null)
            lines.Add("messenger.matrix.deaf.there");
        AddWeb(lines, isOnly: open.Value is null);
        return lines;
    }

    private async Task<IReadOnlyList<Text>> GroupWords(MatrixRoom room)
    {
        var lines = new List<Text> { "messenger.matrix.deaf" };
        var isMade = await HasWayOut(room) || await MakeWayOut(room);
        lines.Add(isMade ? "messenger.matrix.deaf.group-invited" : "messenger.matrix.deaf.group");
        AddWeb(lines, isOnly: false);
        return lines;
    }

    /// <summary>Whether an open room was made for a group. What we have not heard of yet we may be about to.</summary>
    private async Task<bool> HasWayOut(MatrixRoom room) =>
        room.WayOut is { } made && await book.Find(made) is null or { IsIn: true };

    private async Task<bool> MakeWayOut(MatrixRoom room)
    {
        if (room.User is not { } inviter || !MatrixEventReader.IsUser(inviter))
            return false;
        var name = Catalog.BuiltIn.Raw("messenger.matrix.open.name", "de");
        var made = await directs.OpenForMany(inviter, name, CancellationToken.None);
        MatrixUnavailableException.ThrowFor(made.Outcome);
        if (made.Value is not { Id: var open })
            return false;
        await book.Keep(room.RoomId, known => known is null ? null : known with { WayOut = open });
        return true;
    }

    private void AddWeb(List<Text> lines, bool isOnly)
    {
        if (connection.WebChat is { } address)
            lines.Add(Text.Of("messenger.matrix.deaf.web", ("address", address)));
        else if (isOnly)
            lines.Add("messenger.matrix.deaf.elsewhere");
        lines.Add("messenger.matrix.deaf.silent");
    }
}
