using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.Sozialraumdialoge;

/// <summary>Somebody writes along, alone with the bot: each line stands under the open question. Anyone can take over.</summary>
internal static class Writing
{
    /// <summary>One line; after it the next is asked.</summary>
    public static readonly FormSpec Form = new("mitschrift", [new TextQuestion("line", 1, NoteTaking.Longest)], Line)
    {
        Opening = (call, draft) => Opening(call, draft.Subject),
        StillPossible = (call, draft) => Mine(call, draft.Subject) is not null,
    };

    /// <summary>The person behind the call writes from now on.</summary>
    public static void Take(Call call, DialogueMeeting meeting)
    {
        var me = call.Person!;
        var before = meeting.Writer;
        if (before != me.Id)
        {
            meeting = call.Put(DialogueMeeting.Kind, meeting with { Writer = me.Id });
            Guiding.ShowCard(call, meeting, Act.Edit);
            if (before is not null)
                call.Tell(
                    before,
                    Message.Of(Text.Of("round.writer.other", Arg.Of("name", me.FirstName, me.Id))) with
                    {
                        Priority = Priority.Notice,
                    }
                );
        }
        if (call.Where == Where.Private)
            Forms.Start(call, Form, subject: meeting.Id);
        else
        {
            call.Tell(me, Steps(call, meeting, me.Language).Row(Press.Button("s-write", meeting.Id)));
            call.Toast("round.writer.you");
        }
    }

    /// <summary>The meeting went on: who writes hears which question is open now.</summary>
    public static void Follow(Call call, DialogueMeeting meeting)
    {
        if (
            meeting.Writer is not { } writer
            || meeting.Room is null
            || call.Find(Neighbours.Person.Kind, writer) is not { } person
        )
            return;
        call.Tell(person, Steps(call, meeting, person.Language));
    }

    private static Message Steps(Call call, DialogueMeeting meeting, string language)
    {
        var message = Message.Of([.. Open(call, meeting, language)]);
        var step = Guiding.Step(meeting);
        var isLastQuestion = meeting.Current is { } item && meeting.Question + 1 >= Agendas.QuestionsOf(item);
        return (
            isLastQuestion
                ? message.Row(Press.Button("s-item", meeting.Id, step))
                : message.Row(Press.Button("s-next", meeting.Id, step))
        ).Row(Press.Button("s-agree", meeting.Id));
    }

    private static IReadOnlyList<Text> Open(Call call, DialogueMeeting meeting, string language)
    {
        var item = meeting.Current!;
        var title = Text.Title(
            "round.item",
            ("number", meeting.Item + 1),
            ("of", meeting.Agenda.Count),
            ("what", Agendas.TitleOf(call, item.Theme, language))
        );
        return item.Theme == AgendaItem.Review
            ? [title]
            :
            [
                title,
                Text.Of(
                    "round.question",
                    ("number", meeting.Question + 1),
                    ("of", Agendas.Questions),
                    Agendas.QuestionOf(meeting.Question)
                ),
            ];
    }

    private static IReadOnlyList<Text> Opening(Call call, string? id) =>
        call.Find(DialogueMeeting.Kind, id ?? "") is { Current: not null } meeting
            ? Open(call, meeting, call.Language)
            : [];

    private static void Line(Call call, Draft draft)
    {
        var meeting = Mine(call, draft.Subject)!;
        NoteTaking.Note(call, meeting, meeting.Item, meeting.Question, draft["line"]!);
        Forms.Start(call, Form, subject: meeting.Id);
    }

    private static DialogueMeeting? Mine(Call call, string? id)
    {
        if (
            call.Find(DialogueMeeting.Kind, id ?? "") is { State: MeetingState.Running, Current: not null } meeting
            && meeting.Writer == call.Person?.Id
        )
            return meeting;
        call.Say("round.writer.not");
        return null;
    }
}
