using System.Diagnostics.Metrics;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Store;

namespace Nachbarschaftsbot.Turns;

/// <summary>What a turn needs from its surroundings.</summary>
/// <param name="Capabilities">What a messenger can do, by name.</param>
/// <param name="Outbox">Takes messages right after their commit, with their rows.</param>
/// <param name="Scrub">Makes deleted bytes leave the files.</param>
internal sealed record TurnPorts(
    Func<string, Capabilities> Capabilities,
    Action<IReadOnlyList<Outbound>, IReadOnlyList<OutboxRow>> Outbox,
    Action Scrub
)
{
    /// <summary>Keepers of what stands at places, apart from the outbox: the web chat's lines.</summary>
    public IReadOnlyList<IPlaceTrace> Traces { get; init; } = [];

    /// <summary>Told which documents a turn wrote (value) or deleted (null), after their commit.</summary>
    public Action<IReadOnlyDictionary<(Kind Kind, string Id), IDocument?>> Committed { get; init; } = _ => { };

    /// <summary>A messenger by name, for what cannot go through the outbox.</summary>
    public Func<string, IMessenger?> Messenger { get; init; } = _ => null;
}

/// <summary>Somebody who keeps something under the key of a place and lets go of it when a person is deleted.</summary>
internal interface IPlaceTrace
{
    /// <summary>Adds to the commit what has to go with the place.</summary>
    ValueTask Forget(string placeKey, ChangeSet changes);

    /// <summary>The commit is done: what memory holds goes as well, and what came in between.</summary>
    ValueTask Forgotten(string placeKey);

    /// <summary>A key is about to be destroyed: gives back what lets go of everything sealed with it afterwards, or null.</summary>
    ValueTask<Func<Task>?> Sealed(string key) => new((Func<Task>?)null);
}

/// <summary>Counts turns, without person and content.</summary>
internal sealed class TurnCounters(ILogger<TurnCounters> log)
{
    /// <summary>Name of the meter; the metrics page reads it.</summary>
    public const string MeterName = "nachbarschaftsbot";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> Turns = Meter.CreateCounter<long>("turns");
    private static readonly Counter<long> Events = Meter.CreateCounter<long>("events");
    private static readonly Counter<long> Failures = Meter.CreateCounter<long>("turn_failures");

    /// <summary>Counts a turn and passes its result on.</summary>
    public TurnResult Count(Inbound inbound, TurnResult result)
    {
        Turns.Add(
            1,
            new("messenger", inbound.Place.Messenger),
            new KeyValuePair<string, object?>("outcome", result.Outcome.ToString())
        );
        return result;
    }

    /// <summary>Counts what happened.</summary>
    public void Count(IReadOnlyList<string> events)
    {
        foreach (var name in events)
            Events.Add(1, new KeyValuePair<string, object?>("event", name));
    }

    /// <summary>Notes a failure: its type and place in the code, never its message, which may hold somebody's words.</summary>
    public void Failed(Exception failure)
    {
        Failures.Add(1);
        log.LogError("A turn failed: {Type} at {Where}", failure.GetType().Name, Where(failure));
    }

    private static string Where(Exception failure) =>
        string.Join(
            " < ",
            new System.Diagnostics.StackTrace(failure, false)
                .GetFrames()
                .Take(4)
                .Select(f => $"{f.GetMethod()?.DeclaringType?.Name}.{f.GetMethod()?.Name}")
        );
}
