using System.Text.Json.Nodes;
using Nachbarschaftsbot.Messengers.Teams;
using Nachbarschaftsbot.Tests.Store;
using Nachbarschaftsbot.Tests.Teams.Sending;

namespace Nachbarschaftsbot.Tests.Teams;

/// <summary>People in Teams and the whole program behind it: joining, asking, moderating in a channel, leaving without a trace.</summary>
public sealed class TeamsLoopTests
{
    [Fact]
    public async Task Somebody_joins_and_is_known_after_a_restart()
    {
        await using var house = await TeamsHouse.Open();
        var ada = house.Person("Ada", 1);
        await Join(ada, "Ada");
        await house.Restart();
        await ada.Says("/start");
        await ada.Awaits("Was möchten Sie");
        Assert.Empty(house.Connector.Violations);
    }

    [Fact]
    public async Task A_card_comes_into_the_channel_and_the_answer_under_it_finds_its_way_back()
    {
        await using var house = await TeamsHouse.Open();
        var (olga, ada) = (house.Person("Olga", 11), house.Person("Ada", 12));
        await Moderate(house, olga);
        await Join(ada, "Ada");
        var card = await Asks(ada, olga);
        await olga.SaysInChannel("Donnerstag um 18 Uhr im Gemeindehaus.", card.Root ?? card.Id);
        await ada.Awaits("Donnerstag um 18 Uhr im Gemeindehaus.");
        Assert.Empty(house.Connector.Violations);
    }

    [Fact]
    public async Task Only_who_may_press_sees_the_buttons_of_a_card_in_the_channel()
    {
        await using var house = await TeamsHouse.Open();
        var (olga, ada) = (house.Person("Olga", 11), house.Person("Ada", 12));
        await Moderate(house, olga);
        await Join(ada, "Ada");
        var card = await Asks(ada, olga);
        Assert.Empty(card.Buttons);
        Assert.Empty(CardCheck.Buttons(await ada.Looks(card)));
        Assert.Contains("nichts Neues", (string?)await ada.View(card) ?? "");
        var hers = await olga.Looks(card);
        Assert.Empty(CardCheck.Faults(hers));
        await olga.Presses("Übernehmen", card, hers);
        await olga.Awaits("Olga kümmert sich", inChannel: true);
        await olga.Presses("Abschließen", card, await olga.Looks(card));
        await olga.Awaits("Abgeschlossen von Olga", inChannel: true);
        Assert.Empty(house.Connector.Violations);
    }

    [Fact]
    public async Task Of_a_card_in_a_channel_that_lost_the_bot_nothing_is_left_when_its_person_deletes_everything()
    {
        await using var house = await TeamsHouse.Open();
        var (olga, ada) = (house.Person("Olga", 11), house.Person("Ada", 12));
        await Moderate(house, olga);
        await Join(ada, "Ada");
        var card = await Asks(ada, olga);
        Assert.NotEmpty(CardCheck.Buttons(await olga.Looks(card)));
        Assert.True(StoreFiles.Hold(house.Folder, "finde die Anmeldung"));
        await olga.RemovesBotFromChannel();
        await olga.Awaits("nicht mehr");
        await Delete(ada);
        foreach (var mark in (string[])["finde die Anmeldung", $"29:{ada.Account}"])
            await Gone(house, mark);
        Assert.Empty(house.Connector.Violations);
    }

    [Fact]
    public async Task A_message_becomes_a_request_that_the_channel_releases_and_a_neighbour_finds()
    {
        await using var house = await TeamsHouse.Open();
        var (olga, ada, ben) = (house.Person("Olga", 1), house.Person("Ada", 2), house.Person("Ben", 3));
        await Moderate(house, olga);
        await Join(ada, "Ada");
        await Join(ben, "Ben");
        var window = await ada.Asks(
            "composeExtension/submitAction",
            new() { ["data"] = new JsonObject { ["words"] = "Kann mir morgen um 10 jemand beim Einkaufen helfen?" } }
        );
        Assert.Contains("Dort geht es weiter", (string)window["task"]!["value"]!);
        await ada.Fills(("wo", "Am Park"), ("personen", "1"));
        await ada.Presses("Anfrage absenden");
        var card = await olga.Awaits("Einkaufen", inChannel: true);
        Assert.Contains("nichts offen", (string)(await Search(ben))["text"]!);

        await olga.Presses("Freigeben", card, await olga.Looks(card));
        await ada.Awaits("freigegeben");
        var found = await Search(ben);
        Assert.Equal("result", (string)found["type"]!);
        Assert.Contains("Ada", found["attachments"]![0]!["content"]!.ToJsonString());
        Assert.Empty(house.Connector.Violations);
    }

    [Fact]
    public async Task Who_deletes_everything_gets_a_last_word_and_leaves_no_address()
    {
        await using var house = await TeamsHouse.Open();
        var ada = house.Person("Ada", 1);
        await Join(ada, "Ada");
        Assert.NotNull(await house.Book.Find(ada.Account));
        await Delete(ada);
        Assert.Equal(0, await house.Store.VersionOf(TeamsConversation.Kind, ada.Account));
        Assert.Empty(house.Connector.Violations);
    }

    /// <summary>Somebody wants to talk to a human; the card that stands in the channel then.</summary>
    private static async Task<FakePost> Asks(TeamsPerson ada, TeamsPerson olga)
    {
        await ada.Says("mensch");
        await ada.Fills(("about", "Ich finde die Anmeldung für den Chor nicht."));
        await ada.Awaits("Bitte prüfen Sie");
        await ada.Presses("An die Moderation senden");
        await ada.Awaits("Gesendet.");
        return await olga.Awaits("Anmeldung für den Chor", inChannel: true);
    }

    private static async Task Delete(TeamsPerson ada)
    {
        await ada.Says("/loeschen");
        await ada.Fills(("sure", "ja"));
        await ada.Fills(("really", "ja"));
        await ada.Awaits("gelöscht");
    }

    /// <summary>Once the last word to the person is out and the files were rewritten.</summary>
    private static Task Gone(TeamsHouse house, string mark) =>
        Patience.Until(() => !StoreFiles.Hold(house.Folder, mark), $"'{mark}' stands in the files");

    private static async Task<JsonNode> Search(TeamsPerson who)
    {
        var query = new JsonObject { ["name"] = "suche", ["value"] = "einkaufen" };
        var answer = await who.Asks("composeExtension/query", new() { ["parameters"] = new JsonArray(query) });
        return answer["composeExtension"]!;
    }

    /// <summary>Somebody runs the bot and binds the channel for moderation.</summary>
    private static async Task Moderate(TeamsHouse house, TeamsPerson person)
    {
        await Join(person, "Olga");
        await person.Says("/betreiber " + house.OperatorCode);
        await person.Awaits("neue Rolle: Betrieb");
        await person.AddsBotToChannel();
        await person.Awaits("Wofür ist diese Gruppe da?", inChannel: true);
        await person.Presses("Für die Moderation", inChannel: true);
        await person.Awaits("Ab jetzt kommen neue Karten hierher", inChannel: true);
    }

    private static async Task Join(TeamsPerson person, string name)
    {
        await person.Says("Guten Tag");
        await person.Awaits("automatisches Programm");
        await person.Presses("Ja, einverstanden");
        await person.Fills();
        await person.Awaits($"Willkommen, {name}!");
    }
}
