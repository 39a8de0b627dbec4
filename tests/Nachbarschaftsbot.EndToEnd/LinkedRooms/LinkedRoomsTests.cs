using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Nachbarschaftsbot.EndToEnd.Matrix;

namespace Nachbarschaftsbot.EndToEnd.LinkedRooms;

/// <summary>
/// Rooms of three messengers become one, with the real program between peers of others, and are parted again. What a peer cannot take (the
/// server for Telegram knows no pictures and no emojis at messages) is sent from another one or read where it arrives.
/// </summary>
[Trait("Peer", "synapse")]
[Trait("Peer", "Playground")]
public sealed class LinkedRoomsTests : IAsyncLifetime
{
    private const string Picture = "GIF89a\u0001\0\u0001\0\0\0\0,\0\0\0\0\u0001\0\u0001\0\0\u0002\0;";
    private LinkedCorner corner = null!;

    [Fact]
    public async Task Four_rooms_become_one_and_are_parted_again()
    {
        await TwoRoomsOfMatrixAreLinked();
        await PicturesAndEmojisGoFromOneToTheOther();
        await TeamsAndTelegramJoin();
        await WordsGoBothWays();
        await ChangesAndDeletionsFollow();
        await NothingActsThatWasSmuggled();
        await WhoKeepsOutIsNotCarried();
        await APowerCutLosesAndDoublesNothing();
        await TheLinkEnds();
    }

    public async ValueTask InitializeAsync() => corner = await LinkedCorner.Settle();

    public async ValueTask DisposeAsync()
    {
        if (corner is not null)
            await corner.DisposeAsync();
    }

    private MatrixPerson Mara => corner.Mara;
    private MatrixPerson Bela => corner.Bela;
    private string Garden => corner.Garden;
    private string Workshop => corner.Workshop;

    private async Task TwoRoomsOfMatrixAreLinked()
    {
        var code = await corner.Code();
        await Bela.Says(Garden, $"!nachbar raum_verbinden {code}");
        await Mara.Says(Workshop, $"!nachbar raum_verbinden {code}");
        foreach (var room in (string[])[Garden, Workshop])
        {
            var notice = await Mara.Sees(room, "Dieser Raum ist jetzt verbunden mit:");
            Assert.Contains("• Matrix", notice.Body, StringComparison.Ordinal);
            Assert.Contains("!nachbar nicht_mitlesen", notice.Body, StringComparison.Ordinal);
        }
    }

    private async Task PicturesAndEmojisGoFromOneToTheOther()
    {
        await corner.BelaShows(Picture);
        var copy = await Mara.Await(
            e => e.Room == Workshop && (string?)e.Content["msgtype"] == "m.image",
            "the picture in the other room"
        );
        Assert.Equal(Picture, await corner.Downloaded((string)copy.Content["url"]!));
        var said = await Bela.Says(Garden, "Das Beet ist fertig.");
        var arrived = await Mara.Sees(Workshop, "Das Beet ist fertig.");
        await Mara.Reacts(Workshop, arrived.Id, "👍");
        await Bela.Await(
            e =>
                e.Sender == MatrixHouse.Bot
                && (string?)e.Content["m.relates_to"]?["key"] == "👍"
                && (string?)e.Content["m.relates_to"]?["event_id"] == said,
            "the emoji at the message itself"
        );
    }

    private async Task TeamsAndTelegramJoin()
    {
        await corner.Teams.Goes("General");
        await corner.Teams.Calls($"/raum_verbinden {await corner.Code()}");
        await corner.Teams.Sees("Dieser Raum ist jetzt verbunden mit:");
        await Mara.Sees(Workshop, "Ein weiterer Raum liest jetzt mit. Er ist in Teams.");
        await corner.Toni.Types($"/raum_verbinden {await corner.Code()}");
        var notice = await corner.Toni.Awaits("Dieser Raum ist jetzt verbunden mit:");
        Assert.Contains("• Teams", notice, StringComparison.Ordinal);
        await corner.Teams.Sees("Er ist in Telegram.");
        await Mara.Sees(Garden, "Er ist in Telegram.");
    }

