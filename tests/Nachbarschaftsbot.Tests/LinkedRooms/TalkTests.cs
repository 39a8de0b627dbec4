using System.Text.Json;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Messengers.Matrix.Receiving;
using Nachbarschaftsbot.Messengers.Matrix.Sending;
using Nachbarschaftsbot.Messengers.Teams.Receiving;
using Nachbarschaftsbot.Messengers.Telegram;
using Nachbarschaftsbot.Messengers.Telegram.Client;

namespace Nachbarschaftsbot.Tests.LinkedRooms;

/// <summary>Talk of linked rooms as each messenger tells it, and as each is told it.</summary>
public sealed class TalkTests
{
    private const string Group = """{"id":-100,"type":"supergroup","title":"Linden"}""";
    private const string Ada = """{"id":5,"is_bot":false,"first_name":"Ada","language_code":"de"}""";

    private static readonly Outbound Carried = new()
    {
        To = new("telegram", "-100", null, PlaceKind.Group),
        Lines = [Text.Title("linked.from", ("name", "Ada"), Arg.OfKey("where", "linked.where.matrix"))],
        Rich = new([
            new RichBlock.Paragraph([
                new RichInline.Text("Wer hat eine "),
                new RichInline.Bold([new RichInline.Text("Leiter & <Eimer>")]),
                new RichInline.Text("?"),
            ]),
        ]),
    };

    [Fact]
    public void Telegram_tells_talk_of_a_linked_group_with_its_formatting()
    {
        var inbound = Translate(
            $$$"""{"message":{"message_id":7,"date":1,"from":{{{Ada}}},"chat":{{{Group}}},"text":"👍 sehr gut","entities":[{"type":"bold","offset":3,"length":4}],"reply_to_message":{"message_id":6,"from":{{{Ada}}},"chat":{{{Group}}} } } }"""
        );
        var posted = Assert.IsType<Content.Posted>(inbound?.Content);
        Assert.Equal("👍 sehr gut", posted.Said.Plain());
        var words = Assert.IsType<RichBlock.Paragraph>(Assert.Single(posted.Said.Blocks)).Words;
        Assert.Equal("sehr", RichInline.Plain(Assert.IsType<RichInline.Bold>(words[1]).Words));
        Assert.Equal(("7", "6"), (posted.Message, inbound!.ReplyTo));
    }

    [Fact]
    public void Telegram_tells_how_large_a_picture_is_and_which_form_is_small()
    {
        var update = Read(
            $$$"""{"message":{"message_id":8,"date":1,"from":{{{Ada}}},"chat":{{{Group}}},"caption":"Beet","photo":[{"file_id":"klein","file_size":5000},{"file_id":"mittel","file_size":90000},{"file_id":"gross","file_size":2400000}]}}"""
        );
        var translation = Translator(isLinked: true).Translate(update);
        Assert.Equal("mittel", translation.PictureId);
        var media = Assert.IsType<Content.Posted>(translation.Inbound?.Content).Media;
        Assert.Equal((AttachmentKind.Picture, 2_400_000L), (media?.Kind, media?.Size));
    }

    [Theory]
    [InlineData("👍", "❤", "👍-", "❤+")]
    [InlineData(null, "👍", "👍+", null)]
    [InlineData("👍", null, "👍-", null)]
    public void Telegram_tells_which_emojis_went_and_came(string? old, string? now, string first, string? second)
    {
        static string Of(string? emoji) => emoji is null ? "[]" : $$$"""[{"type":"emoji","emoji":"{{{emoji}}}"}]""";
        var update = Read(
            $$$"""{"message_reaction":{"chat":{{{Group}}},"message_id":7,"user":{{{Ada}}},"date":1,"old_reaction":{{{Of(old)}}},"new_reaction":{{{Of(now)}}}}}"""
        );
        var translation = Translator(isLinked: true).Translate(update);
        var all = new[] { translation.Inbound! }.Concat(translation.More).Select(i => (Content.Reacted)i.Content);
        var expected = second is null ? new[] { first } : [first, second];
        Assert.Equal(expected, all.Select(r => r.Emoji + (r.Gone ? "-" : "+")));
    }

    [Fact]
    public void Of_groups_that_are_not_linked_nothing_is_looked_at()
    {
        var edited =
            $$$"""{"edited_message":{"message_id":7,"date":1,"from":{{{Ada}}},"chat":{{{Group}}},"text":"x"}}""";
        Assert.Null(Translator(isLinked: false).Translate(Read(edited)).Inbound);
        Assert.IsType<Content.Edited>(Translate(edited)?.Content);
        var said = $$$"""{"message":{"message_id":7,"date":1,"from":{{{Ada}}},"chat":{{{Group}}},"text":"x"}}""";
        Assert.IsType<Content.Words>(Translator(isLinked: false).Translate(Read(said)).Inbound?.Content);
        var command =
            $$$"""{"message":{"message_id":7,"date":1,"from":{{{Ada}}},"chat":{{{Group}}},"text":"/hilfe"}}""";
        Assert.IsType<Content.Words>(Translate(command)?.Content);
    }

