using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Vermittlungen;
using Nachbarschaftsbot.Tests.Transcripts;
using Nachbarschaftsbot.Turns;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Vermittlungen;

/// <summary>People do everything in any order; what must always hold holds after each step.</summary>
public sealed class RandomWalkTests
{
    private const int Steps = 150;

    private static readonly string[] Words =
    [
        "überspringen",
        "morgen um 10 Uhr",
        "Am Brunnen vor dem Tor",
        "ja",
        "fertig",
        "abbrechen",
        "Hallo, wie geht es?",
        "absenden",
        "0170 1234567",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task What_must_hold_holds(int seed)
    {
        var random = new Random(seed);
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        Actor[] all = [ada, await hood.Neighbour("Ben"), await hood.Neighbour("Cem"), await hood.Neighbour("Dana")];
        var request = await hood.Asks(ada, places: 1 + seed % 3, firstComes: seed % 2 == 0, when: "~");
        string[] verbs =
        [
            .. hood.Registry.Buttons.Select(b => b.Verb).Where(v => v.StartsWith("v-", StringComparison.Ordinal)),
        ];
        for (var step = 0; step < Steps; step++)
        {
            var actor = all[random.Next(all.Length)];
            var about = all[random.Next(1, all.Length)];
            var result = random.Next(10) switch
            {
                < 2 => await actor.TapsToken($"1:v-help:{request.Id}:"),
                < 5 => await Tap(actor, about, verbs[random.Next(verbs.Length)]),
                < 9 => await actor.Says(Words[random.Next(Words.Length)]),
                _ => await Wait(random),
            };
            Assert.True(result.Outcome == TurnOutcome.Done, $"step {step} of seed {seed}");
            await Holds(hood, request.Id);
        }

        Task<TurnResult> Tap(Actor actor, Actor about, string verb) =>
            actor.TapsToken(
                verb is "v-over" or "v-more" or "v-list"
                    ? $"1:{(verb == "v-over" ? "v-list" : verb)}:{request.Id}:"
                    : $"1:{verb}:{Marks.Vermittlung(request.Id, about.PersonId)}:{Newest(actor, verb)}"
            );

        async Task<TurnResult> Wait(Random random)
        {
            await hood.Advance(Duration.FromMinutes(random.Next(5, 600)));
            return new(TurnOutcome.Done);
        }
    }

    /// <summary>The argument of the newest button of this kind that the actor sees.</summary>
    private static string Newest(Actor actor, string verb) =>
        actor
            .Chat.Messages.SelectMany(m => m.Buttons.SelectMany(r => r))
            .LastOrDefault(b => b.Token.StartsWith($"1:{verb}:", StringComparison.Ordinal))
            ?.Token.Split(':')[3]
        ?? "";

    private static async Task Holds(Hood hood, string id)
    {
        var request = (await hood.Find(HelpRequest.Kind, id))!;
        var matches = await hood.Query(Vermittlung.Kind, "request", id);
        Assert.True(request.Taken.Count <= request.Places);
        Assert.Equal(request.Taken.Count, request.Taken.Distinct().Count());
        Assert.All(matches.Where(m => m.IsLive), m => Assert.Contains(m.Id, request.Taken));
        if (request.State is RequestState.Open or RequestState.Full)
            Assert.Equal(request.Free == 0, request.State == RequestState.Full);
        if (request.State == RequestState.Full)
            Assert.DoesNotContain(matches, m => m.State == VermittlungState.Offered);
        Assert.All(matches.Where(m => m.State == VermittlungState.Agreed), m => Assert.NotNull(m.Agreed));
        Assert.All(matches.Where(m => m.ContactAgreed.Count != 1), m => Assert.Empty(m.Contacts));
        foreach (var match in matches)
        {
            var shown = await hood.Find(Disclosure.Kind, Marks.Disclosure(match.Id, match.Owner));
            if (match.ContactAgreed.Count == 2)
                Assert.NotNull(shown);
        }
    }
}
