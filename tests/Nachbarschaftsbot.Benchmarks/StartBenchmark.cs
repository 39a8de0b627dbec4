using System.Diagnostics;
using Nachbarschaftsbot.Benchmarks.Driver;

namespace Nachbarschaftsbot.Benchmarks;

/// <summary>How long until the program takes messages, with 100,000 open requests and as many timers.</summary>
internal static class StartBenchmark
{
    private const int Requests = 100_000;

    /// <summary>Measures and gives the row of the table.</summary>
    public static async Task<IReadOnlyList<string>> Run(int runs)
    {
        var folder = Directory.CreateTempSubdirectory("bench-").FullName;
        try
        {
            await Neighbours.SeedRequests(folder, Requests);
            var seconds = new List<double>();
            for (var run = 0; run < runs; run++)
                seconds.Add(await Once(folder));
            return
            [
                Table.Limit(
                    $"Bereit nach dem Start, {Table.Count(Requests)} offene Anfragen und Timer",
                    Table.Median(seconds),
                    2,
                    "s",
                    "F2"
                ),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> Once(string folder)
    {
        using var api = new FakeApi(_ => { });
        using var http = new HttpClient();
        var port = LoadBenchmark.FreePort();
        var started = Stopwatch.GetTimestamp();
        var starting = Ours.Start(port, api.Address, folder);
        while (!await IsReady(http, port))
            await Task.Delay(10);
        var elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
        using var bot = await starting;
        Console.WriteLine($"ready after {elapsed:F2} s");
        return elapsed;
    }

    private static async Task<bool> IsReady(HttpClient http, int port)
    {
        try
        {
            using var answer = await http.GetAsync($"http://127.0.0.1:{port}/health/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
