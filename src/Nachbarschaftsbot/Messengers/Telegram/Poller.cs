using System.Runtime.ExceptionServices;
using Nachbarschaftsbot.Core.Delivery;
using Nachbarschaftsbot.Messengers.Telegram.Client;
using Nachbarschaftsbot.Store;
using NodaTime.Extensions;
using Outcome = Nachbarschaftsbot.Messengers.Telegram.Client.TelegramOutcome;

namespace Nachbarschaftsbot.Messengers.Telegram;

/// <summary>
/// Asks Telegram for updates, one instance at a time. An update is confirmed only after its turn is durable; the updates of
/// a chat are taken in their order, different chats side by side.
/// </summary>
internal sealed class Poller(
    TelegramClient client,
    Func<Update, Task> take,
    PollLease lease,
    TelegramHealth health,
    TelegramCounters counters,
    TimeProvider time
)
{
    /// <summary>Kinds we want. Sticky at Telegram: a change only works because it is sent with each poll.</summary>
    internal static readonly string[] AllowedUpdates =
    [
        "message",
        "edited_message",
        "callback_query",
        "my_chat_member",
        "message_reaction",
    ];

    /// <summary>Seconds; the server clamps to this (https://github.com/tdlib/telegram-bot-api, Client.h).</summary>
    internal const int LongPoll = 50;

    private const int Batch = 100;
    private const string StoreTrouble =
        "In die Datenbank kann nicht geschrieben werden. Es werden keine Nachrichten angenommen.";
    private static readonly TimeSpan LeasePause = TimeSpan.FromSeconds(10);

    /// <summary>Looked for words of danger this often while nothing can be stored.</summary>
    private static readonly TimeSpan StorePause = TimeSpan.FromSeconds(5);

    /// <summary>Between polls of a server that does not wait for updates.</summary>
    private static readonly TimeSpan ShortPause = TimeSpan.FromMilliseconds(250);

    /// <summary>Looks at an update that cannot be taken now: words of danger bring the numbers.</summary>
    internal Func<Update, Task> Warn { get; init; } = _ => Task.CompletedTask;

    /// <summary>Polls until stopped, or until Telegram says that going on would be wrong.</summary>
    internal async Task Run(CancellationToken stop)
    {
        while (true)
        {
            if (await TryAcquire(stop) is { } mark)
            {
                if (!await PollWhileHeld(mark, stop))
                    return;
            }
            else
                await Task.Delay(LeasePause, time, stop);
        }
    }

    private async Task<PollMark?> TryAcquire(CancellationToken stop)
    {
        try
        {
            var mark = await lease.TryAcquire();
            if (mark is null)
                health.Trouble("Ein anderes Exemplar des Programms holt die Nachrichten ab. Dieses wartet.");
            return mark;
        }
        catch (StoreUnavailableException)
        {
            health.Trouble(StoreTrouble);
            await Look(default, stop);
            return null;
        }
    }

    /// <summary>True when the right to poll was lost, false when polling is over.</summary>
    private async Task<bool> PollWhileHeld(PollMark mark, CancellationToken stop)
    {
        for (var failures = 0; ; )
        {
            var outcome = Outcome.Done;
            try
            {
                if (!await Renew(mark, stop))
                    return true;
                (mark, outcome) = await Poll(mark, stop);
                if (IsOver(outcome))
                    return false;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                await Release(mark);
                throw;
            }
            catch (Exception e)
            {
                counters.Event("poll-failed");
                health.Trouble(
                    e is StoreUnavailableException ? StoreTrouble : $"Das Abholen ist gescheitert ({e.GetType().Name})."
                );
                outcome = new Outcome.Transient(e.GetType().Name);
            }
            failures = outcome is Outcome.Ok ? 0 : failures + 1;
            if (failures > 0)
                await Task.Delay(Pause(outcome, failures), time, stop);
        }
    }

    private async Task<bool> Renew(PollMark mark, CancellationToken stop)
    {
        try
        {
            return await lease.Renew(mark);
        }
        catch (StoreUnavailableException)
        {
            await Look(mark, stop);
            throw;
        }
    }

    /// <summary>
    /// Nothing can be stored: looks at the first updates that wait without confirming any. No other instance polls meanwhile,
    /// because the right to poll stands in the same store.
    /// </summary>
    private async Task Look(PollMark mark, CancellationToken stop)
    {
        var request = new GetUpdates(mark.OffsetAt(time.GetCurrentInstant()), Batch, Timeout: 0, AllowedUpdates);
        var waiting = await client.GetUpdates(request, stop);
        foreach (var update in waiting.Value ?? [])
            await Warn(update);
    }

    private async Task<(PollMark, Outcome)> Poll(PollMark mark, CancellationToken stop)
    {
        var offset = mark.OffsetAt(time.GetCurrentInstant());
        var request = new GetUpdates(offset, Batch, LongPoll, AllowedUpdates);
        var began = time.GetTimestamp();
        var result = await client.GetUpdates(request, stop);
        if (result.Outcome is Outcome.Ambiguous)
            return await PollRaw(request, mark, stop);
        if (!result.IsOk)
            return (mark, result.Outcome);
        health.Well("Verbunden. Nachrichten werden abgeholt.");
        if (result.Value is { Count: > 0 } updates)
            return updates.All(IsSound) ? (await TakeAll(updates), result.Outcome) : await PollRaw(request, mark, stop);
        if (time.GetElapsedTime(began) < ShortPause)
            await Task.Delay(ShortPause, time, stop);
        return (mark, result.Outcome);
    }

    /// <summary>Once more without waiting, update by update, in case one of them could not be read.</summary>
    private async Task<(PollMark, Outcome)> PollRaw(GetUpdates request, PollMark mark, CancellationToken stop)
    {
        var raw = await client.GetRawUpdates(request with { Timeout = 0 }, stop);
        if (!raw.IsOk)
            return (mark, raw.Outcome);
        var updates = raw.Value!.Select(UpdateReader.Read).OfType<Update>().Where(IsSound).ToList();
        if (updates.Count > 0)
            return (await TakeAll(updates), raw.Outcome);
        // What has no id cannot be confirmed: it comes with each poll, so none may follow at once.
        return (mark, raw.Value!.Count == 0 ? raw.Outcome : new Outcome.Transient("updates without id"));
    }

    private static bool IsSound(Update? update) => update is { UpdateId: not 0 };

    /// <summary>The mark behind everything that has taken effect without a gap.</summary>
    /// <exception cref="StoreUnavailableException">Not even the first could be stored; whatever else kept the first from being taken comes as it was.</exception>
    private async Task<PollMark> TakeAll(IReadOnlyList<Update> updates)
    {
        var chats = updates.GroupBy(ChatOf).Select(TakeChat).ToList();
        var failed = (await Task.WhenAll(chats)).OfType<NotTaken>().MinBy(f => f.Update);
        var now = time.GetCurrentInstant();
        if (failed is null)
            return new PollMark(updates.Max(u => u.UpdateId) + 1, now);
        counters.Event("not-taken");
        if (failed.Update == updates.Min(u => u.UpdateId))
            ExceptionDispatchInfo.Throw(failed.Why);
        return new PollMark(failed.Update, now);
    }

    /// <summary>The first update of the chat that was not taken; those behind it wait with it, apart from words of danger.</summary>
    private async Task<NotTaken?> TakeChat(IEnumerable<Update> updates)
    {
        NotTaken? failed = null;
        foreach (var update in updates)
        {
            try
            {
                await (failed is null ? take(update) : Warn(update));
            }
            catch (Exception why)
            {
                failed ??= new(update.UpdateId, why);
            }
        }
        return failed;
    }

    /// <summary>The first update of a chat that could not be taken, and why.</summary>
    private sealed record NotTaken(long Update, Exception Why);

    private static long ChatOf(Update update) =>
        update.Message?.Chat.Id
        ?? update.CallbackQuery?.Message?.Chat.Id
        ?? update.CallbackQuery?.From.Id
        ?? update.MyChatMember?.Chat.Id
        ?? 0;

    private bool IsOver(Outcome outcome)
    {
        switch (outcome)
        {
            case Outcome.Unauthorized:
                health.Stopped(TelegramHealth.BadToken);
                return true;
            case Outcome.Conflict:
                health.Stopped(
                    "Ein anderes Programm benutzt dieses Token. Beenden Sie das andere, dann starten Sie dieses neu."
                );
                return true;
            default:
                return false;
        }
    }

    private TimeSpan Pause(Outcome outcome, int failures)
    {
        if (outcome is Outcome.Flood(var after))
            return after;
        if (failures > 2 && outcome is not Outcome.Transient { Reason: nameof(StoreUnavailableException) })
            health.Trouble($"Telegram ist nicht erreichbar ({Kind(outcome)}). Es wird weiter versucht.");
        // A pause of nothing would hammer: at least half of the ceiling.
        var pause = Backoff.Network.Before(failures, 0.5 + Random.Shared.NextDouble() / 2).ToTimeSpan();
        // Somebody may be in danger while the disk is full.
        return outcome is Outcome.Transient { Reason: nameof(StoreUnavailableException) } && pause > StorePause
            ? StorePause
            : pause;
    }

    private static string Kind(Outcome outcome) =>
        outcome switch
        {
            Outcome.Transient(var reason) => reason,
            Outcome.Ambiguous(var reason) => reason,
            _ => outcome.GetType().Name,
        };

    private async Task Release(PollMark mark)
    {
        try
        {
            await lease.Release(mark);
        }
        catch (Exception e) when (e is StoreUnavailableException or ObjectDisposedException)
        {
            // The next instance waits until the right has run out.
        }
    }
}
