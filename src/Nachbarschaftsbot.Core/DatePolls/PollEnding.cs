using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Core.DatePolls;

/// <summary>How a poll ends: by rule, by its owner, without a date, or called off. Everybody hears it once.</summary>
internal static class PollEnding
{
    private static readonly Duration Longer = Duration.FromDays(2);

    /// <summary>The time to answer is over.</summary>
    public static void Close(Call call, Registry registry, DatePoll poll)
    {
        if (poll.ByRule && PollTally.Best(poll, call.Now) is { } best)
            Find(call, registry, poll, best);
        else if (poll.ByRule && registry.OnDateNotFound.ContainsKey(poll.Feature))
            Lose(call, registry, poll);
        else
        {
            poll = Put(call, poll with { State = PollState.Closed });
            call.Tell(poll.Owner, Ask(call, poll, WhyClosed(call, poll)) with { Priority = Priority.Notice });
        }
    }

    /// <summary>All dates are over and nobody decided, or there is none to begin with.</summary>
    public static void GiveUp(Call call, Registry registry, DatePoll poll) => Lose(call, registry, poll);

    /// <summary>Where the rule decides and everybody who was asked has said something to every date, nobody has to wait.</summary>
    public static void WhenAllHaveAnswered(Call call, Registry registry, DatePoll poll)
    {
        var ahead = poll.Slots.Where(s => s.Start > call.Now).ToList();
        var isComplete =
            poll is { ByRule: true, ByLink: false, Channels.Count: 0 }
            && poll.Participants.All(p =>
                poll.AnswerOf(p) is { } a && ahead.TrueForAll(s => a.Voices.ContainsKey(s.Id))
            );
        if (isComplete)
            Close(call, registry, poll);
    }

    /// <summary>The owner wants to decide: all dates, the best first.</summary>
    public static void Decide(Call call, DatePoll poll) => call.Say(Ask(call, poll, "datepoll.decide"));

    /// <summary>The owner takes a date.</summary>
    public static void Pick(Call call, Registry registry, DatePoll poll)
    {
        if (poll.Slot(call.Argument) is { } slot && slot.Start > call.Now)
            Find(call, registry, poll, slot);
        else
        {
            call.Toast("datepoll.slot-over");
            call.Say("datepoll.slot-over");
        }
    }

    /// <summary>The owner gives people more time.</summary>
    public static void Extend(Call call, DatePoll poll)
    {
        if (poll.Slots[^1].Start <= call.Now)
        {
            call.Say(Message.Of("datepoll.all-over").Row(Press.Button("p-new")));
            return;
        }
        var deadline = Instant.Min(call.Now + Longer, poll.Slots[^1].Start);
        poll = Put(call, poll with { State = PollState.Open, Deadline = deadline, Reminded = false });
        call.Say(Text.Of("datepoll.longer", PollText.At(call, poll, "deadline", deadline)));
    }

    /// <summary>Ends a poll: really?</summary>
    public static void AskCancel(Call call, DatePoll poll) =>
        call.Say(
            Message.Of("datepoll.cancel-really").Row(Press.Button("p-end", poll.Id), Press.Button("p-keep", poll.Id))
        );

    /// <summary>The owner ends it.</summary>
    public static void CancelNow(Call call, DatePoll poll)
    {
        Cancel(call, poll);
        call.Say("datepoll.cancelled.owner");
    }

    /// <summary>Ends a poll without a date.</summary>
    public static void Cancel(Call call, DatePoll poll)
    {
        if (poll.State is not (PollState.Open or PollState.Closed or PollState.Searching))
            return;
        poll = Put(call, poll with { State = PollState.Cancelled });
        TellEnd(call, poll, "datepoll.cancelled");
    }

    private static void Find(Call call, Registry registry, DatePoll poll, PollSlot slot)
    {
        poll = Put(call, poll with { State = PollState.Found, Chosen = slot.Id });
        registry.OnDateFound.GetValueOrDefault(poll.Feature)?.Invoke(call, poll, slot);
    }

    private static void Lose(Call call, Registry registry, DatePoll poll)
    {
        poll = Put(call, poll with { State = PollState.NotFound });
        TellEnd(call, poll, "datepoll.not-found");
        if (registry.OnDateNotFound.TryGetValue(poll.Feature, out var notFound))
            notFound(call, poll);
        else
            call.Tell(
                poll.Owner,
                Message
                    .Of(poll.Slots.Count == 0 ? "datepoll.no-free" : "datepoll.not-found.owner", PollText.Title(poll))
                    .Row(Press.Button("p-new")) with
                {
                    Priority = Priority.Notice,
                }
            );
    }

    private static void TellEnd(Call call, DatePoll poll, string key) =>
        PollPlaces.TellAll(
            call,
            poll,
            person =>
                person == poll.Owner && person is not null
                    ? null
                    : Message.Of(key, PollText.Title(poll)) with
                    {
                        Priority = Priority.Notice,
                    }
        );

    private static DatePoll Put(Call call, DatePoll poll)
    {
        PollTimers.Set(call, poll);
        return PollPlaces.Refresh(call, poll with { Spread = null });
    }

    private static Text WhyClosed(Call call, DatePoll poll) =>
        poll.Answers.Count == 0 ? "datepoll.closed.nobody"
        : poll.ByRule ? Text.Of("datepoll.closed.no-date", ("count", poll.Minimum))
        : Text.Of("datepoll.closed.decide", ("count", poll.Answers.Count));

    private static Message Ask(Call call, DatePoll poll, Text before)
    {
        var message = Message.Of(before, PollText.Title(poll));
        foreach (var tally in PollTally.Ranked(poll, call.Now))
            message = message
                .And(PollText.Slot(call, poll, tally.Slot), PollText.Counts(poll, tally.Slot))
                .And([.. Missing(poll, tally)])
                .Row(
                    Press.Labelled(
                        Text.Of("datepoll.take", ("n", tally.Slot.Id), PollText.When(call, poll, tally.Slot)),
                        "p-pick",
                        poll.Id,
                        tally.Slot.Id
                    )
                );
        if (poll.State == PollState.Closed)
            message = message.Row(Press.Button("p-longer", poll.Id));
        return message.Row(Press.Button("p-cancel", poll.Id));
    }

    /// <summary>Who is needed and cannot come; where only counts are seen, it is not said.</summary>
    private static IEnumerable<Text> Missing(DatePoll poll, PollTally tally)
    {
        if (poll.Names && !tally.NeededCome)
            yield return "datepoll.needed-missing";
    }
}
