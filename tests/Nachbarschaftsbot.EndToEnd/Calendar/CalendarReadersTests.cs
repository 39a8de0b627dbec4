using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Meetings;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.EndToEnd.Operations;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Store.Sqlite;
using NodaTime;

namespace Nachbarschaftsbot.EndToEnd.Calendar;

/// <summary>Programs that nobody here wrote read our calendar files, across the changes of the clocks.</summary>
public sealed class CalendarReadersTests : IDisposable
{
    private const string Secret = "0123456789abcdefghjkmnpqrstvwxyz";
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
    private static readonly Instant Thursday = Instant.FromUtc(2026, 12, 3, 17, 0);
    private readonly string folder = Directory.CreateTempSubdirectory("calendar-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Icalendar_reads_every_moment_and_every_word_as_we_meant_it()
    {
        Assert.SkipWhen(await PythonIcalendar.Missing() is not null, await PythonIcalendar.Missing() ?? "");
        var events = Moments().Select(Event).ToList();
        var read = await PythonIcalendar.Read(Write("all.ics", [.. events]));
        Assert.Equal(events.Select(Expected), read);
    }

    [Theory]
    [InlineData("America/New_York")]
    [InlineData("Asia/Kolkata")]
    [InlineData("Africa/Casablanca")]
    public async Task Icalendar_reads_other_zones_too(string id)
    {
        Assert.SkipWhen(await PythonIcalendar.Missing() is not null, await PythonIcalendar.Missing() ?? "");
        var events = Enumerable.Range(0, 24).Select(i => Event(Thursday + Duration.FromDays(15 * i), i)).ToArray();
        var calendar = new IcsCalendar(DateTimeZoneProviders.Tzdb[id], events);
        var file = Path.Combine(folder, "zone.ics");
        await File.WriteAllBytesAsync(file, IcsWriter.Bytes(calendar));
        Assert.Equal(events.Select(Expected), await PythonIcalendar.Read(file));
    }

    [Fact]
    public async Task In_khal_a_meeting_stands_there_moves_and_is_cancelled_as_one()
    {
        Assert.SkipWhen(Khal.Missing is not null, Khal.Missing ?? "");
        using var khal = new Khal();
        var meeting = Event(Thursday, 0) with { Summary = "Sozialraumdialog, Süd", Location = "Treff; Lindenstraße 4" };
        await khal.Import(Write("termin.ics", meeting));
        Assert.Equal(
            ["2026-12-03 18:00|2026-12-03 19:30|Sozialraumdialog, Süd|Treff; Lindenstraße 4|CONFIRMED"],
            await khal.List("2026-11-01", 90)
        );
        var moved = meeting with
        {
            Start = Thursday + Duration.FromDays(1),
            End = Thursday + Duration.FromDays(1.5),
            Sequence = 1,
        };
        await khal.Import(Write("termin.ics", moved));
        Assert.Equal(
            ["2026-12-04 18:00|2026-12-05 06:00|Sozialraumdialog, Süd|Treff; Lindenstraße 4|CONFIRMED"],
            await khal.List("2026-11-01", 90)
        );
        await khal.Import(Write("absage.ics", moved with { Sequence = 2, IsCancelled = true }));
        Assert.EndsWith("|CANCELLED", Assert.Single(await khal.List("2026-11-01", 90)));
    }

    [Fact]
    public async Task Khal_shows_the_same_hour_on_both_sides_of_a_change_of_the_clocks()
    {
        Assert.SkipWhen(Khal.Missing is not null, Khal.Missing ?? "");
        using var khal = new Khal();
        var days = new LocalDate(2027, 3, 26).PlusDays(0);
        var events = Enumerable
            .Range(0, 5)
            .Select(i => (days.PlusDays(i) + new LocalTime(9, 30)).InZoneStrictly(Berlin).ToInstant())
            .Select(Event)
            .ToArray();
        await khal.Import(Write("week.ics", events));
        Assert.Equal(
            Enumerable.Range(26, 5).Select(d => $"2027-03-{d} 09:30|2027-03-{d} 11:00"),
            (await khal.List("2027-03-20", 20))
                .Where(l => l.StartsWith("2027", StringComparison.Ordinal))
                .Select(l => string.Join('|', l.Split('|').Take(2)))
        );
    }

    [Fact]
    public async Task The_feed_of_the_running_program_is_read_until_the_link_is_wrong()
    {
        Assert.SkipWhen(await PythonIcalendar.Missing() is not null, await PythonIcalendar.Missing() ?? "");
        await using var house = new Household();
        var meeting = await Fill(house);
        await house.Start();
        var bytes = await house.Http.GetByteArrayAsync($"{house.Address}/kalender/{Secret}.ics");
        var file = Path.Combine(folder, "feed.ics");
        await File.WriteAllBytesAsync(file, bytes);
        var read = Assert.Single(await PythonIcalendar.Read(file));
        Assert.Equal((meeting.Uid, meeting.Start, "Sozialraumdialog"), (read.Uid, read.Start, read.Summary));
        var wrong = await house.Http.GetAsync($"{house.Address}/kalender/{Secret[..^1]}0.ics");
        Assert.Equal(HttpStatusCode.NotFound, wrong.StatusCode);
    }

    /// <summary>Each half hour of the two nights on which the clocks change, and the middays between.</summary>
    private static IEnumerable<Instant> Moments() =>
        new[] { Instant.FromUtc(2026, 10, 24, 20, 0), Instant.FromUtc(2027, 3, 27, 20, 0) }
            .SelectMany(night => Enumerable.Range(0, 20).Select(i => night + Duration.FromMinutes(30 * i)))
            .Concat(Enumerable.Range(0, 40).Select(i => Thursday + Duration.FromDays(20 * i)));

    private static IcsEvent Event(Instant start, int number) =>
        new(
            $"termin-{number}@nachbarschaftsbot",
            number % 4,
            Thursday,
            start,
            start + Duration.FromMinutes(90),
            $"Treffen {number}: Grüße, Äpfel; \\ \"und\" 👋 " + new string('ß', number),
            number % 2 == 0 ? "" : "Lindenstraße 4\nHinterhaus",
            "",
            "https://teams.example.org/l/1?a=b&c=d",
            number % 7 == 3
        );

    private static ReadEvent Expected(IcsEvent one) =>
        new(
            one.Uid,
            one.Start,
            one.End,
            one.Summary,
            one.Location,
            one.Sequence,
            one.IsCancelled ? "CANCELLED" : "CONFIRMED"
        );

    private string Write(string name, params IcsEvent[] events)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllBytes(file, IcsWriter.Bytes(new(Berlin, events)));
        return file;
    }