    private async Task WordsGoBothWays()
    {
        var question = await corner.Ada.Sends(
            new() { ["text"] = "Wer hat eine Leiter?", ["entities"] = new JsonArray(Range("bold", 13, 6)) }
        );
        var inGarden = await Bela.Sees(Garden, "Wer hat eine Leiter?");
        Assert.Equal("\u2063Ada (Telegram)\nWer hat eine Leiter?", inGarden.Body);
        Assert.Contains("<strong>Leiter</strong>", (string?)inGarden.Content["formatted_body"]);
        Assert.Equal("m.notice", (string?)inGarden.Content["msgtype"]);
        await corner.Teams.Sees("Wer hat eine Leiter?");

        await Bela.Replies(Garden, inGarden.Id, "Ich habe eine.");
        var (answer, inTelegram) = await corner.InTelegram("Ich habe eine.");
        Assert.Equal("\u2063Bela (Matrix)\nIch habe eine.", LinkedCorner.Text(inTelegram));
        Assert.Equal(question, (int?)inTelegram["reply_parameters"]?["message_id"]);
        await corner.Ada.Replies(answer, "Danke, wunderbar!");
        var thanks = await Bela.Sees(Garden, "Danke, wunderbar!");
        var own = Bela.All.Last(e => e.Sender == Bela.Id && e.Body == "Ich habe eine.");
        Assert.Equal(own.Id, (string?)thanks.Content["m.relates_to"]?["m.in_reply_to"]?["event_id"]);

        await Bela.Reacts(Garden, thanks.Id, "🥕");
        await corner.InTelegram("Bela (Matrix): 🥕");
        await corner.Ada.Sends(
            new()
            {
                ["photo"] = new JsonArray(new JsonObject { ["file_id"] = "beet", ["file_size"] = 2_400_000 }),
                ["caption"] = "Unser Beet",
            }
        );
        Assert.Contains("(Bild", (await Bela.Sees(Garden, "Unser Beet")).Body, StringComparison.Ordinal);
        await corner.Teams.Calls("Die Säge liegt im Büro.");
        await Bela.Sees(Garden, "Alex");
        await corner.InTelegram("Die Säge liegt im Büro.");
    }

    private async Task ChangesAndDeletionsFollow()
    {
        var said = await Bela.Says(Garden, "Wir treffen uns um vier.");
        var (id, _) = await corner.InTelegram("um vier");
        await corner.Teams.Sees("um vier");
        await Bela.Call("sendMessage", Garden, Changed(said, "Wir treffen uns um fünf."));
        Assert.Equal(id, (await corner.InTelegram("um fünf")).Id);
        await corner.Teams.Sees("um fünf");
        Assert.DoesNotContain(await corner.TelegramTexts(), t => t.Contains("um vier"));
        await Mara.Await(e => e.Room == Workshop && e.Edits is not null && e.Body.Contains("um fünf"), "the change");

        await Bela.Call("redactEvent", Garden, said);
        await Until(async () => (await corner.Toni.Heard()).All(m => m.Id != id), "the deletion in Telegram");
        // The Playground deletes nothing: there the words give way to others.
        await corner.Teams.Sees("Diese Nachricht gilt nicht mehr.");
    }

