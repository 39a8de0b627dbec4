using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Store;
using NodaTime;
using Outcome = Nachbarschaftsbot.Messengers.Teams.Sending.TeamsOutcome;

namespace Nachbarschaftsbot.Messengers.Teams.Sending;

/// <summary>
/// Teams as the outbox sees it. In a channel the id that is kept of a message tells its thread, too: <c>root</c> for a post and
/// <c>root/id</c> for what stands under it. What breaks off in the middle goes on where it stopped when it is tried again.
/// </summary>
internal sealed class TeamsMessenger(
    ConnectorClient client,
    ActivityRenderer renderer,
    TeamsAddresses addresses,
    TeamsViews views,
    TeamsFiles files,
    TeamsConnection connection
) : IMessenger
{
    /// <summary>
    /// Teams takes 7 messages in 1 s, 8 in 2 s, 60 in 30 s and 1800 in an hour in one conversation, and 50 in 1 s over all
    /// (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit). Burst and rate together stay within each window.
    /// </summary>
    internal static readonly Pace Pace = new(
        (60 - Burst) / 30.0,
        ChatBurst: Burst,
        PerGroupPerMinute: 0,
        OverallPerSecond: 30,
        PerChatPerHour: 1800
    );

    private const int Burst = 4;
    private static readonly Duration AfterRefusal = Duration.FromMinutes(5);
    private readonly ConcurrentDictionary<long, List<string>> begun = new();

    /// <inheritdoc/>
    public string Name => TeamsModule.MessengerName;

    /// <inheritdoc/>
    public Capabilities Capabilities { get; } =
        new(WholeForms: true, Buttons: true, MaxText: ActivityRenderer.LongestText, Pace, Confidential: true)
        {
            FlatThreads = true,
            // The Playground, for which tokens are left out, never asks for the card of a single person.
            Views = !connection.IsAnonymous,
            Carries = new()
            {
                Pictures = true,
                HearsRemovals = true,
                NeedsLeave = true,
            },
        };

    /// <inheritdoc/>
    public async Task<Delivery> Deliver(
        Outbound message,
        long deliveryId,
        IReadOnlyList<string> messageIds,
        CancellationToken cancel
    )
    {
        Delivery delivery;
        try
        {
            delivery = await Try(message, deliveryId, messageIds, cancel);
        }
        catch (StoreUnavailableException)
        {
            delivery = new Delivery.Transient("store");
        }
        if (delivery is not (Delivery.Later or Delivery.Transient or Delivery.Ambiguous))
            begun.TryRemove(deliveryId, out _);
        return delivery;
    }

    private async Task<Delivery> Try(
        Outbound message,
        long deliveryId,
        IReadOnlyList<string> ids,
        CancellationToken cancel
    )
    {
        var (to, problem) = await addresses.Of(message.To, cancel);
        if (to is null)
            return DeliveryOf(problem!);
        var view = await views.Of(message);
        if (message.Act == Act.Delete)
            return await Delete(to, ids, message.Language, cancel);
        // A bot can put no emoji to a message: it is said below it, and taken back with that.
        if (message is { Act: Act.React, React.Gone: true })
            return await Delete(to, ids, message.Language, cancel);
        if (message.Act == Act.React)
            message = message with { Act = Act.Send };
        // What is offered by an address lies in the store as it is.
        if (message is { File: not null, Confidential: true })
            return new Delivery.Refused("a confidential file has no way into Teams");
        return message is { File: { } file, Act: Act.Send }
            ? await WithFile(to, message, file, view, deliveryId, ids, cancel)
            : await Say(to, message, view, deliveryId, ids, cancel);
    }

    private async Task<Delivery> WithFile(
        TeamsConversation to,
        Outbound message,
        OutboundFile file,
        CardView? view,
        long deliveryId,
        IReadOnlyList<string> ids,
        CancellationToken cancel
    )
    {
        var (button, id) = await files.Offer(message.To, file);
        var whole = message with
        {
            Buttons =
            [
                [button],
                .. message.Buttons,
            ],
        };
        var delivery = await Say(to, whole, view, deliveryId, ids, cancel);
        if (delivery is not (Delivery.Sent or Delivery.Ambiguous))
            await files.Withdraw(id);
        return delivery;
    }

    private async Task<Delivery> Say(
        TeamsConversation to,
        Outbound message,
        CardView? view,
        long deliveryId,
        IReadOnlyList<string> ids,
        CancellationToken cancel
    )
    {
        if (renderer.Activities(message, view) is not { } activities)
            return new Delivery.Refused("larger than Teams takes");
        if (activities.Count == 0)
            return new Delivery.Refused("empty message");
        return message.Act == Act.Edit && ids.Count > 0
            ? await Edit(to, activities, deliveryId, ids, cancel)
            : await Send(to, activities, deliveryId, RootFor(to, message, ids), cancel);
    }

    private Task<Delivery> Send(
        TeamsConversation to,
        IReadOnlyList<JsonObject> activities,
        long deliveryId,
        string? root,
        CancellationToken cancel
    ) => SendRest(to, activities, begun.GetValueOrDefault(deliveryId) ?? [], deliveryId, root, cancel);

    private async Task<Delivery> SendRest(
        TeamsConversation to,
        IReadOnlyList<JsonObject> activities,
        List<string> sent,
        long deliveryId,
        string? root,
        CancellationToken cancel
    )
    {
        for (var i = sent.Count; i < activities.Count; i++)
        {
            var thread = root ?? (sent.Count > 0 ? TeamsMessageId.RootOf(sent[0]) : null);
            var outcome = await SendOne(to, activities[i], thread, cancel);
            if (outcome is not Outcome.Ok ok)
            {
                if (sent.Count > 0)
                    begun[deliveryId] = sent;
                return outcome is Outcome.Gone && thread is not null && to.Type == TeamsAddresses.Channel
                    ? new Delivery.MessageGone()
                    : DeliveryOf(outcome);
            }
            sent.Add(TeamsMessageId.Of(to, ok, thread));
        }
        return new Delivery.Sent([.. sent.Where(id => id.Length > 0)]);
    }

    private Task<Outcome> SendOne(TeamsConversation to, JsonObject activity, string? root, CancellationToken cancel)
    {
        if (to.Type != TeamsAddresses.Channel)
            return client.Send(to, to.WireId, From(to, to.WireId, activity), cancel);
        if (root is null)
            return client.Begin(to, TeamsAddresses.NewPost(to, From(to, null, activity)), cancel);
        var thread = TeamsMessageId.Thread(to, root);
        return client.Send(to, thread, From(to, thread, activity), cancel);
    }

    private async Task<Delivery> Edit(
        TeamsConversation to,
        IReadOnlyList<JsonObject> activities,
        long deliveryId,
        IReadOnlyList<string> ids,
        CancellationToken cancel
    )
    {
        var kept = begun.GetValueOrDefault(deliveryId) ?? [];
        for (var i = 0; i < activities.Count && i < ids.Count && kept.Count == 0; i++)
        {
            var (conversation, id) = TeamsMessageId.On(to, ids[i]);
            var activity = From(to, conversation, activities[i]);
            activity["id"] = id;
            var outcome = await client.Update(to, conversation, id, activity, cancel);
            if (outcome is Outcome.Gone)
                return new Delivery.MessageGone();
            if (outcome is not Outcome.Ok)
                return DeliveryOf(outcome);
        }
        if (activities.Count < ids.Count)
            await Delete(to, [.. ids.Skip(activities.Count)], (string)activities[0]["locale"]!, cancel);
        if (activities.Count <= ids.Count)
            return new Delivery.Sent([.. ids.Take(activities.Count)]);
        if (kept.Count == 0)
            kept.AddRange(ids);
        return await SendRest(to, activities, kept, deliveryId, null, cancel);
    }

    /// <summary>Deletes; where that is not allowed, nothing of the message is left but that it counts no more.</summary>
    private async Task<Delivery> Delete(
        TeamsConversation to,
        IReadOnlyList<string> ids,
        string language,
        CancellationToken cancel
    )
    {
        foreach (var known in ids)
        {
            var (conversation, id) = TeamsMessageId.On(to, known);
            var outcome = await client.Delete(to, conversation, id, cancel);
            if (outcome is Outcome.Refused)
            {
                var gone = From(to, conversation, renderer.Gone(language));
                gone["id"] = id;
                outcome = await client.Update(to, conversation, id, gone, cancel);
            }
            if (outcome is not (Outcome.Ok or Outcome.Gone))
                return DeliveryOf(outcome);
        }
        return new Delivery.Sent([]);
    }

    /// <summary>The thread to stand in: that of our own message, or that of the message that is answered.</summary>
    private static string? RootFor(TeamsConversation to, Outbound message, IReadOnlyList<string> under) =>
        to.Type != TeamsAddresses.Channel || message.Act != Act.Send ? null
        : under.Count > 0 ? TeamsMessageId.RootOf(under[0])
        : message.UnderMessage;

    private static JsonObject From(TeamsConversation to, string? conversation, JsonObject activity)
    {
        activity["from"] = TeamsAddresses.Bot(to);
        if (conversation is not null)
            activity["conversation"] = new JsonObject { ["id"] = conversation };
        return activity;
    }

    /// <summary>What an outcome means for the outbox. The only place where one becomes the other.</summary>
    internal static Delivery DeliveryOf(Outcome outcome) =>
        outcome switch
        {
            Outcome.Ok => new Delivery.Sent([]),
            Outcome.Blocked or Outcome.Gone => new Delivery.Unreachable(Gone: false),
            Outcome.Throttled(var after) => new Delivery.Later(Duration.FromTimeSpan(after)),
            Outcome.Unauthorized => new Delivery.Later(AfterRefusal, WholeMessenger: true),
            Outcome.NoToken(var reason) => new Delivery.Stop(reason),
            Outcome.Transient(var reason) => new Delivery.Transient(reason),
            Outcome.Ambiguous(var reason) => new Delivery.Ambiguous(reason),
            Outcome.Refused(var reason) => new Delivery.Refused(reason),
            _ => new Delivery.Refused("unknown outcome"),
        };
}
