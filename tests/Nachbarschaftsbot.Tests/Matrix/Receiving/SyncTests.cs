using Microsoft.Extensions.Diagnostics.HealthChecks;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.Matrix;
using Nachbarschaftsbot.Messengers.Matrix.Transport;
using Nachbarschaftsbot.Tests.Matrix.Fake;
using Nachbarschaftsbot.Tests.Store;
using Nachbarschaftsbot.Tests.Telegram;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Matrix.Receiving;

/// <summary>The long poll through restarts, gaps, outages and a token that is worth nothing any more.</summary>
public sealed class SyncTests : IAsyncLifetime
{
    private readonly RunningTime clock = new();
    private MatrixDoor door = null!;
    private FakeMatrixUser ada = null!;
    private FakeMatrixSeat direct = null!;

    public async ValueTask InitializeAsync()
    {
        door = await MatrixDoor.Open(clock: clock);
        ada = door.Homeserver.User("Ada");
        direct = await ada.OpensDirectChat();
        await door.Hears("/start");
    }

    public async ValueTask DisposeAsync()
    {
        await door.DisposeAsync();
        await clock.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_is_said_during_a_restart_is_heard_once_however_much_it_is()
    {
        await door.Settle(direct);
        await door.Stop();
        for (var i = 0; i < 450; i++)
            direct.Types($"Nummer {i}");
        await door.Start();
        await door.Hears("Nummer 449");
        await door.Settle(direct);
        Assert.Equal(
            Enumerable.Range(0, 450).Select(i => $"Nummer {i}"),
            door.Words.Where(w => w.StartsWith("Nummer", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task A_homeserver_that_tells_everything_again_changes_nothing()
    {
        direct.Types("Einmal");
        await door.Hears("Einmal");
        var before = door.Taken.Count;
        door.Homeserver.RepeatEverythingOnce();
        await door.Settle(direct);
        Assert.Equal(before + 1, door.Taken.Count);
    }

    [Fact]
    public async Task A_bot_that_was_in_rooms_before_its_first_start_answers_nothing_old()
    {
        await door.Settle(direct);
        await door.Stop();
        direct.Types("Das war vor langer Zeit");
        door.LoseData();
        await door.Start();
        await door.IsIn(direct.Room);
        var polls = door.Homeserver.Polls;
        await door.Until(
            () => door.Homeserver.Polls > polls || door.Health.Message == SyncTransport.Connected,
            "it polls"
        );
        await door.Until(
            () =>
            {
                if (!door.Words.Contains("Das ist neu"))
                    direct.Types("Das ist neu");
                return door.Words.Contains("Das ist neu");
            },
            "it hears again"
        );
        Assert.DoesNotContain("Das war vor langer Zeit", door.Words);
        Assert.Equal(ada.Id, door.Taken[^1].Place.Chat);
    }

    [Fact]
    public async Task A_homeserver_that_is_down_for_an_hour_is_waited_for()
    {
        await door.Settle(direct);
        await door.Homeserver.GoAway();
        await door.Until(
            () =>
            {
                clock.Advance(Duration.FromSeconds(30));
                return door.Health.Status == HealthStatus.Degraded;
            },
            "the health says so"
        );
        for (var i = 0; i < 120; i++)
        {
            clock.Advance(Duration.FromSeconds(30));
            await Task.Delay(1);
        }
        direct.Types("Sind Sie noch da?");
        await door.Homeserver.ComeBack();
        await door.Until(
            () =>
            {
                clock.Advance(Duration.FromSeconds(10));
                return door.Words.Contains("Sind Sie noch da?");
            },
            "it is heard after the outage"
        );
        Assert.Equal(HealthStatus.Healthy, door.Health.Status);
        Assert.Equal(SyncTransport.Connected, door.Health.Message);
    }

    [Fact]
    public async Task A_token_that_is_worth_nothing_any_more_stops_with_an_alarm()
    {
        await door.Settle(direct);
        door.Homeserver.RevokeToken();
        await door.Until(() => door.Health.Status == HealthStatus.Unhealthy, "the alarm is raised");
        Assert.Equal(MatrixHealth.BadToken, door.Health.Message);
        var calls = door.Homeserver.Polls;
        clock.Advance(Duration.FromHours(1));
        await Task.Delay(200);
        Assert.Equal(calls, door.Homeserver.Polls);
    }

    [Fact]
    public async Task A_place_in_the_stream_that_the_homeserver_does_not_know_begins_anew()
    {
        await door.Settle(direct);
        await door.Service<SyncPlace>().Write("von-einem-anderen-server");
        var polls = door.Homeserver.Polls;
        await door.Restart();
        await door.Until(() => door.Homeserver.Polls > polls, "it begins anew");
        await door.Settle(direct);
        Assert.Empty(door.Homeserver.Violations);
    }

    [Fact]
    public async Task A_proxy_that_refuses_makes_nobody_forget_where_it_was()
    {
        await door.Settle(direct);
        await door.Stop();
        direct.Types("Gesagt, als niemand da war");
        door.Homeserver.FailNext("/v3/sync", 400, "", times: 4);
        door.Homeserver.FailNext("/v3/sync", 401, "", times: 2);
        door.Homeserver.FailNext("/v3/sync", 403, "M_FORBIDDEN", times: 2);
        door.Homeserver.FailNext("/v3/sync", 400, "M_UNKNOWN", times: SyncTransport.MostRefusals - 1);
        await door.Start();
        await door.Until(
            () =>
            {
                clock.Advance(Duration.FromSeconds(5));
                return door.Words.Contains("Gesagt, als niemand da war");
            },
            "it is heard"
        );
    }

    [Fact]
    public async Task A_room_whose_past_is_refused_for_good_keeps_nobody_waiting_for_ever()
    {
        var bert = door.Homeserver.User("Bert");
        var other = await bert.OpensDirectChat();
        await door.Settle(other);
        await door.Stop();
        for (var i = 0; i < 250; i++)
            other.Types($"Nummer {i}");
        direct.Types("Ich bin in einem anderen Raum");
        door.Homeserver.FailNext("/messages", 500, "M_UNKNOWN", times: 5000);
        await door.Start();
        await door.Hears("Ich bin in einem anderen Raum");
        await door.Until(
            () =>
            {
                clock.Advance(Duration.FromSeconds(10));
                return door.Words.Contains("Nummer 249");
            },
            "what there is is heard"
        );
        direct.Types("Und weiter geht es");
        await door.Hears("Und weiter geht es");
    }

    [Fact]
    public async Task What_was_said_while_the_place_in_the_stream_was_lost_is_heard_once()
    {
        direct.Types("Lange davor");
        await door.Hears("Lange davor");
        clock.Advance(Duration.FromHours(3));
        direct.Types("Davor");
        await door.Hears("Davor");
        await door.Settle(direct);
        await door.Stop();
        for (var i = 0; i < 130; i++)
            direct.Types($"Nummer {i}");
        door.Homeserver.ForgetPlaces();
        var before = door.Taken.Count;
        await door.Start();
        await door.Hears("Nummer 129");
        await door.Settle(direct);
        Assert.Equal(
            Enumerable.Range(0, 130).Select(i => $"Nummer {i}"),
            door.Words.Where(w => w.StartsWith("Nummer", StringComparison.Ordinal))
        );
        Assert.Equal(before + 130 + 1, door.Taken.Count);
    }

    [Fact]
    public async Task While_nothing_can_be_kept_nothing_is_passed_over()
    {
        await door.Settle(direct);
        await door.Store.TakesNothing();
        direct.Types("Erstens");
        direct.Types("Zweitens");
        await door.Until(
            () => door.Warned.Any(w => w.Content == new Content.Words("Zweitens")),
            "the rest is looked at"
        );
        Assert.DoesNotContain("Erstens", door.Words);
        await door.Store.TakesAgain();
        await door.Hears("Zweitens");
        Assert.Single(door.Words, "Erstens");
        Assert.Single(door.Words, "Zweitens");
    }

    [Fact]
    public async Task The_bot_says_in_its_name_that_it_is_one()
    {
        await door.Settle(direct);
        Assert.EndsWith("(Bot)", door.Homeserver.BotName);
        var before = door.Homeserver.NamesSet;
        await door.Restart();
        await door.Settle(direct);
        Assert.Equal(before, door.Homeserver.NamesSet);
    }
}
