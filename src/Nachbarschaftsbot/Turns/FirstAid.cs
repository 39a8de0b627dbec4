using Nachbarschaftsbot.Core.Emergency;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Turns;

/// <summary>
/// Words of danger bring the emergency numbers also while nothing can be stored (disk full, file read-only) and in a message that came
/// too often to be taken: past the outbox, once, straight to the messenger. The message itself stays refused, so it comes again; the
/// numbers are not repeated with each time.
/// </summary>
internal sealed class FirstAid(
    About about,
    Func<string, IMessenger?> messengers,
    TimeProvider time,
    TurnCounters counters
)
{
    /// <summary>How long a place is not told again, however often the same message comes.</summary>
    public static readonly Duration Pause = Duration.FromMinutes(1);

    /// <summary>What is counted, without person.</summary>
    public const string Counted = "emergency.unstored";

    private readonly Dictionary<string, Instant> _told = [];
    private long _lastNumber;

    /// <summary>Whether it holds words of danger.</summary>
    public static bool IsFor(Content content) => EmergencyFirst.IsIn(content);

    /// <summary>Shows the numbers where an inbound that could not be stored holds words of danger. Never fails.</summary>
    public async Task Give(Inbound inbound)
    {
        if (EmergencyFirst.Alone(about, inbound) is not { } numbers || !Claim(inbound.Place.Key))
            return;
        if (await Try(numbers))
            counters.Count([Counted]);
        else
            lock (_told)
                _told.Remove(inbound.Place.Key);
    }

    private async Task<bool> Try(Outbound numbers)
    {
        try
        {
            var delivery = messengers(numbers.To.Messenger) switch
            {
                IShowsUnkept shows => await shows.Show(numbers, Number()),
                { } messenger => await messenger.Deliver(numbers, Number(), [], CancellationToken.None),
                null => null,
            };
            return delivery is Delivery.Sent or Delivery.Ambiguous;
        }
        catch (Exception failure)
        {
            counters.Failed(failure);
            return false;
        }
    }

    /// <summary>Whether it is this place's turn; forgets places whose pause is over.</summary>
    private bool Claim(string place)
    {
        var now = time.GetCurrentInstant();
        lock (_told)
        {
            foreach (var over in _told.Where(t => now - t.Value >= Pause).Select(t => t.Key).ToList())
                _told.Remove(over);
            return _told.TryAdd(place, now);
        }
    }

    /// <summary>A delivery's number that no outbox row has and that does not come again after a restart.</summary>
    private long Number()
    {
        lock (_told)
            return -(_lastNumber = Math.Max(_lastNumber + 1, time.GetCurrentInstant().ToUnixTimeMilliseconds()));
    }
}
