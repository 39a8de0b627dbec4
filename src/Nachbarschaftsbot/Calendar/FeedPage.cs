using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Meetings;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Store;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Calendar;

/// <summary>
/// A person's calendar feed. The secret in the address is the only key; a wrong one and one that was switched off are answered alike.
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
        && await store.Find(Person.Kind, feed.Document.Person) is { } person
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
        return MeetingFiles.Feed(meetings, Call.ZoneOf(quartier?.Document), person.Language);
    }
}
