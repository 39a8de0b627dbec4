using System.Diagnostics.Metrics;
using Nachbarschaftsbot.Turns;

namespace Nachbarschaftsbot.Messengers.Matrix;

/// <summary>Counts what comes in and what is left out, by kind; never who.</summary>
internal sealed class MatrixCounters
{
    private static readonly Meter Meter = new(TurnCounters.MeterName);
    private static readonly Counter<long> Taken = Meter.CreateCounter<long>("matrix_events");
    private static readonly Counter<long> Refusals = Meter.CreateCounter<long>("matrix_refused");
    private static readonly Counter<long> Happenings = Meter.CreateCounter<long>("matrix_happenings");

    /// <summary>An event by what it was, or why it was left out.</summary>
    internal void Event(string kind) => Taken.Add(1, new KeyValuePair<string, object?>("kind", kind));

    /// <summary>A request that was turned away.</summary>
    internal void Refused(string reason) => Refusals.Add(1, new KeyValuePair<string, object?>("reason", reason));

    /// <summary>Anything else worth a look.</summary>
    internal void Happened(string name) => Happenings.Add(1, new KeyValuePair<string, object?>("event", name));
}
