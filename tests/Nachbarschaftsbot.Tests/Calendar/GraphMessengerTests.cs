using Microsoft.Extensions.Logging.Abstractions;
using Nachbarschaftsbot.Calendar.Graph;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Tests.Calendar.Fake;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Tests.Calendar;

/// <summary>Events and busy times on the wire, and what becomes of every fault.</summary>
public sealed class GraphMessengerTests : IAsyncLifetime
{
    private const string AdaId = "aaaaaaaa-0000-4000-8000-000000000001";
    private const string BenId = "aaaaaaaa-0000-4000-8000-000000000002";
    private static readonly Instant Start = Instant.FromUtc(2026, 12, 3, 17, 0);
    private readonly List<Inbound> news = [];
    private readonly HttpMessageInvoker http = GraphClient.CreateHttp();
    private readonly ManualTime time = ManualTime.Wednesday();
    private FakeGraph graph = null!;
    private GraphMessenger messenger = null!;
    private int tokensAsked;
    private string token = "token-1";

    public async ValueTask InitializeAsync()
    {
        graph = await FakeGraph.Start();
        graph.User(AdaId, "ada@example.org");
        graph.User(BenId, "ben@example.org");
        messenger = Make(FakeGraph.Mailbox);
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(graph.Violations);
        await graph.DisposeAsync();
        http.Dispose();
    }

    [Fact]
    public async Task An_event_is_created_with_a_link_changed_without_losing_it_and_cancelled()
    {
        var id = await Created(Event() with { Online = true });
        var one = graph.Events.Single();
        Assert.Equal((Start, Start + Duration.FromHours(2)), (one.At("start"), one.At("end")));
        Assert.Equal(["ada@example.org", "ben@example.org"], one.Addresses);
        Assert.Equal("Europe/Berlin", (string?)one.Body["start"]!["timeZone"]);
        Assert.True((bool)one.Body["hideAttendees"]!);
        Assert.Equal(("m1", 0, EventOutcome.Done), (News().Meeting, News().Sequence, News().Outcome));
        Assert.Equal("https://teams.example.org/l/1", News().JoinLink);
        Assert.Empty(News().NotInvited);

        var moved = Event() with
        {
            Sequence = 1,
            Online = true,
            Start = Start + Duration.FromDays(1),
            End = Start + Duration.FromDays(1.5),
        };
        Assert.Equal([id], Assert.IsType<Delivery.Sent>(await Deliver(Act.Edit, moved, id)).Ids);
        Assert.Equal(Start + Duration.FromDays(1), one.At("start"));
        Assert.Equal("https://teams.example.org/l/1", News().JoinLink);

        Assert.Empty(
            Assert.IsType<Delivery.Sent>(await Deliver(Act.Delete, moved with { Words = "Der Raum fehlt." }, id)).Ids
        );
        Assert.Equal((true, "Der Raum fehlt."), (one.IsCancelled, one.Comment));
        Assert.IsType<Delivery.MessageGone>(await Deliver(Act.Edit, moved, id));
        Assert.IsType<Delivery.Sent>(await Deliver(Act.Delete, moved, id));
    }

    [Theory]
    [InlineData(2026, 10, 24, 23)]
    [InlineData(2026, 10, 25, 0)]
    [InlineData(2026, 10, 25, 1)]
    [InlineData(2027, 3, 28, 0)]
    [InlineData(2027, 3, 28, 1)]
    public async Task Around_the_change_of_the_clocks_it_is_the_same_moment(int year, int month, int day, int hour)
    {
        var at = Instant.FromUtc(year, month, day, hour, 30);
        await Created(Event() with { Start = at, End = at + Duration.FromHours(2) });
        Assert.Equal((at, at + Duration.FromHours(2)), (graph.Events[0].At("start"), graph.Events[0].At("end")));
    }

    [Fact]
    public async Task A_connection_that_breaks_after_the_event_was_made_makes_no_second_one()
    {
        graph.DropNext();
        Assert.IsType<Delivery.Transient>(await Deliver(Act.Send, Event() with { Online = true }));
        Assert.Empty(news);
        var id = await Created(Event() with { Online = true });
        Assert.Equal(graph.Events.Single().Id, id);
        Assert.Equal("https://teams.example.org/l/1", News().JoinLink);
    }

    [Fact]
    public async Task Once_everybody_has_a_file_no_second_invitation_goes_out()
    {
        var one = Event() with { Online = true, Until = time.GetCurrentInstant() + Duration.FromMinutes(28) };
        graph.FailNext(503);
        Assert.IsType<Delivery.Transient>(await Deliver(Act.Send, one));
        time.Advance(Duration.FromHours(2));
        graph.FailNext(503);
        Assert.IsType<Delivery.Transient>(await Deliver(Act.Send, one));
        Assert.IsType<Delivery.Refused>(await Deliver(Act.Send, one));
        Assert.Empty(graph.Events);
        Assert.Empty(news);
        await Created(one with { Sequence = 1, Until = time.GetCurrentInstant() + Duration.FromMinutes(28) });
        Assert.Single(graph.Events);
    }

