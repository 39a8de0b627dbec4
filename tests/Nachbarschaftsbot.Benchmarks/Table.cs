using System.Globalization;
using Nachbarschaftsbot.Benchmarks.Driver;

namespace Nachbarschaftsbot.Benchmarks;

/// <summary>The table that stands in the README: ours beside the peer, medians, and whether the figure to reach was reached.</summary>
internal static class Table
{
    /// <summary>A row: what, the peer's figure, ours, the ratio or limit to reach.</summary>
    public static string Ratio(string what, double peer, double ours, double reach, bool atLeast, string format = "F0")
    {
        var ratio = ours / peer;
        var ok =
            double.IsNaN(peer) ? "–"
            : (atLeast ? ratio >= reach : ratio <= reach) ? "ja"
            : "nein";
        var sign = atLeast ? "≥" : "≤";
        return $"| {what} | {Show(peer, format)} | {Show(ours, format)} | {Show(ratio, "F2")} | {sign} {Show(reach, "F2")} | {ok} |";
    }

    /// <summary>A row with a fixed limit.</summary>
    public static string Limit(string what, double ours, double limit, string unit, string format = "F0") =>
        $"| {what} | | {Show(ours, format)} {unit} | | ≤ {Show(limit, format)} {unit} | {(ours <= limit ? "ja" : "nein")} |";

    /// <summary>A number as German readers write it: 100.000.</summary>
    public static string Count(int number) =>
        number.ToString("#,0", new NumberFormatInfo { NumberGroupSeparator = "." });

    /// <summary>The middle value.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[sorted.Length / 2];
    }

    /// <summary>The median of one figure over the runs.</summary>
    public static double Median(IEnumerable<LoadResult> runs, Func<LoadResult, double> figure) =>
        Median(runs.Select(figure));

    private static string Show(double value, string format) =>
        double.IsNaN(value) ? "–" : value.ToString(format, CultureInfo.InvariantCulture);
}
