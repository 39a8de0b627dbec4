using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;
using NodaTime.Text;

namespace Nachbarschaftsbot.Core.Sozialraumdialoge;

/// <summary>
/// The agenda: first what was agreed last time, then the themes with most points, each along the five guiding questions, all with times.
/// </summary>
internal static class Agendas
{
    /// <summary>The timer that makes the agenda the day before.</summary>
    public const string Timer = "dialogue-agenda";

    /// <summary>The number of guiding questions.</summary>
    public const int Questions = 5;

    /// <summary>Minutes for arriving and for the end together; half of it each.</summary>
    public const int Around = 10;

    private const int PerTheme = 25;
    private const int MostThemes = 5;
    private static readonly int[] Shares = [25, 15, 20, 20, 20];
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>The agenda that follows from weights, pool and open agreements.</summary>
    public static DialogueMeeting Make(Call call, DialogueMeeting meeting, Dialogue dialogue)
    {
        var review = Agreements.ToReview(call, dialogue).Count > 0;
        var minutes = Length(meeting, dialogue);
        var room = Math.Clamp((minutes - Around - ReviewMinutes(review, minutes)) / PerTheme, 1, MostThemes);
        var themes = ThemesPool
            .Open(call, meeting.Quartier)
            .OrderByDescending(t => Weighing.Of(meeting, t.Id))
            .ThenByDescending(t => t.Count)
            .Take(room)
            .Select(t => t.Id)
            .DefaultIfEmpty(AgendaItem.Free);
        return Timed(meeting, dialogue, [.. review ? (string[])[AgendaItem.Review] : [], .. themes]);
    }

    /// <summary>Shows the agenda to whoever asks, making it where there is none yet.</summary>
    public static void Show(Call call, DialogueMeeting meeting)
    {
        if (Ready(call, meeting) is { } ready)
            call.Say(Sheet(call, ready));
    }

    /// <summary>Makes the agenda anew from the weights.</summary>
    public static void Anew(Call call, DialogueMeeting meeting)
    {
        if (Ready(call, meeting with { Agenda = [] }) is { } ready)
            call.Say(Sheet(call, ready) with { Act = Act.Edit });
    }

    /// <summary>Moves an item up.</summary>
    public static void Up(Call call, DialogueMeeting meeting)
    {
        var items = meeting.Agenda.Select(i => i.Theme).ToList();
        var at = items.IndexOf(call.Argument);
        if (at <= 0 || items[at - 1] == AgendaItem.Review)
            call.Toast("agenda.first");
        else
        {
            (items[at], items[at - 1]) = (items[at - 1], items[at]);
            Change(call, meeting, items);
        }
    }

    /// <summary>Takes an item out; its time goes to the others.</summary>
    public static void TakeOut(Call call, DialogueMeeting meeting)
    {
        var items = meeting.Agenda.Select(i => i.Theme).Where(t => t != call.Argument).ToList();
        if (!items.Any(t => t != AgendaItem.Review))
            items.Add(AgendaItem.Free);
        Change(call, meeting, items);
    }

    /// <summary>The day before: the agenda is made and everybody gets it.</summary>
    public static void Due(Call call, Content.Due due)
    {
        if (
            call.Find(DialogueMeeting.Kind, due.Subject) is not { State: MeetingState.Planned } meeting
            || call.Find(Dialogue.Kind, meeting.Dialogue) is not { } dialogue
            || Ready(call, meeting) is not { } ready
        )
            return;
        if (Rounds.Room(call, dialogue.Quartier) is { } room)
            call.Post(
                room,
                (Message.Of([.. Lines(call, ready, dialogue, room.Language)]) with { Priority = Priority.Notice }).Row(
                    Press.Button("s-start", ready.Id)
                )
            );
        foreach (var person in Rounds.People(call, dialogue))
            call.Tell(
                person,
                Message.Of([.. Lines(call, ready, dialogue, person.Language)]) with
                {
                    Priority = Priority.Reminder,
                }
            );
    }

    /// <summary>The agenda in words: every item with its time, the guiding questions of the themes with theirs.</summary>
    public static IReadOnlyList<Text> Lines(Call call, DialogueMeeting meeting, Dialogue dialogue, string language)
    {
        var at = Rounds.Local(call, meeting.Start ?? call.Now, dialogue.Quartier);
        var lines = new List<Text>
        {
            Text.Title("agenda.title", ("name", dialogue.Name)),
            Text.Of("agenda.purpose", ("purpose", dialogue.Purpose ?? "")),
            Item(at, "agenda.arrive", Around / 2),
        };
        at = at.PlusMinutes(Around / 2);
        foreach (var item in meeting.Agenda)
        {
            lines.Add(
                Text.Of(
                    "agenda.item",
                    ("time", Clock.Format(at.TimeOfDay)),
                    ("what", TitleOf(call, item.Theme, language)),
                    ("minutes", item.Minutes)
                )
            );
            if (item.Theme != AgendaItem.Review)
                lines.Add(QuestionTimes(item));
            at = at.PlusMinutes(item.Minutes);
        }
        lines.Add(Item(at, "agenda.end", Around / 2));
        lines.Add("agenda.questions");
        for (var question = 0; question < Questions; question++)
            lines.Add(Text.Of("agenda.question", ("number", question + 1), QuestionOf(question)));
        return lines;
    }

