using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Core.Sozialraumdialoge;

/// <summary>Keeps time in a meeting without standing in the way: a word before the end of an item, one at its end, and no more.</summary>
internal static class MeetingClock
{
    /// <summary>The timer.</summary>
    public const string Timer = "dialogue-clock";

    private static readonly Duration Before = Duration.FromMinutes(5);

    /// <summary>A meeting that nobody ended ends by itself after this long.</summary>
    private static readonly Duration Forgotten = Duration.FromHours(12);

    /// <summary>Sets the timer for what comes next.</summary>
    public static void Set(Call call, DialogueMeeting meeting)
    {
        if (meeting is { State: MeetingState.Running, Current: { } item })
            call.Remind(Timer, meeting.Id, Next(meeting, item));
        else
            call.Unremind(Timer, meeting.Id);
    }

    /// <summary>Something is due.</summary>
    public static void Due(Call call, Content.Due due)
    {
        if (
            call.Find(DialogueMeeting.Kind, due.Subject)
            is not { State: MeetingState.Running, Current: { } item } meeting
        )
            return;
        if (call.Now < Next(meeting, item))
            Set(call, meeting);
        else if (meeting.Rung >= 2)
            Ending.End(call, meeting);
        else
            Ring(call, meeting, item);
    }

    private static void Ring(Call call, DialogueMeeting meeting, AgendaItem item)
    {
        var isSoon = meeting.Rung == 0 && call.Now < meeting.ItemSince + Duration.FromMinutes(item.Minutes);
        meeting = call.Put(DialogueMeeting.Kind, meeting with { Rung = isSoon ? 1 : 2 });
        var isLast = meeting.Item + 1 >= meeting.Agenda.Count;
        Guiding.Post(
            call,
            meeting,
            language =>
            {
                var what = Agendas.TitleOf(call, item.Theme, language);
                var word = Message.Of(
                    Text.Of(
                        isSoon ? "round.soon"
                            : isLast ? "round.over.last"
                            : "round.over",
                        ("what", what)
                    )
                ) with
                {
                    Under = Guiding.Ref(meeting),
                    Priority = Priority.Notice,
                };
                return isSoon ? word
                    : isLast ? word.Row(Press.Button("s-stop", meeting.Id))
                    : word.Row(Press.Button("s-item", meeting.Id, Guiding.Step(meeting)));
            }
        );
        Set(call, meeting);
    }

    private static Instant Next(DialogueMeeting meeting, AgendaItem item)
    {
        var end = meeting.ItemSince + Duration.FromMinutes(item.Minutes);
        return meeting.Rung switch
        {
            0 when item.Minutes > 8 => end - Before,
            0 or 1 => end,
            _ => end + Forgotten,
        };
    }
}
