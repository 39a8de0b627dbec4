using Microsoft.Extensions.Logging.Abstractions;
using Nachbarschaftsbot.Calendar.Graph;
using Nachbarschaftsbot.Core;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Meetings;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Outbox;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Tests.Calendar.Fake;
using Nachbarschaftsbot.Tests.Outbox;
using Nachbarschaftsbot.Tests.Store;
using Nachbarschaftsbot.Turns;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Tests.Calendar;

/// <summary>The whole way of a meeting: turn, store, outbox, calendar service and back, with faults and a restart on it.</summary>
public sealed class GraphLoopTests : IAsyncLifetime
{
    private const string AdaId = "aaaaaaaa-0000-4000-8000-000000000001";
    private static readonly Place Ada = new("test", "1", null, PlaceKind.Private);
    private readonly TestFolder folder = new();
    private readonly HttpMessageInvoker http = GraphClient.CreateHttp();
    private readonly ScriptedMessenger chat = new(TimeProvider.System, ScriptedMessenger.Unlimited);
    private readonly Instant start = TimeProvider.System.GetCurrentInstant() + Duration.FromDays(10);
    private FakeGraph graph = null!;
    private IStore store = null!;
    private OutboxRunner outbox = null!;
    private Turn turn = null!;
    private int said;

    public async ValueTask InitializeAsync()
    {
        graph = await FakeGraph.Start();
        graph.User(AdaId, "ada@example.org");
        await Run();
        await Put(
            Quartier.Kind,
            new Quartier
            {
                Id = "linden",
                Name = "Lindenviertel",
                JoinCode = "LINDE234",
            }
        );
        await Put(
            Person.Kind,
            new Person
            {
                Id = "ada",
                FirstName = "Ada",
                Consent = new(1, start),
                Quartier = "linden",
                Quiet = new(0, 0),
                Reaches =
                [
                    new(new("test", "1"), Ada, false, start),
                    new(new("teams", AdaId), new("teams", "c", null, PlaceKind.Private), false, start),
                ],
            }
        );
        await Put(AccountLink.Kind, new AccountLink { Id = "test:1", Person = "ada" });
        await Put(CalendarHouse.Kind, new CalendarHouse { Service = "graph", ServiceFor = "teams" });
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(graph.Violations);
        await Stop();
        await graph.DisposeAsync();
        http.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task One_event_is_made_moved_and_cancelled_whatever_breaks_on_the_way()
    {
        graph.FailNext(503);
        graph.DropNext();
        await Say("/planen");
        await Patience.Until(async () => (await Meeting())?.Event == EventState.Done, "the event was not taken");
        var one = Assert.Single(graph.Events);
        Assert.Equal(one.JoinUrl, (await Meeting())!.JoinLink);
        await Patience.Until(
            () => Task.FromResult(chat.Sent.Any(m => m.Lines.Any(l => l.Key == "meeting.link-here"))),
            "no link"
        );

        await Stop();
        await Run();
        graph.FailNext(429, "MailboxConcurrency", 1);
        await Say("/verschieben");
        await Patience.Until(() => one.At("start") == Whole(start + Duration.FromHours(3)), "it was not moved");
        await Patience.Until(async () => (await Meeting())?.Event == EventState.Done, "the change was not taken");

        await Say("/absagen");
        await Patience.Until(() => one.IsCancelled, "it was not cancelled");
        Assert.Single(graph.Events);
        Assert.DoesNotContain(chat.Sent, m => m.File is not null);
    }

    [Fact]
    public async Task Without_the_right_to_the_mailbox_everybody_has_a_file_at_once()
    {
        graph.FailNext(403, "ErrorAccessDenied", times: 50);
        await Say("/planen");
        await Patience.Until(() => chat.Sent.Any(m => m.File is not null), "no file came");
        Assert.Equal(EventState.Failed, (await Meeting())!.Event);
        Assert.Empty(graph.Events);
    }

    [Theory]
    [InlineData(401, "InvalidAuthenticationToken")]
    [InlineData(403, "ErrorAccessDenied")]
    [InlineData(404, "ErrorInvalidUser")]
    [InlineData(409, "ErrorIrresolvableConflict")]
    [InlineData(429, "MailboxConcurrency")]
    [InlineData(503, "ServiceUnavailable")]
    public async Task A_cancellation_that_does_not_get_through_is_said_to_the_owner_with_what_is_left(
        int status,
        string code
    )
    {
        await Say("/planen");
        await Patience.Until(async () => (await Meeting())?.Event == EventState.Done, "the event was not taken");
        graph.FailNext(status, code, status == 429 ? 1 : null, times: 50);
        await Say("/absagen");
        await Patience.Until(() => Said("meeting.left.whose"), "nobody was told");
        Assert.True(Said("meeting.still-there"));
        Assert.Single(chat.Sent, m => m.Lines.Any(l => l.Key == "meeting.left"));
        Assert.False(Assert.Single(graph.Events).IsCancelled);
    }

    private bool Said(string key) => chat.Sent.Any(m => m.Lines.Any(l => l.Key == key));

    private async Task Run()
    {
        store = folder.OpenStore();
        var registry = Features.Register();
        registry.Add(Command("planen", call => MeetingBook.Schedule(call, New())));
        registry.Add(
            Command(
                "verschieben",
                call =>
                {
                    var known = call.Find(Core.Meetings.Meeting.Kind, "meet1234")!;
                    MeetingBook.Move(
                        call,
                        known with
                        {
                            Start = known.Start + Duration.FromHours(3),
                            End = known.End + Duration.FromHours(3),
                        }
                    );
                }
            )
        );
        registry.Add(
            Command("absagen", call => MeetingBook.Cancel(call, call.Find(Core.Meetings.Meeting.Kind, "meet1234")!))
        );
        var client = new GraphClient(
            http,
            graph.BaseAddress,
            FakeGraph.Mailbox,
            (_, _) => Task.FromResult(new GraphResult<string>("token-1", null))
        );
        var directory = new GraphDirectory(client, TimeProvider.System);
        var service = new GraphMessenger(
            new(client, directory, TimeProvider.System),
            new(client, directory),
            inbound => turn.Take(inbound),
            new(NullLogger<GraphHealth>.Instance)
        );
        outbox = new(
            store,
            [service, chat],
            inbound => turn.Take(inbound),
            new() { Backoff = new(Duration.FromMilliseconds(20), Duration.FromMilliseconds(50)), MostAttempts = 5 },
            TimeProvider.System,
            NullLogger<OutboxRunner>.Instance
        );
        turn = new(
            store,
            registry,
            new(_ => chat.Capabilities, outbox.Hand, () => { }),
            TimeProvider.System,
            new(NullLogger<TurnCounters>.Instance)
        );
        await outbox.StartAsync(default);
    }

    private async Task Stop()
    {
        await outbox.StopAsync(default);
        await outbox.DisposeAsync();
        await store.DisposeAsync();
    }

    private static CommandSpec Command(string name, Action<Call> handle) =>
        new(name, Who.Everyone, Where.Private, handle, InMenu: false);

    private Meeting New() =>
        new()
        {
            Id = "meet1234",
            Quartier = "linden",
            Title = Text.Plain("Sozialraumdialog"),
            Start = Whole(start),
            End = Whole(start) + Duration.FromHours(1),
            Online = true,
            Owner = "ada",
            Participants = ["ada"],
        };

    private static Instant Whole(Instant at) => Instant.FromUnixTimeSeconds(at.ToUnixTimeSeconds() / 3600 * 3600);

    private Task Say(string words) =>
        turn.Take(
            new($"test:{++said}-{Guid.NewGuid()}", Ada, new(new("test", "1"), "Ada", "de"), new Content.Words(words))
        );

    private async Task<Meeting?> Meeting()
    {
        store.Forget(Core.Meetings.Meeting.Kind, "meet1234");
        return (await store.Find(Core.Meetings.Meeting.Kind, "meet1234"))?.Document;
    }

    private async Task Put<T>(Kind<T> kind, T document)
        where T : class, IDocument
    {
        var changes = new ChangeSet { At = TimeProvider.System.GetCurrentInstant() };
        changes.Puts.Add(new(kind, document, await store.VersionOf(kind, document.Id)));
        Assert.Equal(CommitResult.Done, await store.Commit(changes));
    }
}
