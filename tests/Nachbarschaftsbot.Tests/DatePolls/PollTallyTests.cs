using FsCheck;
using FsCheck.Fluent;
using Nachbarschaftsbot.Core.DatePolls;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Tests.DatePolls;

/// <summary>Which date is the best.</summary>
public sealed class PollTallyTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 12, 2, 9, 0);

    private static readonly Gen<DatePoll> Polls =
        from slots in Gen.Choose(1, 6)
        from people in Gen.Choose(0, 8)
        from voices in Gen.ArrayOf(Gen.Choose(0, 3), slots * people)
        from minimum in Gen.Choose(1, 5)
        from needed in Gen.Choose(0, 2)
        select Poll(slots, people, minimum, needed, (person, slot) => voices[person * slots + slot]);

    [Fact]
    public void What_the_rule_takes_satisfies_it_and_nothing_better_is_left() =>
        Prop.ForAll(
                Polls.ToArbitrary(),
                poll =>
                {
                    var all = poll.Slots.Select(s => PollTally.Of(poll, s)).ToList();
                    var good = all.Where(t => t.NeededCome && t.Come >= poll.Minimum).ToList();
                    return PollTally.Best(poll, Now) is { } best
                        ? good.Exists(t => t.Slot == best)
                            && good.TrueForAll(t =>
                                t.Come < PollTally.Of(poll, best).Come
                                || t.Come == PollTally.Of(poll, best).Come && t.Yes <= PollTally.Of(poll, best).Yes
                            )
                        : good.Count == 0;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Who_can_if_needed_counts_but_a_yes_counts_first_among_equals()
    {
        // Date 1: two yes. Date 2: two yes, one if needed. Date 3: three yes.
        var poll = Poll(
            3,
            3,
            2,
            0,
            (person, slot) =>
                slot == 0 && person == 2 ? 1
                : slot == 1 && person == 2 ? 2
                : 3
        );
        Assert.Equal(["3", "2", "1"], PollTally.Ranked(poll, Now).Select(t => t.Slot.Id));
    }

    [Fact]
    public void Dates_that_are_over_are_not_taken()
    {
        var poll = Poll(2, 2, 1, 0, (_, slot) => slot == 0 ? 3 : 2);
        Assert.Equal("1", PollTally.Best(poll, Now)!.Id);
        Assert.Equal("2", PollTally.Best(poll, poll.Slots[0].Start)!.Id);
        Assert.Null(PollTally.Best(poll, poll.Slots[1].Start));
    }

    /// <summary>Voices: 0 nothing said, 1 no, 2 if needed, 3 yes.</summary>
    private static DatePoll Poll(int slots, int people, int minimum, int needed, Func<int, int, int> voice) =>
        new()
        {
            Id = "p",
            Quartier = "linden",
            Title = Text.Plain("Treffen"),
            Feature = DatePolling.Alone,
            Owner = "0",
            Minimum = minimum,
            Needed = [.. Enumerable.Range(0, Math.Min(needed, people)).Select(n => $"{n}")],
            Slots =
            [
                .. Enumerable
                    .Range(0, slots)
                    .Select(i => new PollSlot(
                        $"{i + 1}",
                        Now + Duration.FromDays(i + 1),
                        Now + Duration.FromDays(i + 1) + Duration.FromHours(1)
                    )),
            ],
            Answers =
            [
                .. Enumerable
                    .Range(0, people)
                    .Select(p => new PollAnswer(
                        $"{p}",
                        $"P{p}",
                        Enumerable
                            .Range(0, slots)
                            .Where(s => voice(p, s) > 0)
                            .ToDictionary(s => $"{s + 1}", s => (PollVoice)(voice(p, s) - 1)),
                        Now
                    )),
            ],
        };
}
