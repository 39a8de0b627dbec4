using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Outbox;

/// <summary>One try to deliver one message. What follows from how it ended: <see cref="Endings"/>.</summary>
internal sealed class Sender(
    IMessenger messenger,
    MessengerQueue queue,
    Completions completions,
    SharedMessages shared,
    Endings endings,
    CancellationToken stopping
)
{
    private readonly SharedEndings _sharedEndings = new(endings, queue, completions, shared);

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
                item.Mates?.ToList().ForEach(mate => queue.Again(mate, Duration.Zero));
            else if (item.Mates is { } mates)
                await _sharedEndings.Follow(
                    item,
                    mates,
                    ids,
                    await messenger.Deliver(
                        Posts.Together([message, .. mates.Select(m => m.Message)]),
                        id,
                        ids,
                        stopping
                    )
                );
            else
                await endings.Follow(item, ids, await messenger.Deliver(message, id, ids, stopping));
        }
        catch (Exception problem)
        {
            foreach (var mate in item.Mates?.Where(m => m.Lane is not null).ToList() ?? [])
                endings.Failed(mate, problem);
            endings.Failed(item, problem);
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
            ended = await messenger.DeliverAll([.. packed.Select(p => p.Parcel)], stopping);
        }
        catch (Exception problem)
        {
            // The first comes last: its pause is the one that holds.
            for (var i = packed.Count - 1; i >= 0; i--)
                endings.Failed(packed[i].Item, problem);
            return;
        }
        foreach (var (item, _) in packed.Skip(ended.Count))
        {
            item.Attempts--;
            queue.Again(item, Duration.Zero);
        }
        foreach (var ((item, parcel), delivery) in packed.Zip(ended))
            await endings.FollowOrFail(item, parcel.MessageIds, delivery);
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
                endings.Failed(all[i], problem);
                break;
            }
        return packed;
    }

    /// <summary>What the messenger is given; null when there is nothing to do, and the queue was told.</summary>
    private async ValueTask<Parcel?> Pack(Waiting item)
    {
        if (item.Message.Confidential && !messenger.Capabilities.Confidential)
        {
            // Whoever decides looks at this before; this is the last lock.
            endings.Park(item, "confidential");
            return null;
        }
        var (message, ids) = (item.Message, await KnownIds(item));
        if (NothingThere(message, ids))
        {
            endings.Finish(item, "nothing there");
            return null;
        }
        if (message.Act == Act.Edit && ids.Count == 0)
            message = message with { Act = Act.Send };
        else
            message = await shared.AsSent(item, ids);
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
}
