using Nachbarschaftsbot.Messengers.Matrix.Client;
using Nachbarschaftsbot.Messengers.Matrix.Receiving;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Messengers.Matrix.Rooms;

/// <summary>Whose invitations are followed; the others are declined with a reason. Joining is the keeper's work.</summary>
internal sealed class MatrixInvites(
    MatrixClient client,
    MatrixIdentity me,
    MatrixBook book,
    MatrixConnection connection,
    MatrixCounters counters,
    TimeProvider time
)
{
    internal const string NotAllowed =
        "Dieser Bot folgt nur Einladungen aus seiner Nachbarschaft. / This bot only follows invitations from its neighbourhood.";

    internal const string NoRoom =
        "Das ist ein Space. Bitte laden Sie den Bot in einen Raum ein. / This is a space. Please invite the bot into a room.";

    /// <summary>We are asked in.</summary>
    /// <exception cref="MatrixUnavailableException">It could not be declined yet.</exception>
    internal async Task Take(string room, MatrixEvent invite, MatrixRoom? known)
    {
        if (known is { IsIn: true })
            return;
        if (!IsAllowed(invite.Sender))
            await Decline(room, NotAllowed, "invite-not-allowed");
        else if (invite.Invite is { IsSpace: true })
            await Decline(room, NoRoom, "invite-to-space");
        else
        {
            counters.Event("invite");
            await book.Keep(room, before => Invited(before, room, invite));
        }
    }

    /// <summary>Whether somebody may invite us: nobody else decides where the bot reads.</summary>
    internal bool IsAllowed(string user)
    {
        var server = MatrixIds.ServerOf(user);
        if (connection.Inviters.Count == 0)
            return string.Equals(server, MatrixIds.ServerOf(me.User), StringComparison.OrdinalIgnoreCase);
        return connection.Inviters.Any(i =>
            i == "*" || i == user || string.Equals(i, server, StringComparison.OrdinalIgnoreCase)
        );
    }

    private MatrixRoom Invited(MatrixRoom? before, string room, MatrixEvent invite) =>
        new()
        {
            Id = MatrixIds.Short(room),
            RoomId = room,
            State = RoomState.Invited,
            IsDirect = invite.IsDirect || before is { State: RoomState.Invited, IsDirect: true },
            // In the list of an account only once it is in: till then nothing stands for its chat.
            User = invite.Sender,
            IsEncrypted = invite.Invite is { IsEncrypted: true },
            Via = [MatrixIds.ServerOf(invite.Sender)],
            Replaces = before is { State: RoomState.Invited } ? before.Replaces : null,
            Round = before?.Round ?? 0,
            Joined = before?.Joined ?? 0,
            Next = time.GetCurrentInstant(),
        };

    private async Task Decline(string room, string reason, string kind)
    {
        counters.Event(kind);
        var outcome = (await client.Leave(room, reason, CancellationToken.None)).Outcome;
        MatrixUnavailableException.ThrowFor(outcome);
    }
}
