using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.Sozialraumdialoge;

/// <summary>The end of a meeting: themes are settled, the minutes are there, the series goes on.</summary>
internal static class Ending
{
    /// <summary>Somebody wants to end it; asked once.</summary>
    public static void Stop(Call call, DialogueMeeting meeting)
    {
        if (call.Argument == "yes")
            End(call, meeting);
        else
            call.Say(
                Message.Of("round.stop.sure").Row(Press.Labelled("round.stop.yes", "s-stop", meeting.Id, "yes")) with
                {
                    Ref = $"stop:{meeting.Id}",
                }
            );
    }

    /// <summary>Ends it.</summary>
    public static void End(Call call, DialogueMeeting meeting)
    {
        if (call.Find(Dialogue.Kind, meeting.Dialogue) is not { } dialogue)
            return;
        Guiding.Post(call, meeting, language => MeetingCard.Closed(call, meeting, language) with { Act = Act.Edit });
        var present = dialogue.Members.Where(m => meeting.Present.Contains(m.Person)).ToList();
        var held = call.Put(
            DialogueMeeting.Kind,
            meeting with
            {
                State = MeetingState.Held,
                Ended = call.Now,
                Agencies = [.. present.Select(m => m.Agency).OfType<string>().Distinct().Order(StringComparer.Ordinal)],
                Residents = present.Count(m => m.Agency is null),
                Present = [],
                Weights = [],
                Writer = null,
            }
        );
        Settle(call, held);
        Dates.Quiet(call, held);
        dialogue = call.Put(Dialogue.Kind, dialogue with { Next = null, LastHeld = held.Started ?? call.Now });
        Series.Watch(call, dialogue);
        ThemeSweeping.Watch(call, dialogue.Quartier);
        Forgetting.Watch(call, dialogue.Quartier);
        Tell(call, held, dialogue);
    }

    /// <summary>Themes that were talked about leave the pool; those without a word stay in it.</summary>
    private static void Settle(Call call, DialogueMeeting meeting)
    {
        for (var i = 0; i < meeting.Agenda.Count; i++)
            if (
                meeting.Said.Any(s => s.Item == i)
                && call.Find(Theme.Kind, meeting.Agenda[i].Theme) is { State: ThemeState.Open } theme
            )
                call.Put(Theme.Kind, theme with { State = ThemeState.Talked, Changed = call.Now });
    }

    private static void Tell(Call call, DialogueMeeting meeting, Dialogue dialogue)
    {
        var count = Agreements.OfMeeting(call, meeting.Id).Count;
        var message = Message
            .Of(Text.Of("round.held", ("name", dialogue.Name), ("count", count)), SeriesLine(dialogue))
            .Row(Press.Button("s-min", meeting.Id)) with
        {
            Priority = Priority.Notice,
        };
        Guiding.Post(call, meeting, _ => message);
        foreach (var person in Rounds.People(call, dialogue))
            if (meeting.Room is not null || person.Id != meeting.Host)
                call.Tell(person, message);
        foreach (var carer in Rounds.Carers(call, dialogue, dialogue.Quartier))
            call.Tell(
                carer,
                Message.Of("round.public.ask").Row(Press.Button("s-public", meeting.Id)) with
                {
                    Priority = Priority.Notice,
                }
            );
    }

    private static Text SeriesLine(Dialogue dialogue) =>
        dialogue.Weeks == 0
            ? "series.once"
            : Text.Of("series.next", Arg.OfKey("rhythm", DialogueForms.RhythmKey(dialogue.Weeks)));
}