    [Fact]
    public void Matrix_tells_talk_edits_and_pictures()
    {
        var said = new MatrixEvent
        {
            Type = "m.room.message",
            Sender = "@ada:example.org",
            Id = "$1",
            Body = "> <@bela:example.org> alt\n\n**Leiter**",
            Html =
                "<mx-reply><blockquote>alt</blockquote></mx-reply><strong>Leiter</strong> für <a href=\"https://matrix.to/#/@bela:example.org\">Bela</a>",
        };
        var posted = MatrixTalk.Posted(said, null);
        Assert.Equal("Leiter für Bela", Core.LinkedRooms.Harmless.Of(posted.Said).Plain());
        var edit = said with
        {
            Id = "$2",
            Relation = "m.replace",
            RelatesTo = "$1",
            NewBody = "Leiter!",
            NewHtml = null,
        };
        Assert.Equal(("$1", "Leiter!"), (MatrixTalk.Edited(edit)?.Message, MatrixTalk.Edited(edit)?.Said.Plain()));
        var picture = said with
        {
            Body = "beet.jpg",
            Html = null,
            MessageType = "m.image",
            Url = "mxc://a/b",
            Size = 3_000_000,
        };
        Assert.False(MatrixTalk.HasSmallPicture(picture));
        Assert.True(MatrixTalk.Posted(picture, AttachmentKind.Picture).Said.IsEmpty);
    }

    [Fact]
    public void Teams_tells_talk_without_the_name_of_the_bot_and_what_it_quotes()
    {
        var place = new Place("teams", "19:linden@thread.tacv2", null, PlaceKind.Group);
        var activity = new Activity
        {
            Type = "message",
            Id = "2",
            Recipient = new("28:bot", "Nachbarschaftsbot"),
            From = new("29:ada", "Ada Beispiel", "0000-ada"),
            Conversation = new("19:linden@thread.tacv2;messageid=1", "channel"),
            Text = "<at>Nachbarschaftsbot</at> Leiter",
            Entities = [new("mention", new("28:bot", "Nachbarschaftsbot"), "<at>Nachbarschaftsbot</at>")],
            Attachments =
            [
                new(
                    "text/html",
                    JsonSerializer.SerializeToElement(
                        "<blockquote itemtype=\"http://schema.skype.com/Reply\" itemid=\"1\">alt</blockquote><p><span itemtype=\"http://schema.skype.com/Mention\">Nachbarschaftsbot</span>&nbsp;<strong>Leiter</strong></p>"
                    )
                ),
            ],
        };
        var inbound = TeamsTalk.Posted(activity, new("x", place, null, new Content.Words("Leiter")));
        Assert.Equal("Leiter", Core.LinkedRooms.Harmless.Of(((Content.Posted)inbound.Content).Said).Plain());
        Assert.True(TeamsTalk.CallsBot(activity));
        var gone = TeamsTalk.Changes(activity with { Type = "messageDelete", ChannelData = new() }, place);
        Assert.Equal(("1/2", "2"), (gone[0].ReplyTo, ((Content.Removed)gone[0].Content).Message));
        var liked = activity with
        {
            Type = "messageReaction",
            Id = null,
            ReplyToId = "2",
            ReactionsAdded = [new("like"), new("1f440_eyes"), new("x")],
        };
        Assert.Equal(["👍", "👀"], TeamsTalk.Changes(liked, place).Select(i => ((Content.Reacted)i.Content).Emoji));
    }

    [Fact]
    public void Telegram_is_told_with_ranges_behind_the_name()
    {
        var part = Assert.Single(new Renderer(Catalog.BuiltIn).Parts(Carried));
        Assert.Equal("Ada (Matrix)\nWer hat eine Leiter & <Eimer>?", part.Text);
        Assert.Equal(
            [("bold", "Ada (Matrix)"), ("bold", "Leiter & <Eimer>")],
            part.Entities!.Select(e => (e.Type, part.Text.Substring(e.Offset, e.Length)))
        );
    }

    [Fact]
    public void Matrix_is_told_plain_and_in_html()
    {
        var part = Assert.Single(new MatrixRenderer(Catalog.BuiltIn, Core.Features.Register()).Render(Carried).Parts);
        Assert.Equal("Ada (Matrix)\nWer hat eine Leiter & <Eimer>?", part.Body);
        Assert.Equal(
            "<p><strong>Ada (Matrix)</strong></p><p>Wer hat eine <strong>Leiter &amp; &lt;Eimer&gt;</strong>?</p>",
            part.Html
        );
    }

    private static Inbound? Translate(string json) => Translator(isLinked: true).Translate(Read(json)).Inbound;

    private static Translator Translator(bool isLinked) =>
        new(new BotIdentity(42))
        {
            IsLinked = _ => isLinked,
            LinkedIn = chat => isLinked ? [new("telegram", chat, null, PlaceKind.Group)] : [],
        };

    private static Update Read(string json) =>
        JsonSerializer.Deserialize($$$"""{"update_id":1,{{{json.Trim()[1..]}}}""", TelegramJson.Default.Update)!;
}
