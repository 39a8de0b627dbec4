using System.Text.Json;
using Microsoft.Playwright;

namespace Nachbarschaftsbot.EndToEnd.Browser;

/// <summary>Whoever taps or writes may trust it: whatever happens on the way, it has one line and one effect.</summary>
[Trait("Peer", "Chromium")]
public sealed class TapTests
{
    private const string Posts = "**/chat/nachrichten";

    [Fact]
    public async Task A_post_whose_line_already_shows_is_sent_again_until_it_is_acknowledged()
    {
        await using var room = await Room.Open();
        var me = new Hand(await room.Page("/"), "privat");
        var sent = await LosesTheFirstAnswer(me, () => me.Writes("/start"), ".mine:not(.pending)");
        Assert.Equal("/start", sent.GetProperty("text").GetString());
        await me.Sees("Ja, einverstanden");
        await Assertions.Expect(me.Chat.Locator(".mine")).ToHaveCountAsync(1);

        await LosesTheFirstAnswer(me, () => me.Presses("Ja, einverstanden"), ".sheet");
        await me.Fills("Ihr Vorname", "Maria");
        await LosesTheFirstAnswer(me, me.Submits, "button[data-token]:visible");
        await me.Sees("Willkommen, Maria!");

        await me.Writes("/hilfe");
        await me.Sees("/datenschutz");
        var lines = await me.Lines();
        Assert.Single(lines, l => l.Contains("automatisches Programm", StringComparison.Ordinal));
        Assert.Single(lines, l => l == "Ja, einverstanden");
        Assert.Single(lines, l => l.Contains("Willkommen, Maria!", StringComparison.Ordinal));
        await me.Page.ReloadAsync();
        await Room.Ready(me.Page);
        Assert.Equal(lines, await me.Lines());
    }

