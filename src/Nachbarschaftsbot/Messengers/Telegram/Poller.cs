using Nachbarschaftsbot.Core.Delivery;
using Nachbarschaftsbot.Messengers.Telegram.Client;
using Nachbarschaftsbot.Store;
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
    ];

    /// <summary>Seconds; the server clamps to this (https://github.com/tdlib/telegram-bot-api, Client.h).</summary>
    internal const int LongPoll = 50;

    private const int Batch = 100;
    private static readonly TimeSpan LeasePause = TimeSpan.FromSeconds(10);

    /// <summary>Between polls of a server that does not wait for updates.</summary>
    private static readonly TimeSpan ShortPause = TimeSpan.FromMilliseconds(250);

    /// <summary>Polls until stopped, or until Telegram says that going on would be wrong.</summary>
    internal async Task Run(CancellationToken stop)
    {
        while (true)
        {
            if (await TryAcquire() is { } offset)
            {
                if (!await PollWhileHeld(offset, stop))
                    return;
            }
            else
                await Task.Delay(LeasePause, time, stop);
        }
    }

    private async Task<long?> TryAcquire()
    {
        try
        {
            var offset = await lease.TryAcquire();
            if (offset is null)
                health.Trouble("Another instance polls. This one waits.");
            return offset;
        }
        catch (StoreUnavailableException)
        {
            health.Trouble("The store cannot be written. No updates are taken.");
            return null;
        }
    }

    /// <summary>True when the right to poll was lost, false when polling is over.</summary>
    private async Task<bool> PollWhileHeld(long offset, CancellationToken stop)
    {
        var failures = 0;
        while (true)
        {
            TimeSpan pause;
            try
            {
                if (!await lease.Renew(offset))
                    return true;
                var (next, outcome) = await Poll(offset, stop);
                offset = next;
                if (IsOver(outcome))
                    return false;
                failures = outcome is Outcome.Ok ? 0 : failures + 1;
                pause = Pause(outcome, failures);
            }
            catch (StoreUnavailableException)
            {
                health.Trouble("The store cannot be written. No updates are taken.");
                pause = Pause(new Outcome.Transient("store"), ++failures);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                await Release(offset);
                throw;
            }
            if (pause > TimeSpan.Zero)
                await Task.Delay(pause, time, stop);
        }
    }

    private async Task<(long Offset, Outcome Outcome)> Poll(long offset, CancellationToken stop)
    {
        var request = new GetUpdates(offset == 0 ? null : offset, Batch, LongPoll, AllowedUpdates);
        var began = time.GetTimestamp();
        var result = await client.GetUpdates(request, stop);
        if (result.Outcome is Outcome.Ambiguous)
            return await PollRaw(request, offset, stop);
        if (!result.IsOk)
            return (offset, result.Outcome);
        health.Well("Polling.");
        if (result.Value is { Count: > 0 } updates)
            return (await TakeAll(updates, offset), result.Outcome);
        if (time.GetElapsedTime(began) < ShortPause)
            await Task.Delay(ShortPause, time, stop);
        return (offset, result.Outcome);
    }

    /// <summary>Once more without waiting, update by update, in case one of them could not be read.</summary>
    private async Task<(long, Outcome)> PollRaw(GetUpdates request, long offset, CancellationToken stop)
    {
        var raw = await client.GetRawUpdates(request with { Timeout = 0 }, stop);
        if (!raw.IsOk)
            return (offset, raw.Outcome);
        var updates = raw.Value!.Select(UpdateReader.Read).OfType<Update>().ToList();
        return (await TakeAll(updates, offset), raw.Outcome);
    }

    /// <summary>The offset behind everything that has taken effect without a gap.</summary>
    /// <exception cref="StoreUnavailableException">Not even the first could be stored.</exception>
    private async Task<long> TakeAll(IReadOnlyList<Update> updates, long offset)
    {
        if (updates.Count == 0)
            return offset;

        var chats = updates.GroupBy(ChatOf).Select(chat => TakeChat(chat)).ToList();
        var failed = (await Task.WhenAll(chats)).Min();
        if (failed == long.MaxValue)
            return updates.Max(u => u.UpdateId) + 1;
        counters.Event("not-taken");
        if (failed == updates.Min(u => u.UpdateId))
            throw new StoreUnavailableException("Updates could not be taken.");
        return failed;
    }

    /// <summary>The first update of the chat that was not taken; those behind it wait with it.</summary>
    private async Task<long> TakeChat(IEnumerable<Update> updates)
    {
        foreach (var update in updates)
        {
            try
            {
                await take(update);
            }
            catch (Exception)
            {
                return update.UpdateId;
            }
        }
        return long.MaxValue;
    }

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
                health.Stopped("Telegram refuses the token. Get a new one from @BotFather and set Telegram:Token.");
                return true;
            case Outcome.Conflict:
                health.Stopped(
                    "Another program uses this token (polling or webhook). Stop the other one, then start this one again."
                );
                return true;
            default:
                return false;
        }
    }

    private TimeSpan Pause(Outcome outcome, int failures)
    {
        if (outcome is Outcome.Ok)
            return TimeSpan.Zero;
        if (outcome is Outcome.Flood(var after))
            return after;
        // A pause of nothing would hammer: at least half of the ceiling.
        var wait = Backoff.Network.Before(failures, 0.5 + Random.Shared.NextDouble() / 2).ToTimeSpan();
        if (failures > 2)
            health.Trouble($"Telegram cannot be reached ({Kind(outcome)}). Trying again.");
        return wait;
    }

    private static string Kind(Outcome outcome) =>
        outcome switch
        {
            Outcome.Transient(var reason) => reason,
            Outcome.Ambiguous(var reason) => reason,
            _ => outcome.GetType().Name,
        };

    private async Task Release(long offset)
    {
        try
        {
            await lease.Release(offset);
        }
        catch (Exception e) when (e is StoreUnavailableException or ObjectDisposedException)
        {
            // The next instance waits until the right has run out.
        }
    }
}
