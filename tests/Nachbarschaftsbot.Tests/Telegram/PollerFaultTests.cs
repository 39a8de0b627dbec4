using NodaTime;

namespace Nachbarschaftsbot.Tests.Telegram;

/// <summary>What cannot be fetched or read does not stop the rest.</summary>
public sealed class PollerFaultTests : PollerBench
{
    [Fact]
    public async Task Failures_are_tried_again_with_growing_pauses()
    {
        ada.Types("eins");
        api.FailNext("getUpdates", 502, "<html>", times: 4);
        _ = Start("a");
        await Patience.Until(() =>
        {
            clock.Advance(Duration.FromMilliseconds(500));
            return Taken().Count > 0;
        });
        var at = api.Requests.Where(r => r.Method == "getUpdates").Select(r => r.At).ToList();
        Assert.True(at[4] - at[3] > at[1] - at[0]);
    }

    [Fact]
    public async Task A_flood_is_waited_out()
    {
        ada.Types("eins");
        api.FailNext("getUpdates", 429, "Too Many Requests", retryAfter: 30);
        _ = Start("a");
        await Patience.Until(() => api.Requests.Count >= 1);
        await Task.Delay(50);
        clock.Advance(Duration.FromSeconds(29));
        await Task.Delay(50);
        Assert.Empty(Taken());
        clock.Advance(Duration.FromSeconds(1));
        await Patience.Until(() => Taken().Count == 1);
    }

    [Fact]
    public async Task An_update_of_an_unknown_shape_does_not_stop_the_others()
    {
        ada.Types("eins");
        api.Deliver("message", System.Text.Json.Nodes.JsonValue.Create("of another shape"));
        ada.Types("zwei");
        _ = Start("a");
        await Patience.Until(() => api.PendingUpdates.Count == 0);
        Assert.Equal(["", "eins", "zwei"], Taken().Order());
    }

    [Theory]
    [InlineData("{\"message_id\":1,\"chat\":null}")]
    [InlineData("{\"message_id\":1,\"chat\":{\"id\":1},\"text\":\"half a character: \\ud83d\"}")]
    public async Task What_cannot_be_read_but_has_an_id_is_confirmed(string message)
    {
        var result = $"[{{\"update_id\":900000001,\"message\":{message}}}]";
        api.FailNext("getUpdates", 200, $"{{\"ok\":true,\"result\":{result}}}", times: 2);
        ada.Types("unreadable");
        _ = Start("a");
        await Patience.Until(() => api.PendingUpdates.Count == 0);
        ada.Types("zwei");
        await Patience.Until(() => Taken().Contains("zwei"));
        Assert.Equal(["", "zwei"], Taken());
    }

    [Theory]
    [InlineData("[null]")]
    [InlineData("[{}]")]
    [InlineData("[5,\"x\",[]]")]
    [InlineData("[{\"update_id\":null}]")]
    [InlineData("[{\"update_id\":1e99,\"message\":{}}]")]
    public async Task What_has_no_id_is_passed_over_and_asked_for_again_without_haste(string result)
    {
        api.FailNext("getUpdates", 200, $"{{\"ok\":true,\"result\":{result}}}", times: 6);
        ada.Types("eins");
        _ = Start("a");
        await Patience.Until(() => api.Requests.Count >= 2);
        await Task.Delay(100);
        Assert.InRange(api.Requests.Count, 2, 4);
        await Patience.Until(() =>
        {
            clock.Advance(Duration.FromMilliseconds(500));
            return Taken().Count > 0;
        });
        Assert.Equal(["eins"], Taken());
    }
}
