using System.Text.RegularExpressions;
using Nachbarschaftsbot.Benchmarks;
using Nachbarschaftsbot.Benchmarks.Driver;
using Nachbarschaftsbot.EndToEnd.Operations;
using Nachbarschaftsbot.Store.Sqlite;

namespace Nachbarschaftsbot.EndToEnd.Crash;

/// <summary>kill -9 under load, with redelivery: every request takes effect exactly once, and every message gets its answer.</summary>
public sealed partial class CrashTests(ITestOutputHelper output)
{
    private const int Kills = 60;
    private const int Connections = 16;

    [Fact]
    public async Task Sixty_kills_under_load_lose_nothing_and_double_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("crash-").FullName;
        try
        {
            using var run = new CrashRun(folder, Connections);
            await run.Run(Kills);
            var stored = await Tags(Neighbours.File(folder));
            var lost = run.Confirmed.Where(t => !stored.ContainsKey(t)).ToArray();
            var doubled = stored.Where(t => t.Value > 1).Select(t => t.Key).ToArray();
            var steps = Ours.Script.Steps.Count;
            var twice = run.Finished.Sum(c => Math.Max(0, run.RepliesTo(c) - steps));
            var silent = run.Finished.Where(c => run.RepliesTo(c) < steps).ToArray();
            output.WriteLine(
                $"{Kills} kills, {run.Updates} updates, {run.Redelivered} redelivered, {run.Confirmed.Count} requests, "
                    + $"{lost.Length} lost, {doubled.Length} doubled, {twice} replies twice, {silent.Length} chats with a reply missing"
            );
            Assert.True(run.Confirmed.Count > Kills, "There was hardly any load.");
            Assert.Empty(lost);
            Assert.Empty(doubled);
            Assert.Empty(silent);
            // Only what was on its way when the program died can come twice: at most one message per connection and kill.
            Assert.InRange(twice, 0, Kills * Connections);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>How often each mark stands in a request; the file is whole.</summary>
    private static async Task<Dictionary<string, int>> Tags(string file)
    {
        await using var store = Neighbours.Open(Path.GetDirectoryName(file)!, durable: true);
        var all = await Requests.All(store);
        Backup.Check(file);
        return all.GroupBy(r => Tag().Match(r.What).Value).ToDictionary(g => g.Key, g => g.Count());
    }

    [GeneratedRegex(@"r\d+-\d+\.")]
    private static partial Regex Tag();
}
