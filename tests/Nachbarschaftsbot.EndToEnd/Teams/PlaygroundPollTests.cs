using Microsoft.Playwright;

namespace Nachbarschaftsbot.EndToEnd.Teams;

/// <summary>A date is found in Microsoft's own test client for Teams.</summary>
[Trait("Peer", "Playground")]
public sealed class PlaygroundPollTests
{
    [Fact]
    public async Task From_the_menu_to_the_date_that_stands_in_every_place()
    {
        await using var teams = await Playground.Open();
        await teams.Works();
        var kofi = await teams.Colleague("Kofi");

        await teams.Presses("Einen Termin finden");
        await teams.Sees("Weiter zur Vorschau");
        await teams.Fills("Worum es geht", "Planung für das Straßenfest");
        await teams.Fills("Termine", "übermorgen um 10 Uhr; übermorgen um 14 Uhr");
        await teams.Checks("1 Stunde");
        await teams.Fills("Ort", "Stadtteilbüro");
        await teams.Checks("Unseren Arbeitskanal (Teams)");
        await teams.Checks("Alle Fachkräfte im Quartier");
        await teams.Checks("Einfach: 3 Tage, der beste Termin gilt");
        await teams.Presses("Weiter zur Vorschau", "So sehen es alle, die Sie fragen:");
        await teams.Presses("Jetzt alle fragen", "Die Terminsuche läuft.");

        await kofi.Sees("Planung für das Straßenfest");
        await kofi.Presses("1: Nein");
        await kofi.Presses("2: Ja");
        await teams.Goes("General");
        await teams.Sees("Nein: Kofi");
        await teams.Sees("Ja: Alex, Kofi");
        await teams.Presses("1: Wenn nötig", "Wenn nötig: Alex");
        await kofi.Sees("Wenn nötig: Alex");
        await teams.Picture("teams-terminsuche", 1080);

        await teams.Goes("Personal Chat");
        await teams.Presses("Jetzt entscheiden", "Welchen Termin möchten Sie nehmen?");
        var best = teams.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^2 nehmen: ") });
        await best.Last.ClickAsync();
        await teams.Sees("Der Termin steht fest:");
        await teams.Goes("General");
        await teams.Sees("Der Termin steht fest:");
        await Assertions.Expect(teams.Button("2: Ja")).ToHaveCountAsync(0);
        await kofi.Sees("Sie sind zu diesem Termin eingeladen.");
        Assert.DoesNotContain("Straßenfest", teams.Output);
    }

    [Fact]
    public async Task It_ends_by_itself_when_its_time_is_over()
    {
        await using var teams = await Playground.Open();
        await teams.Works();
        await teams.Presses("Einen Termin finden", "Weiter zur Vorschau");
        await teams.Fills("Worum es geht", "Planung für das Straßenfest");
        await teams.Checks("1 Stunde");
        await teams.Checks("Unseren Arbeitskanal (Teams)");
        await teams.Checks("Einfach: 3 Tage, der beste Termin gilt");
        // People can answer until the last of the dates begins, which is the next minute that leaves time to ask.
        await teams.Fills("Termine", $"heute um {Daytime.Soon(TimeSpan.FromSeconds(20)):HH:mm} Uhr");
        await teams.Presses("Weiter zur Vorschau", "So sehen es alle, die Sie fragen:");
        await teams.Presses("Jetzt alle fragen", "Die Terminsuche läuft.");
        await teams.Goes("General");
        await teams.Presses("1: Nein", "Nein: Alex");
        await teams.Page.GetByText("Es gibt keinen gemeinsamen Termin.").Last.WaitForAsync(new() { Timeout = 110_000 });
        await Assertions.Expect(teams.Button("1: Ja")).ToHaveCountAsync(0);
        await teams.Goes("Personal Chat");
        await teams.Sees("Diese Terminsuche endet ohne Termin.");
        Assert.DoesNotContain("Straßenfest", teams.Output);
    }
}
