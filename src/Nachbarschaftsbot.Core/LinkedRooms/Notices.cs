using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.LinkedRooms;

/// <summary>What everybody in a room is told when it is linked and when that ends.</summary>
internal static class Notices
{
    /// <summary>This room is linked no more.</summary>
    public static Message End => Notice("linked.end", "linked.end.now");

    /// <summary>A room is linked from now on: with whom, what that means, how to keep out, and what does not work here.</summary>
    public static Message Begin(Call call, LinkedRoom link, Room here)
    {
        List<Text> lines =
        [
            "linked.begin",
            .. link.Others(here.Place).Select(One),
            "linked.begin.what",
            "linked.begin.out",
        ];
        lines.AddRange(Limits(call, here));
        return (Notice([.. lines])).Row(Press.Button(KeepingOut.OutVerb));
    }

    /// <summary>Another room came to those that are linked.</summary>
    public static Message Joined(Room room) =>
        Notice(Text.Of("linked.joined", Links.Where(room.Place)), "linked.begin.out")
            .Row(Press.Button(KeepingOut.OutVerb));

    /// <summary>One of several rooms is linked no more.</summary>
    public static Message Left(Place place) => Notice(Text.Of("linked.left", Links.Where(place)));

    /// <summary>The last other room is linked no more.</summary>
    public static Message EndWith(Place place) =>
        Notice(Text.Of("linked.left", Links.Where(place)), "linked.end", "linked.end.now");

    /// <summary>A room in a list.</summary>
    public static Text One(Room room) => Text.Of("linked.room", Links.Where(room.Place));

    /// <summary>What somebody has to allow first, and what is not carried from here.</summary>
    public static IEnumerable<Text> Limits(Call call, Room here)
    {
        var carries = call.CarriesAt(here.Place);
        if (carries.NeedsLeave)
            yield return $"linked.hears.{here.Place.Messenger}";
        if (!carries.HearsRemovals)
            yield return "linked.removals";
    }

    private static Message Notice(params Text[] lines) => Message.Of(lines) with { Priority = Priority.Notice };
}
