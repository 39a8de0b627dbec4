using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Meetings;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.DatePolls;

/// <summary>How a poll looks: what it is for, the dates with what was said, until when, and what can be done.</summary>
internal static class PollCard
{
    /// <summary>The ref of a poll's card, the same in every place.</summary>
    public static string Ref(string poll) => $"poll:{poll}";

    /// <summary>The card for a place.</summary>
    public static Message Of(Call call, DatePoll poll, string? reader) =>
        Buttons(
            call,
            poll,
            reader,
            new Message
            {
                Ref = Ref(poll.Id),
                Priority = Priority.Notice,
                Lines = [.. Head(call, poll), .. Dates(call, poll, reader), .. Foot(poll)],
            }
        );

    /// <summary>What others see before anybody has answered, for the preview.</summary>
    public static IReadOnlyList<Text> Preview(Call call, DatePoll poll) =>
        [.. Head(call, poll), .. poll.Slots.Select(s => PollText.Slot(call, poll, s)), .. Foot(poll)];

    private static IEnumerable<Text> Head(Call call, DatePoll poll)
    {
        yield return Text.Title("datepoll.card");
        yield return PollText.Title(poll);
        if (poll.Online)
            yield return "datepoll.online";
        if (poll.Where.Length > 0)
            yield return Text.Of("datepoll.where", ("where", poll.Where));
        switch (poll.State)
        {
            case PollState.Open:
                yield return Text.Of("datepoll.open", PollText.At(call, poll, "deadline", poll.Deadline));
                break;
            case PollState.Found when poll.ChosenSlot is { } slot:
                yield return Found(call, poll, slot);
                break;
            default:
                yield return $"datepoll.state.{poll.StateName.ToLowerInvariant()}";
                break;
        }
    }

    /// <summary>The date as it stands now: the meeting that came of it may have been moved or cancelled.</summary>
    private static Text Found(Call call, DatePoll poll, PollSlot slot) =>
        (poll.Meeting is null ? null : call.Find(Meeting.Kind, poll.Meeting)) switch
        {
            { State: MeetingState.Cancelled } => "datepoll.found.off",
            { } meeting when meeting.Start != slot.Start || meeting.End != slot.End => Text.Of(
                "datepoll.found.moved",
                PollText.When(call, poll, new PollSlot(slot.Id, meeting.Start, meeting.End))
            ),
            _ => Text.Of("datepoll.found", PollText.When(call, poll, slot)),
        };

    private static IEnumerable<Text> Dates(Call call, DatePoll poll, string? reader)
    {
        var own = reader is null ? null : poll.AnswerOf(reader);
        foreach (var slot in Shown(poll))
        {
            yield return PollText.Slot(call, poll, slot);
            yield return PollText.Counts(poll, slot);
            foreach (var names in PollText.Names(poll, slot))
                yield return names;
            if (own is not null && own.Voices.TryGetValue(slot.Id, out var voice))
                yield return Text.Of("datepoll.own", Arg.OfKey("voice", PollText.Key(voice)));
        }
    }

    /// <summary>All dates while it is open; the one that was found afterwards.</summary>
    private static IEnumerable<PollSlot> Shown(DatePoll poll) =>
        poll.ChosenSlot is { } chosen ? [chosen]
        : poll.State is PollState.Open or PollState.Closed ? poll.Slots
        : [];

    private static IEnumerable<Text> Foot(DatePoll poll)
    {
        if (poll.State != PollState.Open)
            yield break;
        if (poll.Answers.Count > 0)
            yield return Text.Of("datepoll.answered", ("count", poll.Answers.Count));
        if (poll.Minimum > 1)
            yield return Text.Of("datepoll.minimum", ("count", poll.Minimum));
        yield return poll.Names ? "datepoll.seen.names" : "datepoll.seen.counts";
        yield return poll.ByRule ? "datepoll.ends.rule" : "datepoll.ends.person";
    }

    private static Message Buttons(Call call, DatePoll poll, string? reader, Message message)
    {
        if (poll.State == PollState.Open)
        {
            var ahead = poll.Slots.Where(s => s.Start > call.Now).ToList();
            foreach (var slot in ahead)
                message = message.Row(
                    Voice(poll, slot, PollVoice.Yes),
                    Voice(poll, slot, PollVoice.IfNeeded),
                    Voice(poll, slot, PollVoice.No)
                );
            // A poll of a messenger's own shows names: alone with the bot that tells nobody anything.
            if (reader is not null || poll.Names)
                message = message with { Polls = [.. ahead.Select(s => Poll(call, poll, s))] };
            if (ahead.Count > 1)
                message = message.Row(Press.Button("p-all", poll.Id), Press.Button("p-none", poll.Id));
            if (reader is not null)
                message = message.Row(Press.Button("p-answer", poll.Id));
        }
        if (reader != poll.Owner)
            return message;
        return poll.State switch
        {
            PollState.Open => message.Row(Press.Button("p-decide", poll.Id), Press.Button("p-cancel", poll.Id)),
            PollState.Closed => message
                .Row(Press.Button("p-decide", poll.Id))
                .Row(Press.Button("p-longer", poll.Id), Press.Button("p-cancel", poll.Id)),
            _ => message,
        };
    }

    private static PollView Poll(Call call, DatePoll poll, PollSlot slot) =>
        new(
            slot.Id,
            PollText.Slot(call, poll, slot),
            [
                Answer(poll, slot, PollVoice.Yes),
                Answer(poll, slot, PollVoice.IfNeeded),
                Answer(poll, slot, PollVoice.No),
            ]
        );

    private static Button Answer(DatePoll poll, PollSlot slot, PollVoice voice) =>
        Press.Labelled(PollText.Key(voice), Verb(voice), poll.Id, slot.Id);

    private static Button Voice(DatePoll poll, PollSlot slot, PollVoice voice) =>
        Press.Labelled(
            Text.Of("datepoll.vote", ("n", slot.Id), Arg.OfKey("voice", PollText.Key(voice))),
            Verb(voice),
            poll.Id,
            slot.Id
        );

    private static string Verb(PollVoice voice) =>
        voice switch
        {
            PollVoice.Yes => "p-yes",
            PollVoice.IfNeeded => "p-maybe",
            _ => "p-no",
        };
}
