using Nachbarschaftsbot.Core.Delivery;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Outbox;

/// <summary>
/// Who may send next on one messenger: one message at a time in a place, as fast as chat and messenger allow, the most urgent
/// first. Places without messages and with rested limits are forgotten. Sends run on the thread pool, never under the lock.
/// </summary>
internal sealed class MessengerQueue : IDisposable
{
    private readonly PacingRules _rules;
    private readonly int _concurrency;
    private readonly int _reserved;
    private readonly int _atOnce;
    private readonly TimeProvider _time;
    private readonly Action<Waiting> _finishUnsent;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Lane> _lanes = [];
    private readonly Dictionary<string, ChatState> _chats = [];
    private readonly PriorityQueue<Lane, (Priority, long)> _ready = new();
    private readonly PriorityQueue<Lane, Instant> _asleep = new();
    private readonly ITimer _alarm;
    private readonly TaskCompletionSource _quiet = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private BotPace _bot;
    private Instant? _alarmAt;
    private Instant? _overallAt;
    private long _chatNumber;
    private int _waiting;
    private int _sending;
    private bool _stopping;
    private bool _held = true;

    /// <summary>A queue for one messenger.</summary>
    /// <param name="pace">Its limits.</param>
    /// <param name="concurrency">Sends under way at once.</param>
    /// <param name="time">The clock.</param>
    /// <param name="finishUnsent">Told of messages that need not be sent any more.</param>
    /// <param name="atOnce">Messages to one place that go as one piece of work.</param>
    public MessengerQueue(Pace pace, int concurrency, TimeProvider time, Action<Waiting> finishUnsent, int atOnce = 1)
    {
        (_concurrency, _time, _finishUnsent, _atOnce) = (concurrency, time, finishUnsent, atOnce);
        // Slow broadcasts never take all places.
        _reserved = concurrency / 4;
        _rules = PacingRules.Of(
            pace.PerChatPerSecond,
            Math.Max(1, pace.ChatBurst),
            pace.PerGroupPerMinute,
            pace.OverallPerSecond,
            pace.PerChatPerHour
        );
        _alarm = time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Why nothing is sent any more, or null.</summary>
    public string? Halted { get; private set; }

    /// <summary>Messages that wait or are under way.</summary>
    public int Count => Volatile.Read(ref _waiting) + Volatile.Read(ref _sending);

    /// <summary>Places that take memory.</summary>
    public int Places
    {
        get
        {
            lock (_lock)
                return _lanes.Count;
        }
    }

    /// <summary>Sends nothing until <see cref="Go"/>: what waited from before is read first, so that nothing overtakes it.</summary>
    public void Hold()
    {
        lock (_lock)
            _held = true;
    }

    /// <summary>Begins to send.</summary>
    public void Go()
    {
        lock (_lock)
        {
            _held = false;
            Pump();
        }
    }

    /// <summary>Takes a message in. One that was tried before holds its place up until its pause is over, as it did then.</summary>
    public void Add(Waiting item)
    {
        lock (_lock)
        {
            if (item.Attempts > 0 && item.NotBefore > Now)
            {
                LaneOf(item.Message.To).Pause = (item.Priority, item.NotBefore);
                item.NotBefore = Now;
            }
            Insert(item);
            Pump();
        }
    }

    /// <summary>A send ended and needs no other try.</summary>
    public void Done(Waiting item)
    {
        lock (_lock)
        {
            Consider(Free(item));
            Pump();
        }
    }

    /// <summary>A send ended and is tried again, at once or after a pause of its place.</summary>
    public void Again(Waiting item, Duration pause)
    {
        lock (_lock)
        {
            var lane = Free(item);
            if (pause > Duration.Zero)
                lane.Pause = (item.Priority, Now + pause);
            if (!item.Forgotten)
                Insert(item);
            Consider(lane);
            Pump();
        }
    }

    /// <summary>The messenger asked to wait.</summary>
    public void AgainLater(Waiting item, Duration wait, bool wholeMessenger)
    {
        lock (_lock)
        {
            var chat = item.Lane!.Chat;
            if (wholeMessenger)
                _bot = _bot with { ClosedUntil = Instant.Max(_bot.ClosedUntil, Now + wait) };
            else
                (_bot, chat.Pace) = Pacing.Flooded(_rules, _bot, chat.Pace, chat.Number, wait, Now);
            Again(item, Duration.Zero);
        }
    }

    /// <summary>The chat has a new id: everything that waits for it goes there.</summary>
    /// <returns>All that moved, the one under way included.</returns>
    public List<Waiting> Move(Waiting item, Place to)
    {
        lock (_lock)
        {
            var lane = Free(item);
            List<Waiting> moved = [item, .. lane.Items];
            _waiting -= lane.Count;
            lane.Clear();
            Consider(lane);
            moved.RemoveAll(i => i.Forgotten);
            foreach (var one in moved)
            {
                one.Message = one.Message with { To = to };
                Insert(one);
            }
            Pump();
            return moved;
        }
    }

    /// <summary>The messenger takes nothing from us any more. What waits stays in the store.</summary>
    public void Halt(Waiting item, string reason)
    {
        lock (_lock)
        {
            Halted = reason;
            Again(item, Duration.Zero);
        }
    }

    /// <summary>Drops what waits for a place: its rows are gone.</summary>
    public void Forget(string place)
    {
        lock (_lock)
        {
            if (!_lanes.TryGetValue(place, out var lane))
                return;
            foreach (var sending in lane.Sending)
                sending.Forgotten = true;
            _waiting -= lane.Count;
            lane.Clear();
            Consider(lane);
        }
    }

    /// <summary>Drops single messages: their rows are gone. One that is under way is not tried again.</summary>
    public void Forget(IReadOnlySet<long> ids)
    {
        lock (_lock)
            foreach (var lane in _lanes.Values.ToList())
            {
                foreach (var sending in lane.Sending.Where(s => ids.Contains(s.Id)))
                    sending.Forgotten = true;
                var gone = lane.Items.Where(i => ids.Contains(i.Id)).ToList();
                foreach (var item in gone)
                    lane.Remove(item);
                _waiting -= gone.Count;
                if (gone.Count > 0)
                    Consider(lane);
            }
    }

    /// <summary>Drops everything: other data was put in place.</summary>
    public void ForgetAll()
    {
        lock (_lock)
            foreach (var place in _lanes.Keys.ToList())
                Forget(place);
    }

    /// <summary>Ends when the send that is under way to a place now, if there is one, has ended.</summary>
    public Task SendUnderWay(string place)
    {
        lock (_lock)
            return _lanes.TryGetValue(place, out var lane) && lane.Sending.Count > 0
                ? (lane.Ended ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task
                : Task.CompletedTask;
    }

    /// <summary>Starts nothing more; ends when nothing is under way.</summary>
    public Task Stop()
    {
        lock (_lock)
        {
            _stopping = true;
            if (_sending == 0)
                _quiet.TrySetResult();
            return _quiet.Task;
        }
    }

    /// <summary>Messages whose tries the store does not know of yet.</summary>
    public List<Waiting> Unstored()
    {
        lock (_lock)
            return [.. _lanes.Values.SelectMany(l => l.Items).Where(i => i.Attempts != i.StoredAttempts)];
    }

    /// <inheritdoc/>
    public void Dispose() => _alarm.Dispose();

    private bool MaySend => !_stopping && !_held && Halted is null;

    private Instant Now => _time.GetCurrentInstant();

    private void Insert(Waiting item)
    {
        var lane = LaneOf(item.Message.To);
        var before = lane.Count;
        lane.Add(item, _finishUnsent);
        _waiting += lane.Count - before;
        Consider(lane);
    }

    private Lane LaneOf(Place to)
    {
        var key = to.Key;
        if (_lanes.TryGetValue(key, out var lane))
            return lane;
        if (!_chats.TryGetValue(to.Chat, out var chat))
            _chats[to.Chat] = chat = new(to.Chat, ++_chatNumber, to.Kind != PlaceKind.Private);
        chat.Lanes++;
        return _lanes[key] = new(key, chat);
    }

    private Lane Free(Waiting item)
    {
        var lane = item.Lane!;
        lane.Sending.Remove(item);
        if (lane.Sending.Count == 0)
        {
            lane.Ended?.SetResult();
            lane.Ended = null;
        }
        item.Lane = null;
        _sending--;
        if (_stopping && _sending == 0)
            _quiet.TrySetResult();
        return lane;
    }

    /// <summary>Puts a lane where it belongs: among those that may send, those that sleep, or nowhere.</summary>
    private void Consider(Lane lane)
    {
        if (lane.Sending.Count > 0 || lane.IsGone)
            return;
        var now = Now;
        if (lane.Next(now, out var wake) is { } item)
        {
            var at = ChatAt(lane.Chat, item, now);
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

    private void SetReady(Lane lane, Waiting item)
    {
        if (lane.ReadyAs is { } rank && rank.CompareTo(item.Rank) <= 0)
            return;
        lane.ReadyAs = item.Rank;
        _ready.Enqueue(lane, item.Rank);
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
        var pace = lane.Chat.Pace;
        if (pace.RestAt > now && lane.Chat.Lanes == 1)
            Sleep(lane, pace.RestAt);
        else
        {
            lane.IsGone = true;
            _lanes.Remove(lane.Key);
            if (--lane.Chat.Lanes == 0)
                _chats.Remove(lane.Chat.Name);
        }
    }

    private Instant ChatAt(ChatState chat, Waiting item, Instant now) =>
        Pacing.NextAt(_rules, default, chat.Pace, chat.IsGroup, Yields(item), now);

    private static bool Yields(Waiting item) => item.Priority >= Priority.Reminder;

    /// <summary>Starts what may be sent now, the most urgent first.</summary>
    private void Pump()
    {
        var now = Now;
        _overallAt = null;
        while (MaySend && _sending < _concurrency && _ready.TryDequeue(out var lane, out var rank))
        {
            if (lane.ReadyAs != rank)
                continue;
            lane.ReadyAs = null;
            if (lane.Sending.Count > 0)
                continue;
            if (lane.Next(now, out _) is not { } item || ChatAt(lane.Chat, item, now) > now)
            {
                Consider(lane);
                continue;
            }
            var chat = lane.Chat;
            var at = Pacing.NextAt(_rules, _bot, chat.Pace, chat.IsGroup, Yields(item), now);
            if (at > now || (Yields(item) && _sending >= _concurrency - _reserved))
            {
                SetReady(lane, item);
                _overallAt = at > now ? at : null;
                break;
            }
            Take(lane, item, now);
            while (lane.Sending.Count < _atOnce && _sending < _concurrency && Another(lane, now) is { } another)
                Take(lane, another, now);
            Start(lane, item);
        }
        SetAlarm(now);
    }

    /// <summary>One more that can go with those that are taken already.</summary>
    private Waiting? Another(Lane lane, Instant now) =>
        lane.Next(now, out _) is { } next
        && !lane.IsAboutSending(next)
        && Pacing.NextAt(_rules, _bot, lane.Chat.Pace, lane.Chat.IsGroup, Yields(next), now) <= now
            ? next
            : null;

    private void Take(Lane lane, Waiting item, Instant now)
    {
        (_bot, lane.Chat.Pace) = Pacing.Sent(_rules, _bot, lane.Chat.Pace, lane.Chat.IsGroup, now);
        lane.Remove(item);
        lane.Sending.Add(item);
        item.Lane = lane;
        _waiting--;
        _sending++;
    }

    private static void Start(Lane lane, Waiting item)
    {
        item.Together = lane.Sending.Count > 1 ? [.. lane.Sending] : null;
        ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: false);
    }

    private void Wake()
    {
        lock (_lock)
        {
            _alarmAt = null;
            var now = Now;
            while (_asleep.TryPeek(out var lane, out var until) && until <= now)
            {
                _asleep.Dequeue();
                if (lane.AsleepUntil != until)
                    continue;
                lane.AsleepUntil = null;
                Consider(lane);
            }
            Pump();
        }
    }

    private void SetAlarm(Instant now)
    {
        Instant? at = _asleep.TryPeek(out _, out var until) ? until : null;
        if (_overallAt is { } overall && (at is null || overall < at))
            at = overall;
        if (at is null || _stopping || _alarmAt <= at)
            return;
        _alarmAt = at;
        // Rounded up: a timer that comes a little early would only be set again.
        var wait = Math.Clamp(Math.Ceiling((at.Value - now).TotalMilliseconds), 0, int.MaxValue);
        _alarm.Change(TimeSpan.FromMilliseconds(wait), Timeout.InfiniteTimeSpan);
    }
}
