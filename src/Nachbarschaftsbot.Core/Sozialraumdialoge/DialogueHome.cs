using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.Sozialraumdialoge;

/// <summary><c>/sozialraumdialog</c>: the dialogues of the Quartier, and one of them with everything that can be done now.</summary>
internal static class DialogueHome
{
    /// <summary>The command.</summary>
    public static void Command(Call call)
    {
        if (call.Quartier is not { } quartier)
        {
            call.NotThere();
            return;
        }
        var dialogues = Rounds.Of(call, quartier.Id);
        if (call.Where != Where.Private)
            InChannel(call, dialogues);
        else
            call.Say(List(call, quartier.Id, dialogues));
    }

    /// <summary>Shows one dialogue, as much of it as concerns the person.</summary>
    public static void Open(Call call, Dialogue dialogue)
    {
        if (call.Where != Where.Private)
            call.Say(Card(call, dialogue));
        else if (Rounds.TakesPart(call, dialogue))
            call.Say(Inside(call, dialogue));
        else
            call.Say(Outside(call, dialogue));
    }

    /// <summary>Opens one dialogue alone with the person who pressed in a channel.</summary>
    public static void OpenAlone(Call call, Dialogue dialogue)
    {
        if (call.Where == Where.Private)
            Open(call, dialogue);
        else
            GoingOnAlone.With(call, Press.Labelled(Text.Plain(dialogue.Name), "s-open", dialogue.Id));
    }

    /// <summary>The name, purpose and rhythm of a dialogue, and when it meets next.</summary>
    public static IReadOnlyList<Text> Lines(Call call, Dialogue dialogue) =>
        [
            Text.Title("dialogue.name", ("name", dialogue.Name)),
            dialogue.Purpose is null
                ? "dialogue.no-purpose"
                : Text.Of("dialogue.purpose", ("purpose", dialogue.Purpose)),
            dialogue.State == DialogueState.Resting
                ? "dialogue.resting"
                : Text.Of(
                    "dialogue.rhythm",
                    Arg.OfKey("rhythm", DialogueForms.RhythmKey(dialogue.Weeks)),
                    ("minutes", dialogue.Minutes)
                ),
            NextLine(call, dialogue),
        ];

    /// <summary>When a dialogue meets next.</summary>
    public static Text NextLine(Call call, Dialogue dialogue) =>
        Rounds.Next(call, dialogue) switch
        {
            { State: MeetingState.Dating } => "dialogue.next.dating",
            { State: MeetingState.Planned, Start: { } start } => Text.Of(
                "dialogue.next.planned",
                Rounds.At(call, "when", start, dialogue.Quartier)
            ),
            { State: MeetingState.Running } => "dialogue.next.running",
            _ => "dialogue.next.none",
        };

    private static Message List(Call call, string quartier, IReadOnlyList<Dialogue> dialogues)
    {
        var message = Message.Of(Text.Title("dialogue.title"), "dialogue.what");
        if (dialogues.Count == 0)
            message = message.And("dialogue.none");
        foreach (var dialogue in dialogues)
            message = message.Row(Press.Labelled(Text.Plain(dialogue.Name), "s-open", dialogue.Id));
        message = message.Row(Press.Button("s-note"));
        return Rounds.IsColleague(call, quartier)
            ? message.Row(Press.Button("s-themes")).Row(Press.Button("s-new"))
            : message;
    }

    private static void InChannel(Call call, IReadOnlyList<Dialogue> dialogues)
    {
        if (dialogues.Count == 0)
            call.Say(Message.Of("dialogue.none.channel").Row(Press.Button("s-new")));
        foreach (var dialogue in dialogues)
            if (Rounds.Next(call, dialogue) is { State: MeetingState.Running } running)
                Guiding.BringUp(call, running);
            else
                call.Say(Card(call, dialogue));
    }

    private static Message Card(Call call, Dialogue dialogue)
    {
        var message = Message
            .Of([.. Lines(call, dialogue), Numbers(dialogue)])
            .Row(Press.Button("s-join", dialogue.Id), Press.Button("s-alone", dialogue.Id));
        return Rounds.Next(call, dialogue) is { State: MeetingState.Planned } planned
            ? message.Row(Press.Button("s-weigh", planned.Id)).Row(Press.Button("s-start", planned.Id))
            : message;
    }

    private static Message Outside(Call call, Dialogue dialogue)
    {
        var message = Message.Of([.. Lines(call, dialogue), Numbers(dialogue)]);
        message = dialogue.Asking.Contains(call.Person!.Id)
            ? message.And("dialogue.asked")
            : message.Row(Press.Button("s-join", dialogue.Id));
        message = message.Row(Press.Button("s-note", dialogue.Id));
        return Rounds.Meetings(call, dialogue.Id).Any(m => m.State == MeetingState.Released)
            ? message.Row(Press.Button("s-mins", dialogue.Id))
            : message;
    }

    private static Message Inside(Call call, Dialogue dialogue)
    {
        var agreements = Agreements.Open(call, dialogue.Id).Count;
        var themes = ThemesPool.Open(call, dialogue.Quartier).Count;
        var message = Message.Of([
            .. Lines(call, dialogue),
            Numbers(dialogue),
            Text.Of("dialogue.inside", ("themes", themes), ("agreements", agreements)),
        ]);
        if (dialogue.Purpose is null)
            message = message.Row(Press.Button("s-purpose", dialogue.Id));
        message = WithMeeting(message, Rounds.Next(call, dialogue), dialogue);
        message = message
            .Row(Press.Button("s-themes", dialogue.Id), Press.Button("s-note", dialogue.Id))
            .Row(Press.Button("s-list", dialogue.Id), Press.Button("s-mins", dialogue.Id))
            .Row(Press.Button("s-people", dialogue.Id), Press.Button("s-more", dialogue.Id));
        return dialogue.Has(call.Person!.Id) ? message : message.Row(Press.Button("s-join", dialogue.Id));
    }

    private static Message WithMeeting(Message message, DialogueMeeting? meeting, Dialogue dialogue) =>
        meeting switch
        {
            { State: MeetingState.Planned } => message
                .Row(Press.Button("s-weigh", meeting.Id), Press.Button("s-agenda", meeting.Id))
                .Row(Press.Button("s-start", meeting.Id))
                .Row(Press.Button("s-shift", meeting.Id), Press.Button("s-cancel", meeting.Id)),
            { State: MeetingState.Running } => message.Row(Press.Button("s-here", meeting.Id)),
            { State: MeetingState.Dating } => message.Row(Press.Button("s-cancel", meeting.Id)),
            _ when dialogue is { Purpose: not null, State: DialogueState.Active } => message.Row(
                Press.Button("s-date", dialogue.Id)
            ),
            _ => message,
        };

    private static Text Numbers(Dialogue dialogue) =>
        Text.Of(
            "dialogue.members",
            ("agencies", dialogue.Members.Where(m => m.Agency is not null).Select(m => m.Agency).Distinct().Count()),
            ("residents", dialogue.Members.Count(m => m.Agency is null))
        );
}
