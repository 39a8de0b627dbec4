using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Store;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Outbox;

/// <summary>One try to deliver one message, and what follows from how it ended.</summary>
internal sealed partial class Sender(
    IMessenger messenger,
    MessengerQueue queue,
    Completions completions,
    SharedMessages shared,
    Func<Inbound, Task> turns,
    OutboxSettings settings
)
{
    private OutboxOptions Options => settings.Options;

    /// <summary>Tries once. Never fails: however it ends, the queue is told.</summary>
    public async Task Send(Waiting item)
    {
        if (item.Together is { } all)
        {
            item.Together = null;
            await SendAll(all);
            return;
        }
        try
        {
            if (await Pack(item) is not var (message, id, ids))
                item.Mates?.ToList().ForEach(PutBack);
            else if (item.Mates is { } mates)
                await FollowShared(
                    item,
                    mates,
                    ids,
                    await messenger.Deliver(Share(message, mates), id, ids, settings.Stopping)
                );
            else
                await Follow(item, ids, await messenger.Deliver(message, id, ids, settings.Stopping));
        }
        catch (Exception problem)
        {
            foreach (var mate in item.Mates?.Where(m => m.Lane is not null).ToList() ?? [])
                Failed(mate, problem);
            Failed(item, problem);
        }
    }

    /// <summary>Tries several up to the first that does not arrive. Those behind it wait again, so that none overtakes it.</summary>
    private async Task SendAll(IReadOnlyList<Waiting> all)
    {
        var packed = await PackAll(all);
        if (packed.Count == 0)
            return;
        IReadOnlyList<Delivery> ended;
        try
        {
            ended = await messenger.DeliverAll([.. packed.Select(p => p.Parcel)], settings.Stopping);
        }
        catch (Exception problem)
        {
            // The first comes last: its pause is the one that holds.
            for (var i = packed.Count - 1; i >= 0; i--)
                Failed(packed[i].Item, problem);
            return;
        }
        foreach (var (item, _) in packed.Skip(ended.Count))
        {
            item.Attempts--;
            queue.Again(item, Duration.Zero);
        }
        foreach (var ((item, parcel), delivery) in packed.Zip(ended))
            await FollowOrFail(item, parcel.MessageIds, delivery);
    }

    private async Task<List<(Waiting Item, Parcel Parcel)>> PackAll(IReadOnlyList<Waiting> all)
    {
        var packed = new List<(Waiting, Parcel)>(all.Count);
        for (var i = 0; i < all.Count; i++)
            try
            {
                if (await Pack(all[i]) is { } parcel)
                    packed.Add((all[i], parcel));
            }
            catch (Exception problem)
            {
                foreach (var behind in all.Skip(i + 1))
                    queue.Again(behind, Duration.Zero);
                Failed(all[i], problem);
                break;
            }
        return packed;
    }

    private async Task FollowOrFail(Waiting item, IReadOnlyList<string> known, Delivery delivery)
    {
        try
        {
            await Follow(item, known, delivery);
        }
        catch (Exception problem)
        {
            Failed(item, problem);
        }
    }

    /// <summary>What the messenger is given; null when there is nothing to do, and the queue was told.</summary>
    private async ValueTask<Parcel?> Pack(Waiting item)
    {
        if (item.Message.Confidential && !messenger.Capabilities.Confidential)
        {
            // Whoever decides looks at this before; this is the last lock.
            Park(item, "confidential");
            return null;
        }
        var (message, ids) = (item.Message, await KnownIds(item));
        if (NothingThere(message, ids))
        {
            Finish(item, "nothing there");
            return null;
        }
        if (message.Act == Act.Edit && ids.Count == 0)
            message = message with { Act = Act.Send };
        else
            message = await shared.Changed(item, ids);
        item.Attempts++;
        return new(message, item.Id, ids);
    }

    /// <summary>Whether what is to be deleted, or to get an emoji, stands nowhere.</summary>
    private static bool NothingThere(Outbound message, IReadOnlyList<string> ids) =>
        ids.Count == 0
        && (
            message.Act == Act.Delete
            || (message.Act == Act.React && message is { UnderMessage: null } or { React.Gone: true })
        );

    private void Failed(Waiting item, Exception problem)
    {
        if (problem is OperationCanceledException && settings.Stopping.IsCancellationRequested)
            queue.Again(item, Duration.Zero);
        else if (problem is StoreUnavailableException)
            queue.Again(item, Duration.FromSeconds(2));
        else
        {
            settings.Log.LogError("Sending to {Messenger} failed: {Type}", messenger.Name, problem.GetType().Name);
            Unknown(item, problem.GetType().Name);
        }
    }

    private async ValueTask<IReadOnlyList<string>> KnownIds(Waiting item)
    {
        var message = item.Message;
        // An emoji is put to a message and taken back by what came of that.
        var isAdded = message is { Act: Act.React, React.Gone: false };
        if (message.Act != Act.Send && !isAdded && message.Ref is { } own)
            return await completions.IdsOf(item.Origin, own);
        if (message.Under is { } under)
            return await completions.IdsOf(item.Origin, under);
        return [];
    }

    private Task Follow(Waiting item, IReadOnlyList<string> known, Delivery delivery)
    {
        switch (delivery)
        {
            case Delivery.Sent sent:
                Sent(item, known, sent.Ids);
                break;
            case Delivery.Later
            or Delivery.Transient when item.Message.Event is { } one && item.Attempts >= Options.MostAttempts:
                return Tell(item, NotTaken(one), () => Park(item, "no try is left"));
            case Delivery.Later later:
                Wait(item, later);
                break;
            case Delivery.Transient transient:
                TryAgain(item, transient.Reason);
                break;
            case Delivery.Ambiguous ambiguous:
                Unknown(item, ambiguous.Reason);
                break;
            case Delivery.Unreachable unreachable:
                return Tell(item, new Content.Unreachable(unreachable.Gone), () => Finish(item, "unreachable"));
            case Delivery.Moved moved:
                return Tell(item, new Content.Moved(moved.NewChat), () => Move(item, moved.NewChat));
            case Delivery.ThreadGone when item.Message.To.Thread is not null:
                Redirect(item, item.Message with { To = item.Message.To with { Thread = null } });
                break;
            case Delivery.MessageGone when item.Message.Act is Act.Delete or Act.React:
            // Carried words that were taken away where they stood do not come back with the next change.
            case Delivery.MessageGone when item.Message is { Act: Act.Edit, Rich: not null }:
                Finish(item, "message gone");
                break;
            case Delivery.MessageGone
                when item.Message.Act == Act.Edit
                    || item.Message.Under is not null
                    || item.Message.UnderMessage is not null:
                Redirect(item, item.Message with { Act = Act.Send, Under = null, UnderMessage = null });
                break;
            case Delivery.Refused refused:
                Park(item, refused.Reason);
                break;
            case Delivery.Stop stop:
                Stop(item, stop.Reason);
                break;
            default:
                Park(item, $"{delivery.GetType().Name} makes no sense here");
                break;
        }
        return Task.CompletedTask;
    }

    private void Sent(Waiting item, IReadOnlyList<string> known, IReadOnlyList<string> ids)
    {
        var message = item.Message;
        var isSame = ids.SequenceEqual(known);
        if (shared.Done(item) is { Count: > 0 } others && !isSame)
            completions.Map(item, ids, others);
        var isKnown = message.Act == Act.Edit && isSame;
        var isGone = message.Act == Act.Delete || message.React is { Gone: true };
        if (message.Ref is null || isKnown || (ids.Count == 0 && !isGone))
            completions.Finish(item);
        else
            completions.Finish(item, isGone ? [] : ids);
        settings.Counters.Count(messenger.Name, "sent");
        queue.Done(item);
    }

    private void Finish(Waiting item, string outcome)
    {
        completions.Finish(item);
        settings.Counters.Count(messenger.Name, outcome);
        queue.Done(item);
    }

    private void Park(Waiting item, string reason)
    {
        completions.Park(item.Id, messenger.Name, reason);
        settings.Counters.Count(messenger.Name, "parked");
        settings.Log.LogWarning("A message to {Messenger} was put aside: {Reason}", messenger.Name, reason);
        queue.Done(item);
    }

    private void Wait(Waiting item, Delivery.Later later)
    {
        if (item.Attempts >= Options.MostAttempts)
        {
            Park(item, "told to wait too often");
            return;
        }
        StoreWait(item, later.After);
        settings.Counters.Count(messenger.Name, "later");
        queue.AgainLater(item, later.After, later.WholeMessenger);
    }

    private void TryAgain(Waiting item, string reason)
    {
        if (item.Attempts >= Options.MostAttempts)
        {
            Park(item, reason);
            return;
        }
        var pause = Options.Backoff.Before(item.Attempts, 0.5 + settings.Random() / 2);
        StoreWait(item, pause);
        settings.Counters.Count(messenger.Name, "transient");
        queue.Again(item, pause);
    }

    /// <summary>Nobody knows whether it arrived. A person would rather read it twice than never; a group would not.</summary>
    private void Unknown(Waiting item, string reason)
    {
        if (item.Message.To.Kind != PlaceKind.Private || item.WasAmbiguous)
        {
            Finish(item, "unknown");
            return;
        }
        item.WasAmbiguous = true;
        TryAgain(item, reason);
    }

    private void StoreWait(Waiting item, Duration wait)
    {
        if (wait > Options.StoredWait)
            completions.Delay(item, settings.Time.GetCurrentInstant() + wait);
    }

    /// <summary>Lets the dialogues know before the message is let go, so that a crash between does not lose it.</summary>
    private async Task Tell(Waiting item, Content what, Action then)
    {
        try
        {
            await turns(new Inbound($"outbox:{item.Id}", item.Message.To, null, what));
        }
        catch (Exception problem)
        {
            settings.Log.LogWarning("News of a place could not be taken: {Type}", problem.GetType().Name);
            queue.Again(item, Duration.FromSeconds(5));
            return;
        }
        then();
    }

    /// <summary>Who waits for an event in calendars hears that it did not get through.</summary>
    private static Content.Scheduled NotTaken(MeetingEvent one) =>
        new(one.Meeting, one.Sequence, EventOutcome.Refused, null, [.. one.Invitees.Select(i => i.Person)]);

    private void Move(Waiting item, string newChat)
    {
        foreach (var moved in queue.Move(item, item.Message.To with { Chat = newChat }))
            completions.Delay(moved, moved.NotBefore);
    }

    private void Redirect(Waiting item, Outbound message)
    {
        item.Message = message;
        completions.Delay(item, item.NotBefore);
        queue.Again(item, Duration.Zero);
    }

    private void Stop(Waiting item, string reason)
    {
        settings.Log.LogCritical(
            "{Messenger} takes nothing from us any more: {Reason}. Check its token in the settings and start again",
            messenger.Name,
            reason
        );
        queue.Halt(item, reason);
    }
}
