using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;

namespace Nachbarschaftsbot.Tests.Calendar.Fake;

/// <summary>An event as it stands in the fake mailbox.</summary>
internal sealed class FakeEvent
{
    public required string Id { get; init; }
    public required JsonObject Body { get; init; }
    public bool IsCancelled { get; set; }
    public string? Comment { get; set; }
    public string? JoinUrl { get; init; }

    /// <summary>A moment of it, by the wall time and the zone that were sent.</summary>
    public Instant At(string side)
    {
        var (text, zone) = ((string)Body[side]!["dateTime"]!, (string)Body[side]!["timeZone"]!);
        var local = LocalDateTimePattern.GeneralIso.Parse(text).GetValueOrThrow();
        return local.InZoneStrictly(zone == "UTC" ? DateTimeZone.Utc : DateTimeZoneProviders.Tzdb[zone]).ToInstant();
    }

    /// <summary>Who is invited.</summary>
    public IReadOnlyList<string> Addresses =>
        [.. Body["attendees"]!.AsArray().Select(a => (string)a!["emailAddress"]!["address"]!)];
}
