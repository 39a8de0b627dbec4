using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Outbox;
using Nachbarschaftsbot.Store;
using NodaTime;

namespace Nachbarschaftsbot.Turns;

/// <summary>Makes the one commit of a decision.</summary>
internal static class TurnChanges
{
    /// <summary>What makes one inbound take effect once: its id, or that its timer waits. The id of a timer says what it is about, so it is not kept.</summary>
    public static ChangeSet Once(Inbound inbound, TimerRow? timer, Instant now) =>
        new()
        {
            InboundId = timer is null ? inbound.Id : null,
            FiredTimer = timer,
            At = now,
        };

    /// <summary>Everything that becomes true with this call.</summary>
    public static async ValueTask<ChangeSet> Of(Call call, World world, IStore store, TimerRow? timer, Instant now)
    {
        var decision = call.Decision;
        var changes = Once(call.Inbound, timer, now);
        foreach (var ((kind, id), document) in decision.Documents)
        {
            var version = world.VersionOf(kind, id) ?? (call.Ids.HasMade(id) ? 0 : await store.VersionOf(kind, id));
            if (document is not null)
                changes.Puts.Add(new(kind, document, version));
            else if (version > 0)
                changes.Deletes.Add(new(kind, id, version));
        }
        foreach (var (kind, subject, due) in decision.Timers)
            changes.Timers.Add(new(TimerSet.Key(kind, subject), kind, subject, due));
        changes.CancelTimers.AddRange(decision.CancelTimers);
        changes.DestroyKeys.AddRange(decision.DestroyKeys.Distinct());
        changes.ForgetLanes.AddRange(decision.ForgetPlaces);
        changes.ForgetSubjects.AddRange(decision.ForgetSubjects);
        changes.Scrub = decision.Scrub;
        foreach (var (place, reference) in decision.ForgetMessages)
            changes.Messages.Add(new(place, reference, [], now));
        changes.Delayed.AddRange(await WaitingNames.Of(decision, store));
        changes.Withdrawn.AddRange(await Withdrawing.Of(decision, store));
        AddMessages(changes, decision.Messages, store, now);
        await KeepWhatIsTakenBack(changes, decision, store, now);
        return changes;
    }

    /// <summary>Where every trace of a place goes, what is taken back there has still to be found; that it is taken back removes this too.</summary>
    private static async ValueTask KeepWhatIsTakenBack(ChangeSet changes, Decision decision, IStore store, Instant now)
    {
        if (decision.ForgetPlaces.Count == 0)
            return;
        foreach (var message in decision.Messages)
            if (message is { Act: Act.Delete, Ref: { } gone } && decision.ForgetPlaces.Contains(message.To.Key))
                if (await store.MessageIds(message.To.Key, gone) is { Count: > 0 } ids)
                    changes.Messages.Add(new(message.To.Key, gone, ids, now));
    }

    /// <summary>Outbox rows for messages, in their order.</summary>
    public static void AddMessages(ChangeSet changes, IReadOnlyList<Outbound> messages, IStore store, Instant now)
    {
        foreach (var message in messages)
            changes.Outbox.Add(
                new(
                    store.NextOutboxId(),
                    message.To.Messenger,
                    message.To.Key,
                    (int)message.Priority,
                    message.NotBefore ?? now,
                    0,
                    OutboundJson.Serialize(message)
                )
                {
                    Seal = message.Seal,
                }
            );
    }
}
