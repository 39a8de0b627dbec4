using Nachbarschaftsbot.Benchmarks;

// dotnet run -c Release --project tests/Nachbarschaftsbot.Benchmarks -- [--peer FOLDER] [--runs 3] [--seconds 8] [--warm 30] [--only load|start|fitting|teams|relay]
string Option(string name, string otherwise)
{
    var at = Array.IndexOf(args, name);
    return at >= 0 && at + 1 < args.Length ? args[at + 1] : otherwise;
}

var peer = Option("--peer", Path.Combine("..", "shared", "bench", "peer-grammy"));
var runs = int.Parse(Option("--runs", "3"));
var seconds = int.Parse(Option("--seconds", "8"));
var warm = TimeSpan.FromSeconds(int.Parse(Option("--warm", "30")));
var only = Option("--only", "all");

var rows = new List<string>();
if (only is "all" or "load")
    rows.AddRange(await LoadBenchmark.Run(peer, runs, seconds, warm));
if (only is "all" or "start")
    rows.AddRange(await StartBenchmark.Run(runs));
if (only is "all" or "fitting")
    rows.AddRange(await FittingBenchmark.Run(runs));
if (only is "all" or "teams")
    rows.AddRange(await TeamsBenchmark.Run(runs));
if (only is "all" or "relay")
    rows.AddRange(await RelayBenchmark.Run(runs));

Console.WriteLine();
Console.WriteLine($"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}, {Machine.Words}, Mediane aus {runs} Läufen");
Console.WriteLine();
Console.WriteLine("| | Vergleich (grammY) | Nachbarschaftsbot | Verhältnis | Ziel | erreicht |");
Console.WriteLine("|---|---|---|---|---|---|");
foreach (var row in rows)
    Console.WriteLine(row);
return rows.Any(r => r.EndsWith("| nein |", StringComparison.Ordinal)) ? 1 : 0;
