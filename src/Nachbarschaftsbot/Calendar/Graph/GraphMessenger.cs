using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Calendar.Graph;

/// <summary>
/// The calendar of Microsoft 365 as the outbox sees it: events are sent, changed and deleted as messages are, with the outbox's order
/// and repetitions. How it ended, with the link to take part, comes back as an inbound before the send counts as done.
/// </summary>
internal sealed class GraphMessenger(
    GraphEventBook events,
    GraphBusyTimes busyTimes,
    Func<Inbound, Task> turns,
    GraphHealth health
) : IMessenger
{
    /// <summary>The name in places.</summary>
    internal const string MessengerName = "graph";

    /// <inheritdoc/>
    public string Name => MessengerName;

    /// <summary>Exchange sends thirty messages a minute for one mailbox.</summary>
    public Capabilities Capabilities { get; } = new(false, false, 4096, new Pace(1, 2, 0, 0.5));

    /// <inheritdoc/>
    public async Task<Delivery> Deliver(
        Outbound message,
        long deliveryId,
        IReadOnlyList<string> messageIds,
        CancellationToken cancel
    )
    {
        var (delivery, news) = message switch
        {
            { Asks: { } question } => await busyTimes.Ask(question, deliveryId, cancel),
            { Event: { } one, Act: Act.Delete } => await events.Cancel(one, messageIds, cancel),
            { Event: { } one, Act: Act.Edit } when messageIds.Count > 0 => await events.Change(
                one,
                messageIds[0],
                cancel
            ),
            { Event: { } one } => await events.Create(one, cancel),
            _ => (new Delivery.Refused("no event"), null),
        };
        health.Note(delivery);
        if (news is not null)
            await turns(new Inbound($"{MessengerName}:{deliveryId}", message.To, null, news));
        return delivery;
    }
}