    [Fact]
    public async Task Who_taps_before_the_session_is_there_is_heard_when_it_is()
    {
        await using var room = await Room.Open();
        var context = await room.Context(800, 900, ColorScheme.Light);
        var isTapped = new TaskCompletionSource();
        await context.RouteAsync(
            "**/chat/sitzung",
            async route =>
            {
                await isTapped.Task;
                await Task.Delay(500);
                await route.ContinueAsync();
            }
        );
        var me = new Hand(await room.Page("/", context: context), "privat");
        await me.Page.GetByRole(AriaRole.Button, new() { Name = "Jetzt anfangen" }).ClickAsync();
        isTapped.SetResult();
        await me.Buttons("Ja, einverstanden").WaitForAsync();
        await Assertions.Expect(me.Chat.Locator(".mine")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Two_tabs_that_open_together_share_one_session()
    {
        await using var room = await Room.Open();
        var context = await room.Context(800, 900, ColorScheme.Light);
        var given = new List<int>();
        await context.RouteAsync(
            "**/chat/sitzung",
            async route =>
            {
                await Task.Delay(500);
                var answer = await route.FetchAsync();
                lock (given)
                    given.Add(answer.Status);
                await route.FulfillAsync(new() { Response = answer });
            }
        );
        var pages = await Task.WhenAll(room.Page("/", context: context), room.Page("/", context: context));
        var (one, other) = (new Hand(pages[0], "privat"), new Hand(pages[1], "privat"));
        await one.Writes("/start");
        await other.Buttons("Ja, einverstanden").WaitForAsync();
        await other.Presses("Ja, einverstanden");
        await one.Fills("Ihr Vorname", "Maria");
        await one.Submits();
        await other.Sees("Willkommen, Maria!");
        Assert.Equal([201, 204], given);
    }

    [Fact]
    public async Task A_first_tap_that_could_not_be_sent_survives_a_reload()
    {
        await using var room = await Room.Open();
        var me = new Hand(await room.Page("/"), "privat");
        await me.Page.RouteAsync(Posts, route => route.AbortAsync());
        await me.Page.GetByRole(AriaRole.Button, new() { Name = "Jetzt anfangen" }).ClickAsync();
        await me.Sees("Noch nicht gesendet");
        await me.Page.UnrouteAsync(Posts);
        await me.Page.ReloadAsync();
        await me.Buttons("Ja, einverstanden").WaitForAsync();
        await IsSettled(me.Page);
        await Assertions.Expect(me.Chat.Locator(".mine")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_kill_in_the_moment_of_a_tap_never_loses_it()
    {
        await using var room = await Room.Open(new Dictionary<string, string> { ["Web__PerVisitorPerMinute"] = "600" });
        var page = await room.Page("/probierstube");
        var (ada, mara) = (new Hand(page, "ada"), new Hand(page, "mara"));
        await ada.Writes("/start");
        await ada.Buttons("Meine Sachen").Last.WaitForAsync();
        var card = page.Locator(
            $"#{await mara.Buttons("Übernehmen").Last.EvaluateAsync<string>("b => b.closest('.line').id")}"
        );
        for (var tap = 1; tap <= 20; tap++)
        {
            var isTaken = tap % 2 == 1;
            await card.GetByRole(AriaRole.Button, new() { Name = isTaken ? "Übernehmen" : "Wieder abgeben" })
                .ClickAsync();
            await ada.Presses("Meine Sachen");
            await Task.Delay(tap * 2);
            await room.PowerCut();
            await ComesBack(page, isReloaded: tap % 4 == 0);
            await Assertions
                .Expect(ada.Chat.Locator(".mine").Filter(new() { HasText = "Meine Sachen" }))
                .ToHaveCountAsync(tap);
            await Assertions
                .Expect(ada.Chat.Locator(".bot").Filter(new() { HasText = "Bei Ihnen ist gerade nichts offen." }))
                .ToHaveCountAsync(tap);
            await Assertions
                .Expect(card.GetByRole(AriaRole.Button, new() { Name = isTaken ? "Wieder abgeben" : "Übernehmen" }))
                .ToBeVisibleAsync();
        }
    }

    /// <summary>The page notices that the program is back, or somebody reloads it; then nothing waits to be sent.</summary>
    private static async Task ComesBack(IPage page, bool isReloaded)
    {
        if (isReloaded)
        {
            await page.ReloadAsync();
            await Room.Ready(page);
        }
        else
            await page.EvaluateAsync("dispatchEvent(new Event('online'))");
        await IsSettled(page);
    }

    /// <summary>Nothing waits to be sent any more.</summary>
    private static async Task IsSettled(IPage page)
    {
        const string Waits =
            "Object.keys(localStorage).some(key => key.startsWith('nachbar.unsent.'))"
            + " || document.querySelector('.line[aria-busy=true]') !== null";
        for (var tries = 0; await page.EvaluateAsync<bool>(Waits); tries++)
        {
            Assert.True(tries < 600, "A post is never acknowledged.");
            await Task.Delay(50);
        }
    }

    /// <summary>
    /// Does something; its post reaches the program and takes effect on the page, but the answer to it gets lost. Gives back what was
    /// sent, after it was sent once more.
    /// </summary>
    private static async Task<JsonElement> LosesTheFirstAnswer(Hand me, Func<Task> act, string effect)
    {
        var sent = new List<string>();
        var isAcknowledged = new TaskCompletionSource();
        await me.Page.RouteAsync(
            Posts,
            async route =>
            {
                sent.Add(route.Request.PostData!);
                var answer = await route.FetchAsync();
                Assert.Equal(200, answer.Status);
                if (sent.Count > 1)
                {
                    await route.FulfillAsync(new() { Response = answer });
                    isAcknowledged.TrySetResult();
                    return;
                }
                await me.Chat.Locator(effect).Last.WaitForAsync();
                await route.AbortAsync();
            }
        );
        await act();
        await isAcknowledged.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await me.Page.UnrouteAsync(Posts);
        await IsSettled(me.Page);
        Assert.Equal(2, sent.Count);
        var (first, second) = (JsonDocument.Parse(sent[0]).RootElement, JsonDocument.Parse(sent[1]).RootElement);
        Assert.Equal(first.GetProperty("id").GetString(), second.GetProperty("id").GetString());
        return second;
    }
}
