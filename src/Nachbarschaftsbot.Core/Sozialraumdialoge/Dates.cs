using Nachbarschaftsbot.Core.DatePolls;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Understanding;
using NodaTime;

namespace Nachbarschaftsbot.Core.Sozialraumdialoge;

/// <summary>The date of a meeting: found by a poll or set, moved, called off. Without a purpose there is no invitation.</summary>
internal static class Dates
{
    /// <summary>The key of the dialogues among the features that polls and calendar serve.</summary>
    public const string Feature = "sozialraumdialog";

    private static readonly string[] Slots = ["first", "second", "third"];
    private static readonly Duration WeighBefore = Duration.FromDays(7);
    private static readonly Duration AgendaBefore = Duration.FromDays(1);
    private static readonly Duration Early = Duration.FromHours(2);

    /// <summary>Asks for one to three dates; one is fixed, several become a poll.</summary>
    public static readonly FormSpec Form = new(
        "treffen",
        [
            new WhenQuestion("first") { NeedsMoment = true },
            new WhenQuestion("second") { NeedsMoment = true, Optional = true },
            new WhenQuestion("third")
            {
                NeedsMoment = true,
                Optional = true,
                If = draft => draft["second"] != "",
            },
            new TextQuestion("where", 2, 80) { Optional = true },
        ],
        Complete
    )
    {
        StillPossible = (call, draft) => call.Find(Dialogue.Kind, draft.Subject ?? "") is { } d && MayInvite(call, d),
    };

    /// <summary>Asks for the new date of a meeting.</summary>
    public static readonly FormSpec Shifting = new(
        "treffenneu",
        [new WhenQuestion("first") { NeedsMoment = true }, new TextQuestion("where", 2, 80) { Optional = true }],
        Shifted
    )
    {
        StillPossible = (call, draft) => Planned(call, draft.Subject) is not null,
    };

    /// <summary>Begins to look for a date.</summary>
    public static void Begin(Call call, Dialogue dialogue) => Forms.Start(call, Form, subject: dialogue.Id);

    /// <summary>Begins to move a meeting.</summary>
    public static void Shift(Call call, DialogueMeeting meeting) => Forms.Start(call, Shifting, subject: meeting.Id);

    /// <summary>Calls a meeting off, after asking once.</summary>
    public static void Cancel(Call call, DialogueMeeting meeting)
    {
        if (call.Argument != "yes")
        {
            call.Say(
                Message.Of("round.cancel.sure").Row(Press.Labelled("round.cancel.yes", "s-cancel", meeting.Id, "yes"))
            );
            return;
        }
        var dialogue = call.Find(Dialogue.Kind, meeting.Dialogue)!;
        CallOff(call, dialogue, meeting);
        DialogueHome.Open(call, call.Find(Dialogue.Kind, dialogue.Id)!);
    }

    /// <summary>Calls a meeting off: the poll ends, everybody who was invited is told once.</summary>
    public static void CallOff(Call call, Dialogue dialogue, DialogueMeeting meeting)
    {
        Quiet(call, meeting);
        if (
            meeting.State == MeetingState.Dating
            && DatePolling.About(call, Feature, meeting.Id) is { State: PollState.Open or PollState.Closed } poll
        )
            DatePolling.Cancel(call, poll);
        if (meeting.State == MeetingState.Planned)
            DialogueCalendar.Cancel(call, dialogue, meeting);
        call.Put(DialogueMeeting.Kind, meeting with { State = MeetingState.Cancelled, Weights = [] });
        dialogue = call.Put(Dialogue.Kind, dialogue with { Next = null, Number = dialogue.Number - 1 });
        Series.Watch(call, dialogue);
    }

