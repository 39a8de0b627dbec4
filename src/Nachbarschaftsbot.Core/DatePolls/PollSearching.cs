using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Meetings;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Core.DatePolls;

/// <summary>Looking for free times: in what the bot knows, and where a calendar service is connected in calendars too.</summary>
internal static class PollSearching
{
    /// <summary>The calendars did not answer in time.</summary>
    public const string Timer = "poll-search";

    /// <summary>So long the calendars have to answer; then what the bot knows must do.</summary>
    public static readonly Duration Patience = Duration.FromMinutes(2);

    /// <summary>Dates in a window at which the fewest of these people are busy.</summary>
    public static IReadOnlyList<Interval> Find(
        Call call,
        SlotSearch window,
        IReadOnlyList<string> people,
        IEnumerable<BusyTime> more
    ) => SlotFinder.Find(window with { Busy = [.. window.Busy, .. PollBusy.Of(call, people), .. more] });

    /// <summary>Whether calendars will be looked into.</summary>
    public static bool WillAsk(Call call, DatePollSpec spec) =>
        spec is { Window: not null, Slots.Count: 0 } && CalendarService.Invitees(call, spec.Participants).Count > 0;

    /// <summary>Asks the calendars; the poll waits for the answer.</summary>
    /// <returns>False where there is none to ask.</returns>
    public static bool Ask(Call call, DatePoll poll, SlotSearch window) =>
        MeetingBook.AskFreeBusy(
            call,
            DatePolling.Alone,
            poll.Id,
            poll.Participants,
            window.From,
            window.Zone.AtStartOfDay(window.LastDay.PlusDays(1)).ToInstant()
        );

    /// <summary>The calendars answered.</summary>
    public static void Answered(Call call, Registry registry, Content.FreeBusy answer)
    {
        if (call.Find(DatePoll.Kind, answer.Subject) is { State: PollState.Searching } poll)
            Open(call, registry, poll, answer.Busy);
    }

    /// <summary>The calendars did not answer.</summary>
    public static void Late(Call call, Registry registry, Content.Due due)
    {
        if (call.Find(DatePoll.Kind, due.Subject) is { State: PollState.Searching } poll)
            Open(call, registry, poll, []);
    }

    private static void Open(Call call, Registry registry, DatePoll poll, IReadOnlyList<BusyTime> busy)
    {
        var window = poll.Window!.ToSearch(PollText.Zone(call, poll)) with { Needed = poll.Needed };
        var slots = DatePolling.Numbered(call, Find(call, window, poll.Participants, busy));
        if (slots.Count == 0)
        {
            PollEnding.GiveUp(call, registry, poll);
            return;
        }
        poll = DatePolling.Opened(call, poll with { State = PollState.Open, Window = null }, slots);
        PollTimers.Set(call, poll);
        PollPlaces.Open(call, poll);
    }
}
