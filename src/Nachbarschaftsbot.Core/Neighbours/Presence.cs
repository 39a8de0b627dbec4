using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Core.Neighbours;

/// <summary>Where a person can be reached and when it was last there, to the day.</summary>
internal static class Presence
{
    /// <summary>A sign of life: the way it came by is the first to write to, and works again.</summary>
    public static void Seen(Call call)
    {
        if (call.Person is not { } person || call.Where != Where.Private || IsGoing(call.Inbound.Content))
            return;
        var place = call.Inbound.Place;
        var account = call.Inbound.Sender!.Account;
        var today = call.Now.InUtc().Date.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();
        var reach = new Reach(account, place, false, today);
        if (person.Reaches is [var first, ..] && first == reach)
            return;
        call.Put(Person.Kind, person with { Reaches = [reach, .. person.Reaches.Where(r => r.Account != account)] });
    }

    /// <summary>The person blocked or unblocked the bot, or nothing arrives any more.</summary>
    public static void Change(Call call)
    {
        if (call.Inbound.Place.Kind != PlaceKind.Private || call.Person is not { } person)
            return;
        if (IsGoing(call.Inbound.Content))
            call.Put(Person.Kind, person with { Reaches = [.. person.Reaches.Select(r => Lost(call, r))] });
    }

    private static Reach Lost(Call call, Reach reach) =>
        reach.Place.Key == call.Inbound.Place.Key ? reach with { Unreachable = true } : reach;

    private static bool IsGoing(Content content) =>
        content is Content.Unreachable or Content.Membership(MembershipChange.Blocked);
}
