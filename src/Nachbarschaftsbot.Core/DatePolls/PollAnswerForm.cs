using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.DatePolls;

/// <summary>Answering as a form: which dates suit, which can be done if they must; the others do not suit.</summary>
internal static class PollAnswerForm
{
    /// <summary>The form; its subject is the poll.</summary>
    public static FormSpec Of(Registry registry) =>
        new(
            "terminantwort",
            [
                new SeveralQuestion("ja", (call, draft) => Dates(call, draft)) { Optional = true },
                new SeveralQuestion("notfalls", (call, draft) => Dates(call, draft, draft["ja"])) { Optional = true },
            ],
            (call, draft) => Complete(call, registry, draft)
        )
        {
            StillPossible = (call, draft) => PollAnswers.Answerable(call, draft.Subject ?? "") is not null,
            Opening = (call, draft) =>
                call.Find(DatePoll.Kind, draft.Subject ?? "") is { } poll ? [PollText.Title(poll)] : [],
        };

    private static IReadOnlyList<FieldOption> Dates(Call call, Draft draft, string? without = null)
    {
        if (call.Find(DatePoll.Kind, draft.Subject ?? "") is not { } poll)
            return [];
        var taken = (without ?? "").Split(',');
        return
        [
            .. poll
                .Slots.Where(s => s.Start > call.Now && !taken.Contains(s.Id))
                .Select(s => new FieldOption(s.Id, PollText.Slot(call, poll, s))),
        ];
    }

    private static void Complete(Call call, Registry registry, Draft draft)
    {
        var poll = call.Find(DatePoll.Kind, draft.Subject!)!;
        var (yes, maybe) = ((draft["ja"] ?? "").Split(','), (draft["notfalls"] ?? "").Split(','));
        PollAnswers.Take(
            call,
            registry,
            poll,
            poll.Slots.Where(s => s.Start > call.Now)
                .ToDictionary(
                    s => s.Id,
                    s =>
                        yes.Contains(s.Id) ? PollVoice.Yes
                        : maybe.Contains(s.Id) ? PollVoice.IfNeeded
                        : PollVoice.No
                )
        );
        call.Say("datepoll.saved");
    }
}
