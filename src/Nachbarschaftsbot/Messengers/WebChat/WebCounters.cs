using System.Diagnostics.Metrics;
using Nachbarschaftsbot.Turns;

namespace Nachbarschaftsbot.Messengers.WebChat;

/// <summary>Counts what comes in and what is refused, by kind; never who.</summary>
internal static class WebCounters
{
    private static readonly Meter Meter = new(TurnCounters.MeterName);
    private static readonly Counter<long> Posts = Meter.CreateCounter<long>("web_posts");
    private static readonly Counter<long> Refusals = Meter.CreateCounter<long>("web_refused");
    private static readonly UpDownCounter<long> Streams = Meter.CreateUpDownCounter<long>("web_streams");

    /// <summary>A message that was taken.</summary>
    public static void Posted(string kind) => Posts.Add(1, new KeyValuePair<string, object?>("kind", kind));

    /// <summary>A request that was turned away.</summary>
    public static void Refused(string reason) => Refusals.Add(1, new KeyValuePair<string, object?>("reason", reason));

    /// <summary>An open page came (1) or went (-1).</summary>
    public static void Stream(int change) => Streams.Add(change);
}