    private async Task NothingActsThatWasSmuggled()
    {
        await Bela.Call(
            "sendMessage",
            Garden,
            new JsonObject
            {
                ["msgtype"] = "m.text",
                ["body"] = "@room Ihr Konto: bank.example",
                ["format"] = "org.matrix.custom.html",
                ["formatted_body"] =
                    "@room Ihr <code>@mara</code> Konto: <a href=\"https://boese.example/\">bank.example</a>",
                ["m.mentions"] = new JsonObject { ["room"] = true, ["user_ids"] = new JsonArray(Mara.Id) },
            }
        );
        var (_, inTelegram) = await corner.InTelegram("Konto:");
        Assert.Contains(
            "@\u2060room Ihr @\u2060mara Konto: bank.example (https://boese.example/)",
            inTelegram["text"]!.ToString()
        );
        Assert.DoesNotContain(inTelegram["entities"]!.AsArray(), e => (string?)e!["type"] is "text_link" or "mention");
        var copy = await Mara.Sees(Workshop, "Konto:");
        Assert.DoesNotContain("@room", copy.Content.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty((JsonObject)copy.Content["m.mentions"]!);
        Assert.DoesNotContain("href", (string?)copy.Content["formatted_body"] ?? "", StringComparison.Ordinal);
    }

    private async Task WhoKeepsOutIsNotCarried()
    {
        await Bela.Says(Garden, "!nachbar nicht_mitlesen");
        await Bela.Sees(Garden, "nicht mehr weiter");
        await Bela.Says(Garden, "Das bleibt unter uns.");
        await Mara.Says(Garden, "Das dürfen alle lesen.");
        await corner.InTelegram("Das dürfen alle lesen.");
        await corner.Teams.Sees("Das dürfen alle lesen.");
        await Bela.Says(Garden, "!nachbar mitlesen");
        await Bela.Sees(Garden, "wieder");
        await Bela.Says(Garden, "Ich bin wieder dabei.");
        await corner.InTelegram("Ich bin wieder dabei.");
        await Mara.Sees(Workshop, "Ich bin wieder dabei.");
        Assert.DoesNotContain(await corner.TelegramTexts(), t => t.Contains("unter uns"));
        Assert.DoesNotContain(Mara.All, e => e.Room == Workshop && e.Body.Contains("unter uns"));
        await Assertions.Expect(corner.Teams.Page.GetByText("unter uns")).ToHaveCountAsync(0);
    }

    /// <summary>
    /// Telegram takes only one message in some seconds now. What waits when the light goes out, and what is said in the dark, arrives once and
    /// in order: in Telegram several in one message, of which each can still be changed.
    /// </summary>
    private async Task APowerCutLosesAndDoublesNothing()
    {
        await corner.Teams.PowerCut(null, ("Telegram__PerChatPerSecond", "0.2"), ("Telegram__ChatBurst", "1"));
        var said = new List<string>();
        async Task BelaSaysThree()
        {
            for (var i = 0; i < 3; i++)
                said.Add(await Bela.Says(Garden, $"Satz {said.Count + 1}."));
        }
        await BelaSaysThree();
        await corner.InTelegram("Satz 1.");
        await Mara.Await(e => e.Room == Workshop && e.Body.Contains("Satz 3."), "the third", all: true);
        await corner.Teams.PowerCut(async () =>
        {
            await BelaSaysThree();
            await corner.Ada.Types("Gruß aus dem Dunkeln.");
        });
        await corner.InTelegram("Satz 6.");
        await Mara.Await(e => e.Room == Workshop && e.Body.Contains("Satz 6."), "the last words", all: true);
        await corner.Teams.Sees("Satz 6.");
        await Mara.Await(e => e.Room == Garden && e.Body.Contains("Gruß aus dem Dunkeln."), "the greeting", all: true);

        string[] expected = [.. Enumerable.Range(1, 6).Select(i => $"\u2063Bela (Matrix)\nSatz {i}.")];
        Assert.Equal(expected, Mara.Heard(Workshop).Select(e => e.Body).Where(b => b.Contains("Satz ")));
        Assert.Equal(expected, await PostsInTelegram("Satz "));
        Assert.True((await corner.TelegramTexts()).Count(t => t.Contains("Satz ")) < expected.Length);
        Assert.Single(Mara.Heard(Garden), e => e.Body.Contains("Gruß aus dem Dunkeln."));

        await Bela.Call("sendMessage", Garden, Changed(said[^1], "Satz sechs."));
        await corner.InTelegram("Satz sechs.");
        expected[^1] = "\u2063Bela (Matrix)\nSatz sechs.";
        Assert.Equal(expected, await PostsInTelegram("Satz "));
    }

    /// <summary>What stands in Telegram with these words, post by post.</summary>
    private async Task<IEnumerable<string>> PostsInTelegram(string words) =>
        (await corner.TelegramTexts()).SelectMany(t => t.Split("\n\n")).Where(p => p.Contains(words));

    private async Task TheLinkEnds()
    {
        await corner.Toni.Types("/raum_trennen");
        await corner.Toni.Awaits("Dieser Raum ist verbunden mit:");
        await corner.Toni.Presses("Alle diese Räume trennen");
        await corner.Toni.Awaits("Dieser Raum ist nicht mehr verbunden.");
        await corner.Teams.Sees("Dieser Raum ist nicht mehr verbunden.");
        foreach (var room in (string[])[Garden, Workshop])
            await Mara.Await(
                e => e.Room == room && e.Body.Contains("Dieser Raum ist nicht mehr verbunden."),
                "the end",
                all: true
            );
        await corner.Ada.Types("Das hört nur Telegram.");
        await corner.Toni.Types("/hilfe");
        await corner.Toni.Awaits("/hilfe");
        await Mara.Says(Garden, "!nachbar hilfe");
        await Mara.Sees(Garden, "!nachbar");
        Assert.DoesNotContain(Mara.All, e => e.Body.Contains("Das hört nur Telegram."));
        foreach (var secret in (string[])["Bela", "Ada", "Leiter", "unter uns"])
            Assert.DoesNotContain(secret, corner.Teams.Output, StringComparison.Ordinal);
    }

    private static JsonObject Range(string type, int offset, int length) =>
        new()
        {
            ["type"] = type,
            ["offset"] = offset,
            ["length"] = length,
        };

    private static JsonObject Changed(string changed, string words) =>
        new()
        {
            ["msgtype"] = "m.text",
            ["body"] = $"* {words}",
            ["m.new_content"] = new JsonObject { ["msgtype"] = "m.text", ["body"] = words },
            ["m.relates_to"] = new JsonObject { ["rel_type"] = "m.replace", ["event_id"] = changed },
        };

    private static async Task Until(Func<Task<bool>> isSo, string what)
    {
        for (var tries = 0; !await isSo(); tries++, await Task.Delay(100))
            Assert.True(tries < 300, $"Nobody sees {what}.");
    }
}
