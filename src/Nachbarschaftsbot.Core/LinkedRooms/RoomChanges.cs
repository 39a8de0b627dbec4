using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.LinkedRooms;

/// <summary>A linked room is gone, takes nothing more, or has a new id.</summary>
internal static class RoomChanges
{
    private const int MostTopics = 100;

    /// <summary>Takes a change of a group.</summary>
    public static void Changed(Call call)
    {
        if (call.Inbound.Place.Kind == PlaceKind.Private)
            return;
        switch (call.Inbound.Content)
        {
            case Content.Membership(MembershipChange.BotRemoved) or Content.Unreachable:
                Lost(call);
                break;
            case Content.Moved(var chat) when chat != call.Inbound.Place.Chat:
                Moved(call, chat);
                break;
        }
    }

    private static void Lost(Call call)
    {
        foreach (var place in InChat(call))
            if (Links.Of(call, place.Id) is { } link)
                Links.Leave(call, link, place.Place, isGone: true);
    }

    /// <summary>The link goes along; where copies stood under the old id cannot be changed any more.</summary>
    private static void Moved(Call call, string chat)
    {
        foreach (var old in InChat(call))
            if (Links.Of(call, old.Id) is { } link)
            {
                var place = old.Place with { Chat = chat };
                call.Delete(LinkedPlace.Kind, old.Id);
                call.Put(LinkedPlace.Kind, old with { Id = place.Key, Place = place });
                var rooms = link.Rooms.Select(r => r.Place.Key == old.Id ? r with { Place = place } : r);
                call.Put(LinkedRoom.Kind, link with { Rooms = [.. rooms] });
            }
    }

    private static IReadOnlyList<LinkedPlace> InChat(Call call)
    {
        var (messenger, chat) = (call.Inbound.Place.Messenger, call.Inbound.Place.Chat);
        return call.QueryBelow(LinkedPlace.Kind, "chat", MostTopics, messenger, chat);
    }
}
