using System.Net;
using System.Net.Sockets;
using Nachbarschaftsbot.Benchmarks.Driver;

namespace Nachbarschaftsbot.Benchmarks;

/// <summary>
/// Updates through the webhook, at 16 and 64 connections. Ours and the peer run beside each other and are measured in turn, a second each, so
/// that what else the machine does meets both alike.
/// </summary>
internal static class LoadBenchmark
{
    private static readonly int[] Connections = [16, 64];
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WarmSlice = TimeSpan.FromSeconds(3);

    /// <summary>Measures and gives the rows of the table.</summary>
    /// <param name="peerFolder">Folder of the peer; without it only our own figures.</param>
    /// <param name="runs">How often; the table has the medians.</param>
    /// <param name="seconds">Length of each measurement.</param>
    /// <param name="warm">How long each bot works before: long enough that the code of both has been compiled for good.</param>
    public static async Task<IReadOnlyList<string>> Run(string peerFolder, int runs, int seconds, TimeSpan warm)
    {
        using var peer = Peer.Install(peerFolder);
        Contestant us = new("ours", Ours.Script, Ours.Start);
        Contestant? them = peer is null ? null : new("peer", Peer.Script, (port, api, _) => peer.Start(port, api));
        var ours = new Dictionary<int, List<LoadResult>>();
        var theirs = new Dictionary<int, List<LoadResult>>();
        for (var run = 0; run < runs; run++)
            foreach (var connections in Connections)
            {
                var results = await Measure(them is null ? [us] : [them, us], connections, warm, seconds);
                if (them is not null)
                    Note(theirs, connections, results[0], them.Name);
                Note(ours, connections, results[^1], us.Name);
            }
        var idle = await Idle();
        return Rows(theirs, ours, idle);
    }

    /// <summary>A free port on loopback.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void Note(Dictionary<int, List<LoadResult>> all, int connections, LoadResult result, string who)
    {
        if (!all.TryGetValue(connections, out var list))
            all[connections] = list = [];
        list.Add(result);
        Console.WriteLine(
            $"{who, 5} {connections, 3} connections: {result.PerSecond:F0}/s, ack p50 {result.AckP50:F1} p99 {result.AckP99:F1} ms, "
                + $"reply p50 {result.ReplyP50:F1} p99 {result.ReplyP99:F1} ms, {result.CpuMs:F3} CPU ms, {result.Rss:F0} MiB, {result.Bad} bad"
        );
    }

    /// <summary>Warms up and measures in turn.</summary>
    private static async Task<LoadResult[]> Measure(
        IReadOnlyList<Contestant> contestants,
        int connections,
        TimeSpan warm,
        int seconds
    )
    {
        var courses = new List<Course>();
        try
        {
            foreach (var contestant in contestants)
                courses.Add(await Course.Start(contestant, connections));
            // In turn as well: Node.js closes a connection that is silent for five seconds.
            for (var warmed = TimeSpan.Zero; warmed < warm; warmed += WarmSlice)
                foreach (var course in courses)
                    await course.Load.Warm(WarmSlice);
            for (var second = 0; second < seconds; second++)
                foreach (var course in courses)
                    await course.Load.Measure(Slice);
            var results = new List<LoadResult>();
            foreach (var course in courses)
                results.Add(await course.Load.End());
            return [.. results];
        }
        finally
        {
            foreach (var course in courses)
                course.Dispose();
        }
    }

    private static async Task<double> Idle()
    {
        var folder = Directory.CreateTempSubdirectory("bench-").FullName;
        try
        {
            using var api = new FakeApi(_ => { });
            using var bot = await Ours.Start(FreePort(), api.Address, folder);
            await Task.Delay(TimeSpan.FromSeconds(5));
            return bot.Stat().Rss;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static List<string> Rows(
        Dictionary<int, List<LoadResult>> theirs,
        Dictionary<int, List<LoadResult>> ours,
        double idle
    )
    {
        double Their(int connections, Func<LoadResult, double> figure) =>
            theirs.TryGetValue(connections, out var runs) ? Table.Median(runs, figure) : double.NaN;
        double Our(int connections, Func<LoadResult, double> figure) => Table.Median(ours[connections], figure);
        return
        [
            Table.Ratio("Updates/s, 16 Verbindungen", Their(16, r => r.PerSecond), Our(16, r => r.PerSecond), 3, true),
            Table.Ratio("Updates/s, 64 Verbindungen", Their(64, r => r.PerSecond), Our(64, r => r.PerSecond), 4, true),
            Table.Ratio(
                "p99 bis 200 (gespeichert), 16, ms",
                Their(16, r => r.AckP99),
                Our(16, r => r.AckP99),
                0.5,
                false,
                "F1"
            ),
            Table.Ratio(
                "p99 bis 200 (gespeichert), 64, ms",
                Their(64, r => r.AckP99),
                Our(64, r => r.AckP99),
                0.35,
                false,
                "F1"
            ),
            Table.Ratio("CPU-ms je Update, 16", Their(16, r => r.CpuMs), Our(16, r => r.CpuMs), 0.6, false, "F3"),
            Table.Limit("RSS unter Last (64)", Our(64, r => r.Rss), 140, "MiB"),
            Table.Limit("RSS im Leerlauf", idle, 90, "MiB"),
        ];
    }
}

/// <summary>A bot that is measured.</summary>
/// <param name="Name">Short name for the console.</param>
/// <param name="Script">What it is asked.</param>
/// <param name="Start">Starts it: port, address of the Bot API, folder of its own.</param>
internal sealed record Contestant(string Name, Script Script, Func<int, string, string, Task<BotProcess>> Start);
