using System.Text.Json;
using Nachbarschaftsbot.Messengers.Matrix.Client;
using Nachbarschaftsbot.Messengers.Matrix.Receiving;
using Nachbarschaftsbot.Messengers.Matrix.Rooms;

namespace Nachbarschaftsbot.Messengers.Matrix.Transport;

/// <summary>What one long poll says of one room, in the order in which it has to be taken: never what was before we came in.</summary>
internal sealed class SyncRooms(
    MatrixClient client,
    MatrixIdentity me,
    MatrixBook book,
    MatrixMoves moves,
    MatrixReceiver receiver,
    MatrixFeed feed,
    MatrixPatience patience,
    MatrixCounters counters,
    TimeProvider time
)
{
    /// <summary>Pages of a hundred events that are fetched where the homeserver left some out.</summary>
    internal const int MostPages = 200;

    private const string Member = "m.room.member";

    /// <summary>A room that we are in.</summary>
    /// <param name="room">The room.</param>
    /// <param name="news">What is new.</param>
    /// <param name="since">Where the poll went on from; null for the first one: then nothing said in rooms counts.</param>
    /// <param name="stop">Ends it.</param>
    internal async Task TakeJoined(string room, SyncRoom news, string? since, CancellationToken stop)
    {
        var state = Read(news.State?.Events);
        var timeline = Read(news.Timeline?.Events);
        var isNew = await book.Find(room) is not { IsIn: true };
        var entry = timeline.FindLastIndex(IsEntry);
        var isEntryKnown = entry >= 0 || state.Any(IsEntry);
        await feed.Take(room, state.FindAll(e => isNew || !IsEntry(e)), stop);
        // A room that we are about to leave is not a new one because somebody speaks in it.
        var isOurs = await book.Find(room) is { IsIn: true } or { State: RoomState.Leaving or RoomState.Replaced };
        if (isNew && !isEntryKnown && !isOurs)
            await moves.Joined(room, time.GetUtcNow().ToUnixTimeMilliseconds());
        if (since is null || (isNew && !isEntryKnown))
        {
            counters.Event("first-sync");
            if (entry >= 0)
                await feed.Take(room, [timeline[entry]], stop);
            return;
        }
        if (news.Timeline is { Limited: true, PrevBatch: { } before } && entry < 0)
            await feed.Take(room, await Missing(room, before, since, stop), stop);
        await feed.Take(room, await Wanted(room, timeline[Math.Max(0, entry)..]), stop);
    }

    /// <summary>A room that we are not in any more.</summary>
    internal async Task TakeLeft(string room, SyncRoom news, CancellationToken stop)
    {
        var own = Read(news.Timeline?.Events).Concat(Read(news.State?.Events)).LastOrDefault(IsOwn);
        if (own is { Membership: "leave" or "ban" } || await book.Find(room) is { IsIn: true })
            await feed.Take(room, [own is { Membership: "leave" or "ban" } ? own : Exit()], stop);
    }

    /// <summary>A room that we are asked into.</summary>
    internal async Task TakeInvite(string room, SyncInvite news, CancellationToken stop)
    {
        var stripped = (news.InviteState?.Events ?? [])
            .Select(MatrixEventReader.ReadStripped)
            .OfType<MatrixEvent>()
            .ToList();
        if (stripped.LastOrDefault(IsOwn) is { Membership: "invite" } invite)
            await feed.Take(room, [invite with { Invite = MatrixEventReader.Hints(stripped) }], stop);
        else
            counters.Event("invite-malformed");
    }

    /// <summary>What the homeserver left out because it was too much for one answer, oldest first.</summary>
    private async Task<List<MatrixEvent>> Missing(string room, string before, string since, CancellationToken stop)
    {
        var found = new List<MatrixEvent>();
        var from = before;
        for (var page = 0; page < MostPages; page++)
        {
            var past = await Past(room, from, since, stop);
            var read = Read(past?.Chunk);
            var entry = read.FindIndex(IsEntry);
            found.AddRange(await Wanted(room, entry < 0 ? read : read[..(entry + 1)]));
            if (past is not { End: { } end, Chunk.Count: > 0 } || entry >= 0 || end == from)
                break;
            from = end;
        }
        counters.Happened("gap-filled");
        found.Reverse();
        return found;
    }

    /// <summary>A page of the past; null where this room's is refused for good.</summary>
    private async Task<PastEvents?> Past(string room, string from, string? since, CancellationToken stop)
    {
        PastEvents? page = null;
        var isAnswered = await patience.Insist(
            async () =>
            {
                var past = await client.Past(room, from, since, SyncFilter.ForPast, stop);
                MatrixUnavailableException.ThrowFor(past.Outcome);
                page = past.Value;
            },
            stop
        );
        if (!isAnswered)
            counters.Event("gap-given-up");
        return page;
    }

    private async ValueTask<List<MatrixEvent>> Wanted(string room, List<MatrixEvent> events)
    {
        var wanted = new List<MatrixEvent>(events.Count);
        foreach (var one in events)
            if (await receiver.Wants(room, one))
                wanted.Add(one);
        return wanted;
    }

    private List<MatrixEvent> Read(IReadOnlyList<JsonElement>? events)
    {
        var read = new List<MatrixEvent>(events?.Count ?? 0);
        foreach (var one in events ?? [])
            if (MatrixEventReader.Read(one) is { } sound)
                read.Add(sound);
            else
                counters.Event("unreadable");
        return read;
    }

    private bool IsOwn(MatrixEvent sent) => sent is { Type: Member, StateKey: { } user } && me.Is(user);

    /// <summary>Our own coming in, not a new name of ours.</summary>
    private bool IsEntry(MatrixEvent sent) => IsOwn(sent) && sent is { Membership: "join", WasIn: false };

    /// <summary>That we are out, where the homeserver does not say how.</summary>
    private MatrixEvent Exit() =>
        new()
        {
            Type = Member,
            Sender = me.User,
            StateKey = me.User,
            Membership = "leave",
            Sent = time.GetUtcNow().ToUnixTimeMilliseconds(),
        };
}