    /// <summary>A person with a link and a meeting in a week, in the database before the program starts.</summary>
    private static async Task<Meeting> Fill(Household house)
    {
        Directory.CreateDirectory(house.Data);
        await using var store = SqliteStore.Open(
            new SqliteOptions { Path = house.Database },
            [],
            TimeProvider.System,
            NullLogger.Instance
        );
        var start = Instant.FromUnixTimeSeconds(
            (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 3600 + 24 * 7) * 3600
        );
        var meeting = new Meeting
        {
            Id = "m1",
            Uid = "m1@nachbarschaftsbot",
            Quartier = "quartier",
            Title = Text.Plain("Sozialraumdialog"),
            Start = start,
            End = start + Duration.FromHours(1),
            Participants = ["ada"],
        };
        var changes = new ChangeSet { At = start };
        var ada = new Person
        {
            Id = "ada",
            FirstName = "Ada",
            Consent = new(Consent.CurrentText, start),
            Quartier = "quartier",
        };
        changes.Puts.Add(new(Person.Kind, ada, 0));
        changes.Puts.Add(
            new(
                Feed.Kind,
                new Feed
                {
                    Id = Feeds.IdOf(Secret),
                    Person = "ada",
                    Created = start,
                },
                0
            )
        );
        changes.Puts.Add(new(Meeting.Kind, meeting, 0));
        changes.Puts.Add(
            new(
                Attendance.Kind,
                new Attendance
                {
                    Id = Attendance.IdOf("m1", "ada"),
                    Meeting = "m1",
                    Person = "ada",
                    Start = start,
                },
                0
            )
        );
        Assert.Equal(CommitResult.Done, await store.Commit(changes));
        return meeting;
    }
}
