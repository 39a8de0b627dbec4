using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;

namespace Nachbarschaftsbot.Core.Vermittlungen;

/// <summary>
/// One person blocked another, or does not live where the other does any more: what the two have going on ends as if it were cancelled,
/// so that nobody waits in vain.
/// </summary>
internal static class Parting
{
    private const int Most = 1000;

    /// <summary>Ends everything between two persons.</summary>
    /// <param name="call">The call.</param>
    /// <param name="by">Id of who blocked.</param>
    /// <param name="whom">Id of who is blocked.</param>
    public static void End(Call call, string by, string whom)
    {
        var between = call.QueryBelow(Vermittlung.Kind, "owner", Most, by)
            .Concat(call.QueryBelow(Vermittlung.Kind, "helper", Most, by))
            .Where(v => v.Other(by) == whom && !v.IsOver)
            .ToList();
        foreach (var vermittlung in between)
            End(call, vermittlung, by, whom);
    }

    /// <summary>Ends what somebody offered or promised to others in a Quartier and does not live there any more.</summary>
    public static void ResidenceEnded(Call call, Person person, string quartier)
    {
        var promised = call.QueryBelow(Vermittlung.Kind, "helper", Most, person.Id)
            .Where(v => v.Quartier == quartier && !v.IsOver)
            .ToList();
        foreach (var vermittlung in promised)
            End(call, vermittlung, person.Id, vermittlung.Owner);
    }

    private static void End(Call call, Vermittlung vermittlung, string by, string whom)
    {
        var state =
            vermittlung.IsLive ? VermittlungState.Cancelled
            : vermittlung.Owner == by ? VermittlungState.NotChosen
            : VermittlungState.TakenBack;
        Closing.Close(call, vermittlung with { State = state, CancelledBy = vermittlung.IsLive ? by : null });
        Matching.FreePlace(call, vermittlung);
        var message = Message.Of(
            vermittlung.Agreed is { } agreed && vermittlung.IsLive
                ? Text.Of("vermittlung.appointment-off", Arg.OfWhen("when", agreed.When))
                : "vermittlung.parted",
            VermittlungText.About(call, vermittlung)
        );
        message =
            whom == vermittlung.Owner
                ? Reopening.Say(call, vermittlung.Request, message)
                : message.And("vermittlung.thanks-for-answer");
        call.Tell(whom, message with { Priority = vermittlung.Agreed is null ? Priority.Notice : Priority.Answer });
    }
}
