using System.Security.Cryptography;
using System.Text;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;
using NodaTime.Text;

namespace Nachbarschaftsbot.Calendar.Graph;

/// <summary>From our events to those of Graph and back from its times to ours.</summary>
internal static class GraphTimes
{
    private static readonly LocalDateTimePattern Wall = LocalDateTimePattern.CreateWithInvariantCulture(
        "uuuu'-'MM'-'dd'T'HH':'mm':'ss"
    );

    /// <summary>A new event, with its words and, where wanted, a Teams meeting.</summary>
    internal static GraphEvent New(MeetingEvent one, IEnumerable<string> addresses) =>
        Changed(one, addresses) with
        {
            Body = one.Words.Length == 0 ? null : new("text", one.Words),
            IsOnlineMeeting = one.Online ? true : null,
            OnlineMeetingProvider = one.Online ? "teamsForBusiness" : null,
            TransactionId = TransactionOf(one),
            Sensitivity = "private",
            HideAttendees = true,
            AllowNewTimeProposals = false,
            ResponseRequested = false,
        };

    /// <summary>A change: time, place, title and the whole list of who is invited. The body and the Teams meeting are left alone.</summary>
    internal static GraphEvent Changed(MeetingEvent one, IEnumerable<string> addresses) =>
        new()
        {
            Subject = one.Subject,
            Start = At(one.Start, one.Zone),
            End = At(one.End, one.Zone),
            Location = new(one.Where),
            Attendees = [.. addresses.Select(a => new GraphAttendee(new(a), "required"))],
        };

    /// <summary>
    /// The same for each try of one version of an event, so that Exchange drops repetitions; another one for a later version, which is
    /// created anew where somebody deleted the event.
    /// </summary>
    internal static string TransactionOf(MeetingEvent one) =>
        new Guid(
            SHA256.HashData(Encoding.UTF8.GetBytes($"meeting:{one.Meeting}:{one.Sequence}")).AsSpan(0, 16)
        ).ToString();

    /// <summary>A moment on the clocks of a zone; in UTC where the clocks show that time twice.</summary>
    internal static GraphTime At(Instant at, string zone)
    {
        var known = DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? DateTimeZone.Utc;
        var local = at.InZone(known).LocalDateTime;
        return known != DateTimeZone.Utc && known.MapLocal(local).Count == 1
            ? new(Wall.Format(local), known.Id)
            : new(Wall.Format(at.InUtc().LocalDateTime), "UTC");
    }

    /// <summary>A moment as Graph tells it; null where it cannot be read.</summary>
    internal static Instant? Read(GraphTime? time)
    {
        if (time is null)
            return null;
        var text = time.DateTime.Split('.')[0].TrimEnd('Z');
        var zone = time.TimeZone is "UTC" ? DateTimeZone.Utc : DateTimeZoneProviders.Tzdb.GetZoneOrNull(time.TimeZone);
        return zone is not null && Wall.Parse(text) is { Success: true } local
            ? local.Value.InZoneLeniently(zone).ToInstant()
            : null;
    }
}
