using System.Diagnostics.Metrics;
using Nachbarschaftsbot.Turns;

namespace Nachbarschaftsbot.Messengers.Telegram;

/// <summary>Counts what comes in and what is refused, by kind; never who.</summary>
internal sealed class TelegramCounters
{
    private static readonly Meter Meter = new(TurnCounters.MeterName);
    private static readonly Counter<long> Updates = Meter.CreateCounter<long>("telegram_updates");
    private static readonly Counter<long> Refusals = Meter.CreateCounter<long>("telegram_refused");
    private static readonly Counter<long> Events = Meter.CreateCounter<long>("telegram_events");

    /// <summary>An update by what it was.</summary>
    internal void Update(string kind) => Updates.Add(1, new KeyValuePair<string, object?>("kind", kind));

    /// <summary>A request to the webhook that was turned away.</summary>
    internal void Refused(string reason) => Refusals.Add(1, new KeyValuePair<string, object?>("reason", reason));

    /// <summary>Anything else worth a look: a conflict, broken formatting.</summary>
    internal void Event(string name) => Events.Add(1, new KeyValuePair<string, object?>("event", name));
}
