using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Quartiere;

namespace Nachbarschaftsbot.Core.Sozialraumdialoge;

/// <summary>Writes down what is said in a meeting or written as a reply to its card: each answer stands under its question.</summary>
internal static class NoteTaking
{
    /// <summary>Longest answer in characters.</summary>
    public const int Longest = 400;

    private const int MostSaid = 400;

    /// <summary>A reply to a card: an answer to its question.</summary>
    public static void Replied(Call call, string rest, string words)
    {
        var parts = rest.Split(':');
        if (
            call.Find(DialogueMeeting.Kind, parts[0]) is not { } meeting
            || call.Find(Dialogue.Kind, meeting.Dialogue) is not { } dialogue
            || !Rounds.TakesPart(call, dialogue)
        )
            call.Say("round.only-members");
        else if (parts.Length < 2 || MeetingCard.StepOf(parts[1]) is not var (item, question))
            call.NotThere();
        else
            Note(call, meeting, item, question, words);
    }

    /// <summary>Words in the working channel while a meeting runs there: an answer to the open question.</summary>
    public static void Heard(Call call, string words)
    {
        if (
            call is { Where: Where.Working, Channel: { } channel }
            && Guiding.Running(call, channel.Quartier) is { } meeting
            && meeting.Room == channel.Id
            && call.Find(Dialogue.Kind, meeting.Dialogue) is { } dialogue
            && Rounds.TakesPart(call, dialogue)
        )
            Note(call, meeting, meeting.Item, meeting.Question, words);
    }

    /// <summary><c>/notiz</c>: in a working channel an answer to the open question, elsewhere a theme for the pool.</summary>
    public static void Command(Call call)
    {
        var running =
            call.Quartier is { } quartier && call.Where == Where.Working ? Guiding.Running(call, quartier.Id) : null;
        if (call.Where == Where.Private)
            ThemesPool.Begin(call, "");
        else if (running is null)
            call.Say("round.none");
        else if (call.Argument.Length == 0)
            call.Say("round.note.how");
        else if (call.Find(Dialogue.Kind, running.Dialogue) is { } dialogue && Rounds.TakesPart(call, dialogue))
            Note(call, running, running.Item, running.Question, call.Argument);
        else
            call.Say("round.only-members");
    }

    /// <summary>Writes an answer down. Says why where it cannot stand so.</summary>
    /// <returns>The meeting with it, or null.</returns>
    public static DialogueMeeting? Note(Call call, DialogueMeeting meeting, int item, int question, string words)
    {
        words = words.Trim();
        if (meeting.State is not (MeetingState.Running or MeetingState.Held))
            call.Say($"stale.dialoguemeeting.{meeting.StateName.ToLowerInvariant()}");
        else if (words.Length > Longest)
            call.Say(Text.Of("form.too-long", ("max", Longest), ("length", words.Length)));
        else if (!words.Any(char.IsLetterOrDigit))
            call.Say("form.no-words");
        else if (PrivateWords.InWhat(words) is { } why)
            call.Say(why);
        else if (meeting.Said.Count >= MostSaid)
            call.Say("round.full");
        else
            return Noted(call, meeting, item, question, words);
        return null;
    }

    /// <summary>Takes the last answer to the open question back.</summary>
    public static void Undo(Call call, DialogueMeeting meeting)
    {
        var last = meeting.Said.LastOrDefault(s => s.Item == meeting.Item && s.Question == meeting.Question);
        if (last is null)
        {
            Rounds.Word(call, "round.undo.none");
            return;
        }
        meeting = call.Put(
            DialogueMeeting.Kind,
            meeting with
            {
                Said = [.. meeting.Said.Where(s => s.Number != last.Number)],
            }
        );
        Guiding.ShowCard(call, meeting, Act.Edit);
        Rounds.Word(call, "round.undone");
    }

    private static DialogueMeeting Noted(Call call, DialogueMeeting meeting, int item, int question, string words)
    {
        var number = meeting.Said.Count == 0 ? 1 : meeting.Said.Max(s => s.Number) + 1;
        meeting = call.Put(
            DialogueMeeting.Kind,
            meeting with
            {
                Said = [.. meeting.Said, new Said(number, item, question, words)],
            }
        );
        if (meeting.State == MeetingState.Running)
            Guiding.Post(
                call,
                meeting,
                language => MeetingCard.Of(call, meeting, language, item, question) with { Act = Act.Edit }
            );
        else
            call.Say("round.noted-late");
        Point(call, meeting, item, question, words);
        return meeting;
    }

    /// <summary>Says so where somebody outside of the round could be recognised; the line can go at once.</summary>
    private static void Point(Call call, DialogueMeeting meeting, int item, int question, string words)
    {
        if (
            call.Find(Dialogue.Kind, meeting.Dialogue) is not { } dialogue
            || Recognisable.Hints(call, dialogue, words) is not { Count: > 0 } hints
        )
            return;
        var message = Message.Of([.. hints]);
        var isOpen = meeting.State == MeetingState.Running && (item, question) == (meeting.Item, meeting.Question);
        call.Say(isOpen ? message.Row(Press.Button("s-undo", meeting.Id)) : message);
    }
}
