using Nachbarschaftsbot.Core.Emergency;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Store;
using NodaTime;

namespace Nachbarschaftsbot.Turns;

/// <summary>Puts a failing inbound aside with its reason and tells the person, so that the chat goes on.</summary>
internal sealed class Parking(
    IStore store,
    About about,
    Action<IReadOnlyList<Outbound>, IReadOnlyList<OutboxRow>> outbox
)
{
    /// <summary>Puts it aside. Words of danger still bring the numbers.</summary>
    public async Task<TurnResult> Park(Inbound inbound, TimerRow? timer, Exception failure, Instant now)
    {
        var changes = TurnChanges.Once(inbound, timer, now);
        changes.ParkedReason =
            $"{inbound.Content.GetType().Name}: {failure.GetType().Name} in {failure.TargetSite?.DeclaringType?.Name}";
        List<Outbound> messages = [];
        if (EmergencyFirst.Alone(about, inbound) is { } numbers)
            messages.Add(numbers);
        if (inbound.Sender is not null && inbound.Place.Kind == PlaceKind.Private)
            messages.Add(new() { To = inbound.Place, Lines = ["call.failed"] });
        TurnChanges.AddMessages(changes, messages, store, now);
        await store.Commit(changes);
        outbox(messages, changes.Outbox);
        return new(TurnOutcome.Parked, "call.failed");
    }
}
