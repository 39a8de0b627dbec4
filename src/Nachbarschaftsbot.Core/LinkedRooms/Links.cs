using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;

namespace Nachbarschaftsbot.Core.LinkedRooms;

/// <summary>Reading and changing which rooms are linked.</summary>
internal static class Links
{
    private const int Most = 50;

    /// <summary>The link of a place, or null.</summary>
    public static LinkedRoom? Of(Call call, string placeKey) =>
        call.Find(LinkedPlace.Kind, placeKey) is { } place ? call.Find(LinkedRoom.Kind, place.Link) : null;

    /// <summary>The links of a Quartier.</summary>
    public static IReadOnlyList<LinkedRoom> In(Call call, string quartier) =>
        call.QueryBelow(LinkedRoom.Kind, "quartier", Most, quartier);

    /// <summary>Whether the person behind the call moderates or runs a Quartier.</summary>
    public static bool IsStaff(Call call, string quartier) =>
        call.Person is { } person && (person.Is(Role.Moderator, quartier) || person.Is(Role.Operator, quartier));

    /// <summary>Whether the person may end the link of a room: by the Quartier that made it, or by the one the room is bound to.</summary>
    public static bool MayEnd(Call call, LinkedRoom link) =>
        IsStaff(call, link.Quartier) || (call.Channel is { } channel && IsStaff(call, channel.Quartier));

    /// <summary>The messenger of a room, as a value of a text.</summary>
    public static Arg Where(Place place) => Arg.OfKey("where", $"linked.where.{place.Messenger}");

    /// <summary>The room a call comes from.</summary>
    public static Room Here(Call call) => new(call.Inbound.Place, call.Language);

    /// <summary>Puts a room into a link and says so in all rooms.</summary>
    public static void Join(Call call, LinkedRoom link, Room room)
    {
        var isNew = link.Rooms.Count == 1;
        var joined = call.Put(LinkedRoom.Kind, link with { Rooms = [.. link.Rooms, room] });
        foreach (var one in isNew ? joined.Rooms : [room])
            call.Put(
                LinkedPlace.Kind,
                new LinkedPlace
                {
                    Id = one.Place.Key,
                    Place = one.Place,
                    Link = link.Id,
                }
            );
        call.Decision.Counted.Add("linked.begun");
        foreach (var one in isNew ? joined.Rooms : [room])
            call.Post(one.Place, one.Language, Notices.Begin(call, joined, one));
        if (!isNew)
            foreach (var one in link.Rooms)
                call.Post(one.Place, one.Language, Notices.Joined(room));
        call.Remind(Upkeep.Timer, link.Id, call.Now + Upkeep.Every);
    }

    /// <summary>Takes a room out of its link. With fewer than two the link is over. All rooms are told, this one where it can be.</summary>
    /// <param name="call">The call.</param>
    /// <param name="link">The link.</param>
    /// <param name="place">The room that goes.</param>
    /// <param name="isGone">Whether nothing can be said there any more.</param>
    public static void Leave(Call call, LinkedRoom link, Place place, bool isGone)
    {
        var left = link.Others(place).ToList();
        call.Delete(LinkedPlace.Kind, place.Key);
        if (!isGone && link.Rooms.FirstOrDefault(r => r.Place.Key == place.Key) is { } here)
            call.Post(here.Place, here.Language, Notices.End);
        foreach (var room in left)
            call.Post(room.Place, room.Language, left.Count > 1 ? Notices.Left(place) : Notices.EndWith(place));
        call.Decision.Counted.Add("linked.ended");
        if (left.Count > 1)
            call.Put(LinkedRoom.Kind, link with { Rooms = left });
        else
            Dissolve(call, link, left);
    }

    /// <summary>A room is something else from now on: where it is linked, it no longer is.</summary>
    public static void Leave(Call call, Place place)
    {
        if (Of(call, place.Key) is { } link)
            Leave(call, link, place, isGone: false);
    }

    /// <summary>Ends a link with all its rooms.</summary>
    public static void End(Call call, LinkedRoom link)
    {
        foreach (var room in link.Rooms)
            call.Post(room.Place, room.Language, Notices.End);
        call.Decision.Counted.Add("linked.ended");
        Dissolve(call, link, link.Rooms);
    }

    private static void Dissolve(Call call, LinkedRoom link, IEnumerable<Room> rooms)
    {
        foreach (var room in rooms)
            call.Delete(LinkedPlace.Kind, room.Place.Key);
        call.Delete(LinkedRoom.Kind, link.Id);
    }
}
