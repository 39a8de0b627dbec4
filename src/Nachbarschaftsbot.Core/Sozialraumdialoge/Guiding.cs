using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;

namespace Nachbarschaftsbot.Core.Sozialraumdialoge;

/// <summary>
/// Guides a meeting in the working channel: theme by theme, question by question. It never goes on by itself.
/// </summary>
internal static class Guiding
{
    /// <summary>Stands before meeting and step in the ref of a card; a reply to it is an answer to its question.</summary>
    public const string Prefix = "sd";

    /// <summary>The ref of the card of a step.</summary>
    public static string Ref(DialogueMeeting meeting) => $"{Prefix}:{meeting.Id}:{Step(meeting)}";

    /// <summary>Item and question; a button with another one is late.</summary>
    public static string Step(DialogueMeeting meeting) => $"{meeting.Item}.{meeting.Question}";

    /// <summary>Starts the meeting where the working channel is, else alone with whoever starts it.</summary>
    public static void Start(Call call, DialogueMeeting meeting)
    {
        if (
            Agendas.Ready(call, meeting) is not { } ready
            || call.Find(Dialogue.Kind, meeting.Dialogue) is not { } dialogue
        )
            return;
        if (Dates.IsEarly(call, ready) && call.Argument != "yes")
        {
            call.Say(
                Message
                    .Of(Text.Of("round.early", Rounds.At(call, "when", ready.Start!.Value, ready.Quartier)))
                    .Row(Press.Labelled("round.early.yes", "s-start", ready.Id, "yes"))
            );
            return;
        }
        var room = Rounds.Room(call, dialogue.Quartier);
        ready = ready with
        {
            State = MeetingState.Running,
            Started = call.Now,
            ItemSince = call.Now,
            Room = room?.Id,
            Host = call.Person!.Id,
        };
        Dates.Quiet(call, ready);
        MeetingClock.Set(call, ready);
        call.Put(DialogueMeeting.Kind, ready);
        Post(
            call,
            ready,
            language =>
                Message
                    .Of([.. Agendas.Lines(call, ready, dialogue, language), "round.who"])
                    .Row(Press.Button("s-present", ready.Id))
        );
        ShowCard(call, ready, Act.Send);
        if (room is not null && room.Id != call.Channel?.Id)
            Rounds.Word(call, "round.started");
    }

    /// <summary>Somebody says "I am here".</summary>
    public static void Present(Call call, DialogueMeeting meeting)
    {
        if (call.Find(Dialogue.Kind, meeting.Dialogue)?.Has(call.Person?.Id) != true)
            Rounds.Word(call, "round.present.join");
        else
        {
            if (!meeting.Present.Contains(call.Person!.Id))
                call.Put(DialogueMeeting.Kind, meeting with { Present = [.. meeting.Present, call.Person.Id] });
            Rounds.Word(call, "round.present");
        }
    }

    /// <summary>Goes on to the next question, or to the next item after the last one.</summary>
    public static void Next(Call call, DialogueMeeting meeting)
    {
        if (IsLate(call, meeting) || meeting.Current is not { } item)
            return;
        if (meeting.Question + 1 < Agendas.QuestionsOf(item))
            Go(call, meeting, meeting.Item, meeting.Question + 1);
        else
            GoToItem(call, meeting, meeting.Item + 1);
    }

    /// <summary>Goes on to the next item.</summary>
    public static void NextItem(Call call, DialogueMeeting meeting)
    {
        if (!IsLate(call, meeting))
            GoToItem(call, meeting, meeting.Item + 1);
    }

    /// <summary>Goes back one question.</summary>
    public static void Back(Call call, DialogueMeeting meeting)
    {
        if (IsLate(call, meeting))
            return;
        if (meeting.Question > 0)
            Go(call, meeting, meeting.Item, meeting.Question - 1);
        else if (meeting.Item > 0)
            Go(call, meeting, meeting.Item - 1, Agendas.QuestionsOf(meeting.Agenda[meeting.Item - 1]) - 1);
        else
            Rounds.Word(call, "round.first");
    }

    /// <summary>Shows the card of the present step anew, at the end of the talk.</summary>
    public static void BringUp(Call call, DialogueMeeting meeting)
    {
        if (meeting.Room is not null && meeting.Room != call.Channel?.Id)
            call.Say(MeetingCard.Of(call, meeting, call.Language));
        else
            ShowCard(call, meeting, Act.Send);
    }

    /// <summary>The meeting that runs in a Quartier, or null.</summary>
    public static DialogueMeeting? Running(Call call, string quartier) =>
        Rounds
            .Of(call, quartier)
            .Select(d => Rounds.Next(call, d))
            .FirstOrDefault(m => m is { State: MeetingState.Running });

    /// <summary>Shows the card of the present step, new or in its place.</summary>
    public static void ShowCard(Call call, DialogueMeeting meeting, Act act) =>
        Post(call, meeting, language => MeetingCard.Of(call, meeting, language) with { Act = act });

    /// <summary>Writes to where the meeting is guided.</summary>
    public static void Post(Call call, DialogueMeeting meeting, Func<string, Message> message)
    {
        if (meeting.Room is { } id)
        {
            // A group can be bound to something else in the middle: others read along there now.
            if (
                call.Find(Channel.Kind, id) is { Inactive: false, Purpose: ChannelPurpose.Working } room
                && room.Quartier == meeting.Quartier
            )
                call.Post(room, message(room.Language));
        }
        else if (call.Find(Person.Kind, meeting.Host ?? "") is { } host)
            call.Tell(host, message(host.Language));
    }

    private static void GoToItem(Call call, DialogueMeeting meeting, int item)
    {
        if (item >= meeting.Agenda.Count)
            Rounds.Word(call, "round.last");
        else
            Go(call, meeting, item, 0);
    }

    private static void Go(Call call, DialogueMeeting meeting, int item, int question)
    {
        Post(call, meeting, language => MeetingCard.Closed(call, meeting, language) with { Act = Act.Edit });
        var isOther = item != meeting.Item;
        meeting = meeting with
        {
            Item = item,
            Question = question,
            ItemSince = isOther ? call.Now : meeting.ItemSince,
            Rung = isOther ? 0 : meeting.Rung,
        };
        call.Put(DialogueMeeting.Kind, meeting);
        MeetingClock.Set(call, meeting);
        ShowCard(call, meeting, Act.Send);
        Writing.Follow(call, meeting);
    }

    /// <summary>A second tap on an old card changes nothing.</summary>
    private static bool IsLate(Call call, DialogueMeeting meeting)
    {
        var late = call.Argument != Step(meeting);
        if (late)
            Rounds.Word(call, "round.late");
        return late;
    }
}
