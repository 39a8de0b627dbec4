using Nachbarschaftsbot.Core.Delivery;
using Nachbarschaftsbot.Messengers.Matrix.Client;
using Nachbarschaftsbot.Store;

namespace Nachbarschaftsbot.Messengers.Matrix.Transport;

/// <summary>
/// Asks the homeserver for news. Where it goes on is written down only after everything before has taken effect; what comes twice is known
/// by its id. Events of a room are taken in their order, different rooms side by side.
/// </summary>
internal sealed class SyncTransport(
    MatrixClient client,
    SyncPlace place,
    SyncRooms rooms,
    MatrixHealth health,
    MatrixCounters counters,
    TimeProvider time
) : IMatrixTransport
{
    internal const string Connected = "Verbunden. Nachrichten werden abgeholt.";
    private const string StoreTrouble =
        "In die Datenbank kann nicht geschrieben werden. Es werden keine Nachrichten angenommen.";
    private const int AtOnce = 16;
    private const int Usual = 100;

    /// <summary>In a row, before our place in the stream is given up.</summary>
    internal const int MostRefusals = 3;

    /// <summary>Looked for words of danger this often while nothing can be stored.</summary>
    private static readonly TimeSpan StorePause = TimeSpan.FromSeconds(5);

    /// <summary>Between polls of a server that does not wait for news.</summary>
    private static readonly TimeSpan ShortPause = TimeSpan.FromMilliseconds(250);

    private int _limit = Usual;
    private bool _isBehind;
    private int _refusals;

    /// <inheritdoc/>
    public Task<bool> Start(CancellationToken stop) => Task.FromResult(true);

    /// <inheritdoc/>
    public async Task Run(CancellationToken stop)
    {
        SyncFrom? from = null;
        for (var failures = 0; ; )
        {
            MatrixOutcome outcome;
            try
            {
                (from, outcome) = await Poll(from ?? await place.Read(), stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                throw;
            }
            catch (MatrixUnavailableException unavailable)
            {
                outcome = unavailable.Outcome;
            }
            catch (Exception e)
            {
                counters.Happened("sync-failed");
                health.Trouble(
                    e is StoreUnavailableException ? StoreTrouble : $"Das Abholen ist gescheitert ({e.GetType().Name})."
                );
                outcome = new MatrixOutcome.Transient(e.GetType().Name);
            }
            if (outcome is MatrixOutcome.Unauthorized)
            {
                health.Stopped(MatrixHealth.BadToken);
                return;
            }
            failures = outcome is MatrixOutcome.Ok ? 0 : failures + 1;
            if (failures > 0)
                await Task.Delay(Pause(outcome, failures), time, stop);
        }
    }

    private async Task<(SyncFrom From, MatrixOutcome Outcome)> Poll(SyncFrom from, CancellationToken stop)
    {
        var (began, since) = (time.GetTimestamp(), from.Since);
        var wait = since is null || _isBehind ? TimeSpan.Zero : MatrixClient.LongPoll;
        var answer = await client.Sync(since, SyncFilter.ForSync(_limit), wait, stop);
        if (answer.Outcome is MatrixOutcome.TooLarge && _limit > 1)
        {
            _limit /= 4;
            return (from, MatrixOutcome.Done);
        }
        if (IsLost(answer.Outcome, since))
        {
            counters.Happened("place-refused");
            return (await place.Lost(), answer.Outcome);
        }
        if (answer.Value is not { NextBatch: { } next } news)
            return (from, answer.IsOk ? new MatrixOutcome.Transient("no next_batch") : answer.Outcome);
        health.Well(Connected);
        _isBehind = true;
        if (await TakeAll(news, from, stop) || since is null)
            await place.Write(next);
        (_isBehind, _limit) = (false, Math.Max(_limit, Usual));
        if (next == since && time.GetElapsedTime(began) < ShortPause)
            await Task.Delay(ShortPause, time, stop);
        return (new(next, null), MatrixOutcome.Done);
    }

    /// <summary>
    /// Whether the homeserver has another database now, where our place in its stream means nothing: it says so itself, again and again.
    /// Anything else may be a proxy before it, or pass.
    /// </summary>
    private bool IsLost(MatrixOutcome outcome, string? since)
    {
        var isRefused = since is not null && outcome is MatrixOutcome.Refused { Status: 400, Code.Length: > 0 };
        _refusals = isRefused ? _refusals + 1 : 0;
        return _refusals == MostRefusals;
    }

    /// <summary>Whether there was anything.</summary>
    private async Task<bool> TakeAll(SyncAnswer news, SyncFrom from, CancellationToken stop)
    {
        var work = new List<Func<CancellationToken, Task>>();
        foreach (var (room, left) in news.Rooms?.Leave ?? new Dictionary<string, SyncRoom>())
            work.Add(s => rooms.TakeLeft(room, left, s));
        foreach (var (room, invite) in news.Rooms?.Invite ?? new Dictionary<string, SyncInvite>())
            work.Add(s => rooms.TakeInvite(room, invite, s));
        foreach (var (room, joined) in news.Rooms?.Join ?? new Dictionary<string, SyncRoom>())
            work.Add(s => rooms.TakeJoined(room, joined, from, s));
        using var places = new SemaphoreSlim(AtOnce);
        await Task.WhenAll(work.Select(w => Take(w, places, stop)));
        return work.Count > 0;
    }

    private static async Task Take(Func<CancellationToken, Task> work, SemaphoreSlim places, CancellationToken stop)
    {
        await places.WaitAsync(stop);
        try
        {
            await work(stop);
        }
        finally
        {
            places.Release();
        }
    }

    private TimeSpan Pause(MatrixOutcome outcome, int failures)
    {
        if (outcome is MatrixOutcome.Limited(var after))
            return after;
        var isStore = outcome is MatrixOutcome.Transient { Reason: nameof(StoreUnavailableException) };
        if (failures > 2 && !isStore)
            health.Trouble(
                outcome is MatrixOutcome.Refused or MatrixOutcome.Forbidden
                    ? "Der Homeserver lehnt das Abholen ab. Es wird weiter versucht."
                    : "Der Homeserver ist nicht erreichbar. Es wird weiter versucht."
            );
        // A pause of nothing would hammer: at least half of the ceiling.
        var pause = Backoff.Network.Before(failures, 0.5 + Random.Shared.NextDouble() / 2).ToTimeSpan();
        // Somebody may be in danger while the disk is full.
        return isStore && pause > StorePause ? StorePause : pause;
    }
}
