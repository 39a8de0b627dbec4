namespace Nachbarschaftsbot.EndToEnd.Matrix;

/// <summary>People live through the bot in Matrix: the real program, Synapse, an independent client, restarts of both in between.</summary>
[Trait("Peer", "synapse")]
public sealed class MatrixLoopTests
{
    [Theory]
    [InlineData(Way.Sync)]
    [InlineData(Way.Appservice)]
    public async Task Ada_asks_Mara_releases_Ben_helps_and_she_thanks_with_both_programs_killed_in_between(Way way)
    {
        await using var house = await MatrixHouse.Open(way);
        var (mara, maraChat) = await house.Neighbour("Mara");
        var (ada, adaChat) = await house.Neighbour("Ada");
        var (ben, benChat) = await house.Neighbour("Ben");
        await using var three = new Together(mara, ada, ben);
        var desk = await house.Desk(mara, maraChat);
        await ada.Asks(adaChat, "Ich brauche Brot.");
        var card = await mara.Sees(desk, "Anfrage von Ada");
        await house.Kill();
        await house.GoOn();
        await mara.Chooses(desk, "Freigeben");
        await ada.Sees(adaChat, "ist freigegeben");
        var edit = await mara.Await(e => e.Edits == card.Id, "the changed card", all: true);
        Assert.Equal(desk, edit.Room);
        await ben.Sees(benChat, "Jemand in Ihrem Quartier braucht Hilfe.");
        await house.Homeserver.Halt();
        await Task.Delay(1500);
        await house.Homeserver.GoOn();
        await Help(ada, adaChat, ben, benChat);
        await Thank(ada, adaChat, ben, benChat);
        Assert.DoesNotContain("Ada", house.Output, StringComparison.Ordinal);
        Assert.All(
            ada.All.Where(e => e.Sender == MatrixHouse.Bot && e.Type == "m.room.message"),
            e => Assert.Equal("m.notice", (string?)e.Content["msgtype"])
        );
    }

    private static async Task Help(MatrixPerson ada, string adaChat, MatrixPerson ben, string benChat)
    {
        await ben.Chooses(benChat, "Ich helfe");
        await ben.Sees(benChat, "Möchten Sie etwas dazu schreiben?");
        await ben.Says(benChat, "Ich habe ein Auto.");
        await ben.Sees(benChat, "Ich habe Ada von Ihnen erzählt.");
        await ada.Sees(adaChat, "Ich habe ein Auto.");
        await ada.Chooses(adaChat, "Ben auswählen");
        await ada.Sees(adaChat, "Sie haben Ben ausgewählt.");
        await ben.Sees(benChat, "Ada hat Sie ausgewählt.");
    }

    private static async Task Thank(MatrixPerson ada, string adaChat, MatrixPerson ben, string benChat)
    {
        await ada.Chooses(adaChat, "Es hat geklappt");
        await ada.Sees(adaChat, "Mit Ben ist es erledigt.");
        await ben.Sees(benChat, "Ada sagt: Es ist erledigt.");
        await ada.Chooses(adaChat, "Danke sagen");
        await ben.Sees(benChat, "Ada sagt Danke!");
    }
}
