using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.LinkedRooms;

/// <summary>
/// <c>/zuruecknehmen</c>, as an answer to a message: its author or the moderation takes it out of the other rooms, also where the messenger
/// does not tell us of deletions.
/// </summary>
internal static class TakingBack
{
    /// <summary>The command.</summary>
    public static void Command(Call call)
    {
        var answered = call.Inbound.ReplyTo;
        if (answered is null)
            call.Say("linked.back.how");
        else if (answered.StartsWith(Talk.SharedPrefix, StringComparison.Ordinal))
            call.Say("linked.back.shared", "linked.back.there");
        else if (Carrying.Known(call, answered, answered) is not { } carried || !MayTakeBack(call, carried))
            call.Say("linked.back.none");
        else
        {
            Carrying.TakeBack(call, carried);
            call.Say("linked.back.done", "linked.back.own");
        }
    }

    private static bool MayTakeBack(Call call, Carried carried) =>
        call.Inbound.Sender is { IsAnonymous: false } sender && sender.Account.Key == carried.Account
        || call.Find(LinkedRoom.Kind, carried.Link) is { } link && Links.IsStaff(call, link.Quartier);
}
