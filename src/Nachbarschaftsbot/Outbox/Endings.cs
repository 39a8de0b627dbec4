using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Store;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Outbox;

/// <summary>What follows from how a try to deliver ended. The queue is told in the end, whatever it is.</summary>
internal sealed class Endings(
    IMessenger messenger,
    MessengerQueue queue,
    Completions completions,
    SharedMessages shared,
    Func<Inbound, Task> turns,
    OutboxSettings settings
)
{
    private OutboxOptions Options => settings.Options;

    /// <summary>What follows from an answer of the messenger.</summary>
    public Task Follow(Waiting item, IReadOnlyList<string> known, Delivery delivery)
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
            case Delivery.Moved when item.Attempts >= Options.MostAttempts:
                Park(item, "moved too often");
                break;
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

    /// <summary>What follows; where that breaks off, the message is one of unknown fate.</summary>
    public async Task FollowOrFail(Waiting item, IReadOnlyList<string> known, Delivery delivery)
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

    /// <summary>The try itself broke off.</summary>
    public void Failed(Waiting item, Exception problem)
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

    /// <summary>It was sent, and what became of it is noted.</summary>
    public void Done(Waiting item)
    {
        settings.Counters.Count(messenger.Name, "sent");
        queue.Done(item);
    }

    /// <summary>It needs no more tries, though it was not sent.</summary>
    public void Finish(Waiting item, string outcome)
    {
        completions.Finish(item);
        settings.Counters.Count(messenger.Name, outcome);
        queue.Done(item);
    }

    /// <summary>It is put aside for good.</summary>
    public void Park(Waiting item, string reason)
    {
        completions.Park(item.Id, messenger.Name, reason);
        settings.Counters.Count(messenger.Name, "parked");
        settings.Log.LogWarning("A message to {Messenger} was put aside: {Reason}", messenger.Name, reason);
        queue.Done(item);
    }

    private void Sent(Waiting item, IReadOnlyList<string> known, IReadOnlyList<string> ids)
    {
        var message = item.Message;
        var isSame = ids.Count == known.Count && ids.SequenceEqual(known);
        var others = shared.Note(item);
        var isKnown = message.Act == Act.Edit && isSame;
        var isGone = message.Act == Act.Delete || message.React is { Gone: true };
        if (isGone && others.Count > 0 && !isSame)
            completions.Map(item, ids, others);
        if (message.Ref is not { } own || isKnown || (ids.Count == 0 && !isGone))
            completions.Finish(item);
        else if (isGone)
            completions.Finish(item, []);
        else
            completions.Finish(item, ids, others.Count > 0 ? others : [own]);
        Done(item);
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
