using System.Text.Json;
using System.Text.Json.Nodes;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.Teams.Receiving;

namespace Nachbarschaftsbot.Tests.Teams.Receiving;

public sealed class TeamsTranslatorTests
{
    [Theory]
    [InlineData("<at>Nachbarschaftsbot</at> Hallo", "Hallo")]
    [InlineData("<at>Nachbarschaftsbot</at>&nbsp;/kanal\n", "/kanal")]
    [InlineData("Guten Tag, <at>Nachbarschaftsbot</at>!", "Guten Tag, !")]
    [InlineData("<at>Nachbarschaftsbot</at> und <at>Ben</at>: wer hilft?", "und Ben: wer hilft?")]
    [InlineData("<at>Nachbarschaftsbot</at> 3 &lt; 5 &amp; das ist &quot;gut&quot;", "3 < 5 & das ist \"gut\"")]
    [InlineData("<at>Nachbarschaftsbot</at>   viele\u00a0\u00a0 Leerzeichen", "viele Leerzeichen")]
    [InlineData("<at>Nachbarschaftsbot</at> eins\r\n\r\n\r\n\r\nzwei", "eins\n\nzwei")]
    public void Only_the_mention_of_the_bot_is_taken_away(string text, string words) =>
        Assert.Equal(words, Words(Activities.InChannel("", "1").With("text", text)));

    [Fact]
    public void A_mention_without_its_text_is_known_by_the_name()
    {
        var activity = Activities.InChannel("Hallo", "1");
        activity["entities"] = new JsonArray(Activities.Mention(Activities.Bot, "Nachbarschaftsbot", null));
        Assert.Equal("Hallo", Words(activity));
    }

    [Fact]
    public void A_person_who_is_called_like_the_bot_stays()
    {
        var activity = Activities
            .InChannel("", "1")
            .With("text", "<at>Nachbarschaftsbot</at> frag <at>Nachbarschaftsbot</at>");
        activity["entities"] = new JsonArray(
            Activities.Mention(Activities.Bot, "Nachbarschaftsbot", "<at>Nachbarschaftsbot</at>"),
            Activities.Mention("29:wer", "Nachbarschaftsbot", "<at>Nachbarschaftsbot</at>")
        );
        Assert.Equal("frag Nachbarschaftsbot", Words(activity));
    }

    [Fact]
    public void In_a_channel_the_place_is_the_channel_and_the_thread_is_what_it_answers()
    {
        var inbound = Of(Activities.InChannel("Ja", "1700000000001", "1700000000009"));
        Assert.Equal(new Place("teams", Activities.Channel, null, PlaceKind.Group), inbound.Place);
        Assert.Equal(("1700000000001", "1700000000001"), (inbound.ReplyTo, inbound.MessageId));
    }

    [Fact]
    public void The_first_message_of_a_thread_answers_nothing()
    {
        var inbound = Of(Activities.InChannel("Ja", "1700000000001", "1700000000001"));
        Assert.Equal((null, "1700000000001"), (inbound.ReplyTo, inbound.MessageId));
    }

    [Fact]
    public void A_group_chat_is_a_group_without_threads()
    {
        var inbound = Of(Activities.Other("message", "groupChat").With("text", "Hallo").With("id", "17"));
        Assert.Equal(new Place("teams", Activities.Group, null, PlaceKind.Group), inbound.Place);
        Assert.Equal((null, "17"), (inbound.ReplyTo, inbound.MessageId));
    }

    [Fact]
    public void The_id_is_the_same_for_the_same_and_says_nothing_of_the_chat()
    {
        var inbound = Of(Activities.Message("Hallo").With("id", "17"));
        Assert.StartsWith("teams:", inbound.Id);
        Assert.DoesNotContain(inbound.Place.Chat, inbound.Id);
        Assert.Equal(inbound.Id, Of(Activities.Message("Hallo").With("id", "17")).Id);
        Assert.NotEqual(inbound.Id, Of(Activities.Message("Hallo").With("id", "18")).Id);
    }

