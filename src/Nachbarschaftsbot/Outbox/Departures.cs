using NodaTime;

namespace Nachbarschaftsbot.Outbox;

/// <summary>What waits on one messenger and what is under way, and what of it goes now. Its owner sees to it that one at a time uses it.</summary>
internal sealed class Departures(
    Pacer pacer,
    LaneSet lanes,
    int concurrency,
    Action<Waiting> finishUnsent,
    PostLimits posts,
    int atOnce
)
{
    /// <summary>Slow broadcasts never take all places.</summary>
    private readonly int _reserved = concurrency / 4;
    private int _waiting;
    private int _sending;

    /// <summary>Lanes with a piece of work under way: posts that share a message, or messages that go at once, are one.</summary>
    private int _pieces;

    /// <summary>Messages that wait or are under way; also to be read by others than the owner.</summary>
    public int Count => Volatile.Read(ref _waiting) + Volatile.Read(ref _sending);

    /// <summary>Messages under way.</summary>
    public int Sending => _sending;

    /// <summary>Takes a message in.</summary>
    public void Insert(Waiting item, Instant now)
    {
        var lane = lanes.Of(item.Message.To);
        var before = lane.Count;
        lane.Add(item, finishUnsent);
        if (item.Message.Talk is not null)
            lane.Limit(posts, item, finishUnsent);
        _waiting += lane.Count - before;
        lanes.Consider(lane, now);
    }

    /// <summary>Takes messages out that wait in a lane.</summary>
    /// <returns>Those that were taken out.</returns>
    public List<Waiting> Drop(Lane lane, Predicate<Waiting> gone, Instant now)
    {
        var dropped = lane.RemoveAll(gone);
        _waiting -= dropped.Count;
        lanes.Consider(lane, now);
        return dropped;
    }

    /// <summary>A send ended; its lane has yet to be considered.</summary>
    public Lane Free(Waiting item)
    {
        var lane = item.Lane!;
        lane.Sending.Remove(item);
        if (lane.Sending.Count == 0)
        {
            _pieces--;
            lane.Ended?.SetResult();
            lane.Ended = null;
        }
        item.Lane = null;
        _sending--;
        return lane;
    }

    /// <summary>Starts what may be sent now, the most urgent first.</summary>
    /// <returns>When the messenger takes the next one, where that is what they wait for.</returns>
    public Instant? Start(Instant now)
    {
        Instant? overall = null;
        while (_pieces < concurrency && lanes.TryTakeReady(now, out var lane, out var item))
        {
            var at = pacer.At(lane.Chat, item, now);
            if (at > now || (Pacer.Yields(item) && _pieces >= concurrency - _reserved))
            {
                lanes.SetReady(lane, item);
                overall = at > now ? at : null;
                break;
            }
            _pieces++;
            Take(lane, item, now);
            while (lane.Sending.Count < atOnce && Another(lane, now) is { } another)
                Take(lane, another, now);
            if (lane.Sending.Count == 1)
                Share(lane, item, now);
            Start(lane, item);
        }
        return overall;
    }

    /// <summary>One more that can go with those that are taken already.</summary>
    private Waiting? Another(Lane lane, Instant now) =>
        lane.Next(now, out _) is { } next && !lane.IsAboutSending(next) && pacer.At(lane.Chat, next, now) <= now
            ? next
            : null;

    private void Take(Lane lane, Waiting item, Instant now)
    {
        pacer.Sent(lane.Chat, now);
        Move(lane, item);
    }

    /// <summary>From those that wait to those under way.</summary>
    private void Move(Lane lane, Waiting item)
    {
        lane.Remove(item);
        lane.Sending.Add(item);
        item.Lane = lane;
        _waiting--;
        _sending++;
    }

    /// <summary>Where the next one would have to wait, what waits already goes in the same message.</summary>
    private void Share(Lane lane, Waiting item, Instant now)
    {
        if (!posts.AreShared)
            return;
        if (item.Mates is null && pacer.ChatAt(lane.Chat, item, now) <= now)
            return;
        lane.FindMates(item, posts.Longest, now);
        foreach (var mate in item.Mates ?? [])
            Move(lane, mate);
    }

    private static void Start(Lane lane, Waiting item)
    {
        item.Together = lane.Sending.Count > 1 && item.Mates is null ? [.. lane.Sending] : null;
        ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: false);
    }
}
