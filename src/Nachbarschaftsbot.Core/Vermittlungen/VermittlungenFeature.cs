using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using static Nachbarschaftsbot.Core.Vermittlungen.VermittlungState;

namespace Nachbarschaftsbot.Core.Vermittlungen;

/// <summary>From "Ich helfe" to "Danke": everything between the two sides of a request.</summary>
internal static class VermittlungenFeature
{
    /// <summary>Declares buttons, forms, timers and replies.</summary>
    public static void Register(Registry r)
    {
        Requests(r);
        Choice(r);
        Contact(r);
        Appointment(r);
        End(r);
        r.OnBlocked += Parting.End;
        r.OnResidenceEnded += Parting.ResidenceEnded;
        r.AddTimer(Closing.ForgetTimer, Closing.Forget);
        r.AddTimer(Silence.Timer, Silence.Fire);
        r.PersonData.Add(new VermittlungData());
        BothSides.Register(r);
    }

    private static void Requests(Registry r)
    {
        r.Add(Answering.Form);
        r.Add(
            new ButtonSpec<HelpRequest>(
                "v-help",
                Who.Resident,
                Relation.Neighbour | Relation.Owner | Relation.Staff,
                [],
                HelpRequest.Kind,
                Answering.Start
            )
        );
        OnRequest(r, "v-list", Choosing.List, RequestState.Open, RequestState.Full);
        OnRequest(r, "v-over", Ending.Over, RequestState.Open, RequestState.Full);
        OnRequest(r, "v-more", Ending.More, RequestState.Open, RequestState.Full);
    }

    private static void Choice(Registry r)
    {
        On(r, "v-choose", Relation.Owner, Choosing.Choose, Offered);
        On(r, "v-refuse", Relation.Owner, Choosing.Refuse, Offered);
        On(r, "v-back", Relation.Candidate, Choosing.TakeBack, Offered);
        On(r, "v-show", Relation.Party, (call, v) => Showing.Show(call, v));
    }

    private static void Contact(Registry r)
    {
        On(r, "v-talk", Relation.Party, Talking.Open, Active, Agreed);
        On(r, "v-answer", Relation.Party, Talking.Open, Active, Agreed);
        r.Add(new PlainButton("v-end", Who.Resident, (call, _) => call.Alone(() => Talking.Close(call, r))));
        r.Add(new CommandSpec("fertig", Who.Resident, Where.Private, c => Talking.Finished(c, r), ["done"], false));
        r.OnTalk = (call, text) => Talking.Take(call, r, text);
        r.AddReply(Relay.RefPrefix, Relay.Reply);
        r.Add(ContactSharing.Form);
        On(r, "v-contact", Relation.Party, ContactSharing.Start, Active, Agreed);
        On(r, "v-nocont", Relation.Party, ContactSharing.Refuse, Active, Agreed);
        On(r, "v-uncont", Relation.Party, ContactSharing.TakeBack, Active, Agreed);
    }

    private static void Appointment(Registry r)
    {
        r.Add(Appointments.Form);
        On(r, "v-propose", Relation.Party, Appointments.Propose, Active, Agreed);
        On(r, "v-accept", Relation.Party, Appointments.Accept, Active, Agreed);
        r.AddTimer(AppointmentTimers.DayBefore, AppointmentTimers.Fire);
        r.AddTimer(AppointmentTimers.Soon, AppointmentTimers.Fire);
        r.AddTimer(AppointmentTimers.After, AppointmentTimers.Fire);
        r.Add(Cancelling.Form);
        On(r, "v-cancel", Relation.Party, Cancelling.Start, Active, Agreed);
    }

    private static void End(Registry r)
    {
        On(r, "v-done", Relation.Party, Ending.Done, Active, Agreed);
        On(r, "v-notyet", Relation.Party, Ending.NotYet, Active, Agreed);
        On(r, "v-thank", Relation.Party, Thanking.Thank, Done);
        On(r, "v-words", Relation.Party, Thanking.Words, Done);
        On(r, "v-good", Relation.Party, Thanking.Good, Done);
        On(r, "v-bad", Relation.Party, Thanking.Bad, Done);
        r.Add(Thanking.WordsForm);
        r.Add(Thanking.FeedbackForm);
        r.Add(new PlainButton("v-human", Who.Resident, (call, _) => call.Alone(() => r.OnHuman?.Invoke(call))));
    }

    private static void On(
        Registry r,
        string verb,
        Relation relation,
        Action<Call, Vermittlung> handle,
        params VermittlungState[] states
    ) =>
        r.Add(
            new ButtonSpec<Vermittlung>(
                verb,
                Who.Resident,
                relation,
                [.. states.Select(s => s.ToString())],
                Vermittlung.Kind,
                (call, vermittlung) => call.Alone(() => handle(call, vermittlung))
            )
        );

    private static void OnRequest(
        Registry r,
        string verb,
        Action<Call, HelpRequest> handle,
        params RequestState[] states
    ) =>
        r.Add(
            new ButtonSpec<HelpRequest>(
                verb,
                Who.Resident,
                Relation.Owner,
                [.. states.Select(s => s.ToString())],
                HelpRequest.Kind,
                (call, request) => call.Alone(() => handle(call, request))
            )
        );
}
