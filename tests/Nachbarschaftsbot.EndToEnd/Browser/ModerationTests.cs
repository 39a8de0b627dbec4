using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Nachbarschaftsbot.EndToEnd.Browser;

/// <summary>The moderation page of the real program: how somebody gets there, and a morning's work on it.</summary>
[Trait("Peer", "Chromium")]
public sealed partial class ModerationTests
{
    private const string Shopping = "Kann mir Samstag um 10 jemand beim Einkaufen helfen?";

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Bot__OperatorName"] = "Nachbarschaftshilfe Lindenviertel e. V.",
        ["Bot__OperatorContact"] = "Telefon 0000 123456",
        ["Quartier__Name"] = "Lindenviertel",
        ["Quartier__Zone"] = Daytime.Zone,
        ["Web__PerVisitorPerMinute"] = "600",
    };

    private static readonly (int Width, ColorScheme Scheme)[] Looks =
    [
        (1280, ColorScheme.Light),
        (1280, ColorScheme.Dark),
        (320, ColorScheme.Light),
        (320, ColorScheme.Dark),
    ];

    [Fact]
    public async Task A_moderator_works_through_the_cards()
    {
        await using var room = await Room.Open(Settings);
        var olga = await Newcomer(room, "Olga", OperatorCode().Match(room.Output).Value);
        await olga.Sees("neue Rolle: Betrieb");
        var mara = await Moderator(room, olga, "Mara");
        var moni = await Moderator(room, olga, "Moni");
        var ada = await Newcomer(room, "Ada", "/start");
        await Assertions.Expect(ada.Page.GetByText("Zur Moderation")).ToBeHiddenAsync();

        await Asks(ada, Shopping, "nahe der Kirche");
        await mara.Sees("Anfrage von Ada");
        await LooksRight(mara, "moderation-neu");

        await mara.Presses("Übernehmen");
        await mara.Sees("Mara kümmert sich");
        await moni.Sees("Mara kümmert sich");
        await Assertions.Expect(moni.Buttons("Übernehmen")).ToHaveCountAsync(0);
        await AsksBack(mara, ada);
        await LooksRight(mara, "moderation-rueckfrage");

        await ReleaseAtOnce(mara, moni, ada);

        await Asks(ada, "Ich brauche morgen um 15 Uhr jemanden, der meine alte Lampe kauft", "am Markt");
        await mara.Sees("alte Lampe");
        await mara.Quick("Warteschlange zeigen");
        await mara.Sees("Es warten Karten: 1.");
        await mara.Presses("Karte 1 zeigen");
        await mara.Does("t-decline");
        await mara.Sees("Warum passt es nicht?");
        await IsInSight(mara, "Noch nicht verständlich");
        await LooksRight(mara, "moderation-ablehnen");
        await mara.Presses("Geld oder Verkauf");
        await ada.Sees("Es geht um Geld oder Verkauf.");
        await mara.Sees("Abgelehnt von Mara.");
        await moni.Sees("Abgelehnt von Mara.");
        await mara.Quick("Warteschlange zeigen");
        await mara.Sees("Gerade wartet nichts.");
        await IsInSight(mara, "Gerade wartet nichts.");
        await LooksRight(mara, "moderation-leer");
    }

    [Fact]
    public async Task Without_a_role_there_is_no_moderation_page_and_the_code_of_the_first_start_works_once()
    {
        await using var room = await Room.Open(Settings);
        var code = OperatorCode().Match(room.Output).Value;
        var olga = await Newcomer(room, "Olga", code);
        await olga.Sees("neue Rolle: Betrieb");
        var eve = await Newcomer(room, "Eve", "/start");
        await eve.Writes(code);
        await eve.Sees("Dieser Code gilt nicht");
        var answer = await eve.Page.GotoAsync(new Uri(room.Address, "/moderation").ToString());
        Assert.Equal(404, answer!.Status);
        await Assertions.Expect(eve.Page.Locator(".chat")).ToHaveCountAsync(0);
    }

    /// <summary>Somebody opens the web chat for the first time, and joins with these words.</summary>
    private static async Task<Hand> Newcomer(Room room, string name, string words)
    {
        var hand = new Hand(await room.Page("/"), "privat");
        await hand.Writes(words);
        try
        {
            await hand.Presses("Ja, einverstanden");
        }
        catch (TimeoutException)
        {
            var state = await hand.Chat.Locator(".state").InnerTextAsync();
            Assert.Fail($"{name} wrote \"{words}\" and reads [{state}]:\n{string.Join("\n--\n", await hand.Lines())}");
        }
        await hand.Fills("Ihr Vorname", name);
        await hand.Submits();
        await hand.Sees($"Willkommen, {name}!");
        return hand;
    }

    /// <summary>The operator makes a code, somebody joins with it and goes from the home page to the moderation page.</summary>
    private static async Task<Hand> Moderator(Room room, Hand olga, string name)
    {
        var codes = olga.Chat.Locator(".line.bot").Filter(new() { HasText = "Code für die Rolle Moderation" });
        var before = await codes.CountAsync();
        await olga.Writes("/rolle");
        await olga.Presses("Rolle vergeben: Moderation");
        await Assertions.Expect(codes).ToHaveCountAsync(before + 1);
        var told = (await olga.Lines()).Last(l =>
            l.StartsWith("Code für die Rolle Moderation", StringComparison.Ordinal)
        );
        var code = RoleCode().Match(told).Value;
        Assert.True(code.Length > 0, told);
        var hand = await Newcomer(room, name, $"/rolle {code}");
        await hand.Sees("neue Rolle: Moderation");
        await olga.Sees($"{name} hat Ihren Code benutzt");
        await hand.Page.GetByRole(AriaRole.Link, new() { Name = "Zur Moderation" }).ClickAsync();
        await Room.Ready(hand.Page);
        await Assertions
            .Expect(hand.Page.GetByRole(AriaRole.Heading, new() { Name = "Moderation: Lindenviertel" }))
            .ToBeVisibleAsync();
        return new(hand.Page, "moderation-");
    }

    private static async Task Asks(Hand ada, string words, string where)
    {
        await ada.Writes(words);
        await ada.Fills("Ungefährer Ort", where);
        await ada.Checks("Es eilt nicht");
        await ada.Fills("Anzahl der Personen", "1");
        await ada.Submits();
        await ada.Presses("Anfrage absenden");
        await ada.Sees("Ihre Anfrage ist angekommen");
    }

    /// <summary>The moderator writes under the card; the answer comes there too, and stays after a reload.</summary>
    private static async Task AsksBack(Hand mara, Hand ada)
    {
        await mara.RepliesToCard("Brauchen Sie auch jemanden, der trägt?");
        await ada.Sees("Die Moderation hat eine Frage an Sie.");
        await ada.Presses("Antworten");
        await ada.Fills("Ihre Antwort", "Ja, zwei schwere Taschen.");
        await ada.Submits();
        await ada.Sees("Ihre Antwort ist bei der Moderation");
        var card = mara.Chat.Locator(".line").Filter(new() { HasText = "Anfrage von Ada" }).First;
        await Assertions.Expect(card).ToContainTextAsync("Brauchen Sie auch jemanden, der trägt?");
        await Assertions.Expect(card).ToContainTextAsync("Ja, zwei schwere Taschen.");
        await mara.Page.ReloadAsync();
        await Room.Ready(mara.Page);
        await Assertions.Expect(card).ToContainTextAsync("Ja, zwei schwere Taschen.");
    }

    /// <summary>Both see the card as open and tap in the same moment: one decides, the other is told who.</summary>
    private static async Task ReleaseAtOnce(Hand mara, Hand moni, Hand ada)
    {
        var both = new TaskCompletionSource();
        var tapped = 0;
        foreach (var hand in (Hand[])[mara, moni])
            await hand.Page.RouteAsync(
                "**/chat/nachrichten",
                async route =>
                {
                    if (Interlocked.Increment(ref tapped) == 2)
                        both.SetResult();
                    await both.Task;
                    await route.ContinueAsync();
                },
                new() { Times = 1 }
            );
        await mara.Presses("Freigeben");
        await moni.Presses("Freigeben");
        await both.Task.WaitAsync(TimeSpan.FromSeconds(30));

        var told = new HashSet<string>();
        for (var tries = 0; tries < 400 && told.Count < 2; tries++)
        {
            foreach (var hand in (Hand[])[mara, moni])
                told.Add(await hand.Chat.Locator(".state").InnerTextAsync());
            told.Remove("");
            await Task.Delay(50);
        }
        // Who comes second reads what has happened; comes Moni first, that Mara has the card in hand.
        Assert.Equal(2, told.Count);
        Assert.Contains("Erledigt. Die Nachbarschaft kann es jetzt sehen.", told);
        Assert.Contains(told, t => t.StartsWith("Das ist schon freigegeben.") || t.StartsWith("Mara kümmert sich"));
        await ada.Sees("ist freigegeben");
        await mara.Sees("Freigegeben von");
        await moni.Sees("Freigegeben von");
        Assert.Single(await ada.Lines(), l => l.Contains("ist freigegeben", StringComparison.Ordinal));
        Assert.Equal(await DecidedBy(mara), await DecidedBy(moni));
    }

    /// <summary>The newest words stand above the field to write in, without scrolling by hand.</summary>
    private static async Task IsInSight(Hand hand, string words)
    {
        const string Hidden =
            "e => { const box = e.getBoundingClientRect();"
            + " const field = e.closest('.chat').querySelector('.composer').getBoundingClientRect();"
            + " return box.top < 0 || box.bottom > field.top; }";
        var isHidden = true;
        for (var tries = 0; tries < 40 && isHidden; tries++)
        {
            await Task.Delay(50);
            isHidden = await hand.Chat.Locator(".log").GetByText(words).Last.EvaluateAsync<bool>(Hidden);
        }
        Assert.False(isHidden, $"\"{words}\" is out of sight.");
    }

    private static async Task<string> DecidedBy(Hand hand) =>
        Assert.Single(
            (await hand.Lines()).SelectMany(l => Decided().Matches(l).Select(m => m.Groups[1].Value)).Distinct()
        );

    /// <summary>Light and dark, wide and small: the scan finds nothing and nothing sticks out.</summary>
    private static async Task LooksRight(Hand mara, string name)
    {
        var page = mara.Page;
        foreach (var (width, scheme) in Looks)
        {
            await page.SetViewportSizeAsync(width, 900);
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await page.WaitForTimeoutAsync(400);
            await Axe.FindsNothing(page, $"{name} {width} {scheme}");
            Assert.True(
                await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"),
                $"{name} at {width} scrolls sideways"
            );
            await Room.Picture(page, $"{name}-{width}-{scheme}");
        }
        await page.SetViewportSizeAsync(1280, 1000);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }

    [GeneratedRegex(@"Freigegeben von (\w+)")]
    private static partial Regex Decided();

    [GeneratedRegex(@"/betreiber \w+")]
    private static partial Regex OperatorCode();

    [GeneratedRegex(@"(?m)^[A-Z0-9]{8}\r?$")]
    private static partial Regex RoleCode();
}
