using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;

namespace Nachbarschaftsbot.Core.Vermittlungen;

/// <summary>
/// "Ich helfe" or "Das brauche ich": makes the one Vermittlung of a request and a person. Where the owner chooses, a note can be
/// added first; where the first one gets the place, the tap itself takes it.
/// </summary>
internal static class Answering
{
    /// <summary>The form with the note.</summary>
    public static readonly FormSpec Form = new(
        "mitmachen",
        [new TextQuestion("notiz", 1, 300, NoContact) { Optional = true }],
        (call, draft) => Offer(call, call.Find(HelpRequest.Kind, draft.Subject!)!, draft["notiz"] ?? "")
    )
    {
        Opening = (call, draft) =>
            call.Find(HelpRequest.Kind, draft.Subject!) is { } request
                ?
                [
                    VermittlungText.About($"vermittlung.answering.{RequestText.Way(request)}", request),
                    .. RequestText.From(call, request, call.Person?.Quartier) is { } from ? [from] : (Text[])[],
                ]
                : [],
        StillPossible = (call, draft) =>
        {
            if (call.Find(HelpRequest.Kind, draft.Subject!) is { } request)
                return Hurdles.Pass(call, request);
            call.NotThere();
            return false;
        },
    };

    /// <summary>Somebody wants to answer a request or an offer. In a channel it goes on alone with the bot.</summary>
    public static void Start(Call call, HelpRequest request)
    {
        if (call.Person is null)
            call.NotThere();
        else if (call.Where != Where.Private)
            FromChannel(call, request);
        else if (!request.FirstComes)
            Forms.Start(call, Form, subject: request.Id);
        else if (Hurdles.Pass(call, request))
            TakeAtOnce(call, request);
    }

    private static void FromChannel(Call call, HelpRequest request)
    {
        if (call.Person!.Home is null)
            call.Toast("vermittlung.open-chat");
        else if (!Hurdles.Pass(call, request))
            return;
        else if (request.FirstComes)
        {
            call.Toast("vermittlung.goes-on-private");
            TakeAtOnce(call, request);
        }
        else
        {
            call.Toast("vermittlung.goes-on-private");
            call.Tell(
                call.Person,
                Message
                    .Of(VermittlungText.About($"vermittlung.answering.{RequestText.Way(request)}", request))
                    .And(Text.Quote(request.What).By(request.Owner), "vermittlung.answering.now")
                    .Row(Browsing.Help(request))
            );
        }
    }

    private static void Offer(Call call, HelpRequest request, string note)
    {
        // Written unchanged: its version makes sure that it is still open when this commits, so nobody is left unanswered.
        call.Put(HelpRequest.Kind, request);
        var vermittlung = call.Put(Vermittlung.Kind, New(call, request) with { Note = note });
        call.Unremind(Closing.ForgetTimer, vermittlung.Id);
        var isTold = call.Tell(request.Owner, Choosing.Candidate(call, request, vermittlung));
        call.Say(
            Message
                .Of(
                    Text.Of(
                        isTold ? "vermittlung.answered" : "vermittlung.answered.unreachable",
                        Sides.Name(call, request.Owner)
                    ),
                    Text.Of("vermittlung.answered.next", Sides.Name(call, request.Owner))
                )
                .Row(Press.Button("v-back", vermittlung.Id))
        );
    }

    private static void TakeAtOnce(Call call, HelpRequest request)
    {
        if (Matching.TakePlace(call, New(call, request)) is not { } active)
            return;
        call.Unremind(Closing.ForgetTimer, active.Id);
        Choosing.Welcome(call, active, active.Helper, "vermittlung.place-is-yours");
        Choosing.Welcome(call, active, active.Owner, $"vermittlung.place-was-taken.{RequestText.Way(request)}");
    }

    private static Vermittlung New(Call call, HelpRequest request)
    {
        var id =
            BothSides.Offered(call, request.Id, call.Person!)?.Id ?? Marks.Vermittlung(request.Id, call.Person!.Id);
        return new()
        {
            Id = id,
            Request = request.Id,
            Quartier = request.Quartier,
            Owner = request.Owner,
            Helper = call.Person!.Id,
            Created = call.Now,
            Relayed = call.Find(Vermittlung.Kind, id)?.Relayed ?? 0,
        };
    }

    /// <summary>Contacts are shared later, and only when both sides agree.</summary>
    private static Text? NoContact(string text) =>
        PrivateWords.HasContact(text) ? Text.Of("vermittlung.no-contact") : null;
}
