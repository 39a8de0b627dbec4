using Microsoft.Playwright;

namespace Nachbarschaftsbot.EndToEnd.Browser;

/// <summary>The loop in the Probierstube, in a real browser.</summary>
[Trait("Peer", "Chromium")]
public sealed class ProbierstubeTests
{
    private const string Ask = "Kann mir Samstag um 10 jemand beim Einkaufen helfen?";

    [Fact]
    public async Task From_asking_to_thanks_with_a_power_cut_in_the_middle()
    {
        await using var room = await Room.Open();
        var page = await room.Page("/probierstube");
        var (ada, mara, ben) = (new Hand(page, "ada"), new Hand(page, "mara"), new Hand(page, "ben"));

        await ada.Writes(Ask);
        await ada.Fills("Ungefährer Ort", "nahe der Kirche");
        if (await page.Locator("[data-chat^=ada] .line:not(.over) [value=normal]").CountAsync() > 0)
            await page.Locator("[data-chat^=ada] .line:not(.over) [value=normal]").CheckAsync();
        await ada.Fills("Anzahl der Personen", "1");
        await ada.Presses("Weiter zur Vorschau");
        await ada.Presses("Anfrage absenden");
        await ada.Sees("Ihre Anfrage ist angekommen");

        await mara.Sees("Ada");
        await mara.Presses("Freigeben");
        await ada.Sees("ist freigegeben");

        await ben.Sees("Ada braucht Hilfe");
        await page.SetViewportSizeAsync(1440, 1080);
        await page.EvaluateAsync("scrollTo(0, 0)");
        await page.WaitForTimeoutAsync(500);
        await Room.Picture(page, "probierstube");
        await ben.Does("v-help");
        await room.PowerCut();
        await ben.Fills("Ihre Notiz", "Ich habe ein Fahrrad mit Korb.");
        await ben.Submits();

        await ada.Sees("Ich habe ein Fahrrad mit Korb.");
        await ada.Does("v-choose");
        await ben.Sees("Ada");
        await page.ReloadAsync();
        await Room.Ready(page);
        await ada.Does("v-talk");
        await ada.Presses("Fertig");
        await ada.Does("v-propose");
        await ada.Fills("Tag und Uhrzeit", "Samstag um 10 Uhr");
        await ada.Fills("Treffpunkt", "vor dem Supermarkt");
        await ada.Submits();
        await ada.Confirms();
        await ben.Does("v-accept");
        await ada.Writes("/meine_sachen");
        await ada.Does("v-show");
        await ada.Does("v-done");
        await ada.Does("v-thank");
        await ben.Sees("Danke");
        await page.WaitForTimeoutAsync(500);
        var ids = await page.Locator(".line").EvaluateAllAsync<string[]>("all => all.map(one => one.id)");
        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public async Task What_depends_on_an_answer_is_asked_alone_in_a_second_step()
    {
        await using var room = await Room.Open();
        var page = await room.Page("/probierstube", 400, 900);
        var ada = new Hand(page, "ada");
        var form = ada.Chat.Locator(".line:not(.over) form.sheet").Last;
        await ada.Writes(Ask);
        await ada.Fills("Anzahl der Personen", "1");
        await Assertions.Expect(form.Locator("[name=wahl]")).ToHaveCountAsync(0);
        await form.Locator("[value=urgent]").CheckAsync();
        await ada.Presses("Weiter zur Vorschau");
        await ada.Sees("Dazu habe ich noch 1 Frage.");
        await Assertions.Expect(form.Locator(".field")).ToHaveCountAsync(1);
        await Axe.FindsNothing(page, "second step");
        await Room.Picture(page, "second-step");
        await form.Locator("[value=erste]").CheckAsync();
        await ada.Presses("Weiter zur Vorschau");
        await ada.Sees("Wer zuerst antwortet, bekommt den Platz.");
        await ada.Presses("Anfrage absenden");
        await ada.Sees("Ihre Anfrage ist angekommen");
    }

    [Fact]
    public async Task Starting_over_makes_the_quartier_anew()
    {
        await using var room = await Room.Open();
        var page = await room.Page("/probierstube");
        var ada = new Hand(page, "ada");
        await ada.Writes("Ich bin noch da");
        await ada.Sees("Ich bin noch da");
        await page.EvaluateAsync("document.body.dataset.before = 'yes'");
        await page.GetByRole(AriaRole.Button, new() { Name = "Von vorn anfangen" }).ClickAsync();
        await page.Locator("body:not([data-before])").WaitForAsync(new() { Timeout = 60_000 });
        await Room.Ready(page);
        Assert.Equal(0, await ada.Chat.GetByText("Ich bin noch da").CountAsync());
        Assert.Equal(1, await page.GetByText("Begleitung zum Augenarzt").CountAsync());
    }

    [Fact]
    public async Task Seats_are_tabs_on_a_phone()
    {
        await using var room = await Room.Open();
        var page = await room.Page("/probierstube", 360, 740);
        await Assertions.Expect(page.GetByRole(AriaRole.Tabpanel)).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Tab, new() { Name = "Ada" }).FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(page.GetByRole(AriaRole.Tab, new() { Name = "Mara" })).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#seat-mara")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#seat-ada")).ToBeHiddenAsync();
    }
}
