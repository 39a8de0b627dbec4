using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Store.Sealing;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Turns;

/// <summary>
/// The way of one message: decide, one commit, hand to the outbox. Start reading here, from top to bottom.
/// </summary>
internal sealed class Turn(IStore store, Registry registry, TurnPorts ports, TimeProvider time, TurnCounters counters)
{
    private const int Failures = 3;
    private const int Conflicts = 100;
    private readonly Lanes _lanes = new();
    private readonly Deciding _deciding = new(store, ports.Capabilities);
    private readonly Traces _traces = new(ports.Traces);
    private readonly Parking _parking = new(store, registry.About, ports.Outbox);
    private readonly FirstAid _firstAid = new(registry.About, ports.Messenger, time, counters);
    private readonly Action<Call> _route = call => Router.Route(call, registry);

    /// <summary>Takes one inbound exactly once. When this returns, it is durable.</summary>
    /// <exception cref="StoreUnavailableException">It could not be stored: the messenger must not be told that it was taken.</exception>
    public Task<TurnResult> Take(Inbound inbound, TimerRow? timer = null) =>
        _lanes.Run(
            inbound.Place.Key,
            async () =>
            {
                try
                {
                    return counters.Count(inbound, await TakeOrPark(inbound, timer));
                }
                catch (StoreUnavailableException)
                {
                    await Warn(inbound);
                    throw;
                }
            }
        );

    private async Task<TurnResult> TakeOrPark(Inbound inbound, TimerRow? timer)
    {
        for (int failures = 0, conflicts = 0; ; )
            try
            {
                if (await TakeUnlessStale(inbound, timer) is { } result)
                    return result;
                if (++conflicts >= Conflicts)
                    throw new InvalidOperationException("Others were faster too often.");
            }
            catch (Exception failure) when (failure is not StoreUnavailableException)
            {
                counters.Failed(failure);
                if (++failures >= Failures)
                    return await _parking.Park(inbound, timer, failure, time.GetCurrentInstant());
            }
    }

    /// <summary>The turn itself; null where what was read is stale and nothing happened.</summary>
    private async ValueTask<TurnResult?> TakeUnlessStale(Inbound inbound, TimerRow? timer)
    {
        // Whether it is known already the commit finds out: a look before would cost every message what few need.
        var now = time.GetCurrentInstant();
        var (call, world) = await _deciding.Decide(inbound, now, _route);
        var changes = await TurnChanges.Of(call, world, store, timer, now);
        var letGo = await _traces.Join(changes);
        CommitResult result;
        try
        {
            result = await store.Commit(changes);
        }
        catch (SealGoneException)
        {
            // A key that was destroyed meanwhile means that what was read is stale, as a conflict does.
            result = CommitResult.Conflict;
        }
        switch (result)
        {
            case CommitResult.Conflict:
                Forget(changes);
                return null;
            case CommitResult.Duplicate:
                return new(TurnOutcome.Known, null, call.Language);
        }
        if (letGo is not null)
            await letGo();
        ports.Committed(call.Decision.Documents);
        ports.Outbox(call.Decision.Messages, changes.Outbox);
        if (call.Decision.Scrub)
            ports.Scrub();
        counters.Count(call.Decision.Counted);
        return new(TurnOutcome.Done, call.Decision.Toast, call.Language) { IsAnswered = IsAnswered(call) };
    }

    private static bool IsAnswered(Call call) =>
        call.Decision.Messages.Any(m => m.Act == Act.Send && m.To == call.Inbound.Place);

    /// <summary>For an inbound that could not even reach its turn: words of danger still bring the numbers.</summary>
    public Task Warn(Inbound inbound) => _firstAid.Give(inbound);

    /// <summary>Reads as somebody, without anything coming of it: a search while they type.</summary>
    public async Task<T> Look<T>(Inbound inbound, Func<Call, T> look)
    {
        T? seen = default;
        await _deciding.Decide(inbound, time.GetCurrentInstant(), call => seen = look(call));
        return seen!;
    }

    /// <summary>What memory holds of these documents is stale.</summary>
    private void Forget(ChangeSet changes)
    {
        foreach (var put in changes.Puts)
            store.Forget(put.Kind, put.Document.Id);
        foreach (var gone in changes.Deletes)
            store.Forget(gone.Kind, gone.Id);
    }
}
