using Nachbarschaftsbot.Tests.Telegram.Fake;
using NodaTime;
using Xunit;

namespace Nachbarschaftsbot.Tests.Telegram;

/// <summary>The main job, lived through in Telegram from the first tap to the thanks.</summary>
public sealed class TelegramLoopTests
{
    [Fact]
    public async Task Ada_asks_Mara_releases_Ben_helps_and_they_thank()
    {
        await using var village = await TelegramVillage.Open();
        var (ada, ben, cleo) = (
            await village.Neighbour("Ada"),
            await village.Neighbour("Ben"),
            await village.Neighbour("Cleo")
        );
        await TelegramVillage.Asks(ada);
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
        NothingTwice(ada, ben, cleo);
        await village.AllIsWell();
    }

    private static void NothingTwice(params FakeUser[] people)
    {
        foreach (var person in people)
        {
            var texts = person
                .Sees()
                .Where(m => m.IsFromBot && m.Text.Contains("Termin mit"))
                .Select(m => m.Text)
                .ToList();
            Assert.Equal(texts.Distinct(), texts);
        }
    }

    private static async Task AskBack(TelegramVillage village, FakeUser ada)
    {
        var card = await village.Desk.Awaits("Anfrage von Ada");
        village.Desk.RepliesTo(card, "In welchem Stock wohnen Sie?");
        await ada.Awaits("In welchem Stock wohnen Sie?");
        ada.Presses("Antworten");
        await ada.Awaits("Was möchten Sie der Moderation antworten?");
        ada.Types("Im dritten, ohne Aufzug.");
        await ada.Awaits("Ihre Antwort ist bei der Moderation.");
        var answer = await village.Api.Until(() =>
            village.Desk.Sees().LastOrDefault(m => m.IsFromBot && m.ReplyTo == card.Id && m.Text.Contains("dritten"))
        );
        Assert.Contains("Ada", answer.Text);
        await village.Api.Until(() => card.Text.Contains("Im dritten, ohne Aufzug.") ? card : null);
    }

    private static async Task Answer(FakeUser ben, FakeUser cleo)
    {
        await ben.Awaits("Jemand in Ihrem Quartier braucht Hilfe.");
        ben.Presses("Ich helfe");
        await ben.Awaits("Möchten Sie etwas dazu schreiben?");
        ben.Types("Ich habe ein Auto.");
        await ben.Awaits("Ich habe Ada von Ihnen erzählt.");
        cleo.Types("/stoebern");
        await cleo.Awaits("Diese Menschen brauchen Hilfe:");
        cleo.Presses("Ich helfe");
        await cleo.Awaits("Möchten Sie etwas dazu schreiben?");
        cleo.Presses("Überspringen");
        await cleo.Awaits("Ich habe Ada von Ihnen erzählt.");
    }

    private static async Task Choose(FakeUser ada, FakeUser ben, FakeUser cleo)
    {
        await ada.Awaits("Ich habe ein Auto.");
        await ada.Awaits("Cleo möchte Ihnen helfen.");
        ada.Presses("Ben auswählen");
        await ada.Awaits("Sie haben Ben ausgewählt.");
        await ben.Awaits("Ada hat Sie ausgewählt.");
        await cleo.Awaits("Dieses Mal hat es mit jemand anderem gepasst.");
    }

    private static async Task Talk(FakeUser ada, FakeUser ben)
    {
        ada.Presses("Nachricht schreiben");
        await ada.Awaits("Sie schreiben jetzt an Ben.");
        ada.Types("Guten Tag Ben! Passt es Ihnen <um 10>? & danke 👋");
        await ada.Awaits("Weitergegeben an Ben.");
        var words = await ben.Awaits("Guten Tag Ben! Passt es Ihnen <um 10>? & danke 👋");
        ben.Private.RepliesTo(words, "Ja, gern.");
        await ben.Awaits("Weitergegeben an Ada.");
        await ada.Awaits("Ja, gern.");
        ada.Types("Wunderbar!");
        await ben.Awaits("Wunderbar!");
        ada.Presses("Fertig");
        await ada.Awaits("Das Gespräch ist beendet.");
    }

    private static async Task ShareContacts(FakeUser ada, FakeUser ben)
    {
        ben.Presses("Kontakt teilen");
        await ben.Awaits("Welchen Kontakt möchten Sie teilen?");
        ben.Types("0170 1234567");
        await ben.Awaits("0170 1234567");
        ben.Presses("Kontakt teilen, wenn beide zustimmen");
        await ben.Awaits("Ich habe Ada gefragt.");
        await ada.Awaits("Ben möchte mit Ihnen Kontakte tauschen.");
        Assert.DoesNotContain(ada.Sees(), m => m.Text.Contains("0170"));
        ada.Presses("Kontakte tauschen");
        await ada.Awaits("Welchen Kontakt möchten Sie teilen?");
        ada.Types("0171 7654321");
        await ada.Awaits("0171 7654321");
        Assert.DoesNotContain(ada.Sees(), m => m.Text.Contains("0170"));
        ada.Presses("Kontakt teilen, wenn beide zustimmen");
        await ada.Awaits("0170 1234567");
        await ben.Awaits("0171 7654321");
    }

    private static async Task Agree(FakeUser ada, FakeUser ben)
    {
        ada.Presses("Termin vorschlagen");
        await ada.Awaits("Als Zeit nehme ich: Sa, 28. November 2026, 10:00 Uhr.");
        ada.Types("Vor dem Supermarkt");
        await ada.Awaits("Bitte prüfen Sie.");
        ada.Presses("Termin vorschlagen");
        await ada.Awaits("Ich habe Ben den Termin vorgeschlagen");
        await ben.Awaits("Ada schlägt Ihnen einen Termin vor.");
        ben.Presses("Termin annehmen");
        await ben.Awaits("Der Termin mit Ada steht fest.");
        await ada.Awaits("Der Termin mit Ben steht fest.");
    }

    private static async Task Remind(TelegramVillage village, FakeUser ada, FakeUser ben)
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

    private static async Task Thank(TelegramVillage village, FakeUser ada, FakeUser ben)
    {
        ben.Presses("Es hat geklappt");
        await ben.Awaits("Mit Ada ist es erledigt.");
        await ada.Awaits("Ben sagt: Es ist erledigt.");
        await ada.Awaits("Ist damit alles erledigt?");
        ada.Presses("Danke sagen");
        await ada.Awaits("Ich habe Ben Ihr Danke weitergegeben.");
        await ben.Awaits("Ada sagt Danke!");
        ada.Presses("Ein paar Worte dazu schreiben");
        await ada.Awaits("Was möchten Sie schreiben?");
        ada.Types("Das hat mir sehr geholfen.");
        await ada.Awaits("Ich habe Ben Ihre Worte weitergegeben.");
        await ben.Awaits("Ada schreibt zum Danke:");
        ada.Presses("Es war gut");
        await ada.Awaits("Möchten Sie etwas dazu schreiben?");
        ada.Presses("Überspringen");
        await ada.Awaits("Danke! Das freut mich.");
        ada.Presses("Ja, alles ist erledigt");
        await ada.Awaits("Ich habe das als erledigt notiert");
        await village.Restart();
        ada.Types("/meine_sachen");
        await ada.Awaits("nichts offen");
    }
}
