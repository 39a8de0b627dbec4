using System.Collections.Frozen;
using System.Text.Json;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Store;

namespace Nachbarschaftsbot.Outbox;

/// <summary>How a messenger's sending stands.</summary>
/// <param name="Messenger">Its name.</param>
/// <param name="Waiting">Messages that wait or are under way.</param>
/// <param name="Halted">Why it takes nothing any more, or null.</param>
internal sealed record OutboxHealth(string Messenger, int Waiting, string? Halted);

/// <summary>
/// Sends what was committed. The turn hands messages over right after their commit; rows are there for the crash, and what they
/// hold is read at start. Where its parts are: <see cref="MessengerQueue"/> says who is next, <see cref="Sender"/> tries,
/// <see cref="Endings"/> says what follows, <see cref="Completions"/> writes down how it ended.
/// </summary>
internal sealed class OutboxRunner : IHostedService, IAsyncDisposable
{
    private const int Page = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);
    private readonly IStore _store;
    private readonly ILogger _log;
    private readonly OutboxSettings _settings;
    private readonly Completions _completions;
    private readonly SharedMessages _shared;
    private readonly CancellationTokenSource _stopping = new();
    private readonly FrozenDictionary<string, (MessengerQueue Queue, Func<Waiting, Task> Send)> _messengers;
    private readonly HashSet<long> _loaded = [];
    private readonly Lock _loading = new();
    private long _loadedBelow;
    private bool _started;
    private bool _disposed;

    /// <summary>An outbox for these messengers.</summary>
    /// <param name="store">Holds the rows.</param>
    /// <param name="messengers">Where messages go.</param>
    /// <param name="turns">Takes what the outbox learns: a place that cannot be reached or has moved.</param>
    /// <param name="options">How to send.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">What the operator should know.</param>
    public OutboxRunner(
        IStore store,
        IEnumerable<IMessenger> messengers,
        Func<Inbound, Task> turns,
        OutboxOptions options,
        TimeProvider time,
        ILogger<OutboxRunner> log
    )
    {
        (_store, _log) = (store, log);
        _settings = new(options, time, Random.Shared.NextDouble, new(), log, _stopping.Token);
        _completions = new(store, time, log, _stopping.Token);
        _shared = new(_completions, time);
        _messengers = messengers.ToFrozenDictionary(m => m.Name, m => Connect(m, turns));
        store.LaneForgotten += Forget;
        store.Withdrawn += Forget;
        store.Replaced += LoadAnew;
    }

    /// <summary>How each messenger's sending stands.</summary>
    public IReadOnlyList<OutboxHealth> Health =>
        [.. _messengers.Select(m => new OutboxHealth(m.Key, m.Value.Queue.Count, m.Value.Queue.Halted))];

    /// <summary>Places that take memory now.</summary>
    public int Places => _messengers.Values.Sum(m => m.Queue.Places);

    /// <summary>Takes messages right after their commit, with their rows in the same order.</summary>
    public void Hand(IReadOnlyList<Outbound> messages, IReadOnlyList<OutboxRow> rows)
    {
        for (var i = 0; i < rows.Count; i++)
            if (IsNew(rows[i].Id))
                Take(rows[i], messages[i]);
    }

    /// <summary>Reads what waited when the program ended.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        lock (_loading)
        {
            _started = true;
            _loadedBelow = _store.NextOutboxId();
        }
        await Load(cancellationToken);
    }

    /// <summary>Lets sends under way end and writes down what is known.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var quiet = Task.WhenAll(_messengers.Values.Select(m => m.Queue.Stop()));
        if (!await Ends(quiet, _settings.Options.Farewell.ToTimeSpan(), cancellationToken))
        {
            await _stopping.CancelAsync();
            await Ends(quiet, TimeSpan.FromSeconds(1), cancellationToken);
        }
        foreach (var item in _messengers.Values.SelectMany(m => m.Queue.Unstored()))
            _completions.Delay(item, item.NotBefore);
        await Ends(_completions.Flush(), LastWords, cancellationToken);
    }

    /// <summary>A messenger that could not be reached answers again: what waits for its next try goes at once.</summary>
    public void Reached(string messenger)
    {
        if (_messengers.TryGetValue(messenger, out var one))
            one.Queue.Reached();
    }

    /// <summary>
    /// Our own id of a message, by place and the messenger's id; null where it is not ours. Somebody can answer a message before the
    /// messenger has told us its id: then the send under way is waited for.
    /// </summary>
    public async ValueTask<string?> ReferenceOf(string place, string messageId)
    {
        if (await _completions.ReferenceOf(place, messageId) is { } known)
            return known;
        var sends = Task.WhenAll(_messengers.Values.Select(m => m.Queue.SendUnderWay(place)));
        if (!sends.IsCompleted)
            await Ends(sends, Patience, _stopping.Token);
        // Also where none is under way any more: one may have ended since the first look.
        return await _completions.ReferenceOf(place, messageId);
    }

    /// <summary>Ends when everything noted so far is written; for tests and measurements.</summary>
    public Task Flush() => _completions.Flush();

    /// <summary>May be called twice: the container knows it as a singleton and as a hosted service.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
            return;
        _store.LaneForgotten -= Forget;
        _store.Withdrawn -= Forget;
        _store.Replaced -= LoadAnew;
        // Also where nobody stopped it before: what was sent is known to be sent.
        foreach (var (queue, _) in _messengers.Values)
            _ = queue.Stop();
        var written = _completions.Flush();
        await _stopping.CancelAsync();
        await Ends(written, LastWords, CancellationToken.None);
        foreach (var (queue, _) in _messengers.Values)
            queue.Dispose();
        _shared.Dispose();
        _stopping.Dispose();
    }

    /// <summary>Whether work ends within a time by the clock. Waits no longer than that, and not when the wait itself is called off.</summary>
    private async Task<bool> Ends(Task work, TimeSpan within, CancellationToken cancel)
    {
        await work.WaitAsync(within, _settings.Time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return work.IsCompleted;
    }

    private (MessengerQueue, Func<Waiting, Task>) Connect(IMessenger messenger, Func<Inbound, Task> turns)
    {
        var queue = new MessengerQueue(
            messenger.Capabilities.Pace,
            _settings.Options.Concurrency,
            _settings.Time,
            _completions.Finish,
            new(
                !messenger.Capabilities.Idempotent,
                messenger.Capabilities.MaxText,
                _settings.Options.MostPosts,
                _settings.Options.MostPictures,
                item => _completions.Delay(item, item.NotBefore)
            ),
            messenger.AtOnce
        );
        var endings = new Endings(messenger, queue, _completions, _shared, turns, _settings);
        var sender = new Sender(messenger, queue, _completions, _shared, endings, _settings.Stopping);
        return (queue, sender.Send);
    }

    /// <summary>Rows from before the start come from the store, all others from the turns: none comes twice.</summary>
    private bool IsNew(long id)
    {
        lock (_loading)
            return _started && (id > _loadedBelow || _loaded.Add(id));
    }

    private void Take(OutboxRow row, Outbound message)
    {
        if (_messengers.TryGetValue(row.Messenger, out var messenger))
            messenger.Queue.Add(new(row, message, messenger.Send));
        else
            _log.LogWarning("A message waits for {Messenger}, which is not connected", row.Messenger);
    }

    /// <summary>Reads all rows and only then begins to send: a newer row may be more urgent.</summary>
    private async Task Load(CancellationToken cancel)
    {
        try
        {
            await ReadRows(cancel);
        }
        finally
        {
            foreach (var (queue, _) in _messengers.Values)
                queue.Go();
        }
    }

    private void TakeStored(OutboxRow row)
    {
        try
        {
            Take(row, OutboundJson.Deserialize(row.Payload));
        }
        catch (Exception problem) when (problem is JsonException or InvalidDataException or NotSupportedException)
        {
            _log.LogError("A waiting message could not be read and was put aside: {Type}", problem.GetType().Name);
            _completions.Park(row.Id, row.Messenger, "cannot be read");
        }
    }

    private async Task ReadRows(CancellationToken cancel)
    {
        for (long last = 0; !cancel.IsCancellationRequested; )
        {
            var rows = await _store.ReadOutbox(last, Page);
            foreach (var row in rows.Where(r => IsOld(r.Id)))
                TakeStored(row);
            if (rows.Count < Page)
                return;
            last = rows[^1].Id;
        }
    }

    private bool IsOld(long id)
    {
        lock (_loading)
            return id <= _loadedBelow && _loaded.Add(id);
    }

    private void Forget(string place)
    {
        foreach (var (queue, _) in _messengers.Values)
            queue.Forget(place);
        _completions.Forget(place);
        _shared.Forget(place);
    }

    private void Forget(IReadOnlyCollection<long> withdrawn)
    {
        var ids = withdrawn.ToHashSet();
        foreach (var (queue, _) in _messengers.Values)
            queue.Forget(ids);
    }

    private void LoadAnew()
    {
        foreach (var (queue, _) in _messengers.Values)
        {
            queue.Hold();
            queue.ForgetAll();
        }
        lock (_loading)
        {
            _loaded.Clear();
            _loadedBelow = _store.NextOutboxId();
        }
        _ = Task.Run(() => Load(_stopping.Token));
    }
}
