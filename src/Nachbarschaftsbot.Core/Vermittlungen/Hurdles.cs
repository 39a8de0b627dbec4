using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Nachbarquartiere;

namespace Nachbarschaftsbot.Core.Vermittlungen;

/// <summary>Why somebody cannot answer a request now, said kindly and with a next step.</summary>
internal static class Hurdles
{
    /// <summary>How many answers may wait for a choice at the same time.</summary>
    public const int MostWaiting = 50;

    private const int OthersShown = 3;

    /// <summary>Whether the person can answer; otherwise it was told why.</summary>
    public static bool Pass(Call call, HelpRequest request)
    {
        var me = call.Person!;
        if (!Publishing.MaySee(call, request, me))
            call.NotThere();
        else if (request.Owner == me.Id)
            Explain(call, null, "vermittlung.own");
        else if (BothSides.Offered(call, request.Id, me) is { } before && Bars(before))
            Again(call, request, before);
        else if (request.State == RequestState.Full)
            Explain(call, request, "vermittlung.full", "vermittlung.full.next");
        else if (request.State != RequestState.Open)
            Explain(call, request, "vermittlung.ended");
        else if (IsCrowded(call, request))
            Explain(call, request, "vermittlung.crowded");
        else
            return true;
        return false;
    }

    /// <summary>Says why, and shows what else is open.</summary>
    /// <param name="call">The call.</param>
    /// <param name="like">What the others shall be like; null for none.</param>
    /// <param name="why">The reason and the next step.</param>
    public static void Explain(Call call, HelpRequest? like, params Text[] why)
    {
        var message = Message.Of(why);
        if (like is not null)
        {
            var others = Others(call, like);
            message = Browsing
                .Items(
                    call,
                    message.And(
                        others.Count > 0 ? $"vermittlung.others.{RequestText.Way(like)}" : "vermittlung.no-others"
                    ),
                    others
                )
                .Row(Browse(like));
        }
        if (call.Where == Where.Private)
            call.Say(message);
        else
        {
            call.Toast(why[0]);
            call.Tell(call.Person!, message);
        }
    }

    /// <summary>The button to everything that is open and goes the same way.</summary>
    public static Button Browse(HelpRequest like) => Press.Button("r-browse", "", RequestText.Way(like));

    private static bool Bars(Vermittlung before) =>
        before.State switch
        {
            VermittlungState.TakenBack => false,
            VermittlungState.NotChosen => !before.Fallback,
            VermittlungState.Cancelled => before.CancelledBy != before.Helper,
            _ => true,
        };

    private static void Again(Call call, HelpRequest request, Vermittlung before)
    {
        if (before.State is VermittlungState.NotChosen or VermittlungState.Cancelled)
            Explain(call, request, "vermittlung.was-not-chosen");
        else
            Showing.Show(call, before, "vermittlung.answered-already");
    }

    private static bool IsCrowded(Call call, HelpRequest request) =>
        !request.FirstComes && Matching.Of(call, request.Id, VermittlungState.Offered).Count >= MostWaiting;

    private static List<HelpRequest> Others(Call call, HelpRequest like) =>
        [
            .. call.QueryBelow(HelpRequest.Kind, "open", 20, like.Quartier, like.Direction.ToString(), like.Category)
                .Where(r => r.Id != like.Id && r.State == RequestState.Open && r.Owner != call.Person!.Id)
                .Where(r => Sharing.IsVisible(call, r, call.Person!.Quartier))
                .Where(r => !Sides.AreBlocked(call, r.Owner, call.Person!.Id))
                .Where(r => BothSides.Offered(call, r.Id, call.Person!) is null)
                .Take(OthersShown),
        ];
}
