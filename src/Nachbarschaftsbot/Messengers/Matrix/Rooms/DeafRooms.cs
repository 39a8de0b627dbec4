using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Messengers.Matrix.Client;
using Nachbarschaftsbot.Messengers.Matrix.Receiving;

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
    MatrixCounters counters
)
{
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

    /// <summary>From now on nothing is read in a room; says so once.</summary>
    /// <exception cref="MatrixUnavailableException">It could not be said yet: once more, please.</exception>
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
        counters.Happened("deaf-room");
        var lines = deaf.IsDirect ? await DirectWords(deaf) : await GroupWords(deaf);
        var outcome = await notices.Say(room.RoomId, $"deaf{deaf.Round}", lines);
        if (outcome is MatrixOutcome.Transient or MatrixOutcome.Limited or MatrixOutcome.Unauthorized)
            throw new MatrixUnavailableException(outcome);
        await book.Keep(room.RoomId, known => known is { IsIn: true } ? known with { NoticeGiven = true } : null);
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
        if (open.Outcome is MatrixOutcome.Transient or MatrixOutcome.Limited or MatrixOutcome.Unauthorized)
            throw new MatrixUnavailableException(open.Outcome);
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
        var made =
            room.User is { } inviter && MatrixEventReader.IsUser(inviter)
                ? await directs.OpenForMany(
                    inviter,
                    Catalog.BuiltIn.Raw("messenger.matrix.open.name", "de"),
                    CancellationToken.None
                )
                : new MatrixOutcome.NotFound();
        if (made is MatrixOutcome.Transient or MatrixOutcome.Limited or MatrixOutcome.Unauthorized)
            throw new MatrixUnavailableException(made);
        lines.Add(made is MatrixOutcome.Ok ? "messenger.matrix.deaf.group-invited" : "messenger.matrix.deaf.group");
        AddWeb(lines, isOnly: false);
        return lines;
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
