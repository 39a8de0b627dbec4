using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Nachbarquartiere;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Triage;
using Nachbarschaftsbot.Core.Understanding;
using Nachbarschaftsbot.Core.Vermittlungen;
using NodaTime;

namespace Nachbarschaftsbot.Core.HelpRequests;

/// <summary>What happens when the form is sent: a new request, or a changed one.</summary>
internal static class Submitting
{
    /// <summary>How many of one person may be open at the same time.</summary>
    public const int MostOpen = 20;

    /// <summary>Whether the form still makes sense; otherwise says why.</summary>
    public static bool StillPossible(Call call, Draft draft)
    {
        if (call.Person is not { IsMember: true } person)
            call.NotThere();
        else if (draft.Subject is { } id)
            return MayEdit(call, id);
        else if (Own(call, person.Id).Count(r => r.IsLive) >= MostOpen)
            call.Say(Message.Of(Text.Of("request.too-many", ("most", MostOpen))).Row(Press.Button("r-mine")));
        else
            return true;
        return false;
    }

    /// <summary>Takes the sent form.</summary>
    public static void Complete(Call call, Draft draft, Direction direction)
    {
        if (When.Decode(draft["wann"])?.IsOver(call.LocalNow) != false)
            AskTimeAgain(call, draft, direction);
        else if (draft.Subject is { } id)
            Edit(call, call.Find(HelpRequest.Kind, id)!, draft);
        else if (call.Find(HelpRequest.Kind, draft.Stamp) is { } known)
            Publishing.ShowOne(call, known.Id);
        else
            Submit(call, RequestForm.Read(call, draft, direction));
    }

    /// <summary>All requests and offers of a person.</summary>
    public static IReadOnlyList<HelpRequest> Own(Call call, string person) =>
        call.QueryBelow(HelpRequest.Kind, "owner", 1000, person);

    private static bool MayEdit(Call call, string id)
    {
        if (call.Find(HelpRequest.Kind, id) is not { } request || request.Owner != call.Person!.Id)
            call.NotThere();
        else if (request.State is RequestState.Waiting or RequestState.Open)
            return true;
        else
            call.Say($"stale.request.{request.StateName.ToLowerInvariant()}", "call.what-now");
        return false;
    }

    private static void AskTimeAgain(Call call, Draft draft, Direction direction)
    {
        var answers = new Dictionary<string, string>(draft.Answers);
        if (answers.Remove("wann", out var past))
            answers[RequestForm.Past] = past;
        Forms.Start(call, RequestForm.Of(direction), answers, draft.Subject);
    }

    private static void Submit(Call call, HelpRequest request)
    {
        var quartier = call.Find(Quartier.Kind, request.Quartier)!;
        request = request with { OpenUntil = RequestLife.Until(request.When, call.Now, Call.ZoneOf(quartier)) };
        if (quartier.ReleaseFirst)
            Expiry.Start(call, call.Put(HelpRequest.Kind, request));
        else
            Publishing.Open(call, request);
        TriageDesk.Open(call, CardAbout.Request, request.Id, call.Person!, quartier);
        call.Say(Inviting.Once(call, request, Thanks(call, request, quartier)));
    }

    private static void Edit(Call call, HelpRequest before, Draft draft)
    {
        var quartier = call.Find(Quartier.Kind, before.Quartier)!;
        var changed = RequestForm.Fill(before, draft);
        if (changed == before)
        {
            call.Say("request.unchanged", "call.what-now");
            return;
        }
        if (changed.When != before.When)
            changed = changed with { OpenUntil = RequestLife.Until(changed.When, call.Now, Call.ZoneOf(quartier)) };
        var again = before.State == RequestState.Open && quartier.ReleaseFirst;
        changed = Publishing.Update(
            call,
            changed with
            {
                State = again ? RequestState.Waiting : before.State,
                Edited = again || before.Edited,
            }
        );
        TriageDesk.Open(call, CardAbout.Request, changed.Id, call.Person!, quartier);
        if (changed.State == RequestState.Open && (changed.Released is null || changed.Unheard))
            changed = Publishing.Open(call, changed);
        else
        {
            Expiry.Start(call, changed);
            Sharing.Watch(call, changed);
        }
        if (!changed.Edited)
            Answers.TellChanged(call, changed);
        call.Say(Changed(call, changed, quartier));
    }

    private static Message Thanks(Call call, HelpRequest request, Quartier quartier) =>
        (
            quartier.ReleaseFirst
                ? Message.Of(RequestText.Wayed("request.sent", request), Until(call, quartier))
                : Message.Of(
                    RequestText.Wayed("request.sent.open", request),
                    RequestText.Wayed("request.next", request)
                )
        )
            .Row(Press.Button("r-mine"))
            .Row(Sharing.Button(call, request) is { } across ? [across] : []);

    private static Message Changed(Call call, HelpRequest request, Quartier quartier) =>
        (
            request.State == RequestState.Waiting
                ? Message.Of("request.changed", Until(call, quartier))
                : Message.Of("request.changed", "request.changed.open")
        ).Row(Press.Button("r-mine"));

    /// <summary>Until when the moderation usually has looked: the hours of the Quartier, not counting the night.</summary>
    private static Text Until(Call call, Quartier quartier)
    {
        var hours = Math.Max(1, quartier.RemindCardHours);
        var local = (call.Now + Duration.FromHours(hours)).InZone(Call.ZoneOf(quartier)).LocalDateTime;
        var at = local.Date + new LocalTime(local.Hour, 0).PlusHours(local.Minute > 0 && local.Hour < 23 ? 1 : 0);
        if (at.Hour is < 10)
            at = at.Date + new LocalTime(10, 0);
        else if (at.Hour >= 20)
            at = at.Date.PlusDays(1) + new LocalTime(10, 0);
        return Text.Of("request.sent.until", Arg.OfWhen("when", new When.Moment(at).Encode()));
    }
}
