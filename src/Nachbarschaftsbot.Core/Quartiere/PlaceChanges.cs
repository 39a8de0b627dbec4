using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Triage;

namespace Nachbarschaftsbot.Core.Quartiere;

/// <summary>The bot joins or leaves a group, a group gets a new id, or nothing arrives there any more.</summary>
internal static class PlaceChanges
{
    /// <summary>The timer that brings the open cards into a group that moved.</summary>
    public const string MovedTimer = "channel-moved";

    private const int MostTopics = 100;
    private const int MostCards = 10;

    /// <summary>Takes a change of a group; what concerns single persons is the neighbours' affair.</summary>
    public static void Changed(Call call, Registry registry)
    {
        if (call.Inbound.Place.Kind == PlaceKind.Private)
            return;
        switch (call.Inbound.Content)
        {
            case Content.Membership(MembershipChange.BotAdded):
                DeafPlace.Note(call, isDeaf: false);
                Added(call, registry);
                break;
            case Content.Membership(MembershipChange.BotDeaf):
                DeafPlace.Note(call, isDeaf: true);
                Lost(call);
                break;
            case Content.Membership(MembershipChange.BotRemoved) or Content.Unreachable:
                DeafPlace.Note(call, isDeaf: false);
                Lost(call);
                break;
            case Content.Moved(var chat):
                Moved(call, chat);
                break;
        }
    }

    /// <summary>A group has moved: says so there and shows what is open.</summary>
    public static void Arrived(Call call, Content.Due due)
    {
        if (call.Find(Channel.Kind, due.Subject) is not { } channel)
            return;
        call.Post(channel, Message.Of("channel.moved", ChannelDialogue.IsFor(call, channel)));
        if (channel.Purpose == ChannelPurpose.Moderation)
            foreach (var card in call.QueryBelow(Card.Kind, "queue", MostCards, channel.Quartier))
                TriageDesk.Refresh(call, card);
    }

    private static void Added(Call call, Registry registry)
    {
        var known = InChat(call, call.Inbound.Place.Chat);
        if (known.Count == 0)
            ChannelDialogue.Introduce(call, registry.About.Operator);
        foreach (var channel in known.Where(c => c.Inactive))
        {
            var back = call.Put(Channel.Kind, channel with { Inactive = false });
            call.Post(back, Message.Of("channel.back", ChannelDialogue.IsFor(call, back)));
        }
    }

    private static void Lost(Call call)
    {
        foreach (var channel in InChat(call, call.Inbound.Place.Chat).Where(c => !c.Inactive))
        {
            call.Put(Channel.Kind, channel with { Inactive = true });
            call.Decision.Counted.Add("channel.lost");
            var word = Message.Of("channel.lost", ChannelDialogue.IsFor(call, channel), "channel.lost.now");
            foreach (var person in Roles.Operators(call, channel.Quartier))
                call.Tell(person, word with { Priority = Priority.Notice });
        }
    }

    private static void Moved(Call call, string chat)
    {
        if (chat == call.Inbound.Place.Chat)
            return;
        foreach (var channel in InChat(call, call.Inbound.Place.Chat))
        {
            var place = channel.Place with { Chat = chat };
            call.Delete(Channel.Kind, channel.Id);
            call.Put(Channel.Kind, channel with { Id = place.Key, Place = place, Inactive = false });
            call.Remind(MovedTimer, place.Key, call.Now);
            if (channel.Purpose == ChannelPurpose.Neighbourhood)
                ChannelPosts.Moved(call, channel.Id, place.Key);
        }
    }

    private static IReadOnlyList<Channel> InChat(Call call, string chat) =>
        call.QueryBelow(Channel.Kind, "chat", MostTopics, call.Inbound.Place.Messenger, chat);
}
