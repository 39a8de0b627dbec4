using System.Text.Json.Nodes;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Tests.Matrix.Fake;

namespace Nachbarschaftsbot.Tests.Matrix.Receiving;

/// <summary>What is heard, from whom, and what is nobody's business; the same over both transports.</summary>
public abstract class HearingTests(bool isAppservice) : AdaChats(isAppservice)
{
    [Fact]
    public async Task Somebody_who_opens_a_chat_is_greeted_and_heard()
    {
        var said = Direct.Types("Ich brauche Hilfe");
        await Door.Hears("Ich brauche Hilfe");
        var start = Door.Taken[0];
        Assert.Equal(new Place("matrix", Ada.Id, null, PlaceKind.Private), start.Place);
        Assert.Equal(new Sender(new Account("matrix", Ada.Id), "Ada"), start.Sender);
        var heard = Door.Taken[^1];
        Assert.Equal($"matrix:{said.Id}", heard.Id);
        Assert.Equal(said.Id, heard.MessageId);
        Assert.Equal(start.Place, heard.Place);
        Assert.Equal("Ada", heard.Sender!.FirstName);
        Assert.Equal(Direct.Room.Id, (string?)((JsonArray)Door.Homeserver.BotData("m.direct")![Ada.Id]!).Single());
        Assert.Empty(Door.Homeserver.Violations);
    }

    [Fact]
    public async Task In_a_room_only_what_calls_the_bot_is_heard()
    {
        var room = await Ada.OpensRoom("Moderation");
        await Door.IsIn(room);
        var seat = Ada.In(room);
        seat.Types("Guten Morgen alle zusammen");
        seat.Types("!hilfe");
        seat.Types("Nachbar gesucht");
        seat.Types("!nachbarn sind nett");
        seat.Types("!nachbar hilfe");
        seat.Types("!NACHBAR  stoebern Garten");
        seat.Types("!nachbar");
        seat.Types("!nachbar was ist das?");
        seat.Types("Nachbarschaftsbot (Bot): hilfe");
        seat.Types($"{FakeHomeserver.BotUser} hilfe");
        seat.Calls("wer ist da?");
        seat.Sends(Pill("Wer hat morgen Zeit, Bot?", FakeHomeserver.BotUser));
        seat.Sends(Pill("Berta, bitte kalender", "@berta:quartier.example"));
        await Door.SettleIn(seat);
        Assert.Equal(
            [
                "/hilfe",
                "/stoebern Garten",
                "/hilfe",
                "/hilfe",
                "/hilfe",
                "/hilfe",
                "wer ist da?",
                "Wer hat morgen Zeit, Bot?",
            ],
            InGroup().Select(i => ((Content.Words)i.Content).Text)
        );
        Assert.All(InGroup(), i => Assert.Equal(new Place("matrix", room.Id, null, PlaceKind.Group), i.Place));
    }

    [Fact]
    public async Task An_answer_to_a_message_of_ours_is_heard_without_the_quote()
    {
        var room = await Ada.OpensRoom("Moderation");
        await Door.IsIn(room);
        var seat = Ada.In(room);
        var card = seat.Sends(new() { ["msgtype"] = "m.text", ["body"] = "Karte" });
        var other = seat.Sends(new() { ["msgtype"] = "m.text", ["body"] = "Anderes" });
        Door.References[card.Id] = "card:1";
        seat.Sends(Reply(card.Id, "> <@nachbar:quartier.example> Karte\n> noch eine Zeile\n\nDas passt"));
        seat.Sends(Reply(other.Id, "Das ist nicht für den Bot"));
        await Door.SettleIn(seat);
        var heard = Assert.Single(InGroup());
        Assert.Equal(new Content.Words("Das passt"), heard.Content);
        Assert.Equal("card:1", heard.ReplyTo);
    }

    [Fact]
    public async Task In_a_thread_only_what_calls_the_bot_is_heard_and_belongs_to_its_first_message()
    {
        var room = await Ada.OpensRoom("Moderation");
        await Door.IsIn(room);
        var seat = Ada.In(room);
        var card = seat.Sends(new() { ["msgtype"] = "m.text", ["body"] = "Karte" });
        Door.References[card.Id] = "card:1";
        seat.Sends(InThread(card.Id, "Das besprechen wir unter uns"));
        var asked = seat.Sends(InThread(card.Id, "!nachbar hilfe"));
        await Door.SettleIn(seat);
        var heard = Assert.Single(InGroup());
        Assert.Equal(new Content.Words("/hilfe"), heard.Content);
        Assert.Equal(("card:1", asked.Id), (heard.ReplyTo, heard.MessageId));
    }

