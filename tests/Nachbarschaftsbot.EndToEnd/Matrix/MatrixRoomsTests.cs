using System.Text.Json.Nodes;

namespace Nachbarschaftsbot.EndToEnd.Matrix;

/// <summary>Rooms come, go and move; the bot goes along, and only there where it was asked by somebody it follows.</summary>
[Collection(typeof(MatrixVillages))]
[Trait("Peer", "synapse")]
public sealed class MatrixRoomsTests(MatrixVillage village)
{
    private const string Newest = "12";

    [Fact]
    public async Task Who_may_not_invite_the_bot_is_told_so()
    {
        await village.Settle();
        await using var eve = await village.House.Homeserver.Person("Eve");
        var room = await eve.MakesRoom(Inviting());
        var left = await eve.Await(
            e => e.Room == room && IsMember(e, "leave", MatrixHouse.Bot),
            "the bot decline",
            all: true
        );
        Assert.Contains("nur Einladungen aus seiner Nachbarschaft", (string?)left.Content["reason"]);
        Assert.DoesNotContain(eve.All, e => IsMember(e, "join", MatrixHouse.Bot));
    }

    [Fact]
    public async Task Who_invites_the_bot_where_it_may_not_write_learns_what_is_missing()
    {
        await village.Settle();
        var mara = village.Mara;
        var options = Inviting();
        options["name"] = "Aushang";
        options["power_level_content_override"] = new JsonObject { ["events_default"] = 50 };
        var room = await mara.MakesRoom(options);
        var told = await mara.Await(
            e => e.Room == village.MaraChat && e.Body.Contains("Im Raum Aushang darf ich nicht schreiben."),
            "what is missing",
            all: true
        );
        Assert.Contains("die Berechtigung 50. Ich habe 0.", told.Body, StringComparison.Ordinal);
        await mara.Call("setPowerLevel", room, MatrixHouse.Bot, 50);
        await mara.Says(room, "!nachbar kanal");
        await mara.Sees(room, "Wofür ist diese Gruppe da?");
    }

    [Fact]
    public async Task A_room_that_goes_on_elsewhere_is_followed_into_the_newest_version_of_rooms()
    {
        await village.Settle();
        var (mara, ada) = (village.Mara, village.Ada);
        var old = await mara.MakesRoom(Inviting());
        await mara.Joined(old, MatrixHouse.Bot);
        await mara.Await(e => e.Room == old && e.Body.Contains("Wofür ist diese Gruppe da?"), "the hello", all: true);
        await mara.Chooses(old, "Für die Nachbarschaft");
        await mara.Sees(old, "Kanal der Nachbarschaft");
        mara.Forget();
        var next = (string)(await mara.Call("upgradeRoom", old, Newest))!["replacement_room"]!;
        Assert.DoesNotContain(':', next);
        await mara.Call("invite", next, MatrixHouse.Bot);
        await mara.Await(e => e.Room == next && IsMember(e, "join", MatrixHouse.Bot), "the bot follow");
        await mara.Await(e => e.Room == next && e.Body.Contains("Alles geht weiter wie bisher."), "the bot go on");
        await mara.Await(e => e.Room == old && IsMember(e, "leave", MatrixHouse.Bot), "the bot leave the old room");

        await village.AdaAsks("Ich brauche Brot und Milch.");
        await mara.Chooses(village.Desk, "Freigeben");
        await ada.Sees(village.AdaChat, "ist freigegeben");
        await mara.Await(e => e.Room == next && e.Body.Contains("Brot"), "the request in the new room", all: true);
        Assert.DoesNotContain(mara.All, e => e.Room == old && e.Body.Contains("Brot"));
    }

    [Fact]
    public async Task A_direct_chat_in_the_newest_version_of_rooms_works_and_ends_with_the_last_person()
    {
        await village.Settle();
        var carl = await village.Stranger("Carl");
        var options = Inviting();
        (options["is_direct"], options["room_version"]) = (true, Newest);
        var chat = await carl.MakesRoom(options);
        await carl.Await(e => e.Room == chat && e.Body.Contains("automatisches Programm"), "the hello", all: true);
        await carl.Chooses(chat, "Ja, einverstanden");
        await carl.Sees(chat, "Vorname");
        await carl.Chooses(chat, "Vorname: Carl");
        await carl.Sees(chat, "Willkommen, Carl!");
        Assert.Contains(chat, await village.House.Rooms());
        await carl.Call("leave", chat);
        for (var tries = 0; (await village.House.Rooms()).Contains(chat); tries++)
        {
            Assert.True(tries < 200, "The bot stays behind alone.");
            await Task.Delay(100);
        }
    }

    [Fact]
    public async Task What_was_said_before_the_bot_came_or_while_it_was_out_is_not_for_it()
    {
        await village.Settle();
        var mara = village.Mara;
        var room = await mara.MakesRoom(new() { ["preset"] = "public_chat" });
        await mara.Says(room, "!nachbar hilfe");
        await mara.Call("invite", room, MatrixHouse.Bot);
        await mara.Await(e => e.Room == room && e.Body.Contains("Wofür ist diese Gruppe da?"), "the hello", all: true);
        await mara.Call("kick", room, MatrixHouse.Bot, "Bis später");
        await mara.Says(room, "!nachbar hilfe");
        await mara.Call("invite", room, MatrixHouse.Bot);
        await mara.Joined(room, MatrixHouse.Bot);
        await mara.Says(room, "!nachbar hilfe");
        var help = await mara.Sees(room, "!nachbar");
        await mara.Says(room, "!nachbar hilfe");
        await mara.Sees(room, "!nachbar");
        Assert.Equal(2, mara.Heard(room).Count(e => e.Body == help.Body));
    }

    private static bool IsMember(MatrixSeen change, string membership, string user) =>
        change.Type == "m.room.member" && change.Sender == user && (string?)change.Content["membership"] == membership;

    private static JsonObject Inviting() =>
        new() { ["preset"] = "private_chat", ["invite"] = new JsonArray(MatrixHouse.Bot) };
}
