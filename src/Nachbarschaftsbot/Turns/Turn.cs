using System.Security.Cryptography;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Emergency;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Store.Sealing;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Turns;

/// <summary>How a turn ended.</summary>
/// <param name="Outcome">Done, known before, or parked after repeated failure.</param>
/// <param name="Toast">A short word for who pressed a button, or null.</param>
/// <param name="Language">The language of the toast.</param>
internal sealed record TurnResult(TurnOutcome Outcome, Text? Toast = null, string Language = "de");

/// <summary>How a turn ended. In all cases the messenger may be told that the inbound was taken.</summary>
internal enum TurnOutcome
{
    /// <summary>It took effect.</summary>
    Done,

    /// <summary>It had taken effect before.</summary>
    Known,

    /// <summary>It failed three times, was put aside, and the person was told.</summary>
    Parked,
}

/// <summary>
/// The way of one message: load, decide, one commit, hand to the outbox. Start reading here.
/// </summary>
internal sealed class Turn(IStore store, Registry registry, TurnPorts ports, TimeProvider time, TurnCounters counters)
{
    private const int Failures = 3;
    private const int Conflicts = 100;
    private readonly Lanes _lanes = new();
    private readonly FirstAid _firstAid = new(registry.About, ports.Messenger, time, counters);

    /// <summary>Takes one inbound exactly once. When this returns, it is durable.</summary>
    /// <exception cref="StoreUnavailableException">It could not be stored: the messenger must not be told that it was taken.</exception>
    public Task<TurnResult> Take(Inbound inbound, TimerRow? timer = null) =>
        _lanes.Run(inbound.Place.Key, () => TakeOrWarn(inbound, timer));

    /// <summary>For an inbound that could not even reach its turn: words of danger still bring the numbers.</summary>
    public Task Warn(Inbound inbound) => _firstAid.Give(inbound);

    private async Task<TurnResult> TakeOrWarn(Inbound inbound, TimerRow? timer)
    {
        try
        {
            return await TakeInLane(inbound, timer);
        }
        catch (StoreUnavailableException)
        {
            await _firstAid.Give(inbound);
            throw;
        }
    }

    /// <summary>Reads as somebody, without anything coming of it: a search while they type.</summary>
    public async Task<T> Look<T>(Inbound inbound, Func<Call, T> look)
    {
        T? seen = default;
        await Decide(inbound, time.GetCurrentInstant(), call => seen = look(call));
        return seen!;
    }

    private async Task<TurnResult> TakeInLane(Inbound inbound, TimerRow? timer)
    {
        // Whether it is known already the commit finds out: a look before would cost every message what few need.
        for (int failures = 0, conflicts = 0; ; )
        {
            try
            {
                var now = time.GetCurrentInstant();
                var (call, world) = await Decide(inbound, now, call => Router.Route(call, registry));
                var changes = await TurnChanges.Of(call, world, store, now);
                changes.FiredTimer = timer;
                foreach (var place in changes.ForgetLanes)
                foreach (var trace in ports.Traces)
                    await trace.Forget(place, changes);
                var sealedTraces = await SealedTraces(changes);
                if (await Commit(changes) is var result && result != CommitResult.Conflict)
                    return await Release(call, changes, sealedTraces, result);
                Forget(changes);
                if (++conflicts >= Conflicts)
                    throw new InvalidOperationException("Others were faster too often.");
            }
            catch (StoreUnavailableException)
            {
                throw;
            }
            catch (Exception failure) when (++failures < Failures)
            {
                counters.Failed(failure);
            }
            catch (Exception failure)
            {
                counters.Failed(failure);
                return await Park(inbound, timer, failure);
            }
        }
    }

    private async Task<(Call, World)> Decide(Inbound inbound, Instant now, Action<Call> decide)
    {
        var world = new World(store);
        var entropy = RandomNumberGenerator.GetBytes(32);
        for (var round = 0; ; round++)
        {
            Call? call = null;
            try
            {
                call = new Call(inbound, world, now, new Ids(entropy, now), ports.Capabilities);
                decide(call);
            }
            catch when (world.IsIncomplete) { }
            if (!world.IsIncomplete)
                return (call!, world);
            if (round > 50)
                throw new InvalidOperationException("The decision never had enough.");
            await world.Load();
        }
    }

    /// <summary>A key that was destroyed meanwhile means that what was read is stale, as a conflict does.</summary>
    private async ValueTask<CommitResult> Commit(ChangeSet changes)
    {
        try
        {
            return await store.Commit(changes);
        }
        catch (SealGoneException)
        {
            return CommitResult.Conflict;
        }
    }

    /// <summary>What lets go of everything that is sealed with keys that are about to be destroyed.</summary>
    private async ValueTask<List<Func<Task>>> SealedTraces(ChangeSet changes)
    {
        List<Func<Task>> found = [];
        foreach (var key in changes.DestroyKeys)
        foreach (var trace in ports.Traces)
            if (await trace.Sealed(key) is { } letGo)
                found.Add(letGo);
        return found;
    }

    private async ValueTask<TurnResult> Release(
        Call call,
        ChangeSet changes,
        List<Func<Task>> sealedTraces,
        CommitResult result
    )
    {
        if (result == CommitResult.Duplicate)
            return counters.Count(call.Inbound, new(TurnOutcome.Known, null, call.Language));
        foreach (var letGo in sealedTraces)
            await letGo();
        foreach (var place in changes.ForgetLanes)
        foreach (var trace in ports.Traces)
            await trace.Forgotten(place);
        ports.Outbox(call.Decision.Messages, changes.Outbox);
        if (call.Decision.Scrub)
            ports.Scrub();
        counters.Count(call.Decision.Counted);
        return counters.Count(call.Inbound, new(TurnOutcome.Done, call.Decision.Toast, call.Language));
    }

    private void Forget(ChangeSet changes)
    {
        foreach (var put in changes.Puts)
            store.Forget(put.Kind, put.Document.Id);
        foreach (var gone in changes.Deletes)
            store.Forget(gone.Kind, gone.Id);
    }

    /// <summary>Puts a failing inbound aside with its reason and tells the person, so that the chat goes on.</summary>
    private async Task<TurnResult> Park(Inbound inbound, TimerRow? timer, Exception failure)
    {
        var now = time.GetCurrentInstant();
        var changes = new ChangeSet
        {
            InboundId = inbound.Id,
            At = now,
            FiredTimer = timer,
            ParkedReason =
                $"{inbound.Content.GetType().Name}: {failure.GetType().Name} in {failure.TargetSite?.DeclaringType?.Name}",
        };
        List<Outbound> messages = [];
        if (EmergencyFirst.Alone(registry.About, inbound) is { } numbers)
            messages.Add(numbers);
        if (inbound.Sender is not null && inbound.Place.Kind == PlaceKind.Private)
            messages.Add(new() { To = inbound.Place, Lines = ["call.failed"] });
        TurnChanges.AddMessages(changes, messages, store, now);
        await store.Commit(changes);
        ports.Outbox(messages, changes.Outbox);
        return counters.Count(inbound, new(TurnOutcome.Parked, "call.failed"));
    }
}
