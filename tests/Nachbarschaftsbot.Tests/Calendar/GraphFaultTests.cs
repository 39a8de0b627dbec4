using Nachbarschaftsbot.Calendar.Graph;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Tests.Calendar.Fake;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Calendar;

/// <summary>What becomes of every fault of the calendar service.</summary>
public sealed class GraphFaultTests : GraphBench
{
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

    [Fact]
    public async Task A_message_that_is_no_event_is_refused() =>
        Assert.IsType<Delivery.Refused>(
            await messenger.Deliver(new() { To = Place, Lines = ["menu.hello"] }, 1, [], CancellationToken.None)
        );
}
