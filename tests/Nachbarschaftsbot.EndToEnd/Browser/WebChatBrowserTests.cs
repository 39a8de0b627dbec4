using Microsoft.Playwright;

namespace Nachbarschaftsbot.EndToEnd.Browser;

/// <summary>The web chat in a real browser: keyboard, reload, a network that comes and goes.</summary>
[Trait("Peer", "Chromium")]
public sealed class WebChatBrowserTests
{
    [Fact]
    public async Task Somebody_joins_with_the_keyboard_alone()
    {
        await using var room = await Room.Open();
        await room.Page("/probierstube");
        var page = await room.Page("/");
        await Tab(page, "Jetzt anfangen");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ja, einverstanden" }).WaitForAsync();
        await Tab(page, "Ja, einverstanden");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByLabel("Ihr Vorname").WaitForAsync();
        await TabUntil(page, "document.activeElement.name === 'name'");
        await page.Keyboard.TypeAsync("1234");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".summary").WaitForAsync();
        await Assertions.Expect(page.Locator(".summary")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".line:not(.over) [name=name]")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("Maria");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("Willkommen, Maria!").WaitForAsync();
    }

    [Fact]
    public async Task Offline_and_reload_lose_and_double_nothing()
    {
        await using var room = await Room.Open();
        var context = await room.Context(800, 900, ColorScheme.Light);
        var page = await room.Page("/", context: context);
        var me = new Hand(page, "privat");
        await me.Writes("eins");
        await me.Chat.Locator(".bot").First.WaitForAsync();
        await context.SetOfflineAsync(true);
        await me.Writes("zwei");
        await me.Writes("drei");
        await me.Chat.GetByText("Noch nicht gesendet").First.WaitForAsync();
        await context.SetOfflineAsync(false);
        await Assertions.Expect(me.Chat.Locator(".pending")).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        await page.ReloadAsync();
        await Room.Ready(page);
        foreach (var word in (string[])["eins", "zwei", "drei"])
            Assert.Single(await me.Chat.Locator(".mine .words").AllInnerTextsAsync(), word);
        var lines = await me.Lines();
        await room.PowerCut();
        await me.Writes("vier");
        await Assertions.Expect(me.Chat.Locator(".pending")).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        Assert.Equal(lines, (await me.Lines()).Take(lines.Count));
    }

    [Fact]
    public async Task Words_of_danger_do_not_wait_behind_what_was_sent_too_fast()
    {
        await using var room = await Room.Open(new Dictionary<string, string> { ["Web__PerVisitorPerMinute"] = "5" });
        var page = await room.Page("/");
        var me = new Hand(page, "privat");
        for (var n = 1; n <= 8; n++)
            await me.Writes($"Wort {n}");
        await me.Writes("Hilfe, mein Vater bekommt keine Luft mehr");
        await me.Chat.Locator(".bot").Filter(new() { HasText = "112" }).First.WaitForAsync();
        await Assertions
            .Expect(me.Chat.Locator(".pending").Filter(new() { HasText = "keine Luft" }))
            .ToHaveCountAsync(1);
    }

    private static Task Tab(IPage page, string label) =>
        TabUntil(page, $"document.activeElement.textContent.trim() === '{label}'");

    private static async Task TabUntil(IPage page, string condition)
    {
        for (var presses = 0; presses < 80; presses++)
        {
            if (await page.EvaluateAsync<bool>(condition))
                return;
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"The keyboard does not get there: {condition}");
    }
}
