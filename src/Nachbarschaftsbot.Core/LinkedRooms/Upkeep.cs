using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Core.LinkedRooms;

/// <summary>Forgets after 30 days where messages stand, and what is left of an account that goes.</summary>
internal static class Upkeep
{
    /// <summary>The timer of a link; it outlives the link until nothing of it is left.</summary>
    public const string Timer = "linked-old";

    /// <summary>The timer that goes on taking back what an account said. Subject: the account's key.</summary>
    public const string EraseTimer = "linked-erase";

    /// <summary>The timer that deletes a code whose time is over.</summary>
    public const string CodeTimer = "linked-code";

    /// <summary>How long it is known where a message stands.</summary>
    public static readonly Duration Kept = Duration.FromDays(30);

    /// <summary>How often what is old is looked for.</summary>
    public static readonly Duration Every = Duration.FromDays(1);

    private const int Page = 200;

    /// <summary>Forgets some of what is old; goes on at once where there is more.</summary>
    public static void Old(Call call, Content.Due due)
    {
        var link = due.Subject;
        var (from, below) = (IndexValue.Below(link), IndexValue.Of(link, Carried.Second(call.Now - Kept)));
        var old = call.Query(Carried.Kind, "age", from, below, Page);
        foreach (var carried in old)
            Forget(call, carried);
        var isAlive = call.Find(LinkedRoom.Kind, link) is not null;
        if (old.Count == Page)
            call.Remind(Timer, link, call.Now);
        else if (isAlive || call.Query(Carried.Kind, "age", from, IndexValue.After(link), Page).Count > old.Count)
            call.Remind(Timer, link, call.Now + Every);
    }

    /// <summary>Deletes the copies of what an account said, as far as the messengers allow, and its emojis.</summary>
    public static void Erase(Call call, string account)
    {
        var said = call.QueryBelow(Carried.Kind, "account", Page, account);
        foreach (var carried in said)
            Carrying.TakeBack(call, carried);
        var emojis = call.QueryBelow(CarriedEmoji.Kind, "account", Page, account);
        foreach (var emoji in emojis)
            Emojis.TakeBack(call, emoji);
        call.Delete(KeptOut.Kind, account);
        if (said.Count == Page || emojis.Count == Page)
            call.Remind(EraseTimer, account, call.Now);
        else
            call.Decision.Scrub = true;
    }

    /// <summary>Goes on with what an account said.</summary>
    public static void Erase(Call call, Content.Due due) => Erase(call, due.Subject);

    /// <summary>A code is over: it goes.</summary>
    public static void CodeEnds(Call call, Content.Due due) => call.Delete(LinkCode.Kind, due.Subject);

    private static void Forget(Call call, Carried carried)
    {
        foreach (var room in carried.To)
        foreach (var reference in Carrying.References(carried))
            call.Decision.ForgetMessages.Add((room.Place.Key, reference));
        Emojis.Forget(call, carried);
        call.Delete(Carried.Kind, carried.Id);
    }
}
