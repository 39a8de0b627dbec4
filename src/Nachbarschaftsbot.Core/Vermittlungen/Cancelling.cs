using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.Vermittlungen;

/// <summary>One side cancels: the other hears of it at once, and the place is offered again.</summary>
internal static class Cancelling
{
    /// <summary>The form with the reason.</summary>
    public static readonly FormSpec Form = new(
        "absage",
        [new TextQuestion("grund", 1, 300) { Optional = true }],
        Cancel
    )
    {
        Opening = (call, draft) =>
            call.Find(Vermittlung.Kind, draft.Subject!) is { } vermittlung
                ? [Text.Of("vermittlung.cancel.opening", Sides.Other(call, vermittlung))]
                : [],
        StillPossible = (call, draft) => Parts.LiveEvenIfBlocked(call, draft.Subject) is not null,
    };

    /// <summary>Somebody wants to cancel.</summary>
    public static void Start(Call call, Vermittlung vermittlung) => Forms.Start(call, Form, subject: vermittlung.Id);

    private static void Cancel(Call call, Draft draft)
    {
        var vermittlung = call.Find(Vermittlung.Kind, draft.Subject!)!;
        Closing.Close(call, vermittlung with { State = VermittlungState.Cancelled, CancelledBy = call.Person!.Id });
        Matching.FreePlace(call, vermittlung);
        Sides.TellOther(call, vermittlung, Told(call, vermittlung, draft["grund"] ?? ""), Priority.Answer);
        call.Say(
            WhatOwnerSees(
                call,
                vermittlung,
                call.Person.Id,
                Message.Of(Text.Of("vermittlung.cancelled", Sides.Other(call, vermittlung)))
            )
        );
    }

    private static Message Told(Call call, Vermittlung vermittlung, string reason)
    {
        var message = Message.Of(
            Text.Of("vermittlung.other-cancelled", Sides.Me(call)),
            VermittlungText.Topic(call, vermittlung)
        );
        if (vermittlung.Agreed is { } agreed)
            message = message.And(Text.Of("vermittlung.appointment-off", Arg.OfWhen("when", agreed.When)));
        if (reason.Length > 0)
            message = message.And("vermittlung.cancel.reason", Text.Quote(reason).By(call.Person!.Id));
        return WhatOwnerSees(call, vermittlung, Sides.OtherId(call, vermittlung), message);
    }

    private static Message WhatOwnerSees(Call call, Vermittlung vermittlung, string reader, Message message)
    {
        if (reader != vermittlung.Owner)
            return message.And("vermittlung.cancelled.thanks");
        message = Reopening.Say(call, vermittlung.Request, message);
        return Matching.Of(call, vermittlung.Request, VermittlungState.Offered).Count > 0
            ? message.Row(Press.Button("v-list", vermittlung.Request))
            : message;
    }
}
