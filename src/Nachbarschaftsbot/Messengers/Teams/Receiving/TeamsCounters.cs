using System.Diagnostics.Metrics;
using Nachbarschaftsbot.Turns;

namespace Nachbarschaftsbot.Messengers.Teams.Receiving;

/// <summary>Counts what comes in and what is refused, by kind; never who.</summary>
internal sealed class TeamsCounters
{
    private static readonly Meter Meter = new(TurnCounters.MeterName);
    private static readonly Counter<long> Activities = Meter.CreateCounter<long>("teams_activities");
    private static readonly Counter<long> Refusals = Meter.CreateCounter<long>("teams_refused");
    private static readonly Counter<long> Events = Meter.CreateCounter<long>("teams_events");

    /// <summary>An activity by what it was.</summary>
    internal void Activity(string kind) => Activities.Add(1, new KeyValuePair<string, object?>("kind", kind));

    /// <summary>A request that was turned away.</summary>
    internal void Refused(string reason) => Refusals.Add(1, new KeyValuePair<string, object?>("reason", reason));

    /// <summary>Anything else worth a look.</summary>
    internal void Event(string name) => Events.Add(1, new KeyValuePair<string, object?>("event", name));
}
