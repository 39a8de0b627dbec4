using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Core.DatePolls;

/// <summary>What happens to a poll by itself: a reminder, the end of the time to answer, giving up, forgetting.</summary>
internal static class PollTimers
{
    /// <summary>Reminds who has not answered.</summary>
    public const string RemindTimer = "poll-remind";

    /// <summary>The time to answer is over.</summary>
    public const string CloseTimer = "poll-close";

    /// <summary>The owner never decided and all dates are over.</summary>
    public const string EndTimer = "poll-end";

    /// <summary>The poll is deleted.</summary>
    public const string ForgetTimer = "poll-forget";

    /// <summary>How long a poll is kept after it has ended.</summary>
    public static readonly Duration Keep = Duration.FromDays(30);

    private static readonly Duration RemindBefore = Duration.FromHours(24);

    /// <summary>Sets the timers that fit where the poll stands.</summary>
    public static void Set(Call call, DatePoll poll)
    {
        Stop(call, poll.Id);
        switch (poll.State)
        {
            case PollState.Open:
                call.Remind(CloseTimer, poll.Id, poll.Deadline);
                if (!poll.Reminded)
                    call.Remind(RemindTimer, poll.Id, RemindAt(call.Now, poll.Deadline));
                break;
            case PollState.Searching:
                call.Remind(PollSearching.Timer, poll.Id, call.Now + PollSearching.Patience);
                break;
            case PollState.Closed:
                call.Remind(EndTimer, poll.Id, Instant.Max(poll.Slots[^1].Start, call.Now));
                break;
            default:
                call.Remind(ForgetTimer, poll.Id, call.Now + Keep);
                break;
        }
    }

    /// <summary>Cancels all timers.</summary>
    public static void Stop(Call call, string poll)
    {
        foreach (
            var kind in (string[])
                [RemindTimer, CloseTimer, EndTimer, ForgetTimer, PollPlaces.Timer, PollSearching.Timer]
        )
            call.Unremind(kind, poll);
    }

    /// <summary>A day before the end; with less time, half way.</summary>
    internal static Instant RemindAt(Instant now, Instant deadline) =>
        deadline - now > RemindBefore * 2 ? deadline - RemindBefore : now + (deadline - now) / 2;

    /// <summary>Reminds, once and alone with the bot, only who has not answered.</summary>
    public static void Remind(Call call, Content.Due due)
    {
        if (call.Find(DatePoll.Kind, due.Subject) is not { State: PollState.Open } poll || call.Now >= poll.Deadline)
            return;
        call.Put(DatePoll.Kind, poll with { Reminded = true });
        var message = Message
            .Of(Text.Of("datepoll.remind", PollText.At(call, poll, "deadline", poll.Deadline)), PollText.Title(poll))
            .Row(Press.Button("p-show", poll.Id));
        foreach (var person in poll.Participants.Where(p => poll.AnswerOf(p) is null))
            if (!PollPlaces.ComesTooLate(call, person, poll.Deadline))
                call.Tell(person, message with { Priority = Priority.Reminder });
    }

    /// <summary>The time to answer is over.</summary>
    public static void Close(Call call, Registry registry, Content.Due due)
    {
        if (call.Find(DatePoll.Kind, due.Subject) is { State: PollState.Open } poll && call.Now >= poll.Deadline)
            PollEnding.Close(call, registry, poll);
    }

    /// <summary>All dates are over and nobody decided.</summary>
    public static void End(Call call, Registry registry, Content.Due due)
    {
        if (call.Find(DatePoll.Kind, due.Subject) is { State: PollState.Closed } poll)
            PollEnding.GiveUp(call, registry, poll);
    }

    /// <summary>Deletes what has ended long ago; in channels the names go from the card.</summary>
    public static void Forget(Call call, Content.Due due)
    {
        if (call.Find(DatePoll.Kind, due.Subject) is { State: not (PollState.Open or PollState.Closed) } poll)
            PollData.Remove(call, poll, "datepoll.ended-long-ago");
    }
}
