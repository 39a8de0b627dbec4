using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using NodaTime;

namespace Nachbarschaftsbot.Core.Sozialraumdialoge;

/// <summary>Lets the series go on by itself: the next date is looked for in time; when a dialogue sleeps, the network manager is reminded.</summary>
internal static class Series
{
    /// <summary>The timer that looks for the next date.</summary>
    public const string NextTimer = "dialogue-next";

    /// <summary>The timer that notices that a dialogue sleeps.</summary>
    public const string SleepTimer = "dialogue-sleep";

    private const int FewestSleepWeeks = 6;
    private static readonly Duration Again = Duration.FromDays(28);
    private static readonly Duration MostAhead = Duration.FromDays(21);

    /// <summary>Sets the timers that fit how the dialogue stands.</summary>
    public static void Watch(Call call, Dialogue dialogue)
    {
        if (dialogue.State != DialogueState.Active || dialogue is { Weeks: 0, LastHeld: not null })
        {
            Stop(call, dialogue);
            return;
        }
        call.Remind(SleepTimer, dialogue.Id, Instant.Max(call.Now + Duration.FromDays(1), Sleeps(dialogue)));
        if (dialogue is { LastHeld: { } last, Weeks: > 0, Next: null })
        {
            var ahead = Duration.Min(MostAhead, Duration.FromDays(dialogue.Weeks * 7 / 2));
            var due = last + Duration.FromDays(dialogue.Weeks * 7) - ahead;
            call.Remind(NextTimer, dialogue.Id, Instant.Max(due, call.Now + Duration.FromDays(1)));
        }
        else
            call.Unremind(NextTimer, dialogue.Id);
    }

    /// <summary>Stops them.</summary>
    public static void Stop(Call call, Dialogue dialogue)
    {
        call.Unremind(SleepTimer, dialogue.Id);
        call.Unremind(NextTimer, dialogue.Id);
    }

    /// <summary>It is time to look for the next date: the same weekday and hour, the day after, and a week later.</summary>
    public static void Next(Call call, Content.Due due)
    {
        if (
            call.Find(Dialogue.Kind, due.Subject)
            is not { State: DialogueState.Active, Next: null, LastHeld: { } last, Weeks: > 0 } dialogue
        )
            return;
        var carers = Rounds.Carers(call, dialogue, dialogue.Quartier);
        if (carers.Count == 0)
            return;
        var why = dialogue.Purpose is null
            ? "round.needs-purpose"
            : Dates.Poll(
                call,
                dialogue with
                {
                    Owner = dialogue.Owner ?? carers[0].Id,
                },
                Proposals(call, dialogue, last),
                ""
            );
        foreach (var carer in carers)
            call.Tell(
                carer,
                why is null
                    ? Message.Of(Text.Of("series.polling", ("name", dialogue.Name))) with
                    {
                        Priority = Priority.Notice,
                    }
                    : Message
                        .Of(Text.Of("series.needs", ("name", dialogue.Name)), why)
                        .Row(Press.Button("s-date", dialogue.Id)) with
                    {
                        Priority = Priority.Notice,
                    }
            );
    }

    /// <summary>Nothing happened for long: the network manager is reminded, else those who take care.</summary>
    public static void Asleep(Call call, Content.Due due)
    {
        if (call.Find(Dialogue.Kind, due.Subject) is not { State: DialogueState.Active } dialogue)
            return;
        var meets =
            Rounds.Next(call, dialogue) is
            { State: MeetingState.Dating or MeetingState.Planned or MeetingState.Running };
        if (!meets && call.Now >= Sleeps(dialogue))
        {
            var since = (call.Now - (dialogue.LastHeld ?? dialogue.Created)).Days / 7;
            var message = Message.Of(
                Text.Of("series.asleep", ("name", dialogue.Name), ("weeks", since)),
                dialogue.Purpose is null ? "round.needs-purpose" : "series.asleep.now"
            );
            message = message
                .Row(Press.Button(dialogue.Purpose is null ? "s-purpose" : "s-date", dialogue.Id))
                .Row(Press.Button("s-rest", dialogue.Id), Press.Button("s-open", dialogue.Id));
            foreach (var person in Keepers(call, dialogue))
                call.Tell(person, message with { Priority = Priority.Reminder });
        }
        call.Remind(SleepTimer, dialogue.Id, call.Now + Again);
    }

    /// <summary>Beginnings for the next meeting; what falls on a weekend moves to Monday.</summary>
    internal static IReadOnlyList<LocalDateTime> Proposals(Call call, Dialogue dialogue, Instant last)
    {
        var usual = Rounds.Local(call, last, dialogue.Quartier);
        var time = new LocalTime(usual.Hour, usual.Minute / 15 * 15);
        var day = usual.Date.PlusWeeks(dialogue.Weeks);
        var earliest = Rounds.Local(call, call.Now, dialogue.Quartier).Date.PlusDays(3);
        while (day < earliest)
            day = day.PlusWeeks(1);
        return
        [
            .. ((LocalDate[])[day, day.PlusDays(1), day.PlusWeeks(1)])
                .Select(Working)
                .Distinct()
                .Order()
                .Select(d => d + time),
        ];
    }

    private static LocalDate Working(LocalDate day) =>
        day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday ? day.Next(IsoDayOfWeek.Monday) : day;

    private static Instant Sleeps(Dialogue dialogue) =>
        (dialogue.LastHeld ?? dialogue.Created)
        + Duration.FromDays(Math.Max(FewestSleepWeeks, dialogue.Weeks * 3 / 2) * 7);

    private static IReadOnlyList<Person> Keepers(Call call, Dialogue dialogue)
    {
        var managers = Roles
            .Staff(call, dialogue.Quartier)
            .Where(p => p.Is(Role.NetworkManager, dialogue.Quartier))
            .ToList();
        return managers.Count > 0 ? managers : Rounds.Carers(call, dialogue, dialogue.Quartier);
    }
}
