using Nachbarschaftsbot.Core.Messages;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Tests.Calendar;

/// <summary>Events on the wire: created once, changed, cancelled.</summary>
public sealed class GraphMessengerTests : GraphBench
{
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
}
