using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nachbarschaftsbot.Calendar;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Meetings;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Understanding;
using Nachbarschaftsbot.Core.Vermittlungen;
using Nachbarschaftsbot.Operations;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Tests.Meetings;
using Nachbarschaftsbot.Tests.Store;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Calendar;

/// <summary>The private feed over HTTP, on the real store.</summary>
public sealed class FeedTests : IAsyncLifetime
{
    private const string Secret = "0123456789abcdefghjkmnpqrstvwxyz";
    private static readonly Instant Start = Instant.FromUtc(2026, 12, 3, 17, 0);
    private readonly TestFolder folder = new();
    private WebApplication app = null!;
    private HttpClient http = null!;

    private IStore Store => app.Services.GetRequiredService<IStore>();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var settings = new Settings();
        builder.Services.AddSingleton<TimeProvider>(ManualTime.Wednesday());
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<IStore>(_ => folder.OpenStore());
        builder.Services.AddCalendar(settings);
        app = builder.Build();
        app.MapCalendar();
        await app.StartAsync();
        http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        await Put(Person.Kind, Somebody("ada"));
        await Put(Person.Kind, Somebody("ben"));
        await Put(
            Feed.Kind,
            new Feed
            {
                Id = Feeds.IdOf(Secret),
                Person = "ada",
                Created = Start,
            }
        );
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task It_shows_the_persons_meetings_and_nobody_elses()
    {
        await Meet("m1", "ada", Start, MeetingState.Planned);
        await Meet("m2", "ada", Start + Duration.FromDays(120), MeetingState.Cancelled);
        await Meet("m3", "ben", Start, MeetingState.Planned);
        await Meet("m4", "ada", Start - Duration.FromDays(200), MeetingState.Planned);
        var response = await http.GetAsync($"/kalender/{Secret}.ics");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/calendar", response.Content.Headers.ContentType!.MediaType);
        Assert.True(response.Headers.CacheControl!.NoStore);
        var read = new IcsReader(await response.Content.ReadAsByteArrayAsync());
        Assert.Equal(["m1@t", "m2@t"], read.Events.Select(e => e.Single(l => l.Name == "UID").Value));
        Assert.Equal(["CONFIRMED", "CANCELLED"], read.Events.Select(e => e.Single(l => l.Name == "STATUS").Value));
        Assert.Equal(Start, read.Moment(read.Events[0].Single(l => l.Name == "DTSTART")));
        Assert.Equal("Neighbourhood", read["X-WR-CALNAME"].Words);
    }

    [Fact]
    public async Task Without_meetings_it_is_an_empty_calendar()
    {
        var read = new IcsReader(await http.GetByteArrayAsync($"/kalender/{Secret}.ics"));
        Assert.Empty(read.Events);
    }

