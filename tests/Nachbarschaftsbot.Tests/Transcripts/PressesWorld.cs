using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Quartiere;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>Professionals in Teams who know no command: a working channel, a group chat and their personal chats.</summary>
internal static class PressesWorld
{
    internal static readonly Place Working = new("teams", "19:kanal", null, PlaceKind.Group);
    internal static readonly Place Chat = new("teams", "19:besprechung", null, PlaceKind.Group);

    internal static async Task<Hood> Open()
    {
        var hood = await Hood.Start();
        await hood.Bind(hood.At(Working), ChannelPurpose.Working);
        return hood;
    }

    /// <summary>Somebody installs the bot: Teams has the greeting asked for in the name of the person.</summary>
    internal static async Task<Hands> Greeted(Hood hood, string name)
    {
        var hands = new Hands(hood, await hood.Neighbour(name, messenger: "teams", roles: Role.Professional));
        await hands.Who.Says("/start");
        return hands;
    }

    /// <summary>The bot is put into a group chat.</summary>
    internal static async Task<Corner> Called(Hood hood, Place place)
    {
        await hood.Take(place, null, new Content.Membership(MembershipChange.BotAdded));
        return hood.At(place);
    }
}
