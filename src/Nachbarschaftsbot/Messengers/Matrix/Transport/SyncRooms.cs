using System.Text.Json;
using Nachbarschaftsbot.Messengers.Matrix.Client;
using Nachbarschaftsbot.Messengers.Matrix.Receiving;
using Nachbarschaftsbot.Messengers.Matrix.Rooms;
using NodaTime;
using NodaTime.Extensions;

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

    /// <summary>The same where our place in the stream was lost.</summary>
    private const int MostPagesOfLost = 2;

    private const string Member = "m.room.member";

    /// <summary>Clocks of homeservers differ; what comes twice is known by its id.</summary>
    private static readonly Duration Overlap = Duration.FromMinutes(5);

    /// <summary>Ids of what took effect are surely known for so long.</summary>
    private static readonly Duration Known = Duration.FromDays(7);

    /// <summary>A room that we are in.</summary>
    /// <param name="room">The room.</param>
    /// <param name="news">What is new.</param>
    /// <param name="from">Where the poll went on from.</param>
    /// <param name="stop">Ends it.</param>
    internal async Task TakeJoined(string room, SyncRoom news, SyncFrom from, CancellationToken stop)
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
        if (isNew && !isEntryKnown || from is { Since: null } && (isNew || from.Lost is null))
        {
            counters.Event("first-sync");
            if (entry >= 0)
                await feed.Take(room, [timeline[entry]], stop);
            return;
        }
        var gap = GapOf(from);
        if (news.Timeline is { Limited: true, PrevBatch: { } before } && entry < 0)
            await feed.Take(room, await Missing(room, before, gap, stop), stop);
        var shown = await Wanted(room, timeline[Math.Max(0, entry)..]);
        await feed.Take(room, shown.FindAll(e => e.Sent >= gap.Oldest || IsEntry(e)), stop);
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
    private async Task<List<MatrixEvent>> Missing(string room, string before, Gap gap, CancellationToken stop)
    {
        var found = new List<MatrixEvent>();
        var from = before;
        for (var page = 0; page < gap.Pages; page++)
        {
            var past = await Past(room, from, gap.Since, stop);
            var read = Read(past?.Chunk);
            var entry = read.FindIndex(IsEntry);
            var wanted = await Wanted(room, entry < 0 ? read : read[..(entry + 1)]);
            found.AddRange(wanted.Where(e => e.Sent >= gap.Oldest));
            if (past is not { End: { } end, Chunk.Count: > 0 } || entry >= 0 || end == from || IsBehind(read, gap))
                break;
            from = end;
        }
        counters.Happened("gap-filled");
        found.Reverse();
        return found;
    }

    /// <summary>How far back is looked. Where our place was lost only the time says it, and ids of what took effect are kept for some days.</summary>
    private Gap GapOf(SyncFrom from)
    {
        if (from.Lost is not { } lost)
            return new(from.Since, 0, MostPages);
        var oldest = Instant.Max(lost - Overlap, time.GetCurrentInstant() - Known);
        return new(null, oldest.ToUnixTimeMilliseconds(), MostPagesOfLost);
    }

    private static bool IsBehind(List<MatrixEvent> page, Gap gap) => page.Count > 0 && page[^1].Sent < gap.Oldest;

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

    /// <summary>What is missing of a room: back to a place in the stream or a moment in milliseconds, in so many pages at most.</summary>
    private sealed record Gap(string? Since, long Oldest, int Pages);
}
