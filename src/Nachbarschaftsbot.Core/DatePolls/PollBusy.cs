using Nachbarschaftsbot.Core.Dialogues;

namespace Nachbarschaftsbot.Core.DatePolls;

/// <summary>When people cannot come, as far as the bot knows: dates that other polls have found.</summary>
internal static class PollBusy
{
    /// <summary>The times in which these persons are busy.</summary>
    public static IReadOnlyList<BusyTime> Of(Call call, IReadOnlyList<string> persons) =>
        [
            .. persons
                .Distinct()
                .SelectMany(person =>
                    PollData
                        .Of(call, person)
                        .Where(p => p.State == PollState.Found && p.AnswerOf(person) is not null)
                        .Select(p => p.ChosenSlot)
                        .OfType<PollSlot>()
                        .Where(s => s.End > call.Now)
                        .Select(s => new BusyTime(person, s.Start, s.End))
                ),
        ];
}
