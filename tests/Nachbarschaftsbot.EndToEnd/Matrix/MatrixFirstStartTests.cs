using System.Text.Json.Nodes;

namespace Nachbarschaftsbot.EndToEnd.Matrix;

/// <summary>The account is older than the program's data: after a new beginning nothing old counts.</summary>
[Trait("Peer", "synapse")]
public sealed class MatrixFirstStartTests
{
    [Fact]
    public async Task Nothing_said_before_the_first_start_is_answered()
    {
        await using var house = await MatrixHouse.Make(Way.Sync);
        await using var ada = await house.Homeserver.Person("Ada");
        string room;
        await using (await house.AccountByHand())
        {
            room = await ada.MakesRoom(
                new() { ["preset"] = "private_chat", ["invite"] = new JsonArray(MatrixHouse.Bot) }
            );
            await ada.Joined(room, MatrixHouse.Bot);
            await ada.Says(room, "!nachbar hilfe");
            await ada.Says(room, "!nachbar datenschutz");
        }
        await house.GoOn();
        await ada.Await(e => e.Room == room && e.Body.Contains("Wofür ist diese Gruppe da?"), "the hello", all: true);
        await ada.Says(room, "!nachbar impressum");
        await ada.Sees(room, "Nachbarschaftshilfe Lindenviertel");
        Assert.Equal(2, ada.Heard(room).Count);
        await house.Kill();
        await house.GoOn();
        await ada.Says(room, "!nachbar impressum");
        await ada.Sees(room, "Nachbarschaftshilfe Lindenviertel");
        Assert.Equal(3, ada.Heard(room).Count);
    }
}
