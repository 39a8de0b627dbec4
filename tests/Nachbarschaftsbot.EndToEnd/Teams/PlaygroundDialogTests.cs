using Microsoft.Playwright;

namespace Nachbarschaftsbot.EndToEnd.Teams;

/// <summary>A round of professionals meets in Microsoft's own test client for Teams.</summary>
[Trait("Peer", "Playground")]
public sealed class PlaygroundDialogTests
{
    private const string Theme = "Am Abend fährt kein Bus zum Friedhof";
    private const string Said = "Viele ältere Menschen bleiben deshalb daheim";

    [Fact]
    public async Task From_a_theme_to_the_minutes_that_all_may_read()
    {
        await using var teams = await Playground.Open();
        await teams.Works();
        await Begins(teams);
        await Prepares(teams);
        await Meets(teams);
        await Agrees(teams);

        await teams.Presses("Protokoll ansehen", "Protokoll: Runde Linden, Treffen 1");
        await teams.Sees(Said);
        await teams.Sees("Nachbarschaftshaus");
        await Releases(teams);
        Assert.DoesNotContain("Friedhof", teams.Output);
    }

    /// <summary>A round with a purpose, and a theme for it.</summary>
    private static async Task Begins(Playground teams)
    {
        await teams.Presses("Mitreden: Sozialraumdialog", "Neue Runde beginnen");
        await teams.Presses("Neue Runde beginnen", "Runde im Quartier");
        await teams.Fills("Name", "Runde Linden");
        await teams.Fills("Zweck", "Wir wollen ältere Menschen früher erreichen.");
        await teams.Checks("alle 6 Wochen");
        await teams.Checks("60 Minuten");
        await teams.Fills("Ihre Stelle", "Nachbarschaftshaus");
        await teams.Presses("Weiter zur Vorschau", "Runde speichern");
        await teams.Presses("Runde speichern", "Die Runde ist angelegt: Runde Linden.");

        await teams.Presses("Ein Thema vorschlagen", "Gegend");
        await teams.Fills("Thema", Theme);
        await teams.Presses("Weiter zur Vorschau", "Es darf niemand zu erkennen sein.");
        await teams.Presses("Ohne Personen: Thema einreichen", "Das Thema steht jetzt auf der Liste.");
    }

    /// <summary>A date, what is important, the agenda.</summary>
    private static async Task Prepares(Playground teams)
    {
        await teams.Presses("Mehr zur Runde", "Runde beenden");
        await teams.Presses("Termin finden", "Erster Termin");
        await teams.Fills("Erster Termin", "übermorgen um 14 Uhr");
        await teams.Fills("Ort", "Nachbarschaftshaus, Saal");
        await teams.Presses("Termin suchen", "Der Termin steht:");
        await teams.Presses("Zur Runde", "Punkte für Themen geben");
        await teams.Presses("Punkte für Themen geben", "Was ist Ihnen wichtig?");
        await teams.Presses("Thema 1 ist wichtig", "Punkt von Thema 1 zurücknehmen");
        await teams.Presses("Tagesordnung ansehen", "Tagesordnung: Runde Linden");
        await teams.Picture("teams-tagesordnung");
    }

    /// <summary>The meeting in the working channel; who writes along does so alone with the bot.</summary>
    private static async Task Meets(Playground teams)
    {
        await teams.Presses("Treffen beginnen", "Möchten Sie trotzdem jetzt beginnen?");
        await teams.Presses("Ja, jetzt beginnen");
        await teams.Goes("General");
        await teams.Sees("Frage 1 von 5");
        await teams.Presses("Ich bin da");
        await teams.Presses("Ich schreibe mit", "Alex schreibt mit.");
        await teams.Goes("Personal Chat");
        await teams.Presses("Ich schreibe mit", "Zeile festhalten");
        await teams.Fills("Zeile", Said);
        await teams.Presses("Zeile festhalten");
        await teams.Goes("General");
        await teams.Sees(Said);
        await teams.Presses("Nächste Frage", "Frage 2 von 5");
    }

    /// <summary>Who does what with whom by when; then the end.</summary>
    private static async Task Agrees(Playground teams)
    {
        await teams.Goes("Personal Chat");
        await teams.Presses("Vereinbarung festhalten", "Bis wann");
        await teams.Fills("Was", "Wir fragen die Stadt nach einem Abendbus");
        await teams.Checks("Alex");
        await teams.Fills("Mit wem", "Verkehrsamt");
        await teams.Fills("Bis wann", "in 3 Wochen");
        await teams.Presses("Vereinbarung speichern", "Die Vereinbarung steht:");
        await teams.Goes("General");
        await teams.Presses("Treffen beenden", "Möchten Sie das Treffen beenden?");
        await teams.Presses("Ja, Treffen beenden", "Das Treffen ist zu Ende: Runde Linden. Vereinbarungen: 1.");
        await teams.Goes("Personal Chat");
        await teams.Sees("Das Treffen ist zu Ende: Runde Linden. Vereinbarungen: 1.");
    }

    /// <summary>The short version for everybody: nobody reads it before the release, and nobody after it was taken back.</summary>
    private static async Task Releases(Playground teams)
    {
        var news = teams.Page.GetByText("Wir fragen die Stadt nach einem Abendbus");
        await teams.Goes("Group Chat");
        await teams.Presses("Für die Nachbarschaft", "Kanal der Nachbarschaft. Quartier: Lindenviertel.");
        await Assertions.Expect(news).ToHaveCountAsync(0);
        await teams.Goes("Personal Chat");
        await teams.Presses("Kurzfassung für alle", "Für alle freigeben");
        await teams.Presses("Für alle freigeben", "Freigegeben. Das lesen alle im Quartier:");
        await teams.Goes("Group Chat");
        await teams.Sees("Wir fragen die Stadt nach einem Abendbus");
        await Assertions.Expect(teams.Page.GetByText(Said)).ToHaveCountAsync(0);
        await teams.Goes("Personal Chat");
        await teams.Presses("Freigabe zurücknehmen", "Die Freigabe ist zurückgenommen.");
        await teams.Goes("Group Chat");
        await Assertions.Expect(news).ToHaveCountAsync(0);
    }
}