    /// <summary>What an item is called.</summary>
    public static string TitleOf(Call call, string item, string language) =>
        item is AgendaItem.Review or AgendaItem.Free ? Texts.Catalog.BuiltIn.Words($"agenda.{item}", language)
        : call.Find(Theme.Kind, item) is { } theme ? ThemeText.Words(theme, language)
        : Texts.Catalog.BuiltIn.Words("agenda.gone", language);

    /// <summary>A guiding question as a value of a text.</summary>
    public static Arg QuestionOf(int question) => Arg.OfKey("question", $"dialogue.question.{question}");

    /// <summary>Minutes of a guiding question within an item.</summary>
    public static int QuestionMinutes(AgendaItem item, int question) =>
        Math.Max(1, item.Minutes * Shares[question] / 100);

    /// <summary>How many questions an item has.</summary>
    public static int QuestionsOf(AgendaItem item) => item.Theme == AgendaItem.Review ? 1 : Questions;

    /// <summary>The meeting with its agenda, made and written where there is none; null where it is too late.</summary>
    public static DialogueMeeting? Ready(Call call, DialogueMeeting meeting)
    {
        if (call.Find(Dialogue.Kind, meeting.Dialogue) is not { } dialogue)
            return null;
        return meeting.Agenda.Count > 0 ? meeting : call.Put(DialogueMeeting.Kind, Make(call, meeting, dialogue));
    }

    private static void Change(Call call, DialogueMeeting meeting, List<string> items)
    {
        if (call.Find(Dialogue.Kind, meeting.Dialogue) is not { } dialogue)
            return;
        meeting = call.Put(DialogueMeeting.Kind, Timed(meeting, dialogue, items));
        call.Say(Sheet(call, meeting) with { Act = Act.Edit });
    }

    private static Message Sheet(Call call, DialogueMeeting meeting)
    {
        var dialogue = call.Find(Dialogue.Kind, meeting.Dialogue)!;
        var message = Message.Of([.. Lines(call, meeting, dialogue, call.Language)]);
        for (var i = 0; i < meeting.Agenda.Count; i++)
            if (meeting.Agenda[i].Theme is not (AgendaItem.Review or AgendaItem.Free))
                message = message.Row(
                    Press.Labelled(
                        Text.Of("agenda.up", ("number", i + 1)),
                        "s-up",
                        meeting.Id,
                        meeting.Agenda[i].Theme
                    ),
                    Press.Labelled(
                        Text.Of("agenda.out", ("number", i + 1)),
                        "s-skip",
                        meeting.Id,
                        meeting.Agenda[i].Theme
                    )
                );
        return message.Row(Press.Button("s-plan", meeting.Id), Press.Button("s-start", meeting.Id)) with
        {
            Ref = $"agenda:{meeting.Id}",
        };
    }

    private static DialogueMeeting Timed(DialogueMeeting meeting, Dialogue dialogue, IReadOnlyList<string> items)
    {
        var minutes = Length(meeting, dialogue);
        var review = ReviewMinutes(items.Contains(AgendaItem.Review), minutes);
        var themes = items.Count(i => i != AgendaItem.Review);
        var each = Math.Max(5, (minutes - Around - review) / Math.Max(1, themes));
        return meeting with
        {
            Agenda = [.. items.Select(i => new AgendaItem(i, i == AgendaItem.Review ? review : each))],
        };
    }

    private static int ReviewMinutes(bool review, int minutes) =>
        !review ? 0
        : minutes >= 90 ? 15
        : 10;

    private static int Length(DialogueMeeting meeting, Dialogue dialogue) =>
        meeting is { Start: { } start, End: { } end }
            ? Math.Max(20, (int)(end - start).TotalMinutes)
            : dialogue.Minutes;

    private static Text Item(LocalDateTime at, string what, int minutes) =>
        Text.Of("agenda.item", ("time", Clock.Format(at.TimeOfDay)), Arg.OfKey("what", what), ("minutes", minutes));

    private static Text QuestionTimes(AgendaItem item) =>
        Text.Of(
            "agenda.times",
            [.. Enumerable.Range(0, Questions).Select(q => (Arg)($"q{q + 1}", QuestionMinutes(item, q)))]
        );
}
