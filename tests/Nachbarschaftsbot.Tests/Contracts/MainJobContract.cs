using NodaTime;

namespace Nachbarschaftsbot.Tests.Contracts;

/// <summary>The main job, lived through in a messenger from the first word to the thanks. The same people do the same in each.</summary>
public abstract class MainJobContract
{
    private protected abstract Task<Village> Open();

    [Fact]
    public async Task Ada_asks_Mara_releases_Ben_helps_and_they_thank()
    {
        await using var village = await Open();
        var (ada, ben, cleo) = (await village.Joins("Ada"), await village.Joins("Ben"), await village.Joins("Cleo"));
        await Village.Asks(ada);
        await AskBack(village, ada);
        await Release(village.Desk, ada);
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

    /// <summary>The answer of the person stands where the moderator asked.</summary>
    private protected virtual async Task AnswerArrives(Village village) =>
        Assert.Contains("Ada", await village.Desk.Awaits("Im dritten, ohne Aufzug."), StringComparison.Ordinal);

    private static void NothingTwice(params ISeat[] people)
    {
        foreach (var person in people)
        {
            var texts = person.Heard.Where(t => t.Contains("Termin mit", StringComparison.Ordinal)).ToList();
            Assert.Equal(texts.Distinct(), texts);
        }
    }

    private async Task AskBack(Village village, ISeat ada)
    {
        await village.Desk.Awaits("Anfrage von Ada");
        await village.Desk.Answers("Anfrage von Ada", "In welchem Stock wohnen Sie?");
        await ada.Awaits("In welchem Stock wohnen Sie?");
        await ada.Presses("Antworten");
        await ada.Awaits("Was möchten Sie der Moderation antworten?");
        ada.Types("Im dritten, ohne Aufzug.");
        await ada.Awaits("Ihre Antwort ist bei der Moderation.");
        await AnswerArrives(village);
    }

    private static async Task Release(ISeat desk, ISeat ada)
    {
        await desk.Presses("Freigeben");
        await desk.Awaits("Freigegeben von Mara");
        await ada.Awaits("ist freigegeben");
    }

    private static async Task Answer(ISeat ben, ISeat cleo)
    {
        await ben.Awaits("Jemand in Ihrem Quartier braucht Hilfe.");
        await ben.Presses("Ich helfe");
        await ben.Awaits("Möchten Sie etwas dazu schreiben?");
        ben.Types("Ich habe ein Auto.");
        await ben.Awaits("Ich habe Ada von Ihnen erzählt.");
        cleo.Runs("stoebern");
        await cleo.Awaits("Diese Menschen brauchen Hilfe:");
        await cleo.Presses("Ich helfe");
        await cleo.Awaits("Möchten Sie etwas dazu schreiben?");
        cleo.Chooses("Überspringen");
        await cleo.Awaits("Ich habe Ada von Ihnen erzählt.");
    }

    private static async Task Choose(ISeat ada, ISeat ben, ISeat cleo)
    {
        await ada.Awaits("Ich habe ein Auto.");
        await ada.Awaits("Cleo möchte Ihnen helfen.");
        await ada.Presses("Ben auswählen");
        await ada.Awaits("Sie haben Ben ausgewählt.");
        await ben.Awaits("Ada hat Sie ausgewählt.");
        await cleo.Awaits("Dieses Mal hat es mit jemand anderem gepasst.");
    }

    private static async Task Talk(ISeat ada, ISeat ben)
    {
        const string question = "Guten Tag Ben! Passt es Ihnen <um 10>? & danke 👋";
        await ada.Presses("Nachricht schreiben");
        await ada.Awaits("Sie schreiben jetzt an Ben.");
        ada.Types(question);
        await ada.Awaits("Weitergegeben an Ben.");
        await ben.Awaits(question);
        await ben.Answers(question, "Ja, gern.");
        await ben.Awaits("Weitergegeben an Ada.");
        await ada.Awaits("Ja, gern.");
        ada.Types("Wunderbar!");
        await ben.Awaits("Wunderbar!");
        await ada.Presses("Fertig");
        await ada.Awaits("Das Gespräch ist beendet.");
    }

    private static async Task ShareContacts(ISeat ada, ISeat ben)
    {
        await ben.Presses("Kontakt teilen");
        await ben.Awaits("Welchen Kontakt möchten Sie teilen?");
        ben.Types("0170 1234567");
        await ben.Awaits("0170 1234567");
        ben.Chooses("Kontakt teilen, wenn beide zustimmen");
        await ben.Awaits("Ich habe Ada gefragt.");
        await ada.Awaits("Ben möchte mit Ihnen Kontakte tauschen.");
        Assert.DoesNotContain(ada.Heard, t => t.Contains("0170", StringComparison.Ordinal));
        await ada.Presses("Kontakte tauschen");
        await ada.Awaits("Welchen Kontakt möchten Sie teilen?");
        ada.Types("0171 7654321");
        await ada.Awaits("0171 7654321");
        Assert.DoesNotContain(ada.Heard, t => t.Contains("0170", StringComparison.Ordinal));
        ada.Chooses("Kontakt teilen, wenn beide zustimmen");
        await ada.Awaits("0170 1234567");
        await ben.Awaits("0171 7654321");
    }

    private static async Task Agree(ISeat ada, ISeat ben)
    {
        await ada.Presses("Termin vorschlagen");
        await ada.Awaits("Als Zeit nehme ich: Sa, 28. November 2026, 10:00 Uhr.");
        ada.Types("Vor dem Supermarkt");
        await ada.Awaits("Bitte prüfen Sie.");
        ada.Chooses("Termin vorschlagen");
        await ada.Awaits("Ich habe Ben den Termin vorgeschlagen");
        await ben.Awaits("Ada schlägt Ihnen einen Termin vor.");
        await ben.Presses("Termin annehmen");
        await ben.Awaits("Der Termin mit Ada steht fest.");
        await ada.Awaits("Der Termin mit Ben steht fest.");
    }

    private static async Task Remind(Village village, ISeat ada, ISeat ben)
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

    private static async Task Thank(Village village, ISeat ada, ISeat ben)
    {
        await ben.Presses("Es hat geklappt");
        await ben.Awaits("Mit Ada ist es erledigt.");
        await ada.Awaits("Ben sagt: Es ist erledigt.");
        await ada.Awaits("Ist damit alles erledigt?");
        await ada.Presses("Danke sagen");
        await ada.Awaits("Ich habe Ben Ihr Danke weitergegeben.");
        await ben.Awaits("Ada sagt Danke!");
        await ada.Presses("Ein paar Worte dazu schreiben");
        await ada.Awaits("Was möchten Sie schreiben?");
        ada.Types("Das hat mir sehr geholfen.");
        await ada.Awaits("Ich habe Ben Ihre Worte weitergegeben.");
        await ben.Awaits("Ada schreibt zum Danke:");
        await ada.Presses("Es war gut");
        await ada.Awaits("Möchten Sie etwas dazu schreiben?");
        ada.Chooses("Überspringen");
        await ada.Awaits("Danke! Das freut mich.");
        await ada.Presses("Ja, alles ist erledigt");
        await ada.Awaits("Ich habe das als erledigt notiert");
        await village.Restart();
        ada.Runs("meine_sachen");
        await ada.Awaits("nichts offen");
    }
}