    [Fact]
    public async Task A_tap_and_a_typed_number_press()
    {
        var offer = Direct.Sends(new() { ["msgtype"] = "m.text", ["body"] = "1. Ja" });
        Door.Keys[(offer.Id, "1️⃣")] = "yes:1";
        Door.Keys[(offer.Id, "1")] = "yes:1";
        Direct.Reacts(offer.Id, "1️⃣");
        Direct.Reacts(offer.Id, "👍");
        Direct.Reacts("$unknown", "1️⃣");
        Direct.Sends(Reply(offer.Id, "1"));
        await Door.Settle(Direct);
        var presses = Door.Taken.Where(t => t.Content is Content.Press).ToList();
        Assert.Equal(2, presses.Count);
        Assert.All(presses, p => Assert.Equal(new Content.Press("yes:1"), p.Content));
        Assert.Equal(offer.Id, presses[0].MessageId);
    }

    [Fact]
    public async Task Edits_notices_and_other_bots_run_nothing_again()
    {
        var said = Direct.Types("Erstens");
        Direct.Edits(said, "Zweitens");
        Direct.Sends(new() { ["msgtype"] = "m.notice", ["body"] = "Ich bin auch ein Bot" });
        await Door.Hears("Erstens");
        Direct.TakesBack(said.Id);
        Direct.Sends(new(), "m.room.message");
        Direct.Sends(new() { ["msgtype"] = "m.key.verification.request", ["body"] = "Bestätigen" });
        await Door.Settle(Direct);
        Assert.Equal(["/start", "Erstens"], Door.Words.Where(w => !MatrixDoor.IsMark(w)));
    }

    [Fact]
    public async Task What_is_attached_is_named_with_its_words()
    {
        Direct.Sends(File("m.image", "foto.jpg"));
        Direct.Sends(File("m.file", "Mein Lebenslauf", "cv.pdf"));
        Direct.Sends(File("m.audio", "sprachnachricht.ogg"));
        Direct.Sends(File("m.video", "film.mp4"));
        Direct.Sends(
            new()
            {
                ["msgtype"] = "m.location",
                ["body"] = "Hier",
                ["geo_uri"] = "geo:0,0",
            }
        );
        Direct.Sends(new() { ["body"] = "Winken" }, "m.sticker");
        await Door.Settle(Direct);
        Assert.Equal(
            [
                new Content.Attachment(AttachmentKind.Picture, null),
                new Content.Attachment(AttachmentKind.File, "Mein Lebenslauf"),
                new Content.Attachment(AttachmentKind.Voice, null),
                new Content.Attachment(AttachmentKind.Video, null),
                new Content.Attachment(AttachmentKind.Location, null),
                new Content.Attachment(AttachmentKind.Sticker, null),
            ],
            Door.Contents.OfType<Content.Attachment>()
        );
    }

    [Fact]
    public async Task In_a_direct_chat_commands_can_be_written_in_each_way()
    {
        foreach (
            var text in (string[])["hilfe", "/hilfe", "!hilfe", "!nachbar hilfe", "!nachbar Guten Tag", "!weather"]
        )
            Direct.Types(text);
        await Door.Settle(Direct);
        Assert.Equal(
            ["hilfe", "/hilfe", "/hilfe", "/hilfe", "Guten Tag", "!weather"],
            Door.Words.Skip(1).Where(w => !MatrixDoor.IsMark(w))
        );
    }

    private IEnumerable<Inbound> InGroup() =>
        Door.Taken.Where(t =>
            t.Place.Kind == PlaceKind.Group && t.Content is Content.Words { Text: var text } && !MatrixDoor.IsMark(text)
        );

    private static JsonObject Reply(string target, string text) =>
        new()
        {
            ["msgtype"] = "m.text",
            ["body"] = text,
            ["m.relates_to"] = new JsonObject { ["m.in_reply_to"] = new JsonObject { ["event_id"] = target } },
        };

    private static JsonObject InThread(string root, string text) =>
        new()
        {
            ["msgtype"] = "m.text",
            ["body"] = text,
            ["m.relates_to"] = new JsonObject
            {
                ["rel_type"] = "m.thread",
                ["event_id"] = root,
                ["is_falling_back"] = true,
                ["m.in_reply_to"] = new JsonObject { ["event_id"] = root },
            },
        };

    private static JsonObject Pill(string text, string user) =>
        new()
        {
            ["msgtype"] = "m.text",
            ["body"] = text,
            ["format"] = "org.matrix.custom.html",
            ["formatted_body"] = $"""<a href="https://matrix.to/#/{Uri.EscapeDataString(user)}">{text}</a>""",
        };

    private static JsonObject File(string type, string body, string? name = null)
    {
        var content = new JsonObject
        {
            ["msgtype"] = type,
            ["body"] = body,
            ["url"] = "mxc://quartier.example/abc",
        };
        if (name is not null)
            content["filename"] = name;
        return content;
    }
}

/// <summary>Over the long poll.</summary>
public sealed class SyncHearingTests() : HearingTests(isAppservice: false);

/// <summary>As an application service.</summary>
public sealed class AppserviceHearingTests() : HearingTests(isAppservice: true);
