using Microsoft.Playwright;

namespace Nachbarschaftsbot.EndToEnd.Teams;

/// <summary>Somebody lives through the bot in Microsoft's own test client for Teams.</summary>
[Trait("Peer", "Playground")]
public sealed class PlaygroundTests
{
    [Fact]
    public async Task From_joining_to_a_request_that_is_released_in_the_channel()
    {
        await using var teams = await Playground.Open();
        await teams.Settle();
        await teams.Goes("Personal Chat");
        await teams.Writes("/anfrage");
        await teams.Sees("Um Hilfe bitten");
        await teams.Chooses("Art der Hilfe", "Einkaufen");
        await teams.Fills("Was zu tun ist", "Drei Kisten Wasser in den 2. Stock tragen");
        await teams.Fills("Wann", "Samstag um 10 Uhr");
        await teams.Fills("Ungefährer Ort", "nahe der Kirche");
        await teams.Fills("Anzahl der Personen", "1");
        await teams.Page.GetByLabel("Es eilt nicht").Last.CheckAsync();
        await teams.Picture("teams-formular");
        await teams.Presses("Weiter zur Vorschau");
        await teams.Sees("Genau das sehen die anderen");
        await teams.Presses("Anfrage absenden");
        await teams.Sees("Ihre Anfrage ist angekommen");

        await teams.Goes("General");
        await teams.Sees("Drei Kisten Wasser");
        await teams.Picture("teams-triage");
        await teams.Presses("Freigeben");
        await teams.Sees("Freigegeben von Alex");
        await Assertions.Expect(teams.Button("Freigeben")).ToHaveCountAsync(0);

        await teams.Goes("Personal Chat");
        await teams.Sees("ist freigegeben");
        Assert.DoesNotContain("Alex", teams.Output);
        Assert.DoesNotContain("Kisten", teams.Output);
    }

    [Fact]
    public async Task What_is_missing_or_wrong_in_a_form_is_said_beside_its_field_and_the_rest_is_kept()
    {
        await using var teams = await Playground.Open();
        await teams.Settle();
        await teams.Goes("Personal Chat");
        await teams.Writes("/anfrage");
        await teams.Sees("Um Hilfe bitten");
        await teams.Presses("Weiter zur Vorschau");
        await teams.Sees("Hier fehlt noch eine Antwort.");
        await teams.Presses("Abbrechen");
        await teams.Sees("Ich habe den Entwurf gelöscht.");

        await teams.Writes("/anfrage");
        await Assertions.Expect(teams.Button("Weiter zur Vorschau")).ToHaveCountAsync(1);
        await teams.Chooses("Art der Hilfe", "Begleitung");
        await teams.Fills("Was zu tun ist", "Begleitung zum Arzt");
        await teams.Fills("Wann", "blau wie das Meer");
        await teams.Fills("Anzahl der Personen", "1");
        await teams.Page.GetByLabel("Es eilt nicht").Last.CheckAsync();
        await teams.Presses("Weiter zur Vorschau");
        await teams.Sees("Das muss noch anders sein:");
        await Assertions.Expect(teams.Field("Was zu tun ist")).ToHaveValueAsync("Begleitung zum Arzt");
        await Assertions.Expect(teams.Field("Wann")).ToHaveValueAsync("blau wie das Meer");
    }

    [Fact]
    public async Task A_date_is_sought_in_the_channel_and_every_card_shows_the_same_answers()
    {
        await using var teams = await Playground.Open();
        await teams.Settle("Für die Arbeit von Fachkräften", "Ab jetzt kommen Termine und Sozialraumdialoge hierher");
        await teams.Goes("Personal Chat");
        await teams.Presses("Einen Termin finden");
        await teams.Sees("Worum es geht");
        await teams.Fills("Worum es geht", "Planung für das Straßenfest");
        await teams.Fills("Termine", "Dienstag 10 Uhr, Mittwoch 14 Uhr, Donnerstag 16 Uhr");
        await teams.Page.GetByText("1 Stunde", new() { Exact = true }).Last.ClickAsync();
        await teams.Page.GetByText("Unseren Arbeitskanal (Teams)").Last.ClickAsync();
        await teams.Page.GetByText("Einfach: 3 Tage, der beste Termin gilt").Last.ClickAsync();
        await teams.Presses("Weiter zur Vorschau");
        await teams.Sees("So sehen es alle, die Sie fragen");
        await teams.Presses("Jetzt alle fragen");
        await teams.Sees("Die Terminsuche läuft.");

        await teams.Goes("General");
        await teams.Sees("Planung für das Straßenfest");
        await Assertions.Expect(teams.Page.GetByText("Nein: Alex")).ToHaveCountAsync(0);
        await teams.Presses("2: Nein");
        await teams.Sees("Nein: Alex");
        await teams.Goes("Personal Chat");
        await teams.Sees("Nein: Alex");
    }
}
