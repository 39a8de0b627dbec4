using System.Diagnostics.CodeAnalysis;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Outbox;

/// <summary>
/// The lanes of one messenger: which may send, the most urgent first, and which sleep until when. Lanes without messages and with rested
/// limits are forgotten. Its owner sees to it that one at a time uses it.
/// </summary>
internal sealed class LaneSet(Pacer pacer)
{
    private readonly Dictionary<string, Lane> _lanes = [];
    private readonly Dictionary<string, ChatState> _chats = [];
    private readonly PriorityQueue<Lane, (Priority, long)> _ready = new();
    private readonly PriorityQueue<Lane, Instant> _asleep = new();
    private long _chatNumber;

    /// <summary>All lanes.</summary>
    public IReadOnlyCollection<Lane> All => _lanes.Values;

    /// <summary>When the first sleeping lane is to be looked at, or null.</summary>
    public Instant? WakesAt => _asleep.TryPeek(out _, out var until) ? until : null;

    /// <summary>The lane of a place, or null where there is none.</summary>
    public Lane? Find(string place) => _lanes.GetValueOrDefault(place);

    /// <summary>The lane of a place.</summary>
    public Lane Of(Place to)
    {
        var key = to.Key;
        if (_lanes.TryGetValue(key, out var lane))
            return lane;
        if (!_chats.TryGetValue(to.Chat, out var chat))
            _chats[to.Chat] = chat = new(to.Chat, ++_chatNumber, to.Kind != PlaceKind.Private);
        chat.Lanes++;
        return _lanes[key] = new(key, chat);
    }

    /// <summary>Puts a lane where it belongs: among those that may send, those that sleep, or nowhere.</summary>
    public void Consider(Lane lane, Instant now)
    {
        if (lane.Sending.Count > 0 || lane.IsGone)
            return;
        if (lane.Next(now, out var wake) is { } item)
        {
            var at = pacer.ChatAt(lane.Chat, item, now);
            if (at <= now)
                SetReady(lane, item);
            else
                Sleep(lane, at);
        }
        else if (wake is { } later)
            Sleep(lane, later);
        else if (lane.Count == 0)
            Rest(lane, now);
    }

    /// <summary>Takes the lane whose next message is the most urgent out of those that may send.</summary>
    public bool TryTakeReady(Instant now, [NotNullWhen(true)] out Lane? lane, [NotNullWhen(true)] out Waiting? next)
    {
        while (_ready.TryDequeue(out lane, out var rank))
        {
            if (lane.ReadyAs != rank)
                continue;
            lane.ReadyAs = null;
            if (lane.Sending.Count > 0)
                continue;
            next = lane.Next(now, out _);
            if (next is not null && pacer.ChatAt(lane.Chat, next, now) <= now)
                return true;
            Consider(lane, now);
        }
        next = null;
        return false;
    }

    /// <summary>Puts a lane among those that may send.</summary>
    public void SetReady(Lane lane, Waiting next)
    {
        if (lane.ReadyAs is { } rank && rank.CompareTo(next.Rank) <= 0)
            return;
        lane.ReadyAs = next.Rank;
        _ready.Enqueue(lane, next.Rank);
    }

    /// <summary>Looks at the lanes that slept until now.</summary>
    public void Wake(Instant now)
    {
        while (_asleep.TryPeek(out var lane, out var until) && until <= now)
        {
            _asleep.Dequeue();
            if (lane.AsleepUntil != until)
                continue;
            lane.AsleepUntil = null;
            Consider(lane, now);
        }
    }

    private void Sleep(Lane lane, Instant until)
    {
        if (lane.AsleepUntil <= until)
            return;
        lane.AsleepUntil = until;
        _asleep.Enqueue(lane, until);
    }

    /// <summary>Nothing waits: the lane is forgotten as soon as its limits have recovered.</summary>
    private void Rest(Lane lane, Instant now)
    {
        var chat = lane.Chat;
        if (chat.Pace.RestAt > now && chat.Lanes == 1)
        {
            Sleep(lane, chat.Pace.RestAt);
            return;
        }
        lane.IsGone = true;
        _lanes.Remove(lane.Key);
        if (--chat.Lanes == 0)
            _chats.Remove(chat.Name);
    }
}