    [Fact]
    public void An_answer_with_a_quote_is_the_answer_to_what_it_quotes()
    {
        const string Html = """
            <blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="1700000000005"><strong>Bot</strong><p>Wer kann?</p></blockquote>
            <p>Ich kann, <span itemtype="http://schema.skype.com/Mention" itemid="0">Ben</span> auch.<br>Bis&nbsp;dann</p>
            """;
        var activity = Activities.Message("Bot Wer kann? Ich kann, Ben auch. Bis dann");
        activity["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "text/html", ["content"] = Html });
        var inbound = Of(activity);
        Assert.Equal("1700000000005", inbound.ReplyTo);
        Assert.Equal(new Content.Words("Ich kann, Ben auch.\nBis dann"), inbound.Content);
    }

    [Theory]
    [InlineData("Ada Beispiel", "Ada")]
    [InlineData("Beispiel, Ada", "Ada")]
    [InlineData("Beispiel, Ada Maria", "Ada")]
    [InlineData("Ada", "Ada")]
    [InlineData("  Ada\u202e  Beispiel", "Ada")]
    [InlineData("", "")]
    public void The_first_name_is_found(string name, string first)
    {
        var activity = Activities.Message("Hallo");
        activity["from"]!["name"] = name;
        Assert.Equal(first, Of(activity).Sender!.FirstName);
    }

    [Fact]
    public void A_guest_without_an_account_is_known_by_the_id_that_Teams_gives()
    {
        var activity = Activities.Message("Hallo");
        activity["from"] = new JsonObject { ["id"] = "29:gast", ["name"] = "Gast" };
        Assert.Equal(new Account("teams", "29:gast"), Of(activity).Sender!.Account);
    }

    [Fact]
    public void An_account_is_the_same_however_its_id_is_written()
    {
        var activity = Activities.Message("Hallo");
        activity["from"]!["aadObjectId"] = Activities.Ada.ToUpperInvariant();
        Assert.Equal(Activities.Ada, Of(activity).Sender!.Account.Id);
    }

    [Theory]
    [InlineData("image/png", null, AttachmentKind.Picture)]
    [InlineData("image/*", "Das hier", AttachmentKind.Picture)]
    [InlineData("application/vnd.microsoft.teams.file.download.info", null, AttachmentKind.File)]
    [InlineData("audio/mp4", null, AttachmentKind.Voice)]
    [InlineData("application/vnd.unbekannt", null, AttachmentKind.Other)]
    public void What_is_no_text_is_named(string type, string? caption, AttachmentKind kind)
    {
        var activity = Activities.Message(caption);
        activity["attachments"] = new JsonArray(
            new JsonObject { ["contentType"] = type, ["content"] = new JsonObject() }
        );
        Assert.Equal(new Content.Attachment(kind, caption), Of(activity).Content);
    }

    [Fact]
    public void The_preview_of_a_link_does_not_hide_the_words()
    {
        var activity = Activities.Message("Siehe https://example.org");
        activity["attachments"] = new JsonArray(
            new JsonObject { ["contentType"] = "application/vnd.microsoft.card.thumbnail" }
        );
        Assert.Equal(new Content.Words("Siehe https://example.org"), Of(activity).Content);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("<at>Nachbarschaftsbot</at>")]
    public void Nothing_said_is_nothing(string? text)
    {
        var activity = Activities.InChannel("", "1").With("text", text);
        Assert.Equal((null, "message-empty"), Translate(activity));
    }

    [Fact]
    public void A_card_that_is_sent_the_old_way_is_a_press_or_a_form()
    {
        var press = Of(Activities.Message(null).With("value", new JsonObject { ["token"] = "1:t-yes:x:" }));
        Assert.Equal(new Content.Press("1:t-yes:x:"), press.Content);
        var form = Of(
            Activities
                .Message(null)
                .With(
                    "value",
                    new JsonObject
                    {
                        ["stamp"] = "abc",
                        ["was"] = "Einkaufen",
                        ["personen"] = 2,
                        ["msteams"] = new JsonObject(),
                        ["leer"] = null,
                    }
                )
        );
        var filled = Assert.IsType<Content.Filled>(form.Content);
        Assert.Equal("abc", filled.Stamp);
        Assert.Equal(new Dictionary<string, string> { ["was"] = "Einkaufen", ["personen"] = "2" }, filled.Answers);
    }

    [Fact]
    public void A_card_that_is_not_ours_is_nothing()
    {
        Assert.Equal(
            (null, "card-unknown"),
            Translate(Activities.Message(null).With("value", new JsonObject { ["x"] = 1 }))
        );
    }

    private static string? Words(JsonObject activity) => (Translate(activity).Inbound?.Content as Content.Words)?.Text;

    private static Inbound Of(JsonObject activity) => Translate(activity).Inbound!;

    private static (Inbound? Inbound, string Kind) Translate(JsonObject activity)
    {
        var read = JsonSerializer.Deserialize(activity.ToJsonString(), ActivityJson.Default.Activity)!;
        var (inbound, kind) = TeamsTranslator.OfMessage(read);
        return (inbound, kind);
    }
}
