using System.Globalization;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;
using NodaTime.Text;

namespace Nachbarschaftsbot.Core.Sozialraumdialoge;

/// <summary>The card of one step of a meeting: item, question, until when, what was said, and what can be done.</summary>
internal static class MeetingCard
{
    private const int Shown = 12;
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>The card of the present step.</summary>
    public static Message Of(Call call, DialogueMeeting meeting, string language) =>
        Of(call, meeting, language, meeting.Item, meeting.Question);

    /// <summary>The card of a step; only the present one has buttons.</summary>
    public static Message Of(Call call, DialogueMeeting meeting, string language, int item, int question)
    {
        var message = Lines(call, meeting, language, item, question);
        return item == meeting.Item && question == meeting.Question && meeting.State == MeetingState.Running
            ? WithButtons(call, meeting, message)
            : message;
    }

    /// <summary>The card of the present step without buttons, when the meeting has gone on.</summary>
    public static Message Closed(Call call, DialogueMeeting meeting, string language) =>
        Lines(call, meeting, language, meeting.Item, meeting.Question);

    /// <summary>Item and question out of a ref.</summary>
    public static (int Item, int Question)? StepOf(string step) =>
        step.Split('.') is [var item, var question]
        && int.TryParse(item, CultureInfo.InvariantCulture, out var i)
        && int.TryParse(question, CultureInfo.InvariantCulture, out var q)
            ? (i, q)
            : null;

    private static Message Lines(Call call, DialogueMeeting meeting, string language, int at, int question)
    {
        if (at >= meeting.Agenda.Count)
            return Message.Of("agenda.gone");
        var item = meeting.Agenda[at];
        var lines = new List<Text>
        {
            Text.Title(
                "round.item",
                ("number", at + 1),
                ("of", meeting.Agenda.Count),
                ("what", Agendas.TitleOf(call, item.Theme, language))
            ),
        };
        if (item.Theme == AgendaItem.Review)
            lines.AddRange(AgreementText.Review(call, meeting, language));
        else
            lines.Add(
                Text.Of(
                    "round.question",
                    ("number", question + 1),
                    ("of", Agendas.Questions),
                    Agendas.QuestionOf(question)
                )
            );
        lines.AddRange(Said(meeting, at, question));
        return new Message
        {
            Lines = lines,
            Ref = $"{Guiding.Prefix}:{meeting.Id}:{at}.{question}",
            Priority = Priority.Notice,
        };
    }

    private static IEnumerable<Text> Said(DialogueMeeting meeting, int item, int question)
    {
        var said = meeting.Said.Where(s => s.Item == item && s.Question == question).ToList();
        if (said.Count > Shown)
            yield return Text.Of("round.said.more", ("count", said.Count - Shown));
        foreach (var one in said.TakeLast(Shown))
            yield return Text.Quote(one.Words);
    }

    private static Message WithButtons(Call call, DialogueMeeting meeting, Message message)
    {
        var item = meeting.Current!;
        var step = Guiding.Step(meeting);
        var until = meeting.ItemSince + Duration.FromMinutes(item.Minutes);
        message = message.And(
            Text.Of("round.until", ("time", Clock.Format(Rounds.Local(call, until, meeting.Quartier).TimeOfDay))),
            meeting.Writer is null
                ? "round.answer"
                : Text.Of("round.writer", ("name", Members.NameOf(call, meeting.Writer)))
        );
        if (item.Theme == AgendaItem.Review)
            message = AgreementText.WithReview(call, meeting, message);
        var isLastQuestion = meeting.Question + 1 >= Agendas.QuestionsOf(item);
        var isLast = isLastQuestion && meeting.Item + 1 >= meeting.Agenda.Count;
        if (!isLast)
            message = message.Row(
                isLastQuestion ? Press.Button("s-item", meeting.Id, step) : Press.Button("s-next", meeting.Id, step)
            );
        message = message.Row(Press.Button("s-agree", meeting.Id), Press.Button("s-write", meeting.Id));
        if (meeting.Said.Any(s => s.Item == meeting.Item && s.Question == meeting.Question))
            message = message.Row(Press.Button("s-undo", meeting.Id));
        if (meeting.Item > 0 || meeting.Question > 0)
            message = message.Row(Press.Button("s-prev", meeting.Id, step));
        if (!isLastQuestion && meeting.Item + 1 < meeting.Agenda.Count)
            message = message.Row(Press.Button("s-item", meeting.Id, step));
        return message.Row(Press.Button("s-stop", meeting.Id));
    }
}