    /// <summary>Starts a poll about these beginnings.</summary>
    /// <returns>Why it cannot be started, or null.</returns>
    public static Text? Poll(Call call, Dialogue dialogue, IReadOnlyList<LocalDateTime> starts, string where)
    {
        var meeting = NewMeeting(call, dialogue) with { Where = where };
        var slots = starts
            .Select(s => Rounds.Moment(call, s, dialogue.Quartier))
            .Select(s => new Interval(s, s + Duration.FromMinutes(dialogue.Minutes)))
            .ToList();
        var spec = new DatePollSpec
        {
            Quartier = dialogue.Quartier,
            Title = Title(dialogue),
            Feature = Feature,
            Subject = meeting.Id,
            Owner = call.Person?.Id ?? dialogue.Owner ?? "",
            Participants = [.. dialogue.Members.Select(m => m.Person)],
            Channels = Rounds.Room(call, dialogue.Quartier) is { } room ? [room.Id] : [],
            Slots = slots,
            Deadline = Instant.Min(call.Now + Duration.FromDays(7), slots.Min(s => s.Start) - Duration.FromHours(12)),
            Minimum = Math.Max(2, (dialogue.Members.Count + 1) / 2),
            ByRule = true,
            Where = where,
        };
        if (DatePolling.Start(call, spec) is PollStart.Refused(var why))
            return why;
        call.Put(DialogueMeeting.Kind, meeting);
        call.Put(Dialogue.Kind, dialogue with { Next = meeting.Id, Number = meeting.Number });
        return null;
    }

    /// <summary>A poll found a date.</summary>
    public static void Found(Call call, DatePoll poll, PollSlot slot)
    {
        if (
            call.Find(DialogueMeeting.Kind, poll.Subject) is { State: MeetingState.Dating } meeting
            && call.Find(Dialogue.Kind, meeting.Dialogue) is { } dialogue
        )
            Fix(call, dialogue, meeting, slot.Start, slot.End);
    }

    /// <summary>A poll found no date: those who take care are told what to do.</summary>
    public static void NotFound(Call call, DatePoll poll)
    {
        if (
            call.Find(DialogueMeeting.Kind, poll.Subject) is not { State: MeetingState.Dating } meeting
            || call.Find(Dialogue.Kind, meeting.Dialogue) is not { } dialogue
        )
            return;
        call.Put(DialogueMeeting.Kind, meeting with { State = MeetingState.Cancelled });
        dialogue = call.Put(Dialogue.Kind, dialogue with { Next = null, Number = dialogue.Number - 1 });
        Series.Watch(call, dialogue);
        foreach (var carer in Rounds.Carers(call, dialogue, dialogue.Quartier))
            call.Tell(
                carer,
                Message
                    .Of(Text.Of("round.no-date", ("name", dialogue.Name)))
                    .Row(Press.Button("s-date", dialogue.Id)) with
                {
                    Priority = Priority.Notice,
                }
            );
    }

    /// <summary>Somebody moved or cancelled the meeting in the calendar.</summary>
    public static void Changed(Call call, DialogueMeeting meeting, Instant? start, Instant? end)
    {
        if (meeting.State != MeetingState.Planned || call.Find(Dialogue.Kind, meeting.Dialogue) is not { } dialogue)
            return;
        if (start is null || end is null)
        {
            Quiet(call, meeting);
            call.Put(DialogueMeeting.Kind, meeting with { State = MeetingState.Cancelled, Weights = [] });
            Series.Watch(call, call.Put(Dialogue.Kind, dialogue with { Next = null, Number = dialogue.Number - 1 }));
        }
        else
            Remind(call, call.Put(DialogueMeeting.Kind, meeting with { Start = start, End = end }));
    }

    /// <summary>Whether a meeting would start long before its time.</summary>
    public static bool IsEarly(Call call, DialogueMeeting meeting) =>
        meeting.Start is { } start && start - call.Now > Early;

    /// <summary>Stops the reminders of a meeting.</summary>
    public static void Quiet(Call call, DialogueMeeting meeting)
    {
        call.Unremind(Weighing.Timer, meeting.Id);
        call.Unremind(Agendas.Timer, meeting.Id);
        call.Unremind(MeetingClock.Timer, meeting.Id);
    }

    /// <summary>What stands in calendars and channels: nothing but the name of the dialogue.</summary>
    public static Text Title(Dialogue dialogue) => Text.Of("dialogue.calendar", ("name", dialogue.Name));

