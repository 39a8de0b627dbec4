using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.Sozialraumdialoge;

/// <summary>Before a meeting every member says which themes are important: up to three points, one a theme.</summary>
internal static class Weighing
{
    /// <summary>Points of one member.</summary>
    public const int Points = 3;

    /// <summary>The timer that asks the members to weigh.</summary>
    public const string Timer = "dialogue-weigh";

    private const int Shown = 12;

    /// <summary>Shows the themes to weigh.</summary>
    public static void Open(Call call, DialogueMeeting meeting)
    {
        if (!MayWeigh(call, meeting))
            return;
        var message = Sheet(call, meeting);
        if (call.Where == Where.Private)
        {
            call.Say(message);
            return;
        }
        call.Tell(call.Person!, message);
        call.Toast("weigh.private");
    }

    /// <summary>Gives or takes back a point.</summary>
    public static void Point(Call call, DialogueMeeting meeting)
    {
        if (!MayWeigh(call, meeting) || call.Person is not { } me)
            return;
        var mine = Mine(meeting, me.Id);
        var theme = call.Find(Theme.Kind, call.Argument);
        if (mine.Contains(call.Argument))
            mine = [.. mine.Where(t => t != call.Argument)];
        else if (theme is not { State: ThemeState.Open } || theme.Quartier != meeting.Quartier)
        {
            call.NotThere();
            return;
        }
        else if (mine.Count >= Points)
        {
            call.Toast(Text.Of("weigh.full", ("points", Points)));
            return;
        }
        else
            mine = [.. mine, call.Argument];
        meeting = call.Put(
            DialogueMeeting.Kind,
            meeting with
            {
                Weights = [.. meeting.Weights.Where(w => w.Person != me.Id), new Weight(me.Id, mine)],
            }
        );
        call.Say(Sheet(call, meeting) with { Act = Act.Edit });
        call.Toast(Text.Of("weigh.left", ("left", Points - mine.Count)));
    }

    /// <summary>The meeting is near: members who have not weighed are asked.</summary>
    public static void Due(Call call, Content.Due due)
    {
        if (
            call.Find(DialogueMeeting.Kind, due.Subject)
                is not { State: MeetingState.Planned, Start: { } start } meeting
            || call.Find(Dialogue.Kind, meeting.Dialogue) is not { } dialogue
            || ThemesPool.Open(call, meeting.Quartier).Count == 0
        )
            return;
        var ask = Message
            .Of(Text.Of("weigh.invite", ("name", dialogue.Name), Rounds.At(call, "when", start, dialogue.Quartier)))
            .Row(Press.Button("s-weigh", meeting.Id))
            .Row(Press.Button("s-note", dialogue.Id));
        foreach (var person in Rounds.People(call, dialogue))
            if (Mine(meeting, person.Id).Count == 0)
                call.Tell(person, ask with { Priority = Priority.Reminder });
    }

    /// <summary>The points of a theme.</summary>
    public static int Of(DialogueMeeting meeting, string theme) => meeting.Weights.Count(w => w.Themes.Contains(theme));

    private static IReadOnlyList<string> Mine(DialogueMeeting meeting, string person) =>
        meeting.Weights.FirstOrDefault(w => w.Person == person)?.Themes ?? [];

    private static Message Sheet(Call call, DialogueMeeting meeting)
    {
        var mine = Mine(meeting, call.Person!.Id);
        var themes = ThemesPool.Open(call, meeting.Quartier).Take(Shown).ToList();
        var message = Message.Of(Text.Title("weigh.title"), Text.Of("weigh.how", ("points", Points)));
        for (var i = 0; i < themes.Count; i++)
        {
            var isMine = mine.Contains(themes[i].Id);
            message = message.And(
                Text.Of(
                    isMine ? "weigh.line.mine" : "weigh.line",
                    ("number", i + 1),
                    ("theme", ThemeText.Words(themes[i], call.Language))
                )
            );
            var label = Text.Of(isMine ? "weigh.take" : "weigh.give", ("number", i + 1));
            message = message.Row(Press.Labelled(label, "s-point", meeting.Id, themes[i].Id));
        }
        if (themes.Count == 0)
            message = message.And("theme.none").Row(Press.Button("s-note", meeting.Dialogue));
        return message with { Ref = $"weigh:{meeting.Id}" };
    }

    private static bool MayWeigh(Call call, DialogueMeeting meeting)
    {
        var dialogue = call.Find(Dialogue.Kind, meeting.Dialogue);
        if (dialogue?.Has(call.Person?.Id) == true)
            return true;
        Rounds.Word(call, "weigh.members");
        return false;
    }
}
