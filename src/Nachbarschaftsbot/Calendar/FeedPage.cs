using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Meetings;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Vermittlungen;
using Nachbarschaftsbot.Store;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Calendar;

/// <summary>
/// A person's calendar feed. The secret in the address is the only key; a wrong one, one that was switched off and one of somebody who is
/// no member any more are answered alike. Who paused still has what was agreed on, as with reminders.
/// </summary>
internal sealed class FeedPage(IStore store, TimeProvider time)
{
    /// <summary>The beginning of the addresses.</summary>
    internal const string Path = "/kalender/";

    private const int Most = 500;
    private const int LongestSecret = 64;
    private static readonly Duration Past = Duration.FromDays(60);

    /// <summary>Answers one request.</summary>
    public async Task<IResult> Show(HttpContext http, string secret)
    {
        http.Response.Headers.CacheControl = "private, no-store";
        http.Response.Headers["X-Robots-Tag"] = "noindex";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        try
        {
            return await Find(secret) is { } person
                ? Results.File(await Write(person), "text/calendar; charset=utf-8")
                : Results.NotFound();
        }
        catch (StoreUnavailableException)
        {
            http.Response.Headers.RetryAfter = "60";
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    private async Task<Person?> Find(string secret) =>
        secret.Length is > 0 and <= LongestSecret
        && await store.Find(Feed.Kind, Feeds.IdOf(secret)) is { } feed
        && await store.Find(Person.Kind, feed.Document.Person) is { Document.IsMember: true } person
            ? person.Document
            : null;

    private async Task<byte[]> Write(Person person)
    {
        var from = time.GetCurrentInstant() - Past;
        var parts = await store.Query(
            Attendance.Kind,
            "person",
            IndexValue.Of(person.Id, Attendance.Key(from)),
            IndexValue.After(person.Id),
            Most
        );
        List<Meeting> meetings = [];
        foreach (var part in parts)
            if (await store.Find(Meeting.Kind, part.Document.Meeting) is { } meeting)
                meetings.Add(meeting.Document);
        var quartier = person.Quartier is null ? null : await store.Find(Quartier.Kind, person.Quartier);
        return MeetingFiles.Feed(
            meetings,
            await Appointments(person, from),
            Call.ZoneOf(quartier?.Document),
            person.Language
        );
    }

    /// <summary>What the person agreed on with one other, apart from those whom the person does not meet any more.</summary>
    private async Task<IReadOnlyList<IcsEvent>> Appointments(Person person, Instant from)
    {
        List<IcsEvent> events = [];
        foreach (var index in (string[])["owner", "helper"])
        foreach (
            var vermittlung in await store.Query(
                Vermittlung.Kind,
                index,
                IndexValue.Below(person.Id),
                IndexValue.After(person.Id),
                Most
            )
        )
            if (await Appointment(vermittlung.Document, person) is { } one && one.Start >= from)
                events.Add(one);
        return [.. events.OrderBy(e => e.Start)];
    }

    private async Task<IcsEvent?> Appointment(Vermittlung vermittlung, Person person)
    {
        var other = vermittlung.Other(person.Id);
        if (
            vermittlung.Agreed is null
            || await store.Find(Block.Kind, Block.IdOf(person.Id, other)) is not null
            || await store.Find(Block.Kind, Block.IdOf(other, person.Id)) is not null
        )
            return null;
        var quartier = await store.Find(Quartier.Kind, vermittlung.Quartier);
        return AppointmentFiles.Event(vermittlung, Call.ZoneOf(quartier?.Document), person.Language);
    }
}
