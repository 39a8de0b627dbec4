using System.Text.Json.Nodes;

namespace Nachbarschaftsbot.EndToEnd.Matrix;

/// <summary>Clients encrypt direct chats unasked, and the bot has no keys: nobody may be left without an answer there.</summary>
[Trait("Peer", "synapse")]
public sealed class MatrixEncryptionTests
{
    private static JsonObject Encryption =>
        new()
        {
            ["type"] = "m.room.encryption",
            ["state_key"] = "",
            ["content"] = new JsonObject { ["algorithm"] = "m.megolm.v1.aes-sha2" },
        };

    [Theory]
    [InlineData(Way.Sync)]
    [InlineData(Way.Appservice)]
    public async Task Who_writes_encrypted_is_told_once_and_goes_on_in_the_open_room(Way way)
    {
        await using var house = await MatrixHouse.Open(way);
        await using var ada = await house.Homeserver.Person("Ada", hasKeys: true);
        var secret = await ada.Opens(MatrixHouse.Bot, Encryption);
        var said = await ada.Says(secret, "Kann mir jemand beim Einkaufen helfen?");
        await ada.Await(e => e.Id == said && e.Type == "m.room.encrypted", "the encrypted words", all: true);
        var told = await ada.Await(
            e => e.Room == secret && e.Body.Contains("In verschlüsselten Räumen kann ich nicht mitlesen."),
            "the word about encryption",
            all: true
        );
        Assert.Equal("m.notice", (string?)told.Content["msgtype"]);
        Assert.Contains("Bitte nehmen Sie die Einladung an.", told.Body, StringComparison.Ordinal);
        await ada.Await(e => e.Room != secret && e.Body.Contains("nicht verschlüsselt"), "the open room", all: true);
        var open = Assert.Single(ada.Invitations);
        await ada.Await(e => e.Room == open && e.Body.Contains("automatisches Programm"), "the hello", all: true);
        await ada.Chooses(open, "Ja, einverstanden");
        await ada.Sees(open, "Vorname");
        await ada.Chooses(open, "Vorname: Ada");
        await ada.Sees(open, "Willkommen, Ada!");

        await ada.Says(secret, "Hört mich hier jemand?");
        await ada.Asks(open, "Ich brauche Brot.");
        var desk = await house.Desk(ada, open);
        await ada.Says(desk, "!nachbar warteschlange");
        await ada.Sees(desk, "Verschlüsselte Räume, in denen ich nicht mitlesen kann: 1.");
        await house.Kill();
        await ada.Says(secret, "Und jetzt?");
        await house.GoOn();
        await ada.Says(secret, "Und danach?");
        await ada.Says(open, "!hilfe");
        await ada.Sees(open, "!datenschutz");
        Assert.Equal([told.Id], ada.Heard(secret).Select(e => e.Id));
        Assert.Equal([open], ada.Invitations);

        var doctor = await house.Command("doctor");
        Assert.Contains("1 von 3 Räumen sind verschlüsselt.", doctor.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada", house.Output, StringComparison.Ordinal);
    }
}
