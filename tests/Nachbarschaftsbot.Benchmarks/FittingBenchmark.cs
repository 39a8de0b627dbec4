using System.Diagnostics;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Understanding;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Turns;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Benchmarks;

/// <summary>
/// How long it takes to find what fits a helper among 100,000 open requests: through the real store, with all that a turn loads for it.
/// </summary>
internal static class FittingBenchmark
{
    private const int Requests = 100_000;
    private const int Helpers = 2_000;
    private const int Warm = 200;
    private const int Portion = 5;
    private static readonly Capabilities Able = new(false, true, 4096, new Pace(1, 1, 1, 1));

    /// <summary>Measures and gives the row of the table.</summary>
    public static async Task<IReadOnlyList<string>> Run(int runs)
    {
        var folder = Directory.CreateTempSubdirectory("bench-").FullName;
        try
        {
            await Neighbours.SeedRequests(folder, Requests);
            var p99 = new List<double>();
            for (var run = 0; run < runs; run++)
                p99.Add(await Once(folder, run));
            return
            [
                Table.Limit(
                    $"Passendes finden, {Table.Count(Requests)} offene Anfragen, p99",
                    Table.Median(p99),
                    5,
                    "ms",
                    "F2"
                ),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> Once(string folder, int run)
    {
        await using var store = Neighbours.Open(folder, durable: true);
        var random = new Random(run);
        var took = new List<double>(Helpers);
        for (var n = 0; n < Helpers + Warm; n++)
        {
            var helper = Helper(random, n);
            var started = Stopwatch.GetTimestamp();
            var found = await Find(store, helper);
            if (n >= Warm)
                took.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            if (found.Count != Portion)
                throw new InvalidOperationException($"Found {found.Count} instead of {Portion}.");
        }
        took.Sort();
        var p99 = took[(int)(took.Count * 0.99)];
        Console.WriteLine($"fitting: p50 {took[took.Count / 2]:F2} ms, p99 {p99:F2} ms");
        return p99;
    }

    /// <summary>As a turn does it: decide, load what was missing, decide again.</summary>
    private static async Task<IReadOnlyList<HelpRequest>> Find(IStore store, Person helper)
    {
        var world = new World(store);
        var place = helper.Reaches[0].Place;
        var inbound = new Inbound(
            "bench",
            place,
            new Sender(helper.Reaches[0].Account, helper.FirstName, "de"),
            new Content.Words("/stoebern")
        );
        while (true)
        {
            IReadOnlyList<HelpRequest> found = [];
            try
            {
                var now = TimeProvider.System.GetCurrentInstant();
                var call = new Call(inbound, world, now, new Ids(new byte[32], now), _ => Able);
                found = Fitting.For(call, helper, Direction.Gesuch, Portion);
            }
            catch when (world.IsIncomplete) { }
            if (!world.IsIncomplete)
                return found;
            await world.Load();
        }
    }

    /// <summary>Somebody who wants to hear of some categories, or of all.</summary>
    private static Person Helper(Random random, int n)
    {
        var account = new Account("telegram", $"{n}");
        var now = TimeProvider.System.GetCurrentInstant();
        return new()
        {
            Id = $"helper{n}",
            FirstName = "Erika",
            Quartier = Neighbours.QuartierId,
            Categories = [.. Categories.All.Select(c => c.Id).Where(_ => random.Next(3) == 0)],
            Reaches = [new(account, new Place("telegram", $"{n}", null, PlaceKind.Private), false, now)],
        };
    }
}
