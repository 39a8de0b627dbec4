using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;

namespace Nachbarschaftsbot.Core.Meetings;

/// <summary>One meeting as a person sees it, and what the person says to it.</summary>
internal static class MeetingCard
{
    /// <summary>Shows time, place, link and who comes.</summary>
    public static void Show(Call call, Meeting meeting)
    {
        var message = Message.Of([.. MeetingNews.Facts(call, meeting), .. Answers(call, meeting)]);
        call.Say(
            meeting.State == MeetingState.Cancelled
                ? message.And("meeting.cancelled")
                : MeetingNews.WithButtons(message, meeting, call.Person!.Id).Row(Press.Button("m-file", meeting.Id))
        );
    }

    /// <summary>Gives the meeting as a file.</summary>
    public static void File(Call call, Meeting meeting)
    {
        var isCancelled = meeting.State == MeetingState.Cancelled;
        call.Say(
            Message.Of(isCancelled ? "meeting.file-off" : "meeting.by-file") with
            {
                File = MeetingFiles.Of(call, meeting, call.Language, isCancelled),
            }
        );
    }

    /// <summary>Somebody says whether to come. A no is told to the owner; nothing is asked back.</summary>
    public static void Answer(Call call, Meeting meeting, bool comes)
    {
        var me = call.Person!;
        var id = Attendance.IdOf(meeting.Id, me.Id);
        if (call.Find(Attendance.Kind, id) is not { } part)
        {
            call.NotThere();
            return;
        }
        call.Put(Attendance.Kind, part with { Comes = comes });
        call.Toast(comes ? "meeting.comes" : "meeting.comes-not");
        call.Say(
            Message
                .Of(comes ? "meeting.comes" : "meeting.comes-not", MeetingTime.Line(call, meeting))
                .And(comes ? "meeting.comes.next" : "meeting.comes-not.next")
                .Row(
                    Press.Button(comes ? "m-no" : "m-yes", meeting.Id),
                    Press.Labelled("menu.calendar", Menu.Go, "kalender")
                )
        );
        if (part.Comes != comes && !comes && meeting.Owner is { } owner && owner != me.Id)
            call.Tell(
                owner,
                Message.Of(
                    Text.Of("meeting.says-no", Arg.Of("name", me.FirstName, me.Id)),
                    MeetingNews.Title(meeting),
                    MeetingTime.Line(call, meeting)
                ) with
                {
                    Priority = Priority.Notice,
                }
            );
    }

    private static IEnumerable<Text> Answers(Call call, Meeting meeting)
    {
        var parts = meeting
            .Participants.Select(p => call.Find(Attendance.Kind, Attendance.IdOf(meeting.Id, p)))
            .OfType<Attendance>()
            .ToList();
        if (parts.Count > 0)
            yield return Text.Of(
                "meeting.answers",
                ("yes", parts.Count(p => p.Comes == true)),
                ("no", parts.Count(p => p.Comes == false)),
                ("open", parts.Count(p => p.Comes is null))
            );
    }
}
