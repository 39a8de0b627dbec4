using System.Text.Json.Serialization;
using Nachbarschaftsbot.Core.Documents;
using NodaTime;

namespace Nachbarschaftsbot.Core.Messages;

/// <summary>Somebody who is invited to an event by the calendar service itself.</summary>
/// <param name="Person">Our id of the person.</param>
/// <param name="Account">The account in the directory of the calendar service.</param>
public sealed record Invitee(string Person, string Account);

/// <summary>
/// An event for a calendar service. The subject stands in calendars that colleagues can see: it names no person and no reason.
/// </summary>
/// <param name="Meeting">Our id of the meeting.</param>
/// <param name="Sequence">0 for a new one, one more with each change.</param>
/// <param name="Subject">The neutral title, already in words.</param>
/// <param name="Start">When it begins.</param>
/// <param name="End">When it ends, after the start.</param>
/// <param name="Zone">IANA time zone in which people read it.</param>
/// <param name="Where">The place in words, or empty.</param>
/// <param name="Online">Whether people can take part from where they are; the service makes the link.</param>
/// <param name="Invitees">Whom the service invites.</param>
/// <param name="Words">A neutral sentence inside the event, or on cancelling the reason; may be empty.</param>
public sealed record MeetingEvent(
    string Meeting,
    int Sequence,
    string Subject,
    [property: JsonConverter(typeof(InstantConverter))] Instant Start,
    [property: JsonConverter(typeof(InstantConverter))] Instant End,
    string Zone,
    string Where,
    bool Online,
    IReadOnlyList<Invitee> Invitees,
    string Words
)
{
    /// <summary>After this moment people have another way into their calendars: the event is not created any more. Null: there is no such moment.</summary>
    [JsonConverter(typeof(InstantConverter))]
    public Instant? Until { get; init; }
}

/// <summary>Asks a calendar service when people are busy.</summary>
/// <param name="Feature">The feature that asks; the answer goes to it.</param>
/// <param name="Subject">The document it asks for.</param>
/// <param name="Persons">Whose calendars.</param>
/// <param name="From">From when.</param>
/// <param name="To">Until when.</param>
public sealed record FreeBusyQuestion(
    string Feature,
    string Subject,
    IReadOnlyList<Invitee> Persons,
    [property: JsonConverter(typeof(InstantConverter))] Instant From,
    [property: JsonConverter(typeof(InstantConverter))] Instant To
);

/// <summary>A time in which somebody is busy. What for is never asked.</summary>
/// <param name="Person">Our id of the person.</param>
/// <param name="From">From when.</param>
/// <param name="To">Until when.</param>
public sealed record BusyTime(string Person, Instant From, Instant To);

/// <summary>How a calendar service took an event.</summary>
public enum EventOutcome
{
    /// <summary>It stands in the calendars.</summary>
    Done,

    /// <summary>The service does not take it; people need another way.</summary>
    Refused,
}
