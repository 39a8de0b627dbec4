using System.Text.Json.Nodes;
using Nachbarschaftsbot.Core.Messages;
using NodaTime.Extensions;
using Outcome = Nachbarschaftsbot.Messengers.Teams.Sending.TeamsOutcome;

namespace Nachbarschaftsbot.Messengers.Teams.Sending;

/// <summary>
/// Where on the wire a place is. A person who never wrote to the bot, but has it in a team, gets a personal chat when there is something
/// to say.
/// </summary>
internal sealed class TeamsAddresses(TeamsBook book, ConnectorClient client, TimeProvider time)
{
    internal const string Channel = "channel";
    private static readonly Outcome Unknown = new Outcome.Blocked();

    /// <summary>The conversation of a place, or why nothing can be sent there.</summary>
    internal async Task<(TeamsConversation? To, Outcome? Problem)> Of(Place place, CancellationToken cancel)
    {
        var known = await book.Find(place.Chat);
        if (known is null && place.Kind == PlaceKind.Private)
            return await Begin(place.Chat, cancel);
        if (known is null)
            return (null, Unknown);
        return client.MayCall(known) ? (known, null) : (null, new Outcome.Refused("address not from a checked token"));
    }

    /// <summary>The bot as the connector knows it.</summary>
    internal static JsonObject Bot(TeamsConversation to)
    {
        var bot = new JsonObject { ["id"] = to.Bot };
        if (to.BotName is { Length: > 0 } name)
            bot["name"] = name;
        return bot;
    }

    /// <summary>What begins a post in a channel.</summary>
    internal static JsonObject NewPost(TeamsConversation channel, JsonObject activity)
    {
        var data = new JsonObject { ["channel"] = new JsonObject { ["id"] = channel.WireId } };
        return WithTenant(
            new()
            {
                ["isGroup"] = true,
                ["bot"] = Bot(channel),
                ["channelData"] = data,
                ["activity"] = activity,
            },
            data,
            channel.Tenant
        );
    }

    private static JsonObject NewPersonal(TeamsConversation near, string account)
    {
        var data = new JsonObject();
        return WithTenant(
            new()
            {
                ["isGroup"] = false,
                ["bot"] = Bot(near),
                ["members"] = new JsonArray(new JsonObject { ["id"] = account }),
                ["channelData"] = data,
            },
            data,
            near.Tenant
        );
    }

    private static JsonObject WithTenant(JsonObject parameters, JsonObject data, string? tenant)
    {
        if (tenant is null)
            return parameters;
        data["tenant"] = new JsonObject { ["id"] = tenant };
        parameters["tenantId"] = tenant;
        return parameters;
    }

    /// <summary>Begins a personal chat over the connector of a channel that is known; without one the person cannot be reached.</summary>
    private async Task<(TeamsConversation?, Outcome?)> Begin(string account, CancellationToken cancel)
    {
        if (!Guid.TryParse(account, out _) || await book.SomeChannel() is not { } near || !client.MayCall(near))
            return (null, Unknown);
        var outcome = await client.Begin(near, NewPersonal(near, account), cancel);
        if (outcome is not Outcome.Ok { ConversationId: { } wire })
            return (null, outcome is Outcome.Ok or Outcome.Gone or Outcome.Refused ? Unknown : outcome);
        var begun = near with
        {
            Id = account,
            WireId = wire,
            Type = "personal",
            Team = null,
            Account = account,
            UserId = null,
            Round = 0,
            LastSeen = time.GetCurrentInstant(),
        };
        return (await book.Keep(account, now => now ?? begun) ?? begun, null);
    }
}
