using Microsoft.Extensions.Diagnostics.HealthChecks;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.Matrix;
using Nachbarschaftsbot.Messengers.Matrix.Transport;
using Nachbarschaftsbot.Tests.Store;
using Nachbarschaftsbot.Tests.Telegram;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Matrix.Receiving;

/// <summary>The long poll through restarts, gaps, outages and a token that is worth nothing any more.</summary>
public sealed class SyncTests : AdaChats
{
    private readonly RunningTime clock;

    public SyncTests()
        : this(new RunningTime()) { }

    private SyncTests(RunningTime clock)
        : base(isAppservice: false, clock) => this.clock = clock;

    [Fact]
    public async Task What_is_said_during_a_restart_is_heard_once_however_much_it_is()
    {
        await Door.Settle(Direct);
        await Door.Stop();
        for (var i = 0; i < 450; i++)
            Direct.Types($"Nummer {i}");
        await Door.Start();
        await Door.Hears("Nummer 449");
        await Door.Settle(Direct);
        Assert.Equal(
            Enumerable.Range(0, 450).Select(i => $"Nummer {i}"),
            Door.Words.Where(w => w.StartsWith("Nummer", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task A_homeserver_that_tells_everything_again_changes_nothing()
    {
        Direct.Types("Einmal");
        await Door.Hears("Einmal");
        var before = Door.Taken.Count;
        Door.Homeserver.RepeatEverythingOnce();
        await Door.Settle(Direct);
        Assert.Equal(before + 1, Door.Taken.Count);
    }

    [Fact]
    public async Task A_bot_that_was_in_rooms_before_its_first_start_answers_nothing_old()
    {
        await Door.Settle(Direct);
        await Door.Stop();
        Direct.Types("Das war vor langer Zeit");
        Door.LoseData();
        await Door.Start();
        await Door.IsIn(Direct.Room);
        var polls = Door.Homeserver.Polls;
        await Door.Until(
            () => Door.Homeserver.Polls > polls || Door.Health.Message == SyncTransport.Connected,
            "it polls"
        );
        await Door.Until(
            () =>
            {
                if (!Door.Words.Contains("Das ist neu"))
                    Direct.Types("Das ist neu");
                return Door.Words.Contains("Das ist neu");
            },
            "it hears again"
        );
        Assert.DoesNotContain("Das war vor langer Zeit", Door.Words);
        Assert.Equal(Ada.Id, Door.Taken[^1].Place.Chat);
    }

    [Fact]
    public async Task A_homeserver_that_is_down_for_an_hour_is_waited_for()
    {
        await Door.Settle(Direct);
        await Door.Homeserver.GoAway();
        await Door.Until(
            () =>
            {
                clock.Advance(Duration.FromSeconds(30));
                return Door.Health.Status == HealthStatus.Degraded;
            },
            "the health says so"
        );
        for (var i = 0; i < 120; i++)
        {
            clock.Advance(Duration.FromSeconds(30));
            await Task.Delay(1);
        }
        Direct.Types("Sind Sie noch da?");
        await Door.Homeserver.ComeBack();
        await Door.Until(
            () =>
            {
                clock.Advance(Duration.FromSeconds(10));
                return Door.Words.Contains("Sind Sie noch da?");
            },
            "it is heard after the outage"
        );
        Assert.Equal(HealthStatus.Healthy, Door.Health.Status);
        Assert.Equal(SyncTransport.Connected, Door.Health.Message);
    }

    [Fact]
    public async Task A_token_that_is_worth_nothing_any_more_stops_with_an_alarm()
    {
        await Door.Settle(Direct);
        Door.Homeserver.RevokeToken();
        await Door.Until(() => Door.Health.Status == HealthStatus.Unhealthy, "the alarm is raised");
        Assert.Equal(MatrixHealth.BadToken, Door.Health.Message);
        var calls = Door.Homeserver.Polls;
        clock.Advance(Duration.FromHours(1));
        await Task.Delay(200);
        Assert.Equal(calls, Door.Homeserver.Polls);
    }

    [Fact]
    public async Task A_place_in_the_stream_that_the_homeserver_does_not_know_begins_anew()
    {
        await Door.Settle(Direct);
        await Door.Service<SyncPlace>().Write("von-einem-anderen-server");
        var polls = Door.Homeserver.Polls;
        await Door.Restart();
        await Door.Until(() => Door.Homeserver.Polls > polls, "it begins anew");
        await Door.Settle(Direct);
        Assert.Empty(Door.Homeserver.Violations);
    }

    [Fact]
    public async Task A_proxy_that_refuses_makes_nobody_forget_where_it_was()
    {
        await Door.Settle(Direct);
        await Door.Stop();
        Direct.Types("Gesagt, als niemand da war");
        Door.Homeserver.FailNext("/v3/sync", 400, "", times: 4);
        Door.Homeserver.FailNext("/v3/sync", 401, "", times: 2);
        Door.Homeserver.FailNext("/v3/sync", 403, "M_FORBIDDEN", times: 2);
        Door.Homeserver.FailNext("/v3/sync", 400, "M_UNKNOWN", times: SyncTransport.MostRefusals - 1);
        await Door.Start();
        await Door.Until(
            () =>
            {
                clock.Advance(Duration.FromSeconds(5));
                return Door.Words.Contains("Gesagt, als niemand da war");
            },
            "it is heard"
        );
    }

    [Fact]
    public async Task A_room_whose_past_is_refused_for_good_keeps_nobody_waiting_for_ever()
    {
        var bert = Door.Homeserver.User("Bert");
        var other = await bert.OpensDirectChat();
        await Door.Settle(other);
        await Door.Stop();
        for (var i = 0; i < 250; i++)
            other.Types($"Nummer {i}");
        Direct.Types("Ich bin in einem anderen Raum");
        Door.Homeserver.FailNext("/messages", 500, "M_UNKNOWN", times: 5000);
        await Door.Start();
        await Door.Hears("Ich bin in einem anderen Raum");
        await Door.Until(
            () =>
            {
                clock.Advance(Duration.FromSeconds(10));
                return Door.Words.Contains("Nummer 249");
            },
            "what there is is heard"
        );
        Direct.Types("Und weiter geht es");
        await Door.Hears("Und weiter geht es");
    }

    [Fact]
    public async Task What_was_said_while_the_place_in_the_stream_was_lost_is_heard_once()
    {
        Direct.Types("Lange davor");
        await Door.Hears("Lange davor");
        clock.Advance(Duration.FromHours(3));
        Direct.Types("Davor");
        await Door.Hears("Davor");
        await Door.Settle(Direct);
        await Door.Stop();
        for (var i = 0; i < 130; i++)
            Direct.Types($"Nummer {i}");
        Door.Homeserver.ForgetPlaces();
        var before = Door.Taken.Count;
        await Door.Start();
        await Door.Hears("Nummer 129");
        await Door.Settle(Direct);
        Assert.Equal(
            Enumerable.Range(0, 130).Select(i => $"Nummer {i}"),
            Door.Words.Where(w => w.StartsWith("Nummer", StringComparison.Ordinal))
        );
        Assert.Equal(before + 130 + 1, Door.Taken.Count);
    }

    [Fact]
    public async Task While_nothing_can_be_kept_nothing_is_passed_over()
    {
        await Door.Settle(Direct);
        await Door.Store.TakesNothing();
        Direct.Types("Erstens");
        Direct.Types("Zweitens");
        await Door.Until(
            () => Door.Warned.Any(w => w.Content == new Content.Words("Zweitens")),
            "the rest is looked at"
        );
        Assert.DoesNotContain("Erstens", Door.Words);
        await Door.Store.TakesAgain();
        await Door.Hears("Zweitens");
        Assert.Single(Door.Words, "Erstens");
        Assert.Single(Door.Words, "Zweitens");
    }

    [Fact]
    public async Task The_bot_says_in_its_name_that_it_is_one()
    {
        await Door.Settle(Direct);
        Assert.EndsWith("(Bot)", Door.Homeserver.BotName);
        var before = Door.Homeserver.NamesSet;
        await Door.Restart();
        await Door.Settle(Direct);
        Assert.Equal(before, Door.Homeserver.NamesSet);
    }
}
