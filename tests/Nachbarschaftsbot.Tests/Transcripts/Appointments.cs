using Nachbarschaftsbot.Core.Vermittlungen;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>Two people who agree on a time.</summary>
internal static class Appointments
{
    internal const string Saturday = "Sa, 28. November 2026, 10:00 Uhr";

    /// <summary>How long it is until an hour of November.</summary>
    internal static Duration At(Hood hood, int day, int hour, int minute) =>
        new LocalDateTime(2026, 11, day, hour, minute)
            .InZoneLeniently(DateTimeZoneProviders.Tzdb["Europe/Berlin"])
            .ToInstant() - hood.Now;

    /// <summary>Somebody proposes to meet here.</summary>
    internal static async Task Propose(Hood hood, Actor who, string where)
    {
        await Press(hood, who, "v-propose");
        await who.Says(where);
        who.SeesLast("Nur die andere Person sieht das");
        await who.Taps("Termin vorschlagen");
    }

    /// <summary>One proposes, the other accepts.</summary>
    internal static async Task Agree(Hood hood, Actor one, Actor other)
    {
        await Propose(hood, one, "Vor dem Supermarkt");
        await other.Taps("Termin annehmen");
    }

    /// <summary>Presses a button of the Vermittlung that runs.</summary>
    internal static async Task Press(Hood hood, Actor who, string verb)
    {
        var live = (await hood.Query(Vermittlung.Kind, "request", "req1")).Single(v =>
            v.IsLive || v.State == VermittlungState.Done
        );
        await who.TapsToken($"1:{verb}:{live.Id}:");
    }
}
