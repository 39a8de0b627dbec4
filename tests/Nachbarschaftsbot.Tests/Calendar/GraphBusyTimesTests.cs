using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Calendar;

/// <summary>Asking for busy times, and nothing of what they are for.</summary>
public sealed class GraphBusyTimesTests : GraphBench
{
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
