using Nachbarschaftsbot.Tests.Telegram.Fake;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Telegram;

/// <summary>How the fake hands out updates: polling, offsets, what a bot may see.</summary>
public sealed class FakeBotApiUpdateTests : FakeBotApiBench
{
    [Fact]
    public async Task Privacy_mode_hides_what_is_not_meant_for_the_bot()
    {
        var group = Moderation();
        await Send("Karte", p => p["chat_id"] = group.Id);
        var seat = ada.In(group);
        var card = seat.Last;
        await Drain();
        seat.Types("Hallo zusammen");
        seat.Types("/hilfe@anderer_bot");
        Assert.Empty(api.PendingUpdates);
        seat.Types("/hilfe");
        seat.Types("/hilfe@" + api.BotUsername);
        seat.RepliesTo(card, "Wann denn?");
        Assert.Equal(3, api.PendingUpdates.Count);
        group.PromoteBot(ada);
        seat.Types("Hallo");
        Assert.Equal(5, api.PendingUpdates.Count);
    }

    [Fact]
    public async Task Polling_confirms_by_offset_and_keeps_what_is_not_confirmed()
    {
        await Call("getUpdates", new { allowed_updates = new[] { "message" } });
        ada.Types("a");
        ada.Types("b");
        ada.Blocks();
        var first = (await Call("getUpdates", new { limit = 2 }))["result"]!.AsArray();
        Assert.Equal(["/start", "a"], first.Select(u => (string)u!["message"]!["text"]!));
        var second = (await Call("getUpdates", new { offset = (long)first[1]!["update_id"]! + 1 }))[
            "result"
        ]!.AsArray();
        Assert.Equal("b", (string)Assert.Single(second)!["message"]!["text"]!);
        Assert.Single(api.PendingUpdates);
    }

    [Fact]
    public async Task Only_one_polls_and_none_beside_a_webhook()
    {
        await Drain();
        var first = Call("getUpdates", new { timeout = 50 });
        await api.Until(() => api.Requests.FirstOrDefault(r => (int?)r.Parameters["timeout"] == 50));
        var second = Call("getUpdates", new { timeout = 50 });
        Refused(409, "terminated by other getUpdates request", await first);
        await Call("setWebhook", new { url = "https://bot.example/" });
        Refused(409, "Conflict", await second);
        Refused(409, "webhook is active", await Call("getUpdates", new { }));
    }

    [Fact]
    public async Task A_long_poll_ends_with_its_time()
    {
        await Drain();
        var poll = Call("getUpdates", new { timeout = 20 });
        await api.Until(() => api.Requests.FirstOrDefault(r => (int?)r.Parameters["timeout"] == 20));
        await Task.Delay(50);
        clock.Advance(Duration.FromSeconds(20));
        Assert.Empty((await poll)["result"]!.AsArray());
    }

    [Fact]
    public async Task Updates_of_the_fake_itself_are_as_described()
    {
        await Send("?", p => p["reply_markup"] = Keyboard("v1:y"));
        ada.Private.SendsPhoto("Bild");
        ada.Presses("Ja");
        ada.Private.PressesData("v1:y", null);
        Moderation().Migrate(ada);
        var description = ApiDescription.Load();
        var updates = (await Call("getUpdates", new { }))["result"]!.AsArray();
        Assert.True(updates.Count >= 6);
        Assert.All(updates, u => Assert.Empty(description.CheckType("Update", u)));
    }

    private async Task Drain()
    {
        await Call("getUpdates", new { offset = -1 });
        await Call("getUpdates", new { offset = 900_000_000 + 1000 });
    }
}
