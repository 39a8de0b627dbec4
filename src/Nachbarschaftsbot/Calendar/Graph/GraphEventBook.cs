using Nachbarschaftsbot.Core.Messages;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Calendar.Graph;

/// <summary>Creates, changes and cancels events, and says what the outbox and the dialogues need to know of it.</summary>
internal sealed class GraphEventBook(GraphClient client, GraphDirectory directory, TimeProvider time)
{
    /// <summary>Creates an event. Where nobody can be invited and no link is wanted, there is nothing to create.</summary>
    internal async Task<(Delivery, Content?)> Create(MeetingEvent one, CancellationToken cancel)
    {
        if (time.GetCurrentInstant() > one.Until)
            return await TooLate(one, cancel);
        var (addresses, unknown, trouble) = await Addresses(one, cancel);
        if (trouble is not null)
            return Ended(one, trouble);
        if (addresses.Count == 0 && !one.Online)
            return (new Delivery.Sent([]), Done(one, null, unknown));
        var (made, failed) = await client.Create(GraphTimes.New(one, addresses), cancel);
        if (failed is GraphTrouble.Conflict)
            (made, failed) = await FindAgain(one, cancel);
        if (failed is not null)
            return Ended(one, failed);
        return made?.Id is { Length: > 0 } id
            ? (new Delivery.Sent([id]), Done(one, made.OnlineMeeting?.JoinUrl, unknown))
            : (new Delivery.Transient("no id"), null);
    }

    /// <summary>Changes an event that is there.</summary>
    internal async Task<(Delivery, Content?)> Change(MeetingEvent one, string id, CancellationToken cancel)
    {
        var (addresses, unknown, trouble) = await Addresses(one, cancel);
        if (trouble is not null)
            return Ended(one, trouble);
        var (made, failed) = await client.Change(id, GraphTimes.Changed(one, addresses), cancel);
        return failed is null
            ? (new Delivery.Sent([id]), Done(one, made?.OnlineMeeting?.JoinUrl, unknown))
            : Ended(one, failed);
    }

    /// <summary>Cancels an event; one that is gone is cancelled.</summary>
    internal async Task<(Delivery, Content?)> Cancel(
        MeetingEvent one,
        IReadOnlyList<string> ids,
        CancellationToken cancel
    )
    {
        foreach (var id in ids)
            if (await client.Cancel(id, one.Words, cancel) is { } trouble and not GraphTrouble.Gone)
                return Ended(one, trouble);
        return (new Delivery.Sent([]), null);
    }

    private async Task<(List<string> Addresses, List<string> Unknown, GraphTrouble? Trouble)> Addresses(
        MeetingEvent one,
        CancellationToken cancel
    )
    {
        List<string> addresses = [],
            unknown = [];
        foreach (var invitee in one.Invitees)
        {
            var (address, trouble) = await directory.AddressOf(invitee.Account, cancel);
            if (trouble is not null)
                return (addresses, unknown, trouble);
            if (address is null)
                unknown.Add(invitee.Person);
            else
                addresses.Add(address);
        }
        return (addresses, unknown, null);
    }

    /// <summary>Everybody has a file by now. A second invitation would stand beside it; what an earlier try made is kept in hand.</summary>
    private async Task<(Delivery, Content?)> TooLate(MeetingEvent one, CancellationToken cancel)
    {
        var (found, trouble) = await Find(one, cancel);
        if (trouble is not null)
            return (Outcome(trouble), null);
        return found?.Id is { Length: > 0 } id
            ? (new Delivery.Sent([id]), Done(one, found.OnlineMeeting?.JoinUrl, []))
            : (new Delivery.Refused("too late"), null);
    }

    /// <summary>An earlier try arrived although its answer did not.</summary>
    private async Task<GraphResult<GraphEventAnswer>> FindAgain(MeetingEvent one, CancellationToken cancel) =>
        await Find(one, cancel) is var found && found is { Value: null, Trouble: null }
            ? new(null, new GraphTrouble.Passing("409"))
            : found;

    /// <summary>The event of this transaction, if there is one.</summary>
    private async Task<GraphResult<GraphEventAnswer>> Find(MeetingEvent one, CancellationToken cancel)
    {
        var day = Duration.FromDays(1);
        var (found, trouble) = await client.Between(one.Start - day, one.End + day, cancel);
        if (trouble is not null)
            return new(null, trouble);
        var transaction = GraphTimes.TransactionOf(one);
        return new(found?.Value?.FirstOrDefault(e => e.TransactionId == transaction), null);
    }

    private static Content.Scheduled Done(MeetingEvent one, string? link, IReadOnlyList<string> unknown) =>
        new(one.Meeting, one.Sequence, EventOutcome.Done, link, unknown);

    private static (Delivery, Content?) Ended(MeetingEvent one, GraphTrouble trouble) =>
        (
            Outcome(trouble),
            trouble is GraphTrouble.Refused
                ? new Content.Scheduled(
                    one.Meeting,
                    one.Sequence,
                    EventOutcome.Refused,
                    null,
                    [.. one.Invitees.Select(i => i.Person)]
                )
                : null
        );

    /// <summary>What the outbox does about it. With the transaction id no try is ambiguous.</summary>
    internal static Delivery Outcome(GraphTrouble trouble) =>
        trouble switch
        {
            GraphTrouble.Wait(var pause) => new Delivery.Later(pause, WholeMessenger: true),
            GraphTrouble.Passing(var reason) => new Delivery.Transient(reason),
            GraphTrouble.Token => new Delivery.Transient("401"),
            GraphTrouble.Conflict => new Delivery.Transient("409"),
            GraphTrouble.Gone => new Delivery.MessageGone(),
            GraphTrouble.Refused(var reason) => new Delivery.Refused(reason),
            _ => new Delivery.Refused("unknown"),
        };
}
