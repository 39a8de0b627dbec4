using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.Matrix.Client;
using Nachbarschaftsbot.Messengers.Matrix.Receiving;
using Nachbarschaftsbot.Messengers.Matrix.Rooms;
using Nachbarschaftsbot.Store;

namespace Nachbarschaftsbot.Messengers.Matrix.Sending;

/// <summary>
/// Matrix as the outbox sees it. Every request has an id made of the delivery's: tried again, also after a crash, it is the same event, so
/// nothing is ever in doubt.
/// </summary>
internal sealed class MatrixMessenger(
    MatrixClient client,
    MatrixRenderer renderer,
    MatrixChoices choices,
    MatrixReactions reactions,
    MatrixTransactions transactions,
    MatrixRights rights,
    MatrixDirects directs,
    MatrixThreads threads,
    MatrixConnection connection
) : IMessenger
{
    private readonly ConcurrentDictionary<long, List<string>> begun = new();

    /// <inheritdoc/>
    public string Name => MatrixModule.MessengerName;

    /// <inheritdoc/>
    public Capabilities Capabilities { get; } =
        new(WholeForms: false, Buttons: true, MaxText: MatrixRenderer.LongestText, connection.Pace)
        {
            Idempotent = true,
            Carries = new() { Pictures = true, HearsRemovals = true },
        };

    /// <inheritdoc/>
    public async Task<Delivery> Deliver(
        Outbound message,
        long deliveryId,
        IReadOnlyList<string> messageIds,
        CancellationToken cancel
    )
    {
        // The servers of all who are in a room keep what is said there.
        if (message.Confidential)
            return new Delivery.Refused("confidential");
        Delivery delivery;
        using var underWay = choices.Send(message.To);
        try
        {
            // Whoever has no open room with us yet gets one, but not for an edit or a deletion.
            var found = await directs.RoomFor(message.To, isOpened: message.Act == Act.Send, cancel);
            delivery = found.Value is { RoomId: var room }
                ? await Do(new(room, message, deliveryId, messageIds), cancel)
                : Unreached(found.Outcome);
        }
        catch (StoreUnavailableException)
        {
            delivery = new Delivery.Transient("store");
        }
        if (delivery is not (Delivery.Later or Delivery.Transient))
            begun.TryRemove(deliveryId, out _);
        return delivery;
    }

    private static Delivery Unreached(MatrixOutcome outcome) =>
        outcome is MatrixOutcome.Transient or MatrixOutcome.Limited or MatrixOutcome.Unauthorized
            ? MatrixDeliveries.Of(outcome, PlaceKind.Private)
            : new Delivery.Unreachable(Gone: false);

    private Task<Delivery> Do(Job job, CancellationToken cancel) =>
        job.Message.Act switch
        {
            Act.Delete => Delete(job, job.Ids, cancel),
            Act.Edit when job.Ids.Count > 0 => Edit(job, cancel),
            Act.Edit => Send(job with { Ids = [] }, cancel),
            Act.React when job.Message.React is { Gone: true } => Delete(job, job.Ids, cancel),
            Act.React when job.Message.React is { Emoji: var emoji } => React(job, emoji, cancel),
            _ => Send(job, cancel),
        };

    private async Task<Delivery> Send(Job job, CancellationToken cancel)
    {
        var text = renderer.Render(job.Message);
        if (text.Parts.Count == 0 && job.Message.File is null)
            return new Delivery.Refused("empty message");
        var spot = await SpotOf(job);
        return await SendRest(job, text, begun.GetValueOrDefault(job.Id) ?? [], spot, cancel);
    }

    /// <summary>Sends what of a message does not stand there yet; what breaks off goes on there when it is tried again.</summary>
    private async Task<Delivery> SendRest(
        Job job,
        MatrixText text,
        List<string> sent,
        MatrixSpot spot,
        CancellationToken cancel
    )
    {
        var pieces = text.Parts.Count + (job.Message.File is null ? 0 : 1);
        for (var i = sent.Count; i < pieces; i++)
        {
            var here = i == 0 ? spot : new MatrixSpot(spot.Root, null);
            var answer =
                i < text.Parts.Count
                    ? await Put(job, $"{i}", MatrixContent.Notice(text.Parts[i], here), cancel)
                    : await SendFile(job, job.Message.File!, here, i, cancel);
            if (!answer.IsOk)
            {
                if (sent.Count > 0)
                    begun[job.Id] = sent;
                return await Failed(job, answer.Outcome, cancel);
            }
            sent.Add(answer.Value!.EventId);
        }
        await Offer(job, text, sent, spot.Root);
        return new Delivery.Sent(sent);
    }

    private async Task<MatrixAnswer<SentEvent>> SendFile(
        Job job,
        OutboundFile file,
        MatrixSpot spot,
        int part,
        CancellationToken cancel
    )
    {
        var uploaded = await client.Upload(file.Name, file.MediaType, file.Bytes, cancel);
        return uploaded.IsOk
            ? await Put(job, $"{part}", MatrixContent.File(file, uploaded.Value!.ContentUri, spot), cancel)
            : new(uploaded.Outcome, null);
    }

    /// <summary>Each part of the message keeps its event; what is too many goes, what is missing comes after.</summary>
    private async Task<Delivery> Edit(Job job, CancellationToken cancel)
    {
        var text = renderer.Render(job.Message);
        if (text.Parts.Count == 0)
            return new Delivery.Refused("empty message");
        if (await IsGone(job.Room, job.Ids[0], cancel))
            return new Delivery.MessageGone();
        var kept = begun.GetValueOrDefault(job.Id) ?? [];
        for (var i = 0; i < text.Parts.Count && i < job.Ids.Count && kept.Count == 0; i++)
        {
            var answer = await Put(job, $"e{i}", MatrixContent.Edit(text.Parts[i], job.Ids[i]), cancel);
            if (!answer.IsOk)
                return await Failed(job, answer.Outcome, cancel);
        }
        if (kept.Count == 0)
            kept.AddRange(job.Ids.Take(text.Parts.Count));
        var surplus = job.Ids.Skip(text.Parts.Count).ToList();
        if (surplus.Count > 0 && await Delete(job, surplus, cancel) is var deleted and not Delivery.Sent)
            return deleted;
        var root = (await choices.Find(job.Ids[0]))?.Root;
        return await SendRest(
            job with
            {
                Message = job.Message with { File = null },
            },
            text,
            kept,
            new(root, null),
            cancel
        );
    }

    private async Task<Delivery> Delete(Job job, IReadOnlyList<string> ids, CancellationToken cancel)
    {
        for (var i = 0; i < ids.Count; i++)
        {
            if (await choices.Find(ids[i]) is { Polls.Count: > 0 } card)
                reactions.TakeBack(job.Room, [.. card.Polls.Values]);
            await choices.Drop(ids[i]);
            var txn = await transactions.Of($"delete {ids[i]}");
            var answer = await client.Redact(job.Room, ids[i], txn, null, cancel);
            if (!answer.IsOk && answer.Outcome is not MatrixOutcome.NotFound)
                return await Failed(job, answer.Outcome, cancel);
        }
        return new Delivery.Sent([]);
    }

    private async Task<Delivery> React(Job job, string emoji, CancellationToken cancel)
    {
        if ((job.Ids.Count > 0 ? job.Ids[0] : job.Message.UnderMessage) is not { } target)
            return new Delivery.Refused("a reaction to nothing");
        var txn = await transactions.Of(job.Id, "k");
        var content = MatrixContent.Reaction(target, emoji);
        var answer = await client.Send(job.Room, MatrixContent.ReactionType, txn, content, cancel);
        if (answer.IsOk)
            return new Delivery.Sent([answer.Value!.EventId]);
        return answer.Outcome is MatrixOutcome.Refused { Code: "M_DUPLICATE_ANNOTATION" }
            ? new Delivery.Sent([])
            : await Failed(job, answer.Outcome, cancel);
    }

    /// <summary>Whether somebody took the event back, or the place has another room now.</summary>
    private async Task<bool> IsGone(string room, string eventId, CancellationToken cancel)
    {
        var answer = await client.Event(room, eventId, cancel);
        if (!answer.IsOk)
            return answer.Outcome is MatrixOutcome.NotFound;
        return answer.Value.ValueKind == JsonValueKind.Object
            && answer.Value.TryGetProperty("unsigned", out var notes)
            && notes.ValueKind == JsonValueKind.Object
            && notes.TryGetProperty("redacted_because", out _);
    }

    /// <summary>Notes what the numbers press before anybody can have read them, and puts the keys under the message.</summary>
    private async Task Offer(Job job, MatrixText text, List<string> sent, string? root)
    {
        if (text.Parts.Count == 0)
            return;
        var (place, last) = (job.Message.To, sent[text.Parts.Count - 1]);
        var noted = job.Message.Ref is null && text.Numbering.Choices.Count == 0 ? null : root;
        if (noted is not null && sent[0] != last)
            await choices.Put(place, job.Room, sent[0], noted, new([], [], []), job.Message.Language);
        reactions.TakeBack(
            job.Room,
            await choices.Put(place, job.Room, last, noted, text.Numbering, job.Message.Language)
        );
        if (place.Kind == PlaceKind.Private && text.Numbering.TakesNumbers && job.Message.Act == Act.Send)
            await choices.SetLast(place, last);
        reactions.Offer(job.Room, last, text.Numbering.Choices.Select(c => c.Number));
        if (job.Message.Polls is not null || (await choices.Find(last))?.Polls.Count > 0)
            reactions.Poll(job.Room, last, job.Message);
    }

    /// <summary>Under one of our own messages, or under the one that is answered; in its thread where that has one.</summary>
    private async ValueTask<MatrixSpot> SpotOf(Job job)
    {
        if (job.Ids.Count > 0)
        {
            var root = (await choices.Find(job.Ids[0]))?.Root;
            return new(root, job.Ids[0], IsReply: root is not null);
        }
        return job.Message.UnderMessage is { } asked ? new(threads.RootOf(asked), asked) : default;
    }

    private async Task<MatrixAnswer<SentEvent>> Put(
        Job job,
        string part,
        JsonObject content,
        CancellationToken cancel
    ) => await client.Send(job.Room, MatrixContent.Message, await transactions.Of(job.Id, part), content, cancel);

    private async Task<Delivery> Failed(Job job, MatrixOutcome outcome, CancellationToken cancel)
    {
        if (outcome is MatrixOutcome.Limited(var wait))
            reactions.HoldBack(wait);
        return outcome is MatrixOutcome.Forbidden
            ? await rights.Explain(job.Room, cancel)
            : MatrixDeliveries.Of(outcome, job.Message.To.Kind);
    }

    private sealed record Job(string Room, Outbound Message, long Id, IReadOnlyList<string> Ids);
}
