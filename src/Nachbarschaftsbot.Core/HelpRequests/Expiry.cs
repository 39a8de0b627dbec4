using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Understanding;
using Nachbarschaftsbot.Core.Vermittlungen;
using NodaTime;

namespace Nachbarschaftsbot.Core.HelpRequests;

/// <summary>Asks in time whether a request still counts, lets it expire when nobody says so, and forgets it at last.</summary>
internal static class Expiry
{
    /// <summary>Timer: ask whether it still counts.</summary>
    public const string AskTimer = "r-ask";

    /// <summary>Timer: it expires.</summary>
    public const string EndTimer = "r-end";

    /// <summary>Timer: it is forgotten.</summary>
    public const string ForgetTimer = "r-forget";

    /// <summary>How long what has ended is kept, for "once more" and for questions.</summary>
    public static readonly Duration Kept = Duration.FromDays(30);

    private static readonly Duration WhileLive = Duration.FromDays(7);

    /// <summary>When it expires, counted from now.</summary>
    public static Instant Until(Call call, HelpRequest request) =>
        RequestLife.Until(request.When, call.Now, Call.ZoneOf(call.Find(Quartier.Kind, request.Quartier)));

    /// <summary>Sets its timer anew: first it is asked about, and asking sets when it ends. One timer at a time is one less to write.</summary>
    public static void Start(Call call, HelpRequest request)
    {
        call.Remind(AskTimer, request.Id, RequestLife.AskAt(request.OpenUntil, call.Now));
        call.Unremind(EndTimer, request.Id);
    }

    /// <summary>It has ended: no more questions; it is forgotten after a while.</summary>
    public static void Stop(Call call, HelpRequest request)
    {
        call.Unremind(AskTimer, request.Id);
        call.Unremind(EndTimer, request.Id);
        call.Remind(ForgetTimer, request.Id, call.Now + Kept);
    }

    /// <summary>Asks the owner whether it still counts.</summary>
    public static void Ask(Call call, Content.Due due)
    {
        if (call.Find(HelpRequest.Kind, due.Subject) is not { IsLive: true } request)
            return;
        call.Remind(EndTimer, request.Id, request.OpenUntil);
        if (request.State is not (RequestState.Open or RequestState.Waiting))
            return;
        call.Tell(
            request.Owner,
            Message
                .Of([RequestText.Wayed("request.still", request), Text.Quote(request.What), "request.still.ask"])
                .Row(Press.Button("r-longer", request.Id))
                .Row([
                    .. request.State == RequestState.Open ? [Press.Button("r-done", request.Id)] : (Button[])[],
                    Press.Button("r-withdraw", request.Id),
                ]) with
            {
                Priority = Priority.Notice,
            }
        );
    }

    /// <summary>Its time is over. Where somebody is still at it, it waits for them.</summary>
    public static void End(Call call, Content.Due due)
    {
        if (call.Find(HelpRequest.Kind, due.Subject) is not { IsLive: true } request)
            return;
        if (Answers.HasLive(call, request))
            call.Remind(EndTimer, request.Id, call.Now + WhileLive);
        else if (request.Taken.Count > 0)
            Publishing.End(call, request, RequestState.Done, done: true);
        else
            Expire(call, request);
    }

    /// <summary>The owner says that it still counts. What had a date of its own needs a new one.</summary>
    public static void Longer(Call call, HelpRequest request)
    {
        var when = When.Decode(request.When);
        if (when?.Ends is null)
        {
            var longer = call.Put(HelpRequest.Kind, request with { OpenUntil = Until(call, request) });
            Start(call, longer);
            call.Say(Text.Of("request.longer", Arg.OfWhen("when", Day(call, longer.OpenUntil))), "call.what-now");
        }
        else if (when.IsOver(call.LocalNow))
            AskTime(call, request);
        else
            call.Say(RequestText.Wayed("request.stays", request), "call.what-now");
    }

    /// <summary>Asks its owner for a new time; all else is known.</summary>
    public static void AskTime(Call call, HelpRequest request)
    {
        var answers = RequestForm.Answers(request);
        answers.Remove("wann");
        Forms.Start(call, RequestForm.Of(request.Direction), answers, request.Id);
    }

    /// <summary>Forgets what has ended long ago.</summary>
    public static void Forget(Call call, Content.Due due)
    {
        if (call.Find(HelpRequest.Kind, due.Subject) is not { IsLive: false } request)
            return;
        if (Answers.HasLive(call, request))
            call.Remind(ForgetTimer, request.Id, call.Now + Kept);
        else
            call.Delete(HelpRequest.Kind, request.Id);
    }

    private static void Expire(Call call, HelpRequest request)
    {
        var expired = Publishing.End(call, request, RequestState.Expired, done: false);
        call.Tell(
            request.Owner,
            Message
                .Of(RequestText.Wayed("request.expired", expired), Text.Quote(expired.What), "request.expired.next")
                .Row(Press.Button("r-again", request.Id)) with
            {
                Priority = Priority.Notice,
            }
        );
    }

    private static string Day(Call call, Instant at) => new When.Day(at.InZone(call.Zone).Date).Encode();
}
