using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Nachbarschaftsbot.EndToEnd.Browser;

namespace Nachbarschaftsbot.EndToEnd.Teams;

/// <summary>A consultation in the group chat of Microsoft's own test client for Teams, with presses only.</summary>
[Trait("Peer", "Playground")]
public sealed partial class PlaygroundGroupTests
{
    private const string Situation = "Eine Mutter mit drei Kindern ist sehr müde und hat wenig Hilfe.";

    [Fact]
    public async Task A_consultation_is_held_in_the_group_chat_and_leaves_nothing_there()
    {
        await using var teams = await Playground.Open();
        await teams.Works();
        await teams.Goes("Group Chat");
        await teams.Presses("Kollegiale Beratung", "Legen Sie im privaten Chat mit mir eine Beratung an.");
        var mara = await Asks(teams);

        await teams.Goes("Group Chat");
        await teams.Presses("Kollegiale Beratung", "Es dürfen nur Teilnehmende hier sein.");
        await teams.Presses("Beratung hier führen", Situation);
        await teams.Presses("Beratung beginnen", "Abschnitt 1 von 8");
        await teams.Presses("Weiter: Erzählen", "Abschnitt 2 von 8");
        await teams.Presses("Etwas beitragen");
        await teams.Goes("Personal Chat");
        await teams.Presses("Etwas beitragen", "Beitrag senden");
        await teams.Fills("Ihr Beitrag", "Abends sind alle müde, und das Essen fehlt.");
        await teams.Presses("Beitrag senden");
        await mara.Sees("Alex: Abends sind alle müde");
        await mara.Presses("Etwas beitragen");
        await mara.Fills("Ihr Beitrag", "Am Wochenende geht es besser.");
        await mara.Submits();
        await teams.Goes("Group Chat");
        await teams.Sees("Mara: Am Wochenende geht es besser.");

        await Deletes(teams);
        foreach (var secret in (string[])["Mutter", "müde", "Wochenende"])
            Assert.DoesNotContain(secret, teams.Output);
    }

    /// <summary>The person whom it is about takes part, from the web chat, by the invitation.</summary>
    private static async Task<Hand> Asks(Playground teams)
    {
        await teams.Goes("Personal Chat");
        await teams.Presses("Neue Beratung", "Neue kollegiale Beratung");
        await teams.Checks("Ja, und sie nimmt selbst teil");
        await teams.Presses("Weiter zur Vorschau", "Wer berät mit");
        await teams.Fills("Ihre Frage", "Wie findet eine Mutter im Stadtteil mehr Entlastung?");
        await teams.Fills("Die Situation", Situation);
        await teams.Checks("Ich lade später ein");
        await teams.Checks("30 Minuten am Stück");
        await teams.Checks("2 Wochen");
        await teams.Presses("Weiter zur Vorschau", "Das sehen alle, die teilnehmen:");
        await teams.Presses("Beratung anlegen", "genau das:");
        var invitation = Invitation().Match(await teams.Page.Locator("body").InnerTextAsync()).Value;
        var mara = await teams.Visitor(invitation, "Mara");
        await mara.Sees(Situation);
        return mara;
    }

    private static async Task Deletes(Playground teams)
    {
        await teams.Goes("Personal Chat");
        await teams.Presses("Bisher Gesagtes lesen", "Mara: Am Wochenende geht es besser.");
        await teams.Presses("Beratung löschen", "Ja, endgültig löschen");
        await teams.Presses("Ja, endgültig löschen");
        await teams.Goes("Group Chat");
        await Assertions.Expect(teams.Page.GetByText(Situation)).ToHaveCountAsync(0);
    }

    [GeneratedRegex("/start k_[A-Za-z0-9]+_[A-Za-z0-9]+")]
    private static partial Regex Invitation();
}
