using Microsoft.Playwright;
using Nachbarschaftsbot.EndToEnd.Browser;

namespace Nachbarschaftsbot.EndToEnd.Teams;

/// <summary>Colleagues give each other advice, one of them in Microsoft's own test client for Teams.</summary>
[Trait("Peer", "Playground")]
public sealed class PlaygroundBeratungTests
{
    private const string Idea = "Die Nachbarin kocht einmal in der Woche mit";

    [Fact]
    public async Task From_asking_to_the_outcome_that_all_release()
    {
        await using var teams = await Playground.Open();
        await teams.Works();
        var kofi = await teams.Colleague("Kofi");
        await Asks(teams);
        await Tells(teams, kofi);
        await Collects(teams, kofi);
        await Chooses(teams, kofi);
        await Releases(teams, kofi);
        foreach (var secret in (string[])["Entlastung", "müde", "Nachbarin", "Kochabend"])
            Assert.DoesNotContain(secret, teams.Output);
    }

    /// <summary>The one at the Playground asks, with consent.</summary>
    private static async Task Asks(Playground teams)
    {
        await teams.Presses("Kollegiale Beratung", "Neue Beratung");
        await teams.Presses("Neue Beratung", "Neue kollegiale Beratung");
        await teams.Checks("Ja, sie ist einverstanden");
        await teams.Presses("Weiter zur Vorschau", "Wer berät mit");
        await teams.Fills("Ihre Frage", "Wie findet eine Mutter im Stadtteil mehr Entlastung?");
        await teams.Fills("Die Situation", "Eine Mutter mit drei Kindern ist sehr müde und hat wenig Hilfe.");
        await teams.Checks("Kofi");
        await teams.Checks("30 Minuten am Stück");
        await teams.Checks("2 Wochen");
        await teams.Presses("Weiter zur Vorschau", "Das sehen alle, die teilnehmen:");
        await teams.Presses("Beratung anlegen", "Die Beratung ist angelegt.");
    }

    private static async Task Tells(Playground teams, Hand kofi)
    {
        await kofi.Sees("Eine Mutter mit drei Kindern");
        await kofi.Presses("Beratung beginnen");
        await teams.Sees("Abschnitt 1 von 8");
        await kofi.Presses("Weiter: Erzählen");
        await teams.Sees("Abschnitt 2 von 8");
        await teams.Presses("Etwas beitragen", "Beitrag senden");
        await teams.Fills("Ihr Beitrag", "Abends sind alle müde, und das Essen fehlt.");
        await teams.Presses("Beitrag senden");
        await kofi.Sees("Alex: Abends sind alle müde");
        await kofi.Presses("Weiter: Nachfragen");
        await teams.Sees("Abschnitt 3 von 8");
        await kofi.Presses("Weiter: Stärken sammeln");
        await teams.Sees("Abschnitt 4 von 8");
        await kofi.Presses("Etwas beitragen");
        await kofi.Fills("Ihr Beitrag", "Die Nachbarin kocht gern.");
        await kofi.Submits();
        await teams.Sees("Kofi: Die Nachbarin kocht gern.");
    }

    private static async Task Collects(Playground teams, Hand kofi)
    {
        await kofi.Presses("Weiter: Ideen");
        await teams.Sees("Abschnitt 5 von 8");
        await kofi.Presses("Etwas beitragen");
        var question = kofi.Chat.Locator(".line:not(.over) .sheet select").Last;
        await question.SelectOptionAsync(new SelectOptionValue { Label = "Freunde und Familie" });
        await kofi.Fills("Ihre Idee", Idea);
        await kofi.Submits();
        await teams.Sees($"Kofi, zu Frage 3: {Idea}");
        await teams.Picture("teams-beratung", 960);
    }

    private static async Task Chooses(Playground teams, Hand kofi)
    {
        await kofi.Presses("Weiter: Auswählen");
        await teams.Sees("Abschnitt 6 von 8");
        await teams.Presses("Idee 1 auswählen", $"Idee 1, ausgewählt: {Idea}");
        await kofi.Sees($"Idee 1, ausgewählt: {Idea}");
        await kofi.Presses("Weiter: Nächste Schritte");
        await teams.Sees("Abschnitt 7 von 8");
        await teams.Presses("Schritt eintragen", "Einen Schritt eintragen");
        await teams.Fills("Was", "Mit der Nachbarin einen Kochabend absprechen");
        await teams.Checks("Kofi");
        await teams.Fills("Bis wann", "in 3 Tagen");
        await teams.Presses("Schritt eintragen");
        await kofi.Sees("Mit der Nachbarin einen Kochabend absprechen");
        await kofi.Presses("Weiter: Rückblick");
        await teams.Sees("Abschnitt 8 von 8");
        await kofi.Presses("Beratung abschließen");
        await teams.Sees("Die Beratung ist vorbei");
    }

    private static async Task Releases(Playground teams, Hand kofi)
    {
        await kofi.Presses("Ergebnis schreiben");
        await kofi.Fills("Ergebnis", "Ein Kochabend mit der Nachbarin entlastet die Familie.");
        await kofi.Submits();
        await kofi.Confirms();
        await teams.Sees("Ein Kochabend mit der Nachbarin");
        await teams.Presses("Ergebnis freigeben");
        await kofi.Sees("Alle haben dieses Ergebnis freigegeben");
        await teams.Sees("Alle haben dieses Ergebnis freigegeben");
    }
}
