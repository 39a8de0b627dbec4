using System.Text.Json;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.Telegram;
using Nachbarschaftsbot.Messengers.Telegram.Client;
using Xunit;

namespace Nachbarschaftsbot.Tests.Telegram;

public class TranslatorTests
{
    private const string Ada =
        """{"id":5000000001,"is_bot":false,"first_name":"Ada","username":"ada","language_code":"de-AT"}""";
    private const string Bot = """{"id":42,"is_bot":true,"first_name":"N","username":"nachbarn_bot"}""";
    private const string Private = """{"id":5000000001,"type":"private","first_name":"Ada"}""";
    private const string Group = """{"id":-1001234567890,"type":"supergroup","title":"Moderation","is_forum":true}""";

    private readonly Translator translator = new(new BotIdentity(42) { Username = "Nachbarn_Bot" });

    [Fact]
    public void Words_in_a_private_chat()
    {
        var inbound = Message(Private, "\"text\":\"Hallo 👋\"").Inbound!;
        Assert.Equal("telegram:900", inbound.Id);
        Assert.Equal(new Place("telegram", "5000000001", null, PlaceKind.Private), inbound.Place);
        Assert.Equal(new Sender(new Account("telegram", "5000000001"), "Ada", "de"), inbound.Sender);
        Assert.Equal(new Content.Words("Hallo 👋"), inbound.Content);
        Assert.Equal(("7", null), (inbound.MessageId, inbound.ReplyTo));
    }

    [Theory]
    [InlineData("/hilfe", "/hilfe")]
    [InlineData("/hilfe@nachbarn_bot", "/hilfe")]
    [InlineData("/hilfe@NACHBARN_BOT jetzt", "/hilfe jetzt")]
    [InlineData("/start LINDE234", "/start LINDE234")]
    [InlineData("/start@nachbarn_bot LINDE234", "/start LINDE234")]
    [InlineData("/melden@nachbarn_bot\\nan a@b.de", "/melden\nan a@b.de")]
    [InlineData("/melden an a@b.de", "/melden an a@b.de")]
    public void Commands_lose_the_name_of_the_bot(string text, string expected) =>
        Assert.Equal(new Content.Words(expected), Message(Group, $"\"text\":\"{text}\"").Inbound!.Content);

    [Fact]
    public void Commands_for_another_bot_are_not_ours()
    {
        var other = Message(Group, "\"text\":\"/hilfe@wetter_bot\"");
        Assert.Equal((null, "other-bot"), (other.Inbound, other.Kind));
    }

    [Fact]
    public void Before_its_own_name_is_known_the_bot_takes_every_command()
    {
        var early = new Translator(new BotIdentity(42)).Translate(
            Parse(
                $$"""{"update_id":1,"message":{"message_id":1,"date":1,"from":{{Ada}},"chat":{{Group}},"text":"/hilfe@nachbarn_bot"} }"""
            )
        );
        Assert.Equal(new Content.Words("/hilfe"), early.Inbound!.Content);
    }

    [Fact]
    public void A_topic_counts_only_when_it_is_one()
    {
        var topic = Message(Group, "\"message_thread_id\":12,\"is_topic_message\":true,\"text\":\"/x\"");
        Assert.Equal("12", topic.Inbound!.Place.Thread);
        var plain = Message(Group, "\"message_thread_id\":12,\"text\":\"/x\"");
        Assert.Null(plain.Inbound!.Place.Thread);
    }

    [Theory]
    [InlineData(Bot, "\"x\":1", "31")]
    [InlineData(Ada, "\"x\":1", null)]
    [InlineData(Bot, "\"message_thread_id\":31,\"is_topic_message\":true", null)]
    public void Only_replies_to_the_bot_are_replies(string author, string more, string? expected)
    {
        var reply = Message(
            Group,
            $$"""{{more}},"reply_to_message":{"message_id":31,"date":1,"from":{{author}},"chat":{{Group}}},"text":"Ja" """
        );
        Assert.Equal(expected, reply.Inbound!.ReplyTo);
    }

