using System.Globalization;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Outbox;

/// <summary>Messages that several posts of a talk share.</summary>
internal sealed partial class Sender
{
    private static Outbound Share(Outbound first, IReadOnlyList<Waiting> mates) =>
        Posts.Together([first, .. mates.Select(m => m.Message)]);

    private void PutBack(Waiting item) => queue.Again(item, Duration.Zero);

    /// <summary>How a message ended that several posts share.</summary>
    private async Task FollowShared(
        Waiting item,
        IReadOnlyList<Waiting> mates,
        IReadOnlyList<string> under,
        Delivery delivery
    )
    {
        switch (delivery)
        {
            case Delivery.Sent sent:
                SentShared(item, mates, sent.Ids);
                break;
            case Delivery.Ambiguous:
                foreach (var mate in mates)
                    Finish(mate, "unknown");
                await Follow(item, under, delivery);
                break;
            case Delivery.Refused:
                // One of them is to blame: each shows by itself whether it is that.
                foreach (var one in (Waiting[])[.. mates, item])
                {
                    (one.GoesAlone, one.Mates) = (true, null);
                    PutBack(one);
                }
                break;
            default:
                // Tried with the first one: a messenger that tells tries apart may have taken it.
                foreach (var mate in mates)
                {
                    mate.Attempts++;
                    PutBack(mate);
                }
                await Follow(item, under, delivery);
                break;
        }
    }

    /// <summary>Each post is found by its own reference. What answers the message answers none of them alone.</summary>
    private void SentShared(Waiting item, IReadOnlyList<Waiting> mates, IReadOnlyList<string> ids)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{Talk.SharedPrefix}{item.Id}");
        shared.Keep(item.Origin, name, [item.Message, .. mates.Select(m => m.Message)]);
        foreach (var mate in mates)
        {
            if (mate.Message.Ref is null)
                completions.Finish(mate);
            else
                completions.Finish(mate, ids);
        }
        completions.Finish(item, ids, item.Message.Ref is { } reference ? [reference, name] : [name]);
        foreach (var one in (Waiting[])[.. mates, item])
        {
            settings.Counters.Count(messenger.Name, "sent");
            queue.Done(one);
        }
    }
}
