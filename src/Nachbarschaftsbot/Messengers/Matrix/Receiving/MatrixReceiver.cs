using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.Matrix.Rooms;
using Nachbarschaftsbot.Messengers.Matrix.Sending;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Messengers.Matrix.Receiving;

/// <summary>One event's way from the wire into the turns; the same for both transports.</summary>
internal sealed class MatrixReceiver(
    MatrixIdentity me,
    MatrixBook book,
    MatrixMoves moves,
    RoomPeople people,
    RoomSuccession succession,
    DeafRooms deaf,
    IRoomCipher cipher,
    MatrixTranslator translator,
    MatrixSupplements supplements,
    MatrixPorts ports,
    MatrixCounters counters,
    TimeProvider time
)
{
    /// <summary>Clocks of homeservers differ a little.</summary>
    private const long Tolerance = 30_000;

    /// <summary>Returns when the event has taken effect for good, or needs none.</summary>
    /// <exception cref="Store.StoreUnavailableException">It could not be stored.</exception>
    /// <exception cref="MatrixUnavailableException">It needs the homeserver, which does not answer.</exception>
    internal async Task Take(string room, MatrixEvent sent)
    {
        if (sent is { Type: "m.room.member", StateKey: { } user } && me.Is(user))
        {
            counters.Event($"self-{Known(sent.Membership)}");
            await moves.Self(room, sent);
        }
        else if (await book.Find(room) is not { IsIn: true } known)
            counters.Event("not-joined");
        else if (sent.IsState)
            await TakeState(known, sent);
        else if (me.Is(sent.Sender))
            counters.Event("own");
        else if (known.State == RoomState.Deaf)
            await TakeDeaf(known);
        else if (sent.Sent < known.Joined - Tolerance)
            counters.Event("before-join");
        else
            await TakeWords(known, sent);
    }

    /// <summary>Looks at an event that cannot be taken now: words of danger bring the numbers, nothing else happens.</summary>
    internal async Task Warn(string room, MatrixEvent sent)
    {
        if (sent.IsState || me.Is(sent.Sender) || await book.Find(room) is not { State: RoomState.Open } known)
            return;
        if ((await translator.Of(known, sent)).Inbound is { } inbound)
            await ports.Warn(inbound);
    }

    /// <summary>
    /// Whether an event may have any effect, without asking anybody: what people in a group say to each other is nobody's business and is not
    /// kept for a moment.
    /// </summary>
    internal async ValueTask<bool> Wants(string room, MatrixEvent sent)
    {
        if (!Types.Contains(sent.Type))
            return false;
        if (sent.IsState)
            return true;
        if (me.Is(sent.Sender) || sent.MessageType == "m.notice")
            return false;
        return await book.Find(room) is not { } known
            || known.IsDirect
            || translator.IsLinked(known)
            || translator.MayConcern(sent);
    }

    /// <summary>What we read at all; the filter of a long poll asks for nothing else.</summary>
    internal static readonly string[] Types =
    [
        "m.room.message",
        "m.sticker",
        "m.reaction",
        "m.room.member",
        "m.room.encryption",
        NoCipher.Encrypted,
        "m.room.tombstone",
        "org.matrix.msc3381.poll.response",
        "m.poll.response",
        MatrixTranslator.Redaction,
    ];

    private async Task TakeState(MatrixRoom room, MatrixEvent sent)
    {
        switch (sent)
        {
            case { Type: "m.room.member" }:
                counters.Event("member");
                await people.Member(room, sent);
                break;
            case { Type: "m.room.encryption", StateKey: "" } when !cipher.CanRead:
                counters.Event("encryption");
                await deaf.Enter(room);
                break;
            case { Type: "m.room.tombstone", StateKey: "" }:
                counters.Event("tombstone");
                await succession.Tombstone(room, sent);
                break;
            default:
                counters.Event("state");
                break;
        }
    }

    /// <summary>Silence, unless the word was not said yet.</summary>
    private async Task TakeDeaf(MatrixRoom room)
    {
        counters.Event("deaf");
        if (!room.NoticeGiven)
            await deaf.Enter(room);
    }

    private async Task TakeWords(MatrixRoom room, MatrixEvent sent)
    {
        if (await cipher.Open(room.RoomId, sent) is not { } opened)
        {
            counters.Event("encrypted");
            if (await deaf.IsEncrypted(room.RoomId))
                await deaf.Enter(room);
            return;
        }
        var translation = await translator.Of(room, opened);
        counters.Event(translation.Kind);
        if (translation.Inbound is not { } said)
            return;
        var inbound = await supplements.Of(said, translation.Picture, opened.Sender);
        if (room.IsDirect)
            await Use(room);
        if (translation.Kind == MatrixTranslator.NoSuchNumber)
            _ = ports.Word(inbound, inbound.MessageId, MatrixChoices.NoSuchNumber, translation.Language);
        else
            await Hand(room, opened, inbound);
    }

    private async Task Hand(MatrixRoom room, MatrixEvent sent, Inbound inbound)
    {
        if (await ports.Take(inbound) is { Toast: { } toast } result && !(room.IsDirect && result.IsAnswered))
            _ = ports.Word(inbound, inbound.MessageId, toast, result.Language);
        if (sent.Type == "m.reaction" && inbound.Content is Content.Press)
            ports.Lift(room.RoomId, sent.Id);
    }

    /// <summary>Of several rooms with one person the one they write in is written to. Otherwise only the day of the last word is kept.</summary>
    private async Task Use(MatrixRoom room)
    {
        var current = room.Account is { } account ? await book.DirectOf(account) : null;
        if (
            current is null
            || (current.Id == room.Id && time.GetCurrentInstant() - room.LastUsed < Duration.FromDays(1))
        )
            return;
        await book.Keep(
            room.RoomId,
            known => known is { IsIn: true } ? known with { LastUsed = After(current.LastUsed) } : null
        );
    }

    private Instant After(Instant other) => Instant.Max(time.GetCurrentInstant(), other + Duration.FromMilliseconds(1));

    private static string Known(string? membership) =>
        membership is "invite" or "join" or "leave" or "ban" or "knock" ? membership : "other";
}
