using Microsoft.Playwright;

namespace Nachbarschaftsbot.EndToEnd.Browser;

/// <summary>Ending the chat on a computer that others use too, in a real browser.</summary>
[Trait("Peer", "Chromium")]
public sealed class LeavingTests
{
    private const string Button = "Chat auf diesem Gerät beenden";

    [Fact]
    public async Task Who_leaves_a_shared_computer_leaves_nothing_there_and_loses_nothing()
    {
        await using var room = await Room.Open();
        var context = await room.Context(800, 900, ColorScheme.Light);
        var page = await room.Page("/", context: context);
        var me = new Hand(page, "privat");
        await me.Writes("mein Geheimnis");
        await me.Chat.Locator(".bot").First.WaitForAsync();
        var tab = await room.Page("/", context: context);
        await new Hand(tab, "privat").Sees("mein Geheimnis");
        var session = Assert.Single(await context.CookiesAsync(), c => c.Name == "nachbar");

        await Asks(page);
        await Axe.FindsNothing(page, "question before leaving");
        await Room.Picture(page, "leave");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = Button })).ToBeFocusedAsync();
        await me.Sees("mein Geheimnis");

        await Asks(page);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Der Chat ist beendet" }).WaitForAsync();
        await tab.GetByRole(AriaRole.Heading, new() { Name = "Der Chat ist beendet" }).WaitForAsync();
        Assert.DoesNotContain(await context.CookiesAsync(), c => c.Name == "nachbar");
        await page.GoBackAsync();
        Assert.DoesNotContain("mein Geheimnis", await page.ContentAsync());
        await page.GotoAsync(room.Address.ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Jetzt anfangen" }).WaitForAsync();
        Assert.DoesNotContain("mein Geheimnis", await page.ContentAsync());

        await Keeps(room, session);
    }

    [Fact]
    public async Task Where_ending_fails_the_person_is_told_and_the_chat_goes_on()
    {
        await using var room = await Room.Open();
        var context = await room.Context(400, 900, ColorScheme.Dark);
        var page = await room.Page("/?sprache=en", context: context);
        var me = new Hand(page, "privat");
        await me.Writes("eins");
        await me.Chat.Locator(".bot").First.WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "End the chat on this device" }).ClickAsync();
        await context.SetOfflineAsync(true);
        await page.GetByRole(AriaRole.Button, new() { Name = "End it now" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Your chat is still open");
        await context.SetOfflineAsync(false);
        await page.GetByRole(AriaRole.Button, new() { Name = "Stay in the chat" }).ClickAsync();
        await me.Writes("zwei");
        await Assertions.Expect(me.Chat.Locator(".pending")).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        Assert.Single(await context.CookiesAsync(), c => c.Name == "nachbar");
    }

    /// <summary>Opens the question with the keyboard alone.</summary>
    private static async Task Asks(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = Button }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("nicht mehr in diesen Chat zurück");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Weiter im Chat" })).ToBeFocusedAsync();
    }

    /// <summary>What was said is still stored: who has the session of then reads it.</summary>
    private static async Task Keeps(Room room, BrowserContextCookiesResult session)
    {
        var again = await room.Context(800, 900, ColorScheme.Light);
        await again.AddCookiesAsync([
            new()
            {
                Name = session.Name,
                Value = session.Value,
                Domain = session.Domain,
                Path = session.Path,
            },
        ]);
        await new Hand(await room.Page("/", context: again), "privat").Sees("mein Geheimnis");
    }
}