    [Theory]
    [InlineData(
        "\"photo\":[{\"file_id\":\"p\",\"width\":1}],\"caption\":\"Sehen Sie\"",
        AttachmentKind.Picture,
        "Sehen Sie"
    )]
    [InlineData("\"voice\":{\"file_id\":\"v\"}", AttachmentKind.Voice, null)]
    [InlineData("\"audio\":{\"file_id\":\"v\"}", AttachmentKind.Voice, null)]
    [InlineData("\"video\":{\"file_id\":\"v\"}", AttachmentKind.Video, null)]
    [InlineData("\"video_note\":{\"file_id\":\"v\"}", AttachmentKind.Video, null)]
    [InlineData("\"sticker\":{\"file_id\":\"s\"}", AttachmentKind.Sticker, null)]
    [InlineData(
        "\"animation\":{\"file_id\":\"a\"},\"document\":{\"file_name\":\"a.gif\"}",
        AttachmentKind.Sticker,
        null
    )]
    [InlineData("\"location\":{\"latitude\":52.1,\"longitude\":7.2}", AttachmentKind.Location, null)]
    [InlineData("\"contact\":{\"phone_number\":\"+49\",\"first_name\":\"B\"}", AttachmentKind.Contact, null)]
    [InlineData("\"document\":{\"file_name\":\"a.pdf\"},\"caption\":\"Antrag\"", AttachmentKind.File, "Antrag")]
    [InlineData("\"poll\":{\"id\":\"1\"}", AttachmentKind.Other, null)]
    [InlineData("\"dice\":{\"value\":3}", AttachmentKind.Other, null)]
    public void Whatever_is_not_text_is_named(string member, AttachmentKind kind, string? caption) =>
        Assert.Equal(new Content.Attachment(kind, caption), Message(Private, member).Inbound!.Content);

    [Fact]
    public void An_album_counts_once_also_when_it_comes_again()
    {
        Translation Picture(int id, string more) =>
            translator.Translate(
                Parse(
                    $$"""{"update_id":{{id}},"message":{"message_id":{{id}},"date":1,"from":{{Ada}},"chat":{{Private}},"media_group_id":"a1","photo":[]{{more}} } }"""
                )
            );
        Assert.NotNull(Picture(1, "").Inbound);
        Assert.Equal((null, "album"), (Picture(2, "").Inbound, Picture(2, "").Kind));
        Assert.NotNull(Picture(3, ",\"caption\":\"Worte\"").Inbound);
        Assert.Null(Picture(4, ",\"caption\":\"mehr\"").Inbound);
        Assert.NotNull(Picture(1, "").Inbound);
        Assert.NotNull(Picture(3, ",\"caption\":\"Worte\"").Inbound);
    }

    [Fact]
    public void A_press_carries_token_place_and_card()
    {
        var press = Update(
            $$"""{"id":"77","from":{{Ada}},"message":{"message_id":31,"date":9,"chat":{{Group}},"message_thread_id":12,"is_topic_message":true,"text":"Karte"},"chat_instance":"1","data":"1:t-take:abc:"}""",
            "callback_query"
        );
        Assert.Equal(("77", "de"), (press.CallbackId, press.Language));
        Assert.Equal(new Content.Press("1:t-take:abc:"), press.Inbound!.Content);
        Assert.Equal(("-1001234567890", "12"), (press.Inbound.Place.Chat, press.Inbound.Place.Thread));
        Assert.Equal(("31", "5000000001"), (press.Inbound.MessageId, press.Inbound.Sender!.Account.Id));
    }

    [Fact]
    public void A_press_under_a_message_the_bot_can_no_longer_read_still_has_a_place()
    {
        var press = Update(
            $$"""{"id":"77","from":{{Ada}},"message":{"message_id":31,"date":0,"chat":{{Private}}},"chat_instance":"1","data":"x"}""",
            "callback_query"
        );
        Assert.Equal("telegram:5000000001", press.Inbound!.Place.Key);
    }

    [Theory]
    [InlineData("""{"id":"77","from":ADA,"chat_instance":"1","inline_message_id":"q","data":"x"}""")]
    [InlineData(
        """{"id":"77","from":ADA,"chat_instance":"1","message":{"message_id":1,"date":1,"chat":{"id":1,"type":"private"}},"game_short_name":"g"}"""
    )]
    public void A_press_without_place_or_data_is_still_answered(string query)
    {
        var press = Update(query.Replace("ADA", Ada), "callback_query");
        Assert.Equal((null, "77"), (press.Inbound, press.CallbackId));
    }

    [Theory]
    [InlineData(Private, "member", "kicked", MembershipChange.Blocked)]
    [InlineData(Private, "kicked", "member", MembershipChange.Unblocked)]
    [InlineData(Group, "left", "member", MembershipChange.BotAdded)]
    [InlineData(Group, "kicked", "administrator", MembershipChange.BotAdded)]
    [InlineData(Group, "member", "left", MembershipChange.BotRemoved)]
    [InlineData(Group, "administrator", "kicked", MembershipChange.BotRemoved)]
    public void Comings_and_goings_of_the_bot(string chat, string old, string now, MembershipChange expected)
    {
        var inbound = Member(chat, old, now).Inbound!;
        Assert.Equal(new Content.Membership(expected), inbound.Content);
        Assert.Equal("Ada", inbound.Sender!.FirstName);
    }

