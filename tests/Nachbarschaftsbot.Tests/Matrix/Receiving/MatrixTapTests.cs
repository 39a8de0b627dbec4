using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Tests.Matrix.Fake;

namespace Nachbarschaftsbot.Tests.Matrix.Receiving;

/// <summary>
/// The same key, tapped again. A homeserver takes no second reaction like one that stands: somebody takes theirs back first, or the bot has
/// taken it away; the same over both transports.
/// </summary>
public abstract class MatrixTapTests(bool isAppservice) : AdaChats(isAppservice)
{
    private const string Key = "1️⃣";
    private FakeMatrixSeat seat = null!;
    private string offer = "";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var room = await Ada.OpensRoom("Treff");
        await Door.IsIn(room);
        seat = Ada.In(room);
        offer = seat.Types("1. Ja").Id;
        Door.Keys[(offer, Key)] = "yes:1";
    }

    [Fact]
    public async Task Who_takes_a_reaction_back_and_taps_again_presses_again_and_the_taking_back_presses_nothing()
    {
        var first = seat.Reacts(offer, Key);
        await Pressed(1);
        seat.TakesBack(first.Id);
        await Door.SettleIn(seat);
        Assert.Equal(1, Presses);
        seat.Reacts(offer, Key);
        await Pressed(2);
        Assert.DoesNotContain(Door.Homeserver.Calls, c => c.Path.Contains("/redact/") || c.Status == 403);
    }

    [Fact]
    public async Task Where_the_bot_has_the_power_the_same_key_can_be_tapped_at_once()
    {
        seat.Room.Empower(FakeHomeserver.BotUser, 50);
        for (var times = 1; times <= 3; times++)
        {
            var tap = seat.Reacts(offer, Key);
            await Pressed(times);
            await Door.Until(() => tap.RedactedBy is not null, "the reaction is taken away");
        }
        Assert.DoesNotContain(Door.Homeserver.Calls, c => c.Status == 403);
    }

    [Fact]
    public async Task A_reaction_that_presses_nothing_stays()
    {
        seat.Room.Empower(FakeHomeserver.BotUser, 50);
        var thumb = seat.Reacts(offer, "👍");
        var tap = seat.Reacts(offer, Key);
        await Door.Until(() => tap.RedactedBy is not null, "the reaction is taken away");
        await Door.SettleIn(seat);
        Assert.Null(thumb.RedactedBy);
    }

    [Fact]
    public async Task Where_power_was_taken_from_the_bot_it_tries_once()
    {
        seat.Room.Empower(FakeHomeserver.BotUser, 50);
        var first = seat.Reacts(offer, Key);
        await Door.Until(() => first.RedactedBy is not null, "the reaction is taken away");
        seat.Room.Empower(FakeHomeserver.BotUser, 0);
        for (var times = 2; times <= 4; times++)
        {
            var tap = seat.Reacts(offer, Key);
            await Pressed(times);
            seat.TakesBack(tap.Id);
        }
        await Door.Until(() => Door.Homeserver.Calls.Any(c => c.Status == 403), "it tries");
        await Door.Settle(Direct);
        Assert.Single(Door.Homeserver.Calls, c => c.Status == 403);
    }

    private int Presses => Door.Contents.OfType<Content.Press>().Count();

    private Task Pressed(int times) => Door.Until(() => Presses == times, $"it is pressed {times} times");
}

/// <summary>Over the long poll.</summary>
public sealed class SyncTapTests() : MatrixTapTests(isAppservice: false);

/// <summary>As an application service.</summary>
public sealed class AppserviceTapTests() : MatrixTapTests(isAppservice: true);
