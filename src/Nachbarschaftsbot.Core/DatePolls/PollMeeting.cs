using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Meetings;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.DatePolls;

/// <summary>What comes of a poll that somebody started for themselves: a meeting, which its owner can move and cancel.</summary>
internal static class PollMeeting
{
    /// <summary>Invites everybody who was asked, apart from those who cannot come then; they hear the date.</summary>
    public static void Make(Call call, DatePoll poll, PollSlot slot)
    {
        var away = poll
            .Answers.Where(a => a.Voices.TryGetValue(slot.Id, out var voice) && voice == PollVoice.No)
            .Select(a => a.Person)
            .ToHashSet();
        var meeting = MeetingBook.Schedule(
            call,
            new Meeting
            {
                Id = call.Ids.Short(),
                Quartier = poll.Quartier,
                Title = poll.Title,
                Start = slot.Start,
                End = slot.End,
                Where = poll.Where,
                Online = poll.Online,
                Participants = [.. poll.Participants.Where(p => !away.Contains(p))],
                Channels = poll.Channels,
                Owner = poll.Owner,
                Feature = DatePolling.Alone,
                Subject = poll.Id,
            }
        );
        call.Put(DatePoll.Kind, poll with { Meeting = meeting.Id });
        PollPlaces.TellAll(
            call,
            poll,
            person => person is not null && away.Contains(person) ? Told(call, poll, slot) : null
        );
    }

    /// <summary>A meeting was moved or cancelled: the card of the poll it came of says so too. The people hear it otherwise.</summary>
    public static void Follow(Call call, Meeting meeting)
    {
        var poll =
            meeting.Subject.Length == 0 ? null
            : meeting.Feature == DatePolling.Alone ? call.Find(DatePoll.Kind, meeting.Subject)
            : DatePolling.About(call, meeting.Feature, meeting.Subject);
        if (poll is { State: PollState.Found })
            PollPlaces.Refresh(call, poll with { Meeting = meeting.Id });
    }

    private static Message Told(Call call, DatePoll poll, PollSlot slot) =>
        Message.Of(
            Text.Of("datepoll.told", PollText.When(call, poll, slot)),
            PollText.Title(poll),
            "datepoll.told.away"
        ) with
        {
            Priority = Priority.Notice,
        };
}
