using FsCheck;
using FsCheck.Fluent;
using Nachbarschaftsbot.Core.DatePolls;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Tests.Transcripts;
using NodaTime;

namespace Nachbarschaftsbot.Tests.DatePolls;

/// <summary>What holds for a poll whatever people do, in whatever order.</summary>
public sealed class RandomPollTests
{
    private static readonly string[] Voices = ["p-yes", "p-maybe", "p-no", "p-all", "p-none"];
    private static readonly string[] Deciding = ["p-decide", "p-pick", "p-longer", "p-cancel", "p-end", "p-keep"];

    private static readonly Dictionary<PollState, PollState[]> Edges = new()
    {
        [PollState.Open] = [PollState.Closed, PollState.Found, PollState.Cancelled],
        [PollState.Closed] = [PollState.Open, PollState.Found, PollState.NotFound, PollState.Cancelled],
        [PollState.Found] = [],
        [PollState.NotFound] = [],
        [PollState.Cancelled] = [],
    };

    /// <summary>Somebody (0 to 3; 3 is a stranger to the poll) does something about a date, or hours pass.</summary>
    private sealed record Step(int Who, string Verb, int Slot, int Hours)
    {
        public override string ToString() => Hours > 0 ? $"{Hours} h" : $"{Who}:{Verb}:{Slot}";
    }

    private static readonly Gen<Step> Steps = Gen.Frequency(
        (
            6,
            from who in Gen.Choose(0, 3)
            from verb in Gen.Elements(Voices)
            from slot in Gen.Choose(1, 3)
            select new Step(who, verb, slot, 0)
        ),
        (
            2,
            from who in Gen.Choose(0, 3)
            from verb in Gen.Elements(Deciding)
            from slot in Gen.Choose(1, 3)
            select new Step(who, verb, slot, 0)
        ),
        (2, from hours in Gen.Choose(1, 20) select new Step(0, "", 0, hours))
    );

    [Fact]
    public void States_change_only_along_the_edges_and_the_end_is_told_once() =>
        Prop.ForAll(
                Gen.Zip(Gen.ListOf(Steps), Gen.Elements(true, false)).ToArbitrary(),
                walk => Walk(walk.Item1, walk.Item2).GetAwaiter().GetResult()
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    private static async Task Walk(IEnumerable<Step> steps, bool byRule)
    {
        var people = new List<Actor>();
        var ends = 0;
        await using var hood = await Hood.Start(also: registry =>
        {
            registry.Add(
                new CommandSpec(
                    "los",
                    Who.Everyone,
                    Where.Anywhere,
                    call => DatePolling.Start(call, Spec(call, people, byRule))
                )
            );
            registry.OnDateFound["walk"] = (_, _, _) => ends++;
        });
        for (var i = 0; i < 4; i++)
            people.Add(await hood.Neighbour($"N{i}"));
        await people[0].Says("/los");
        var poll = await hood.Poll(people[0]);
        foreach (var step in steps)
        {
            if (step.Hours > 0)
                await hood.Advance(Duration.FromHours(step.Hours));
            else
                await people[step.Who].TapsToken($"1:{step.Verb}:{poll.Id}:{step.Slot}");
            poll = await Holds(hood, people, poll, step);
        }
        Assert.Equal(poll.State == PollState.Found ? 1 : 0, ends);
    }

    private static async Task<DatePoll> Holds(Hood hood, List<Actor> people, DatePoll before, Step step)
    {
        var poll = await hood.Find(DatePoll.Kind, before.Id);
        Assert.NotNull(poll);
        // Hours can hold more than one change.
        if (poll.State != before.State && step.Hours == 0)
            Assert.Contains(poll.State, Edges[before.State]);
        if (Edges[before.State].Length == 0)
            Assert.Equal(before.State, poll.State);
        Assert.Equal(poll.State == PollState.Found, poll.ChosenSlot is not null);
        Assert.All(poll.Answers, a => Assert.Contains(a.Person, poll.Participants));
        Assert.DoesNotContain(poll.Answers, a => a.Person == people[3].PersonId);
        Assert.Equal(poll.Answers.Count, poll.Answers.DistinctBy(a => a.Person).Count());
        var cards = people.Take(3).Select(p => DatePollWorld.Card(p.Chat)).ToList();
        var counts = cards.Select(c => c.Split('\n').Where(l => l.StartsWith("Ja: ") && l.Contains("Nein:")));
        Assert.Single(counts.Select(c => string.Join('|', c)).Distinct());
        Assert.DoesNotContain(people[3].Chat.Messages, m => m.Ref == $"poll:{poll.Id}");
        return poll;
    }

    private static DatePollSpec Spec(Call call, List<Actor> people, bool byRule) =>
        new()
        {
            Quartier = "linden",
            Title = Text.Plain("Treffen"),
            Feature = "walk",
            Owner = call.Person!.Id,
            Participants = [.. people.Take(3).Select(p => p.PersonId)],
            Slots = [.. Enumerable.Range(1, 3).Select(d => DatePollWorld.Hour(call.Now, d))],
            Deadline = call.Now + Duration.FromHours(12),
            Minimum = 2,
            ByRule = byRule,
        };
}