    private static void Complete(Call call, Draft draft)
    {
        var dialogue = call.Find(Dialogue.Kind, draft.Subject!)!;
        var starts = Slots.Select(s => Start(draft, s)).OfType<LocalDateTime>().Distinct().Order().ToList();
        var where = draft["where"] ?? "";
        if (starts is [var only])
        {
            var start = Rounds.Moment(call, only, dialogue.Quartier);
            var end = start + Duration.FromMinutes(dialogue.Minutes);
            var meeting = NewMeeting(call, dialogue) with { Where = where };
            dialogue = dialogue with { Number = meeting.Number };
            Fix(call, dialogue, meeting, start, end);
            call.Say(
                Message
                    .Of(Text.Of("round.fixed", Rounds.At(call, "when", start, dialogue.Quartier)))
                    .Row(Press.Button("s-open", dialogue.Id))
            );
        }
        else if (Poll(call, dialogue, starts, where) is { } why)
            call.Say(why);
        else
            call.Say(Text.Of("round.polling", ("count", starts.Count)));
    }

    private static void Shifted(Call call, Draft draft)
    {
        var meeting = Planned(call, draft.Subject)!;
        var dialogue = call.Find(Dialogue.Kind, meeting.Dialogue)!;
        var start = Rounds.Moment(call, Start(draft, "first")!.Value, dialogue.Quartier);
        meeting = call.Put(
            DialogueMeeting.Kind,
            meeting with
            {
                Start = start,
                End = start + Duration.FromMinutes(dialogue.Minutes),
                Where = draft["where"] is { Length: > 0 } where ? where : meeting.Where,
            }
        );
        Remind(call, meeting);
        DialogueCalendar.Move(call, dialogue, meeting);
        call.Say(Text.Of("round.moved", Rounds.At(call, "when", start, dialogue.Quartier)));
    }

    private static void Fix(Call call, Dialogue dialogue, DialogueMeeting meeting, Instant start, Instant end)
    {
        meeting = meeting with { State = MeetingState.Planned, Start = start, End = end };
        meeting = call.Put(DialogueMeeting.Kind, DialogueCalendar.Schedule(call, dialogue, meeting));
        dialogue = call.Put(Dialogue.Kind, dialogue with { Next = meeting.Id });
        Remind(call, meeting);
        Series.Watch(call, dialogue);
    }

    private static void Remind(Call call, DialogueMeeting meeting)
    {
        var start = meeting.Start!.Value;
        call.Remind(Weighing.Timer, meeting.Id, Instant.Max(call.Now, start - WeighBefore));
        call.Remind(Agendas.Timer, meeting.Id, Instant.Max(call.Now + Duration.FromMinutes(1), start - AgendaBefore));
    }

    private static DialogueMeeting NewMeeting(Call call, Dialogue dialogue) =>
        new()
        {
            Id = call.Ids.Short(),
            Quartier = dialogue.Quartier,
            Dialogue = dialogue.Id,
            Number = dialogue.Number + 1,
        };

    private static LocalDateTime? Start(Draft draft, string slot) => (When.Decode(draft[slot]) as When.Moment)?.At;

    private static DialogueMeeting? Planned(Call call, string? id)
    {
        if (
            call.Find(DialogueMeeting.Kind, id ?? "") is { State: MeetingState.Planned } meeting
            && call.Find(Dialogue.Kind, meeting.Dialogue) is { } dialogue
            && Rounds.TakesPart(call, dialogue)
        )
            return meeting;
        call.NotThere();
        return null;
    }

    private static bool MayInvite(Call call, Dialogue dialogue)
    {
        if (!Rounds.TakesPart(call, dialogue))
            call.NotThere();
        else if (dialogue.Purpose is null)
            call.Say(Message.Of("round.needs-purpose").Row(Press.Button("s-purpose", dialogue.Id)));
        else if (dialogue.State != DialogueState.Active)
            call.Say(Message.Of("dialogue.resting").Row(Press.Button("s-wake", dialogue.Id)));
        else if (dialogue.Next is not null)
            call.Say(DialogueHome.NextLine(call, dialogue));
        else
            return true;
        return false;
    }
}
