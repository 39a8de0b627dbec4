using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Meetings;

namespace Nachbarschaftsbot.Core.Sozialraumdialoge;

/// <summary>Puts the meetings of dialogues into the book of meetings, which invites everybody and keeps calendars up to date.</summary>
internal static class DialogueCalendar
{
    /// <summary>Puts a meeting in.</summary>
    /// <returns>The meeting with the id it has in the book.</returns>
    public static DialogueMeeting Schedule(Call call, Dialogue dialogue, DialogueMeeting meeting)
    {
        var planned = MeetingBook.Schedule(call, Filled(call, dialogue, meeting, call.Ids.Short()));
        return meeting with { Calendar = planned.Id };
    }

    /// <summary>Moves it.</summary>
    public static void Move(Call call, Dialogue dialogue, DialogueMeeting meeting)
    {
        if (meeting.Calendar is { } id)
            MeetingBook.Move(call, Filled(call, dialogue, meeting, id));
    }

    /// <summary>Cancels it.</summary>
    public static void Cancel(Call call, Dialogue dialogue, DialogueMeeting meeting)
    {
        if (meeting.Calendar is { } id)
            MeetingBook.Cancel(call, Filled(call, dialogue, meeting, id));
    }

    /// <summary>Somebody moved or cancelled a meeting in the book.</summary>
    public static void Changed(Call call, string id)
    {
        if (call.Find(Meeting.Kind, id) is { } entry && call.Find(DialogueMeeting.Kind, entry.Subject) is { } meeting)
            Dates.Changed(
                call,
                meeting,
                entry.State == Meetings.MeetingState.Planned ? entry.Start : null,
                entry.State == Meetings.MeetingState.Planned ? entry.End : null
            );
    }

    private static Meeting Filled(Call call, Dialogue dialogue, DialogueMeeting meeting, string id) =>
        new()
        {
            Id = id,
            Quartier = dialogue.Quartier,
            Title = Dates.Title(dialogue),
            Start = meeting.Start!.Value,
            End = meeting.End!.Value,
            Where = meeting.Where,
            Participants = [.. dialogue.Members.Select(m => m.Person)],
            Channels = Rounds.Room(call, dialogue.Quartier) is { } room ? [room.Id] : [],
            Feature = Dates.Feature,
            Subject = meeting.Id,
        };
}
