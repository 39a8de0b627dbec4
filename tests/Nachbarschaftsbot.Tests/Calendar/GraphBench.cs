using Microsoft.Extensions.Logging.Abstractions;
using Nachbarschaftsbot.Calendar.Graph;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Tests.Calendar.Fake;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Calendar;

/// <summary>A messenger of the calendar service with a fake of the service on its far side.</summary>
public abstract class GraphBench : IAsyncLifetime
{
    private protected const string AdaId = "aaaaaaaa-0000-4000-8000-000000000001";
    private protected const string BenId = "aaaaaaaa-0000-4000-8000-000000000002";
    private protected static readonly Instant Start = Instant.FromUtc(2026, 12, 3, 17, 0);
    private protected readonly List<Inbound> news = [];
    private protected readonly HttpMessageInvoker http = GraphClient.CreateHttp();
    private protected readonly ManualTime time = ManualTime.Wednesday();
    private protected FakeGraph graph = null!;
    private protected GraphMessenger messenger = null!;
    private protected int tokensAsked;
    private protected string token = "token-1";

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

    private protected static Place Place { get; } = new("graph", "m1", null, PlaceKind.Private);

    private protected GraphMessenger Make(string mailbox, GraphTrouble? trouble = null)
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

    private protected static MeetingEvent Event() =>
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

    private protected Content.Scheduled News() => Assert.IsType<Content.Scheduled>(news[^1].Content);

    private protected async Task<string> Created(MeetingEvent one) =>
        Assert.IsType<Delivery.Sent>(await Deliver(Act.Send, one)).Ids.Single();

    private protected Task<Delivery> Deliver(Act act, MeetingEvent one, params string[] ids) =>
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
}
