using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Understanding;

namespace Nachbarschaftsbot.Core.Vermittlungen;

/// <summary>The end of a Vermittlung: done or not, and the request with its last one.</summary>
internal static class Ending
{
    /// <summary>After the appointment: did it work?</summary>
    public static Message Question(Call call, Vermittlung vermittlung, string reader)
    {
        var message = Message
            .Of(
                Text.Of("vermittlung.did-it-work", Sides.Name(call, vermittlung.Other(reader))),
                VermittlungText.About(call, vermittlung)
            )
            .Row(Press.Button("v-done", vermittlung.Id), Press.Button("v-notyet", vermittlung.Id));
        if (IsWeekly(call, vermittlung))
            message = message.Row(Press.Labelled("vermittlung.next-time", "v-propose", vermittlung.Id));
        return message with { Priority = Priority.Reminder, Promised = true };
    }

    /// <summary>One side says that it is done.</summary>
    public static void Done(Call call, Vermittlung vermittlung)
    {
        Finish(call, vermittlung, call.Person!.Id);
        AskOwner(call, vermittlung);
    }

    /// <summary>Nobody said anything for long after the appointment: it counts as done.</summary>
    public static void DoneInSilence(Call call, Vermittlung vermittlung)
    {
        Finish(call, vermittlung, null);
        AskOwner(call, vermittlung);
    }

    /// <summary>It did not work: what now?</summary>
    public static void NotYet(Call call, Vermittlung vermittlung) =>
        call.Say(
            Message
                .Of("vermittlung.not-yet", "vermittlung.not-yet.next")
                .Row(Press.Button("v-propose", vermittlung.Id), Press.Button("v-talk", vermittlung.Id))
                .Row(Press.Button("v-cancel", vermittlung.Id), Press.Button("v-human"))
        );

    /// <summary>Makes it done and asks both how it was.</summary>
    /// <param name="call">The call.</param>
    /// <param name="vermittlung">A live one.</param>
    /// <param name="by">Id of who said so; null when nobody did.</param>
    public static void Finish(Call call, Vermittlung vermittlung, string? by)
    {
        var done = Closing.Close(call, vermittlung with { State = VermittlungState.Done });
        foreach (var reader in (string[])[done.Owner, done.Helper])
        {
            var message = Message.Of(
                Text.Of(
                    by is null ? "vermittlung.done.silence"
                        : reader == by ? "vermittlung.done.me"
                        : "vermittlung.done.other",
                    Sides.Name(call, done.Other(reader))
                ),
                VermittlungText.About(call, done),
                "vermittlung.how-was-it"
            ) with
            {
                Buttons = VermittlungText.Buttons(call, done, reader),
            };
            if (reader == call.Person?.Id && call.Where == Where.Private)
                call.Say(message);
            else
                call.Tell(reader, message with { Priority = Priority.Notice });
        }
    }

    /// <summary>The owner says that the whole request is done.</summary>
    public static void Over(Call call, HelpRequest request)
    {
        Publishing.Finish(call, request);
        call.Say(VermittlungText.About("vermittlung.request-done", request), "call.what-now");
    }

    /// <summary>The owner needs more: the places of what is done are free again. Where the time is over, a new one is asked for first.</summary>
    public static void More(Call call, HelpRequest request)
    {
        var open = Reopening.More(call, request);
        if (open.Unheard)
        {
            call.Say(VermittlungText.About("vermittlung.request-open.past", open), "vermittlung.request-open.new-time");
            Expiry.AskTime(call, open);
        }
        else
            call.Say(VermittlungText.About("vermittlung.request-open", open));
    }

    private static bool IsWeekly(Call call, Vermittlung vermittlung) =>
        When.Decode(call.Find(HelpRequest.Kind, vermittlung.Request)?.When) is When.Weekly;

    private static void AskOwner(Call call, Vermittlung vermittlung)
    {
        if (
            call.Find(HelpRequest.Kind, vermittlung.Request)
                is not { State: RequestState.Open or RequestState.Full } request
            || request.Taken.Any(id => call.Find(Vermittlung.Kind, id) is { IsLive: true })
        )
            return;
        var message = Message
            .Of(VermittlungText.About("vermittlung.all-done", request), "vermittlung.all-done.ask")
            .Row(Press.Button("v-over", request.Id), Press.Button("v-more", request.Id));
        if (request.Owner == call.Person?.Id)
            call.Say(message);
        else
            call.Tell(request.Owner, message with { Priority = Priority.Notice });
    }
}
