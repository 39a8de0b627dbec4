using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.HelpRequests;

/// <summary>How its owner changes, ends or repeats a request.</summary>
internal static class Owning
{
    /// <summary>Opens the form with what stands in the request.</summary>
    public static void Edit(Call call, HelpRequest request) =>
        Forms.Start(call, RequestForm.Of(request.Direction), RequestForm.Answers(request), request.Id);

    /// <summary>Opens the form for a new one like this.</summary>
    public static void Again(Call call, HelpRequest request)
    {
        var anew = Press.Labelled("request.anew.again", "r-again", request.Id, Sentences.Anew);
        if (call.Argument != Sentences.Anew && Drafts.Waits(call, request.Direction, anew))
            return;
        var answers = RequestForm.Answers(request);
        answers[RequestForm.Again] = "ja";
        if (RequestLife.IsPast(request, call.LocalNow))
            answers.Remove("wann");
        Forms.Start(call, RequestForm.Of(request.Direction), answers);
    }

    /// <summary>Asks before withdrawing.</summary>
    public static void AskWithdraw(Call call, HelpRequest request)
    {
        var message = Message.Of(RequestText.Wayed("request.withdraw", request));
        if (request.Taken.Count > 0 || Answers.Waiting(call, request) > 0)
            message = message.And("request.withdraw.answers");
        call.Say(message.Row(Press.Button("r-gone", request.Id)).Row(Press.Button("r-keep", request.Id)));
    }

    /// <summary>Withdraws.</summary>
    public static void Withdraw(Call call, HelpRequest request)
    {
        Publishing.Withdraw(call, request);
        call.Say(
            Message
                .Of(RequestText.Wayed("request.withdrawn", request), "call.what-now")
                .Row(Press.Button("r-again", request.Id))
        );
    }

    /// <summary>Its owner does not want to withdraw after all.</summary>
    public static void Keep(Call call, HelpRequest request) =>
        call.Say(RequestText.Wayed("request.stays", request), "call.what-now");

    /// <summary>Its owner says that it is done.</summary>
    public static void Done(Call call, HelpRequest request)
    {
        Publishing.Finish(call, request);
        call.Say(Message.Of(RequestText.Wayed("request.done", request), "call.what-now"));
    }
}
