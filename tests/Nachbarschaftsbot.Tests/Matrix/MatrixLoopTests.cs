using Nachbarschaftsbot.Tests.Matrix.Fake;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Matrix;

/// <summary>The main job, lived through in Matrix from the first word to the thanks: by typed numbers and by taps on keys.</summary>
public sealed class MatrixLoopTests
{
    [Fact]
    public async Task Ada_asks_Mara_releases_Ben_helps_and_they_thank()
    {
        await using var village = await MatrixVillage.Open();
        var (ada, ben, cleo) = (
            await village.Neighbour("Ada"),
            await village.Neighbour("Ben"),
            await village.Neighbour("Cleo")
        );
        await MatrixVillage.Asks(ada);
        await AskBack(village, ada);
        await village.Releases(ada);
        await Answer(ben, cleo);
        await Choose(ada, ben, cleo);
        await village.Restart();
        await Talk(ada, ben);
        await ShareContacts(ada, ben);
        await Agree(ada, ben);
        await village.Restart();
        await Remind(village, ada, ben);
        await Thank(village, ada, ben);
        village.AllIsWell();
    }

    private static async Task AskBack(MatrixVillage village, FakeMatrixUser ada)
    {
        var card = await village.Desk.Awaits("Anfrage von Ada");
        village.Desk.RepliesTo(card, "In welchem Stock wohnen Sie?");
        await ada.Awaits("In welchem Stock wohnen Sie?");
        await ada.Taps("Antworten");
        await ada.Awaits("Was möchten Sie der Moderation antworten?");
        ada.Types("Im dritten, ohne Aufzug.");
        await ada.Awaits("Ihre Antwort ist bei der Moderation.");
        var answer = await village.Desk.Awaits("Im dritten, ohne Aufzug.");
        Assert.Contains("Ada", answer.Body, StringComparison.Ordinal);
    }

    private static async Task Answer(FakeMatrixUser ben, FakeMatrixUser cleo)
    {
        await ben.Awaits("Jemand in Ihrem Quartier braucht Hilfe.");
        await ben.Taps("Ich helfe");
        await ben.Awaits("Möchten Sie etwas dazu schreiben?");
        ben.Types("Ich habe ein Auto.");
        await ben.Awaits("Ich habe Ada von Ihnen erzählt.");
        cleo.Types("!stoebern");
        await cleo.Awaits("Diese Menschen brauchen Hilfe:");
        await cleo.Taps("Ich helfe");
        await cleo.Awaits("Möchten Sie etwas dazu schreiben?");
        cleo.Chooses("Überspringen");
        await cleo.Awaits("Ich habe Ada von Ihnen erzählt.");
    }

    private static async Task Choose(FakeMatrixUser ada, FakeMatrixUser ben, FakeMatrixUser cleo)
    {
        await ada.Awaits("Ich habe ein Auto.");
        await ada.Awaits("Cleo möchte Ihnen helfen.");
        await ada.Taps("Ben auswählen");
        await ada.Awaits("Sie haben Ben ausgewählt.");
        await ben.Awaits("Ada hat Sie ausgewählt.");
        await cleo.Awaits("Dieses Mal hat es mit jemand anderem gepasst.");
    }

    private static async Task Talk(FakeMatrixUser ada, FakeMatrixUser ben)
    {
        await ada.Taps("Nachricht schreiben");
        await ada.Awaits("Sie schreiben jetzt an Ben.");
        ada.Types("Guten Tag Ben! Passt es Ihnen <um 10>? & danke 👋");
        await ada.Awaits("Weitergegeben an Ben.");
        var words = await ben.Awaits("Guten Tag Ben! Passt es Ihnen <um 10>? & danke 👋");
        ben.Direct.RepliesTo(words, "Ja, gern.");
        await ben.Awaits("Weitergegeben an Ada.");
        await ada.Awaits("Ja, gern.");
        ada.Types("Wunderbar!");
        await ben.Awaits("Wunderbar!");
        await ada.Taps("Fertig");
        await ada.Awaits("Das Gespräch ist beendet.");
    }

    private static async Task ShareContacts(FakeMatrixUser ada, FakeMatrixUser ben)
    {
        await ben.Taps("Kontakt teilen");
        await ben.Awaits("Welchen Kontakt möchten Sie teilen?");
        ben.Types("0170 1234567");
        await ben.Awaits("0170 1234567");
        ben.Chooses("Kontakt teilen, wenn beide zustimmen");
        await ben.Awaits("Ich habe Ada gefragt.");
        await ada.Awaits("Ben möchte mit Ihnen Kontakte tauschen.");
        Assert.DoesNotContain(ada.Direct.Sees(), m => m.Body.Contains("0170"));
        await ada.Taps("Kontakte tauschen");
        await ada.Awaits("Welchen Kontakt möchten Sie teilen?");
        ada.Types("0171 7654321");
        await ada.Awaits("0171 7654321");
        ada.Chooses("Kontakt teilen, wenn beide zustimmen");
        await ada.Awaits("0170 1234567");
        await ben.Awaits("0171 7654321");
    }

    private static async Task Agree(FakeMatrixUser ada, FakeMatrixUser ben)
    {
        await ada.Taps("Termin vorschlagen");
        await ada.Awaits("Als Zeit nehme ich: Sa, 28. November 2026, 10:00 Uhr.");
        ada.Types("Vor dem Supermarkt");
        await ada.Awaits("Bitte prüfen Sie.");
        ada.Chooses("Termin vorschlagen");
        await ada.Awaits("Ich habe Ben den Termin vorgeschlagen");
        await ben.Awaits("Ada schlägt Ihnen einen Termin vor.");
        await ben.Taps("Termin annehmen");
        await ben.Awaits("Der Termin mit Ada steht fest.");
        await ada.Awaits("Der Termin mit Ben steht fest.");
    }

    private static async Task Remind(MatrixVillage village, FakeMatrixUser ada, FakeMatrixUser ben)
    {
        await village.Advance(Duration.FromHours(57));
        await ada.Awaits("Morgen haben Sie einen Termin mit Ben.");
        await ben.Awaits("Morgen haben Sie einen Termin mit Ada.");
        await village.Advance(Duration.FromHours(14));
        await ben.Awaits("Bald haben Sie einen Termin mit Ada.");
        await village.Advance(Duration.FromHours(5));
        await ada.Awaits("Hat es geklappt?");
        await ben.Awaits("Hat es geklappt?");
    }

    private static async Task Thank(MatrixVillage village, FakeMatrixUser ada, FakeMatrixUser ben)
    {
        await ben.Taps("Es hat geklappt");
        await ben.Awaits("Mit Ada ist es erledigt.");
        await ada.Awaits("Ist damit alles erledigt?");
        await ada.Taps("Danke sagen");
        await ada.Awaits("Ich habe Ben Ihr Danke weitergegeben.");
        await ben.Awaits("Ada sagt Danke!");
        await ada.Taps("Es war gut");
        await ada.Awaits("Möchten Sie etwas dazu schreiben?");
        ada.Chooses("Überspringen");
        await ada.Awaits("Danke! Das freut mich.");
        await ada.Taps("Ja, alles ist erledigt");
        await ada.Awaits("Ich habe das als erledigt notiert");
        await village.Restart();
        ada.Types("!meine_sachen");
        await ada.Awaits("nichts offen");
    }
}