    [Fact]
    public async Task What_a_late_answer_hid_stays_in_hand()
    {
        var one = Event() with { Online = true, Until = time.GetCurrentInstant() + Duration.FromMinutes(28) };
        graph.DropNext();
        Assert.IsType<Delivery.Transient>(await Deliver(Act.Send, one));
        time.Advance(Duration.FromHours(2));
        Assert.Equal(graph.Events.Single().Id, await Created(one));
    }

    [Fact]
    public async Task An_event_somebody_deleted_is_made_anew_by_its_next_version()
    {
        var id = await Created(Event());
        graph.Events[0].IsCancelled = true;
        var next = Event() with { Sequence = 1 };
        Assert.IsType<Delivery.MessageGone>(await Deliver(Act.Edit, next, id));
        await Created(next);
        Assert.Equal(2, graph.Events.Count);
    }

    [Fact]
    public async Task Whom_the_directory_does_not_know_is_told_back()
    {
        graph.User("aaaaaaaa-0000-4000-8000-000000000003", null, "guest_example.org#EXT#@tenant.example");
        var one = Event() with
        {
            Invitees =
            [
                new("ada", AdaId),
                new("guest", "aaaaaaaa-0000-4000-8000-000000000003"),
                new("gone", "aaaaaaaa-0000-4000-8000-000000000009"),
            ],
        };
        await Created(one);
        Assert.Equal(["guest", "gone"], News().NotInvited);
        Assert.Equal(["ada@example.org"], graph.Events.Single().Addresses);
        var asked = graph.Requests.Count;
        await Created(one with { Meeting = "m2" });
        Assert.Equal(asked + 1, graph.Requests.Count);
    }

    [Fact]
    public async Task Where_nobody_can_be_invited_nothing_is_created()
    {
        var one = Event() with { Invitees = [new("gone", "aaaaaaaa-0000-4000-8000-000000000009")] };
        Assert.Empty(Assert.IsType<Delivery.Sent>(await Deliver(Act.Send, one)).Ids);
        Assert.Empty(graph.Events);
        Assert.Equal(["gone"], News().NotInvited);
    }

    [Fact]
    public async Task A_token_that_ran_out_is_renewed_once()
    {
        graph.Token = "token-2";
        await Created(Event());
        Assert.Equal("token-2", token);
        graph.Token = "token-99";
        Assert.IsType<Delivery.Transient>(await Deliver(Act.Send, Event() with { Meeting = "m2" }));
        Assert.Single(news);
    }

    [Theory]
    [InlineData(429, "MailboxConcurrency", 17, 17)]
    [InlineData(429, "", null, 30)]
    [InlineData(503, "ErrorServerBusy", 5, 5)]
    public async Task When_told_to_wait_everything_waits_that_long(
        int status,
        string code,
        int? retryAfter,
        int seconds
    )
    {
        await Created(Event());
        graph.FailNext(status, code, retryAfter);
        Assert.Equal(
            new Delivery.Later(Duration.FromSeconds(seconds), WholeMessenger: true),
            await Deliver(Act.Send, Event() with { Meeting = "m2" })
        );
    }

    [Theory]
    [InlineData(500, "")]
    [InlineData(502, "")]
    [InlineData(504, "ErrorTimeoutExpired")]
    [InlineData(412, "ErrorIrresolvableConflict")]
    public async Task Passing_faults_are_tried_again_without_a_word(int status, string code)
    {
        var id = await Created(Event());
        news.Clear();
        graph.FailNext(status, code);
        Assert.IsType<Delivery.Transient>(await Deliver(Act.Edit, Event() with { Sequence = 1 }, id));
        Assert.Empty(news);
    }

    [Theory]
    [InlineData(403, "ErrorAccessDenied")]
    [InlineData(404, "ErrorInvalidUser")]
    [InlineData(404, "MailboxNotEnabledForRESTAPI")]
    [InlineData(400, "ErrorInvalidRequest")]
    public async Task What_will_never_work_is_refused_and_everybody_needs_another_way(int status, string code)
    {
        var id = await Created(Event());
        news.Clear();
        graph.FailNext(status, code);
        var refused = Assert.IsType<Delivery.Refused>(await Deliver(Act.Edit, Event() with { Sequence = 1 }, id));
        Assert.DoesNotContain("Ada", refused.Reason);
        Assert.Equal((EventOutcome.Refused, 1), (News().Outcome, News().Sequence));
        Assert.Equal(["ada", "ben"], News().NotInvited);
    }

    [Fact]
    public async Task A_mailbox_that_is_gone_is_refused()
    {
        messenger = Make("weg@example.org");
        Assert.Equal(
            "404 the mailbox is not there",
            Assert.IsType<Delivery.Refused>(await Deliver(Act.Send, Event())).Reason
        );
        Assert.Equal(EventOutcome.Refused, News().Outcome);
    }

    [Fact]
    public async Task A_secret_that_ran_out_is_refused_at_once()
    {
        messenger = Make(FakeGraph.Mailbox, new GraphTrouble.Refused("login invalid_client"));
        Assert.IsType<Delivery.Refused>(await Deliver(Act.Send, Event() with { Online = true, Invitees = [] }));
        Assert.Equal(EventOutcome.Refused, News().Outcome);
        Assert.Empty(graph.Requests);
    }

