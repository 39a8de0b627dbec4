using System.Diagnostics.Metrics;

namespace Nachbarschaftsbot.Outbox;

/// <summary>What all senders share.</summary>
/// <param name="Options">How to send.</param>
/// <param name="Time">The clock.</param>
/// <param name="Random">From 0 up to 1.</param>
/// <param name="Counters">Counts outcomes.</param>
/// <param name="Log">What the operator should know; never content.</param>
/// <param name="Stopping">Ends sends under way.</param>
internal sealed record OutboxSettings(
    OutboxOptions Options,
    TimeProvider Time,
    Func<double> Random,
    OutboxCounters Counters,
    ILogger Log,
    CancellationToken Stopping
);

/// <summary>Counts how sends end, without person and content.</summary>
internal sealed class OutboxCounters
{
    private static readonly Meter Meter = new(Turns.TurnCounters.MeterName);
    private static readonly Counter<long> Sends = Meter.CreateCounter<long>("sends");

    /// <summary>Counts one.</summary>
    public void Count(string messenger, string outcome) =>
        Sends.Add(1, new("messenger", messenger), new KeyValuePair<string, object?>("outcome", outcome));
}
