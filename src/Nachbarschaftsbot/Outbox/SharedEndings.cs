using System.Globalization;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Outbox;

/// <summary>What follows from how a message ended that several posts of a talk share.</summary>
internal sealed class SharedEndings(
    Endings endings,
    MessengerQueue queue,
    Completions completions,
    SharedMessages shared
)
{
    /// <summary>What follows from an answer of the messenger.</summary>
    /// <param name="item">The post under whose id it was sent.</param>
    /// <param name="mates">The others that it holds.</param>
    /// <param name="under">The messenger's ids of what it stands under.</param>
    /// <param name="delivery">The answer.</param>
    public async Task Follow(Waiting item, IReadOnlyList<Waiting> mates, IReadOnlyList<string> under, Delivery delivery)
    {
        switch (delivery)
        {
            case Delivery.Sent sent:
                SentShared(item, mates, sent.Ids);
                break;
            case Delivery.Ambiguous:
                foreach (var mate in mates)
                    endings.Finish(mate, "unknown");
                await endings.Follow(item, under, delivery);
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
                await endings.Follow(item, under, delivery);
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
            endings.Done(one);
    }

    private void PutBack(Waiting item) => queue.Again(item, Duration.Zero);
}
