using System.Collections.Concurrent;
using System.Globalization;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.Telegram.Client;
using NodaTime;
using Outcome = Nachbarschaftsbot.Messengers.Telegram.Client.TelegramOutcome;

namespace Nachbarschaftsbot.Messengers.Telegram;

/// <summary>
/// Telegram as the outbox sees it. A text of several parts that breaks off in the middle goes on where it stopped when it
/// is tried again.
/// </summary>
internal sealed class TelegramMessenger(TelegramClient client, Renderer renderer, Pace pace, TelegramCounters counters)
    : IMessenger
{
    /// <summary>Stands before the id of a message that an emoji was put to, where the ids of sent messages are kept.</summary>
    private const char EmojiMark = 'e';

    private readonly Pieces pieces = new(client, renderer, counters);
    private readonly ConcurrentDictionary<long, List<string>> begun = new();

    /// <inheritdoc/>
    public string Name => Translator.MessengerName;

    /// <inheritdoc/>
    public Capabilities Capabilities { get; } =
        new(WholeForms: false, Buttons: true, MaxText: Renderer.LongestText, pace)
        {
            Carries = new() { Pictures = true, NeedsLeave = true },
        };

    /// <inheritdoc/>
    public async Task<Delivery> Deliver(
        Outbound message,
        long deliveryId,
        IReadOnlyList<string> messageIds,
        CancellationToken cancel
    )
    {
        if (!Target.TryOf(message.To, out var target))
            return new Delivery.Refused("bad address");
        var delivery = message.Act switch
        {
            Act.Delete => await Delete(target, messageIds, cancel),
            Act.React => await React(target, message, deliveryId, messageIds, cancel),
            Act.Edit when messageIds.Count > 0 => await Edit(target, message, deliveryId, messageIds, cancel),
            Act.Edit => await Send(target, message, deliveryId, [], cancel),
            _ => await Send(target, message, deliveryId, messageIds, cancel),
        };
        if (delivery is not (Delivery.Later or Delivery.Transient or Delivery.Ambiguous))
            begun.TryRemove(deliveryId, out _);
        return delivery;
    }

    private async Task<Delivery> Send(
        Target target,
        Outbound message,
        long deliveryId,
        IReadOnlyList<string> under,
        CancellationToken cancel
    )
    {
        var plan = pieces.Plan(message, renderer.Parts(message));
        if (plan.Count == 0)
            return new Delivery.Refused("empty message");
        var sent = begun.GetValueOrDefault(deliveryId) ?? [];
        var reply = ReplyTo(message, under);
        return await SendRest(target, plan, sent, reply, deliveryId, cancel);
    }

    private async Task<Delivery> SendRest(
        Target target,
        List<Piece> plan,
        List<string> sent,
        ReplyParameters? reply,
        long deliveryId,
        CancellationToken cancel
    )
    {
        for (var i = sent.Count; i < plan.Count; i++)
        {
            var result = await pieces.Send(target, plan[i], i == 0 ? reply : null, cancel);
            if (!result.IsOk)
            {
                if (sent.Count > 0)
                    begun[deliveryId] = sent;
                return DeliveryOf(result.Outcome);
            }
            sent.Add(Text(result.Value!.MessageId));
        }
        return new Delivery.Sent(sent);
    }

    private async Task<Delivery> Edit(
        Target target,
        Outbound message,
        long deliveryId,
        IReadOnlyList<string> ids,
        CancellationToken cancel
    )
    {
        var parts = renderer.Parts(message);
        if (parts.Count == 0)
            return new Delivery.Refused("empty message");
        var plan = pieces.Plan(message with { File = null }, parts);
        var kept = begun.GetValueOrDefault(deliveryId) ?? [];
        for (var i = 0; i < plan.Count && i < ids.Count && kept.Count == 0; i++)
        {
            var outcome = await pieces.Edit(target, plan[i], int.Parse(ids[i], CultureInfo.InvariantCulture), cancel);
            if (outcome is not (Outcome.Ok or Outcome.NotModified))
                return Repeatable(outcome);
        }
        if (plan.Count < ids.Count)
            await Delete(target, [.. ids.Skip(plan.Count)], cancel);
        if (plan.Count <= ids.Count)
            return new Delivery.Sent([.. ids.Take(plan.Count)]);
        if (kept.Count == 0)
            kept.AddRange(ids);
        return await SendRest(target, plan, kept, null, deliveryId, cancel);
    }

    private async Task<Delivery> Delete(Target target, IReadOnlyList<string> ids, CancellationToken cancel)
    {
        foreach (var id in ids)
        {
            var message = new DeleteMessage(target.Chat, int.Parse(id, CultureInfo.InvariantCulture));
            var outcome = await client.DeleteMessage(message, cancel);
            if (outcome is not (Outcome.Ok or Outcome.MessageGone))
                return Repeatable(outcome);
        }
        return new Delivery.Sent([]);
    }

    /// <summary>
    /// A bot may put one of Telegram's own emojis to a message; others are said below it. What was put is known by its mark, so that it is
    /// taken back and nothing deleted.
    /// </summary>
    private async Task<Delivery> React(
        Target target,
        Outbound message,
        long deliveryId,
        IReadOnlyList<string> ids,
        CancellationToken cancel
    )
    {
        if (message.React is not { } reaction)
            return new Delivery.Refused("no emoji");
        if (reaction.Gone && ids is [[EmojiMark, .. var put]])
            return DeliveryOf(await SetReaction(target, put, [], cancel));
        if (reaction.Gone)
            return await Delete(target, ids, cancel);
        var id = ids.Count > 0 ? ids[0] : message.UnderMessage;
        if (id is not null && TelegramEmojis.Allowed.Contains(TelegramEmojis.Plain(reaction.Emoji)))
        {
            var outcome = await SetReaction(target, id, [new("emoji", TelegramEmojis.Plain(reaction.Emoji))], cancel);
            if (outcome is Outcome.Ok)
                return new Delivery.Sent([$"{EmojiMark}{id}"]);
            if (outcome is not Outcome.Refused)
                return Repeatable(outcome);
        }
        return await Send(target, message, deliveryId, ids, cancel);
    }

    private Task<Outcome> SetReaction(
        Target target,
        string id,
        IReadOnlyList<ReactionType> reaction,
        CancellationToken cancel
    ) => client.SetMessageReaction(new(target.Chat, int.Parse(id, CultureInfo.InvariantCulture), reaction), cancel);

    /// <summary>Under one of our own messages, or under the one that is answered; plainly when that one is gone.</summary>
    private static ReplyParameters? ReplyTo(Outbound message, IReadOnlyList<string> under)
    {
        var id = under.Count > 0 ? under[0] : message.UnderMessage;
        return int.TryParse(id, CultureInfo.InvariantCulture, out var number)
            ? new ReplyParameters(number, true)
            : null;
    }

    /// <summary>An edit or a deletion can be done twice without harm, so not knowing is no reason to let it be.</summary>
    private static Delivery Repeatable(Outcome outcome) =>
        outcome is Outcome.Ambiguous(var reason) ? new Delivery.Transient(reason) : DeliveryOf(outcome);

    /// <summary>What an outcome means for the outbox. The only place where one becomes the other.</summary>
    internal static Delivery DeliveryOf(Outcome outcome) =>
        outcome switch
        {
            Outcome.Ok or Outcome.NotModified or Outcome.QueryTooOld => new Delivery.Sent([]),
            Outcome.Blocked or Outcome.Kicked or Outcome.ChatNotFound => new Delivery.Unreachable(Gone: false),
            Outcome.Deactivated => new Delivery.Unreachable(Gone: true),
            Outcome.MessageGone => new Delivery.MessageGone(),
            Outcome.TopicGone => new Delivery.ThreadGone(),
            Outcome.Migrated(var chat) => new Delivery.Moved(Text(chat)),
            Outcome.Flood(var after) => new Delivery.Later(Duration.FromTimeSpan(after)),
            Outcome.Unauthorized => new Delivery.Stop("Telegram refuses the token"),
            Outcome.Transient(var reason) => new Delivery.Transient(reason),
            Outcome.Conflict => new Delivery.Transient("conflict"),
            Outcome.Ambiguous(var reason) => new Delivery.Ambiguous(reason),
            Outcome.BadEntities => new Delivery.Refused("bad entities"),
            Outcome.Refused(var code, var why) => new Delivery.Refused($"{code} {why}"),
            _ => new Delivery.Refused("unknown outcome"),
        };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
