using Nachbarschaftsbot.Core.Messages;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Outbox;

/// <summary>
/// Who may send next on one messenger: one message at a time in a place, as fast as chat and messenger allow, the most urgent
/// first. Which place may: <see cref="LaneSet"/>; how fast: <see cref="Pacer"/>; what goes: <see cref="Departures"/>.
/// Sends run on the thread pool, never under the lock.
/// </summary>
internal sealed class MessengerQueue : IDisposable
{
    private readonly Pacer _pacer;
    private readonly LaneSet _lanes;
    private readonly Departures _departures;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly WakeUp _wakeUp;
    private readonly TaskCompletionSource _quiet = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _stopping;
    private bool _held = true;

    /// <summary>A queue for one messenger.</summary>
    /// <param name="pace">Its limits.</param>
    /// <param name="concurrency">Pieces of work under way at once.</param>
    /// <param name="time">The clock.</param>
    /// <param name="finishUnsent">Told of messages that need not be sent any more.</param>
    /// <param name="posts">What holds for posts of a talk.</param>
    /// <param name="atOnce">Messages to one place that go as one piece of work.</param>
    public MessengerQueue(
        Pace pace,
        int concurrency,
        TimeProvider time,
        Action<Waiting> finishUnsent,
        PostLimits posts,
        int atOnce = 1
    )
    {
        _time = time;
        _pacer = new(pace);
        _lanes = new(_pacer);
        _departures = new(_pacer, _lanes, concurrency, finishUnsent, posts, atOnce);
        _wakeUp = new(time, Wake);
    }

    /// <summary>Why nothing is sent any more, or null.</summary>
    public string? Halted { get; private set; }

    /// <summary>Messages that wait or are under way.</summary>
    public int Count => _departures.Count;

    /// <summary>Places that take memory.</summary>
    public int Places
    {
        get
        {
            lock (_lock)
                return _lanes.All.Count;
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
            Pump(Now);
        }
    }

    /// <summary>Takes a message in. One that was tried before holds its place up until its pause is over, as it did then.</summary>
    public void Add(Waiting item)
    {
        lock (_lock)
        {
            var now = Now;
            if (item.Attempts > 0 && item.NotBefore > now)
            {
                _lanes.Of(item.Message.To).Pause = (item.Priority, item.NotBefore);
                item.NotBefore = now;
            }
            _departures.Insert(item, now);
            Pump(now);
        }
    }

    /// <summary>A send ended and needs no other try.</summary>
    public void Done(Waiting item)
    {
        lock (_lock)
        {
            var now = Now;
            _lanes.Consider(Free(item), now);
            Pump(now);
        }
    }

    /// <summary>A send ended and is tried again, at once or after a pause of its place.</summary>
    public void Again(Waiting item, Duration pause)
    {
        lock (_lock)
        {
            var now = Now;
            var lane = Free(item);
            if (pause > Duration.Zero)
                lane.Pause = (item.Priority, now + pause);
            if (!item.Forgotten)
                _departures.Insert(item, now);
            _lanes.Consider(lane, now);
            Pump(now);
        }
    }

    /// <summary>The messenger answers again: what pauses after tries that failed goes now.</summary>
    public void Reached()
    {
        lock (_lock)
        {
            var now = Now;
            foreach (var lane in _lanes.All.Where(l => l.Pause.Until > now).ToList())
            {
                lane.Pause = default;
                _lanes.Consider(lane, now);
            }
            Pump(now);
        }
    }

    /// <summary>The messenger asked to wait.</summary>
    public void AgainLater(Waiting item, Duration wait, bool wholeMessenger)
    {
        lock (_lock)
        {
            if (wholeMessenger)
                _pacer.Close(Now + wait);
            else
                _pacer.Flooded(item.Lane!.Chat, wait, Now);
            Again(item, Duration.Zero);
        }
    }

    /// <summary>The chat has a new id: everything that waits for it goes there.</summary>
    /// <returns>All that moved, the one under way included.</returns>
    public List<Waiting> Move(Waiting item, Place to)
    {
        lock (_lock)
        {
            var now = Now;
            var lane = Free(item);
            List<Waiting> moved = [item, .. _departures.Drop(lane, _ => true, now)];
            moved.RemoveAll(i => i.Forgotten);
            foreach (var one in moved)
            {
                one.Message = one.Message with { To = to };
                _departures.Insert(one, now);
            }
            Pump(now);
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
            if (_lanes.Find(place) is { } lane)
                Forget(lane, _ => true);
    }

    /// <summary>Drops single messages: their rows are gone.</summary>
    public void Forget(IReadOnlySet<long> ids)
    {
        lock (_lock)
            foreach (var lane in _lanes.All.ToList())
                Forget(lane, item => ids.Contains(item.Id));
    }

    /// <summary>Drops everything: other data was put in place.</summary>
    public void ForgetAll()
    {
        lock (_lock)
            foreach (var lane in _lanes.All.ToList())
                Forget(lane, _ => true);
    }

    /// <summary>Ends when the send that is under way to a place now, if there is one, has ended.</summary>
    public Task SendUnderWay(string place)
    {
        lock (_lock)
            return _lanes.Find(place) is { Sending.Count: > 0 } lane
                ? (lane.Ended ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task
                : Task.CompletedTask;
    }

    /// <summary>Starts nothing more; ends when nothing is under way.</summary>
    public Task Stop()
    {
        lock (_lock)
        {
            _stopping = true;
            if (_departures.Sending == 0)
                _quiet.TrySetResult();
            return _quiet.Task;
        }
    }

    /// <summary>Messages whose tries the store does not know of yet.</summary>
    public List<Waiting> Unstored()
    {
        lock (_lock)
            return [.. _lanes.All.SelectMany(l => l.Items).Where(i => i.Attempts != i.StoredAttempts)];
    }

    /// <inheritdoc/>
    public void Dispose() => _wakeUp.Dispose();

    private bool MaySend => !_stopping && !_held && Halted is null;

    private Instant Now => _time.GetCurrentInstant();

    /// <summary>Sends what may be sent now, and looks again when more may.</summary>
    private void Pump(Instant now)
    {
        if (_stopping)
            return;
        var open = MaySend ? _departures.Start(now) : null;
        if (_lanes.WakesAt is { } wakes)
            _wakeUp.NotLaterThan(wakes);
        if (open is { } then)
            _wakeUp.NotLaterThan(then);
    }

    private Lane Free(Waiting item)
    {
        var lane = _departures.Free(item);
        if (_stopping && _departures.Sending == 0)
            _quiet.TrySetResult();
        return lane;
    }

    /// <summary>What is under way is not tried again, what waits goes.</summary>
    private void Forget(Lane lane, Predicate<Waiting> gone)
    {
        foreach (var sending in lane.Sending.FindAll(gone))
            sending.Forgotten = true;
        _departures.Drop(lane, gone, Now);
    }

    private void Wake()
    {
        lock (_lock)
        {
            _wakeUp.Came();
            var now = Now;
            _lanes.Wake(now);
            Pump(now);
        }
    }
}
