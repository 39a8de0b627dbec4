namespace Nachbarschaftsbot.Core.DatePolls;

/// <summary>How one date stands. Pure arithmetic.</summary>
/// <param name="Slot">The date.</param>
/// <param name="Yes">How many it suits.</param>
/// <param name="IfNeeded">How many can if they must.</param>
/// <param name="No">How many it does not suit.</param>
/// <param name="NeededCome">Whether everybody without whom it does not work can come.</param>
internal sealed record PollTally(PollSlot Slot, int Yes, int IfNeeded, int No, bool NeededCome)
{
    /// <summary>How many can come.</summary>
    public int Come => Yes + IfNeeded;

    /// <summary>Counts one date.</summary>
    public static PollTally Of(DatePoll poll, PollSlot slot)
    {
        var voices = poll.Answers.Where(a => a.Voices.ContainsKey(slot.Id)).ToList();
        return new(
            slot,
            voices.Count(a => a.Voices[slot.Id] == PollVoice.Yes),
            voices.Count(a => a.Voices[slot.Id] == PollVoice.IfNeeded),
            voices.Count(a => a.Voices[slot.Id] == PollVoice.No),
            poll.Needed.All(id => voices.Exists(a => a.Person == id && a.Voices[slot.Id] != PollVoice.No))
        );
    }

    /// <summary>All dates that lie ahead, the best first: most who can come, then most whom it suits, then the earliest.</summary>
    public static IReadOnlyList<PollTally> Ranked(DatePoll poll, NodaTime.Instant now) =>
        [
            .. poll
                .Slots.Where(s => s.Start > now)
                .Select(s => Of(poll, s))
                .OrderByDescending(t => t.NeededCome)
                .ThenByDescending(t => t.Come)
                .ThenByDescending(t => t.Yes)
                .ThenBy(t => t.Slot.Start),
        ];

    /// <summary>The best date that satisfies the rule: enough people can come, and everybody needed. Null where there is none.</summary>
    public static PollSlot? Best(DatePoll poll, NodaTime.Instant now) =>
        Ranked(poll, now).FirstOrDefault(t => t.NeededCome && t.Come >= poll.Minimum)?.Slot;
}
