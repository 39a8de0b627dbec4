using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.DatePolls;

/// <summary>The polls of a person that are still going on.</summary>
internal static class PollThings
{
    private const int Most = 6;

    /// <summary>What stands in "Meine Sachen".</summary>
    public static IReadOnlyList<(IReadOnlyList<Text> Lines, IReadOnlyList<Button> Buttons)> Of(Call call) =>
        [.. Running(call).Select(p => (Lines(call, p), (IReadOnlyList<Button>)[Press.Button("p-show", p.Id)]))];

    /// <summary>Polls that the person asks or is asked in, what waits for an answer first.</summary>
    public static IEnumerable<DatePoll> Running(Call call) =>
        call.Person is not { Id: var me }
            ? []
            : PollData
                .Of(call, me)
                .Where(p => p.State == PollState.Open || p.State == PollState.Closed && p.Owner == me)
                .OrderBy(p => p.AnswerOf(me) is not null)
                .ThenBy(p => p.Deadline);

    /// <summary>A list of polls, each with the button that shows it.</summary>
    public static Message List(Call call, IReadOnlyList<DatePoll> polls)
    {
        var message = Message.Of(Text.Title("datepoll.running"));
        foreach (var (poll, number) in polls.Take(Most).Select((p, i) => (p, i + 1)))
            message = message
                .And([.. Lines(call, poll)])
                .Row(Press.Labelled(Text.Of("datepoll.show.n", ("n", number)), "p-show", poll.Id));
        return message;
    }

    private static IReadOnlyList<Text> Lines(Call call, DatePoll poll) =>
        [
            PollText.Title(poll),
            poll.State == PollState.Closed ? "datepoll.mine.decide"
            : poll.AnswerOf(call.Person!.Id) is null
                ? Text.Of("datepoll.mine.answer", PollText.At(call, poll, "deadline", poll.Deadline))
            : Text.Of("datepoll.mine.waits", PollText.At(call, poll, "deadline", poll.Deadline)),
        ];
}
