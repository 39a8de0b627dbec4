using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Understanding;
using NodaTime;

namespace Nachbarschaftsbot.Core.Meetings;

/// <summary>The owner moves a meeting to another time, or cancels it.</summary>
internal static class MeetingChanges
{
    private const string MoveForm = "verschieben",
        CancelForm = "ausfallen";

    /// <summary>Declares the forms.</summary>
    public static void Register(Registry registry) =>
        registry
            .Add(
                new FormSpec(
                    MoveForm,
                    [new WhenQuestion("wann") { NeedsMoment = true }],
                    (call, draft) => Moved(call, registry, draft)
                )
                {
                    Opening = Opening,
                    StillPossible = StillPossible,
                    Preview = (_, draft) => [Text.Of("meeting.when", Arg.OfWhen("when", draft["wann"] ?? ""))],
                }
            )
            .Add(
                new FormSpec(
                    CancelForm,
                    [new TextQuestion("grund", 2, 200) { Optional = true }],
                    (call, draft) => Cancelled(call, registry, draft)
                )
                {
                    Opening = Opening,
                    StillPossible = StillPossible,
                    Preview = (_, draft) =>
                        draft["grund"] is { Length: > 0 } why
                            ? ["meeting.cancelled", Text.Quote(why)]
                            : ["meeting.cancelled"],
                }
            );

    /// <summary>Asks for the new time.</summary>
    public static void Move(Call call, Registry registry, Meeting meeting) =>
        Forms.Start(call, registry.Form(MoveForm)!, subject: meeting.Id);

    /// <summary>Asks for the reason.</summary>
    public static void Cancel(Call call, Registry registry, Meeting meeting) =>
        Forms.Start(call, registry.Form(CancelForm)!, subject: meeting.Id);

    private static IReadOnlyList<Text> Opening(Call call, Draft draft) =>
        call.Find(Meeting.Kind, draft.Subject!) is { } meeting ? MeetingNews.Facts(call, meeting) : [];

    private static bool StillPossible(Call call, Draft draft)
    {
        if (
            call.Find(Meeting.Kind, draft.Subject!) is not { } meeting
            || meeting.Owner is null
            || meeting.Owner != call.Person?.Id
        )
            call.NotThere();
        else if (meeting.State == MeetingState.Cancelled)
            call.Say("stale.meeting.cancelled", "call.what-now");
        else
            return true;
        return false;
    }

    private static void Moved(Call call, Registry registry, Draft draft)
    {
        var meeting = call.Find(Meeting.Kind, draft.Subject!)!;
        var at = ((When.Moment)When.Decode(draft["wann"])!)
            .At.InZoneLeniently(MeetingTime.Zone(call, meeting))
            .ToInstant();
        if (at <= call.Now)
        {
            call.Say(Text.Of("when.past", Arg.OfWhen("when", draft["wann"]!)));
            Move(call, registry, meeting);
            return;
        }
        if (at == meeting.Start)
        {
            call.Say("meeting.same-time");
            return;
        }
        MeetingBook.Move(call, meeting with { Start = at, End = at + (meeting.End - meeting.Start) });
        Done(call, registry, meeting, "meeting.moved.done");
    }

    private static void Cancelled(Call call, Registry registry, Draft draft)
    {
        var meeting = call.Find(Meeting.Kind, draft.Subject!)!;
        MeetingBook.Cancel(call, meeting, draft["grund"] is { Length: > 0 } why ? Text.Quote(why) : null);
        Done(call, registry, meeting, "meeting.cancelled.done");
    }

    private static void Done(Call call, Registry registry, Meeting meeting, Text words)
    {
        call.Say(words);
        registry.OnMeetingChanged.GetValueOrDefault(meeting.Feature)?.Invoke(call, meeting.Id);
    }
}
