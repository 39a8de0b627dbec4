using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Understanding;

namespace Nachbarschaftsbot.Core.Vermittlungen;

/// <summary>The owner sees who answered and chooses, until all places are taken.</summary>
internal static class Choosing
{
    private const int ShownAtOnce = 5;

    /// <summary>What the owner is told of one who answered: first name and note. For urgent help it comes in quiet hours too.</summary>
    public static Message Candidate(Call call, HelpRequest request, Vermittlung vermittlung)
    {
        var message = Message.Of(
            VermittlungText.About(
                $"vermittlung.candidate.{RequestText.Way(request)}",
                request,
                Sides.Name(call, vermittlung.Helper)
            )
        );
        if (Sides.From(call, vermittlung) is { } from)
            message = message.And(from);
        if (vermittlung.Note.Length > 0)
            message = message.And("vermittlung.candidate.note", Text.Quote(vermittlung.Note).By(vermittlung.Helper));
        return message.And("vermittlung.candidate.now").Row([.. VermittlungText.Choice(call, vermittlung)]) with
        {
            Priority = request.Urgency == Urgency.Urgent ? Priority.Answer : Priority.Notice,
        };
    }

    /// <summary>Shows everybody who waits for a choice.</summary>
    public static void List(Call call, HelpRequest request)
    {
        var waiting = Matching.Of(call, request.Id, VermittlungState.Offered);
        if (waiting.Count == 0)
        {
            call.Say(VermittlungText.About("vermittlung.nobody-waits", request), "vermittlung.nobody-waits.next");
            return;
        }
        var from = int.TryParse(call.Argument, out var asked) && asked > 0 && asked < waiting.Count ? asked : 0;
        call.Say(
            VermittlungText.About("vermittlung.who-answered", request, ("count", waiting.Count), ("free", request.Free))
        );
        foreach (var one in waiting.Skip(from).Take(ShownAtOnce))
            call.Say(Candidate(call, request, one));
        if (from + ShownAtOnce < waiting.Count)
            call.Say(
                Message
                    .Of(Text.Of("vermittlung.more-answered", ("count", waiting.Count - from - ShownAtOnce)))
                    .Row(
                        Press.Labelled(
                            "vermittlung.more-answers",
                            "v-list",
                            request.Id,
                            (from + ShownAtOnce).ToString(null as IFormatProvider)
                        )
                    )
            );
    }

    /// <summary>The owner chose one.</summary>
    public static void Choose(Call call, Vermittlung vermittlung)
    {
        if (Sides.AreBlocked(call, vermittlung))
            call.NotThere();
        else if (Matching.TakePlace(call, vermittlung) is { } active)
        {
            Welcome(call, active, active.Owner, "vermittlung.you-chose");
            Welcome(call, active, active.Helper, "vermittlung.you-were-chosen");
            OfferMore(call, active);
        }
        else if (call.Find(HelpRequest.Kind, vermittlung.Request)?.State == RequestState.Waiting)
            call.Say("vermittlung.waits-for-release", "vermittlung.waits-for-release.next");
        else
            call.Say("vermittlung.no-place", "vermittlung.no-place.next");
    }

    /// <summary>The owner would rather not.</summary>
    public static void Refuse(Call call, Vermittlung vermittlung)
    {
        Closing.Close(call, vermittlung with { State = VermittlungState.NotChosen });
        Sides.TellOther(call, vermittlung, NotThisTime(call, vermittlung));
        call.Say(Text.Of("vermittlung.refused", Sides.Other(call, vermittlung)), "vermittlung.refused.next");
    }

    /// <summary>Who answered takes it back before a choice.</summary>
    public static void TakeBack(Call call, Vermittlung vermittlung)
    {
        Closing.Close(call, vermittlung with { State = VermittlungState.TakenBack });
        Sides.TellOther(
            call,
            vermittlung,
            Message.Of(
                Text.Of("vermittlung.took-back", Sides.Me(call)),
                VermittlungText.About(call, vermittlung),
                "vermittlung.nobody-waits.next"
            )
        );
        call.Say("vermittlung.taken-back");
    }

    /// <summary>Tells one side that it goes on, with everything that can be done now.</summary>
    public static void Welcome(Call call, Vermittlung active, string reader, string key)
    {
        var message = Showing.For(
            call,
            active,
            reader,
            Text.Of(key, Sides.Name(call, active.Other(reader))),
            "vermittlung.how-it-goes-on"
        );
        if (reader != call.Person!.Id)
            Sides.TellOther(call, active, message, IsUrgent(call, active) ? Priority.Answer : Priority.Notice);
        else if (call.Where == Where.Private)
            call.Say(message);
        else
            call.Tell(call.Person, message);
    }

    private static bool IsUrgent(Call call, Vermittlung vermittlung) =>
        call.Find(HelpRequest.Kind, vermittlung.Request)?.Urgency == Urgency.Urgent;

    private static Message NotThisTime(Call call, Vermittlung vermittlung) =>
        call.Find(HelpRequest.Kind, vermittlung.Request) is { } request
            ? Message
                .Of(VermittlungText.About("vermittlung.others-were-chosen", request), "vermittlung.thanks-for-answer")
                .Row(Hurdles.Browse(request))
            : Message.Of("vermittlung.was-not-chosen");

    private static void OfferMore(Call call, Vermittlung active)
    {
        if (call.Find(HelpRequest.Kind, active.Request) is not { State: RequestState.Open } request)
            return;
        var waiting = Matching.Of(call, request.Id, VermittlungState.Offered).Count;
        var message = Message.Of(Text.Of("vermittlung.places-left", ("free", request.Free), ("count", waiting)));
        call.Say(waiting > 0 ? message.Row(Press.Button("v-list", request.Id)) : message);
    }
}
