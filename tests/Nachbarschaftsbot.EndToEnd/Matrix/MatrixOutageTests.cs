using Microsoft.Playwright;
using Nachbarschaftsbot.EndToEnd.Browser;

namespace Nachbarschaftsbot.EndToEnd.Matrix;

/// <summary>The homeserver is away while the rest of the Quartier goes on: afterwards everything is there, once.</summary>
[Collection(typeof(MatrixVillages))]
[Trait("Peer", "synapse")]
[Trait("Peer", "Chromium")]
public sealed class MatrixOutageTests(MatrixVillage village)
{
    [Fact]
    public async Task What_happens_in_the_web_chat_meanwhile_comes_to_the_room_once()
    {
        Room.HasChromium();
        await village.Settle();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Room.Browser(playwright);
        var ben = await Newcomers.Join(browser, village.House.Address, "/start", "Ben");
        string[] wishes = ["Ich brauche Tomaten.", "Ich brauche Kaffee."];
        await village.House.Homeserver.Halt();
        foreach (var wish in wishes)
            await Asks(ben, wish);
        await village.House.Kill();
        await village.House.GoOn();
        await Task.Delay(2000);
        await village.House.Homeserver.GoOn();

        foreach (var wish in wishes)
            await village.Mara.Await(e => IsCard(e, wish), $"the card \"{wish}\"", all: true);
        await village.Mara.Chooses(village.Desk, "Freigeben");
        await ben.Sees("ist freigegeben");
        await village.Mara.Says(village.Desk, "!nachbar warteschlange");
        var waiting = await village.Mara.Sees(village.Desk, "Es warten Karten:");
        Assert.Single(waiting.Body.Split('\n'), l => l.Contains("Anfrage von Ben", StringComparison.Ordinal));
        foreach (var wish in wishes)
            Assert.Single(village.Mara.All, e => IsCard(e, wish));
        Assert.Single(await ben.Lines(), l => l.Contains("ist freigegeben", StringComparison.Ordinal));
    }

    private bool IsCard(MatrixSeen shown, string wish) =>
        shown.Room == village.Desk
        && shown.Edits is null
        && shown.Body.Contains("Anfrage von Ben", StringComparison.Ordinal)
        && shown.Body.Contains(wish, StringComparison.Ordinal);

    private static async Task Asks(Hand hand, string wish)
    {
        await hand.Writes($"Kann mir jemand beim Einkaufen helfen? {wish}");
        await hand.Fills("Wann", "flexibel");
        await hand.Fills("Ungefährer Ort", "nahe der Kirche");
        await hand.Checks("Es eilt nicht");
        await hand.Fills("Anzahl der Personen", "1");
        await hand.Submits();
        await hand.Presses("Anfrage absenden");
        await hand.Sees("Ihre Anfrage ist angekommen");
    }
}
