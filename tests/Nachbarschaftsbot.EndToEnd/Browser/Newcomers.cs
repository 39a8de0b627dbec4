using Microsoft.Playwright;

namespace Nachbarschaftsbot.EndToEnd.Browser;

/// <summary>People who come to the web chat of a program that others started.</summary>
internal static class Newcomers
{
    /// <summary>Somebody comes to the web chat with these first words and joins.</summary>
    internal static async Task<Hand> Join(IBrowser browser, Uri address, string words, string name)
    {
        var context = await browser.NewContextAsync(new() { Locale = "de-DE" });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        await page.GotoAsync(address.ToString());
        await Room.Ready(page);
        var hand = new Hand(page, "privat");
        await hand.Writes(words);
        await hand.Presses("Ja, einverstanden");
        await hand.Fills("Ihr Vorname", name);
        await hand.Submits();
        await hand.Sees($"Willkommen, {name}!");
        return hand;
    }
}