    [Fact]
    public async Task Where_nobody_listens_it_is_tried_again()
    {
        await graph.DisposeAsync();
        Assert.IsType<Delivery.Transient>(await Deliver(Act.Send, Event()));
        Assert.Empty(news);
    }

    [Fact]
    public async Task Many_at_once_stay_within_what_a_mailbox_takes()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Deliver(Act.Send, Event() with { Meeting = $"m{i}" })));
        Assert.Equal(20, graph.Events.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Busy_times_come_back_and_nothing_of_what_they_are_for(bool onlyViews)
    {
        graph.OnlyViews = onlyViews;
        graph.Busy("ada@example.org", Start, Start + Duration.FromHours(1));
        graph.Busy("ada@example.org", Start + Duration.FromHours(3), Start + Duration.FromHours(4), "oof");
        graph.Busy("ada@example.org", Start + Duration.FromHours(5), Start + Duration.FromHours(6), "workingElsewhere");
        Assert.IsType<Delivery.Sent>(await Ask());
        var answer = Assert.IsType<Content.FreeBusy>(news.Single().Content);
        Assert.Equal(("dates", "poll1"), (answer.Feature, answer.Subject));
        Assert.Equal(
            [
                new BusyTime("ada", Start, Start + Duration.FromHours(1)),
                new BusyTime("ada", Start + Duration.FromHours(3), Start + Duration.FromHours(4)),
            ],
            answer.Busy
        );
        Assert.Equal(["ben"], answer.Unknown);
    }

    [Fact]
    public async Task Who_waits_for_busy_times_gets_an_answer_even_when_nobody_knows()
    {
        graph.FailNext(500, times: 100);
        for (var i = 0; i < 4; i++)
            Assert.IsType<Delivery.Transient>(await Ask());
        Assert.Empty(news);
        Assert.IsType<Delivery.Sent>(await Ask());
        var answer = Assert.IsType<Content.FreeBusy>(news.Single().Content);
        Assert.Empty(answer.Busy);
        Assert.Equal(["ada", "ben"], answer.Unknown);
    }

    [Fact]
    public async Task More_people_than_one_request_takes_are_asked_in_several()
    {
        var many = Enumerable.Range(10, 45).Select(i => $"aaaaaaaa-0000-4000-8000-0000000000{i}").ToList();
        foreach (var account in many)
        {
            graph.User(account, $"{account}@example.org");
            graph.Busy($"{account}@example.org", Start, Start + Duration.FromHours(1));
        }
        await Ask([.. many.Select(a => new Invitee(a, a))]);
        Assert.Equal(45, ((Content.FreeBusy)news.Single().Content).Busy.Count);
        Assert.Equal(3, graph.Requests.Count(r => r.EndsWith("getSchedule")));
    }

    [Fact]
    public async Task A_message_that_is_no_event_is_refused() =>
        Assert.IsType<Delivery.Refused>(
            await messenger.Deliver(new() { To = Place, Lines = ["menu.hello"] }, 1, [], CancellationToken.None)
        );

    private static Place Place { get; } = new("graph", "m1", null, PlaceKind.Private);

    private GraphMessenger Make(string mailbox, GraphTrouble? trouble = null)
    {
        var client = new GraphClient(
            http,
            graph.BaseAddress,
            mailbox,
            (fresh, _) =>
            {
                if (fresh)
                    token = $"token-{++tokensAsked + 1}";
                return Task.FromResult(new GraphResult<string>(trouble is null ? token : null, trouble));
            }
        );
        var directory = new GraphDirectory(client, time);
        return new(
            new(client, directory, time),
            new(client, directory),
            inbound =>
            {
                news.Add(inbound);
                return Task.CompletedTask;
            },
            new(NullLogger<GraphHealth>.Instance)
        );
    }

    private static MeetingEvent Event() =>
        new(
            "m1",
            0,
            "Sozialraumdialog",
            Start,
            Start + Duration.FromHours(2),
            "Europe/Berlin",
            "Treff",
            false,
            [new("ada", AdaId), new("ben", BenId)],
            "Neutrale Worte."
        );

    private Content.Scheduled News() => Assert.IsType<Content.Scheduled>(news[^1].Content);

    private async Task<string> Created(MeetingEvent one) =>
        Assert.IsType<Delivery.Sent>(await Deliver(Act.Send, one)).Ids.Single();

    private Task<Delivery> Deliver(Act act, MeetingEvent one, params string[] ids) =>
        messenger.Deliver(
            new()
            {
                To = Place,
                Act = act,
                Ref = "meeting:m1",
                Event = one,
            },
            7,
            ids,
            CancellationToken.None
        );

    private Task<Delivery> Ask(IReadOnlyList<Invitee>? persons = null) =>
        messenger.Deliver(
            new()
            {
                To = Place,
                Asks = new(
                    "dates",
                    "poll1",
                    persons ?? [new("ada", AdaId), new("ben", BenId)],
                    Start,
                    Start + Duration.FromHours(8)
                ),
            },
            8,
            [],
            CancellationToken.None
        );
}
