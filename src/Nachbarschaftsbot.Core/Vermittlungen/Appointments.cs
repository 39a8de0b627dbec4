using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Understanding;
using NodaTime;

namespace Nachbarschaftsbot.Core.Vermittlungen;

/// <summary>Agreeing on time and place: one side proposes, the other accepts, proposes another or asks.</summary>
internal static class Appointments
{
    /// <summary>The form with time and place.</summary>
    public static readonly FormSpec Form = new(
        "termin",
        [new WhenQuestion("wann") { NeedsMoment = true }, new TextQuestion("wo", 2, 120)],
        Complete
    )
    {
        Opening = (call, draft) =>
            draft["wann"] is { } known ? [Text.Of("vermittlung.appointment.known", Arg.OfWhen("when", known))]
            : Wanted(call, draft.Subject) is { } request
                ? [VermittlungText.About("vermittlung.appointment.wanted", request)]
            : [],
        Preview = (_, draft) =>
            [
                Text.Of(
                    "vermittlung.appointment.is",
                    Arg.OfWhen("when", draft["wann"] ?? ""),
                    ("where", draft["wo"] ?? "")
                ),
            ],
        StillPossible = (call, draft) => Parts.Live(call, draft.Subject) is not null,
    };

    /// <summary>Somebody wants to propose time and place. What the request says already is filled in.</summary>
    public static void Propose(Call call, Vermittlung vermittlung)
    {
        var known = new Dictionary<string, string>();
        if (Moment(call, vermittlung) is { } moment)
            known["wann"] = moment.Encode();
        Forms.Start(call, Form, known, vermittlung.Id);
    }

    /// <summary>The other side accepts what was proposed.</summary>
    public static void Accept(Call call, Vermittlung vermittlung)
    {
        if (Parts.Live(call, vermittlung.Id) is null)
            return;
        if (vermittlung.Proposed is not { } proposed)
            Showing.Show(call, vermittlung, "vermittlung.appointment.nothing");
        else if (proposed.By == call.Person!.Id)
            call.Say("vermittlung.appointment.yours");
        else if (call.Argument != Marks.Of(proposed))
            call.Say(Asking(call, vermittlung, call.Person.Id).And("vermittlung.appointment.newer"));
        else if (IsOver(call, vermittlung, proposed))
            call.Say(
                Message
                    .Of(Text.Of("vermittlung.appointment.over", Arg.OfWhen("when", proposed.When)))
                    .Row(Press.Button("v-propose", vermittlung.Id))
            );
        else
            Agree(call, vermittlung, proposed);
    }

    private static void Complete(Call call, Draft draft)
    {
        var vermittlung = call.Find(Vermittlung.Kind, draft.Subject!)!;
        var proposed = new Appointment(draft["wann"]!, draft["wo"]!, call.Person!.Id);
        if (IsOver(call, vermittlung, proposed))
        {
            call.Say(Text.Of("when.past", Arg.OfWhen("when", proposed.When)));
            Forms.Start(call, Form, new Dictionary<string, string> { ["wo"] = proposed.Where }, vermittlung.Id);
            return;
        }
        vermittlung = call.Put(Vermittlung.Kind, vermittlung with { Proposed = proposed });
        Sides.TellOther(call, vermittlung, Asking(call, vermittlung, Sides.OtherId(call, vermittlung)));
        call.Say(
            VermittlungText.Appointment("vermittlung.appointment.sent", proposed, Sides.Other(call, vermittlung)),
            "vermittlung.appointment.sent.next"
        );
    }

    private static Message Asking(Call call, Vermittlung vermittlung, string reader) =>
        Message
            .Of(
                Text.Of("vermittlung.appointment.asks", Sides.Name(call, vermittlung.Other(reader))),
                VermittlungText.Topic(call, vermittlung),
                VermittlungText.Appointment("vermittlung.appointment.is", vermittlung.Proposed!)
            )
            .Row(Press.Button("v-accept", vermittlung.Id, Marks.Of(vermittlung.Proposed!)))
            .Row(
                Press.Labelled("vermittlung.appointment.other", "v-propose", vermittlung.Id),
                Press.Labelled("vermittlung.appointment.ask", "v-talk", vermittlung.Id)
            );

    private static void Agree(Call call, Vermittlung vermittlung, Appointment proposed)
    {
        vermittlung = call.Put(
            Vermittlung.Kind,
            vermittlung with
            {
                State = VermittlungState.Agreed,
                Agreed = proposed,
                AgreedAt = call.Now,
                Moves = vermittlung.Agreed is null ? 0 : vermittlung.Moves + 1,
                Proposed = null,
            }
        );
        AppointmentTimers.Set(call, vermittlung);
        Silence.Watch(call, vermittlung);
        call.Say(Agreed(call, vermittlung, call.Person!.Id));
        Sides.TellOther(call, vermittlung, Agreed(call, vermittlung, Sides.OtherId(call, vermittlung)));
    }

    private static Message Agreed(Call call, Vermittlung vermittlung, string reader) =>
        Message
            .Of(
                Text.Of("vermittlung.appointment.agreed", Sides.Name(call, vermittlung.Other(reader))),
                VermittlungText.Appointment("vermittlung.appointment.is", vermittlung.Agreed!),
                "vermittlung.appointment.agreed.next"
            )
            .Row(Press.Button("v-talk", vermittlung.Id))
            .Row(
                Press.Labelled("vermittlung.move", "v-propose", vermittlung.Id),
                Press.Button("v-cancel", vermittlung.Id)
            );

    private static bool IsOver(Call call, Vermittlung vermittlung, Appointment appointment) =>
        AppointmentTimers.At(call, vermittlung, appointment) is not { } at || at <= call.Now;

    /// <summary>The moment that a request names, or a weekly one's next time, unless it was agreed on already.</summary>
    private static When.Moment? Moment(Call call, Vermittlung vermittlung)
    {
        var now = call.Now.InZone(Sides.Zone(call, vermittlung)).LocalDateTime;
        var moment = When.Decode(call.Find(HelpRequest.Kind, vermittlung.Request)?.When) switch
        {
            When.Moment known => known,
            When.Weekly { At: not null } weekly => new When.Moment(weekly.Next(now)),
            _ => null,
        };
        return moment is null || moment.IsOver(now) || vermittlung.Agreed?.When == moment.Encode() ? null : moment;
    }

    private static HelpRequest? Wanted(Call call, string? id) =>
        id is not null && call.Find(Vermittlung.Kind, id) is { } vermittlung
            ? call.Find(HelpRequest.Kind, vermittlung.Request)
            : null;
}