    [Theory]
    [InlineData("/kalender/wrong.ics")]
    [InlineData("/kalender/0123456789abcdefghjkmnpqrstvwxyZ.ics")]
    [InlineData("/kalender/.ics")]
    public async Task A_wrong_secret_is_not_there(string address) =>
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(address)).StatusCode);

    [Fact]
    public async Task A_link_that_was_switched_off_is_answered_like_a_wrong_one()
    {
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync($"/kalender/{Secret}.ics")).StatusCode);
        var changes = new ChangeSet();
        changes.Deletes.Add(new(Feed.Kind, Feeds.IdOf(Secret), await Store.VersionOf(Feed.Kind, Feeds.IdOf(Secret))));
        Assert.Equal(CommitResult.Done, await Store.Commit(changes));
        var off = await http.GetAsync($"/kalender/{Secret}.ics");
        var wrong = await http.GetAsync("/kalender/0000000000000000.ics");
        Assert.Equal(HttpStatusCode.NotFound, off.StatusCode);
        Assert.Equal(await wrong.Content.ReadAsStringAsync(), await off.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Without_consent_or_Quartier_it_is_answered_like_a_wrong_one_and_a_pause_changes_nothing()
    {
        await Put(Person.Kind, Somebody("ada") with { Paused = true });
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync($"/kalender/{Secret}.ics")).StatusCode);
        var wrong = await (await http.GetAsync("/kalender/0000000000000000.ics")).Content.ReadAsStringAsync();
        Person[] gone =
        [
            Somebody("ada") with
            {
                Consent = new(Consent.CurrentText - 1, Start),
            },
            Somebody("ada") with
            {
                Consent = null,
            },
            Somebody("ada") with
            {
                Quartier = null,
            },
        ];
        foreach (var person in gone)
        {
            await Put(Person.Kind, person);
            var response = await http.GetAsync($"/kalender/{Secret}.ics");
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
            Assert.Equal(wrong, await response.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task What_two_agreed_on_stands_there_for_both_of_them_and_tells_others_nothing()
    {
        await Agree("v1", "ada", "ben", VermittlungState.Agreed);
        await Agree("v2", "ben", "ada", VermittlungState.Cancelled);
        await Agree("v3", "ben", "cem", VermittlungState.Agreed);
        await Agree("v4", "cem", "ada", VermittlungState.Agreed);
        var bytes = await http.GetByteArrayAsync($"/kalender/{Secret}.ics");
        var read = new IcsReader(bytes);
        Assert.Equal(
            ["v1@nachbarschaftsbot", "v4@nachbarschaftsbot"],
            read.Events.Select(e => e.Single(l => l.Name == "UID").Value)
        );
        Assert.All(read.Events, e => Assert.Equal("Neighbourly appointment", e.Single(l => l.Name == "SUMMARY").Value));
        Assert.Equal(Start, read.Moment(read.Events[0].Single(l => l.Name == "DTSTART")));
        var words = System.Text.Encoding.UTF8.GetString(bytes);
        Assert.DoesNotContain("ben", words, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Lindenstraße", words, StringComparison.OrdinalIgnoreCase);

        await Put(
            Block.Kind,
            new Block
            {
                Id = Block.IdOf("cem", "ada"),
                By = "cem",
                Whom = "ada",
            }
        );
        read = new IcsReader(await http.GetByteArrayAsync($"/kalender/{Secret}.ics"));
        Assert.Equal("v1@nachbarschaftsbot", Assert.Single(read.Events).Single(l => l.Name == "UID").Value);
    }

    private Task Agree(string id, string owner, string helper, VermittlungState state) =>
        Put(
            Vermittlung.Kind,
            new Vermittlung
            {
                Id = id,
                Request = $"r{id}",
                Quartier = "linden",
                Owner = owner,
                Helper = helper,
                State = state,
                Agreed = new(new When.Moment(new(2026, 12, 3, 18, 0)).Encode(), "Lindenstraße 4", owner),
                AgreedAt = Start - Duration.FromDays(3),
            }
        );

    [Fact]
    public async Task At_start_the_dialogues_learn_where_feeds_are()
    {
        var house = (await Store.Find(CalendarHouse.Kind, CalendarHouse.Only))!.Value.Document;
        Assert.Equal(("http://127.0.0.1:5080/kalender/", ""), (house.Feeds, house.Service));
        var connected = CalendarStart.Of(
            new Settings
            {
                Web = { PublicAddress = "https://hilfe.example.org/" },
                Graph = { AppId = "11111111-2222-3333-4444-555555555555", Mailbox = "quartier@example.org" },
            }
        );
        Assert.Equal(
            ("https://hilfe.example.org/kalender/", "graph", "teams", "quartier@example.org"),
            (connected.Feeds, connected.Service, connected.ServiceFor, connected.Mailbox)
        );
    }

    private static Person Somebody(string id) =>
        new()
        {
            Id = id,
            FirstName = id,
            Language = "en",
            Quartier = "linden",
            Consent = new(Consent.CurrentText, Start),
        };

    private async Task Meet(string id, string person, Instant start, MeetingState state)
    {
        await Put(
            Meeting.Kind,
            new Meeting
            {
                Id = id,
                Uid = $"{id}@t",
                Quartier = "linden",
                Title = Text.Plain("Treffen, groß; neu"),
                Start = start,
                End = start + Duration.FromHours(1),
                State = state,
                Participants = [person],
            }
        );
        await Put(
            Attendance.Kind,
            new Attendance
            {
                Id = Attendance.IdOf(id, person),
                Meeting = id,
                Person = person,
                Start = start,
            }
        );
    }

    private async Task Put<T>(Kind<T> kind, T document)
        where T : class, IDocument
    {
        var changes = new ChangeSet();
        changes.Puts.Add(new(kind, document, await Store.VersionOf(kind, document.Id)));
        Assert.Equal(CommitResult.Done, await Store.Commit(changes));
    }
}