    [Fact]
    public void A_promotion_changes_nothing() => Assert.Null(Member(Group, "member", "administrator").Inbound);

    [Fact]
    public void A_group_that_became_a_supergroup_moves_once()
    {
        var chat = """{"id":-500,"type":"group","title":"Klein"}""";
        var moved = Message(chat, "\"migrate_to_chat_id\":-1001234567890").Inbound!;
        Assert.Equal(("-500", new Content.Moved("-1001234567890")), (moved.Place.Chat, moved.Content));
        Assert.Null(moved.Sender);
        Assert.Null(Message(Group, "\"migrate_from_chat_id\":-500").Inbound);
    }

    [Fact]
    public void Who_hides_behind_a_group_is_nobody_with_rights()
    {
        var mask = Message(
            Group,
            $$"""{"message_id":7,"date":1,"from":{"id":1087968824,"is_bot":true,"first_name":"Group"},"sender_chat":{{Group}},"chat":{{Group}},"text":"/rollen"}""",
            whole: true
        );
        Assert.True(mask.Inbound!.Sender!.IsAnonymous);
        Assert.Equal("-1001234567890", mask.Inbound.Sender.Account.Id);
    }

    [Theory]
    [InlineData("message", """{"message_id":7,"date":1,"from":BOT,"chat":GROUP,"text":"/x"}""", "bot")]
    [InlineData("message", """{"message_id":7,"date":1,"from":ADA,"chat":GROUP,"new_chat_members":[ADA]}""", "service")]
    [InlineData(
        "message",
        """{"message_id":7,"date":1,"from":ADA,"chat":GROUP,"pinned_message":{"message_id":1}}""",
        "service"
    )]
    [InlineData(
        "message",
        """{"message_id":7,"date":1,"chat":{"id":-1,"type":"channel","title":"K"},"text":"x"}""",
        "channel"
    )]
    [InlineData(
        "edited_message",
        """{"message_id":7,"date":1,"from":ADA,"chat":GROUP,"text":"/x"}""",
        "edited_message"
    )]
    [InlineData("message_reaction", """{"chat":GROUP}""", "reaction")]
    [InlineData("something_of_tomorrow", """{"a":[1,{"b":null}]}""", "unknown")]
    public void What_is_not_for_us_is_named_and_left_out(string member, string content, string kind)
    {
        var left = Update(content.Replace("BOT", Bot).Replace("ADA", Ada).Replace("GROUP", Group), member);
        Assert.Equal((null, null, kind), (left.Inbound, left.CallbackId, left.Kind));
    }

    [Theory]
    [InlineData("  Ada  ", "Ada")]
    [InlineData("A\\u202Eda\\n\\u0007", "Ada")]
    [InlineData("👩‍🌾", "👩🌾")]
    [InlineData("\\u200f", "")]
    public void Names_fit_on_one_line(string raw, string expected) => Assert.Equal(expected, NameOf(raw));

    [Fact]
    public void Names_are_cut_between_characters()
    {
        var name = NameOf(new string('x', 63) + "👋👋");
        Assert.Equal(new string('x', 63), name);
    }

    private string NameOf(string raw) =>
        Message(
            Private,
            $$"""{"message_id":7,"date":1,"from":{"id":1,"is_bot":false,"first_name":"{{raw}}"},"chat":{{Private}},"text":"x"}""",
            whole: true
        ).Inbound!.Sender!.FirstName;

    private Translation Member(string chat, string old, string now) =>
        Update(
            $$"""{"chat":{{chat}},"from":{{Ada}},"date":1,"old_chat_member":{"status":"{{old}}","user":{{Bot}}},"new_chat_member":{"status":"{{now}}","user":{{Bot}} } }""",
            "my_chat_member"
        );

    private Translation Message(string chat, string more, bool whole = false) =>
        Update(whole ? more : $$"""{"message_id":7,"date":1,"from":{{Ada}},"chat":{{chat}},{{more}} }""", "message");

    private Translation Update(string content, string member) =>
        translator.Translate(Parse($$"""{"update_id":900,"{{member}}":{{content}} }"""));

    private static Update Parse(string json) => JsonSerializer.Deserialize(json, TelegramJson.Default.Update)!;
}
