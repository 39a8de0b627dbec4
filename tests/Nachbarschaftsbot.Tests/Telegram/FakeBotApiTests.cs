using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Nachbarschaftsbot.Tests.Telegram.Fake;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Telegram;

/// <summary>The fake is only worth something if it refuses what Telegram refuses.</summary>
public sealed class FakeBotApiTests : FakeBotApiBench
{
    [Fact]
    public async Task A_button_press_is_answered_once_and_in_time()
    {
        await Send("?", p => p["reply_markup"] = Keyboard("v1:y"));
        ada.Presses("Ja");
        var id = Assert.Single(api.UnansweredCallbacks);
        Assert.True(Ok(await Answer(id)));
        Assert.Empty(api.UnansweredCallbacks);
        Refused(400, "query is too old", await Answer(id));
        ada.Presses("Ja");
        clock.Advance(Duration.FromSeconds(31));
        Refused(400, "query is too old", await Answer(api.UnansweredCallbacks[0]));
        Refused(400, "query is too old", await Answer("made-up"));
    }

    [Fact]
    public async Task An_unchanged_edit_is_refused_and_a_missing_keyboard_removes_it()
    {
        var id = (int)(await Send("a", p => p["reply_markup"] = Keyboard("v1:y")))["result"]!["message_id"]!;
        var same = new
        {
            chat_id = Chat,
            message_id = id,
            text = "a",
            reply_markup = Keyboard("v1:y"),
        };
        Refused(400, "message is not modified", await Call("editMessageText", same));
        Assert.True(
            Ok(
                await Call(
                    "editMessageText",
                    new
                    {
                        chat_id = Chat,
                        message_id = id,
                        text = "a",
                    }
                )
            )
        );
        Assert.Empty(ada.Last.Buttons);
        Refused(
            400,
            "not found",
            await Call(
                "editMessageText",
                new
                {
                    chat_id = Chat,
                    message_id = 999,
                    text = "a",
                }
            )
        );
        Refused(
            400,
            "can't be edited",
            await Call(
                "editMessageText",
                new
                {
                    chat_id = Chat,
                    message_id = 1,
                    text = "a",
                }
            )
        );
    }

    [Fact]
    public async Task Deleting_has_a_time_limit()
    {
        var id = (int)(await Send("a"))["result"]!["message_id"]!;
        clock.Advance(Duration.FromHours(49));
        Refused(400, "can't be deleted", await Call("deleteMessage", new { chat_id = Chat, message_id = id }));
        Refused(400, "not found", await Call("deleteMessage", new { chat_id = Chat, message_id = 999 }));
    }

    [Fact]
    public async Task Topics_are_addressed_exactly_and_General_without_an_id()
    {
        var forum = api.Group(-1_001_000_000_002, "Forum", forum: true).Join(ada);
        forum.AddBot(ada);
        var topic = forum.Topic("Einkauf");
        Assert.True(Ok(await Send("x", p => Into(p, forum, topic))));
        Assert.Single(ada.In(forum, topic).Sees());
        Assert.Empty(ada.In(forum).Sees());
        Assert.True(Ok(await Send("x", p => Into(p, forum, null))));
        Refused(400, "message thread not found", await Send("x", p => Into(p, forum, 1)));
        forum.Close(topic);
        Refused(400, "TOPIC_CLOSED", await Send("x", p => Into(p, forum, topic)));
        forum.DeleteTopic(topic);
        Refused(400, "message thread not found", await Send("x", p => Into(p, forum, topic)));
        Refused(400, "message thread not found", await Send("x", p => p["message_thread_id"] = 5));
    }

    [Fact]
    public async Task Who_cannot_be_reached_is_not()
    {
        Refused(400, "chat not found", await Send("x", p => p["chat_id"] = 4711));
        api.User(2000, "Ben");
        Refused(400, "chat not found", await Send("x", p => p["chat_id"] = 2000));
        ada.Blocks();
        Refused(403, "bot was blocked by the user", await Send("x"));
        ada.Unblocks();
        Assert.True(Ok(await Send("x")));
        ada.Deactivates();
        Refused(403, "user is deactivated", await Send("x"));
        var group = Moderation();
        group.RemoveBot(ada);
        Refused(403, "bot was kicked", await Send("x", p => p["chat_id"] = group.Id));
    }

    [Fact]
    public async Task A_group_that_became_a_supergroup_says_its_new_id()
    {
        var group = api.Group(-500, "Klein").Join(ada);
        group.AddBot(ada);
        var super = group.Migrate(ada);
        var refused = await Send("x", p => p["chat_id"] = -500);
        Refused(400, "upgraded to a supergroup", refused);
        Assert.Equal(super.Id, (long?)refused["parameters"]!["migrate_to_chat_id"]);
        Assert.True(Ok(await Send("x", p => p["chat_id"] = super.Id)));
        var updates = (await Call("getUpdates", new { }))["result"]!.AsArray();
        Assert.Contains(updates, u => (long?)u!["message"]?["migrate_to_chat_id"] == super.Id);
        Assert.Contains(updates, u => (long?)u!["message"]?["migrate_from_chat_id"] == -500);
    }

    [Fact]
    public async Task Replies_need_their_message()
    {
        var reply = new JsonObject { ["message_id"] = 77 };
        Refused(400, "replied not found", await Send("x", p => p["reply_parameters"] = reply.DeepClone()));
        reply["allow_sending_without_reply"] = true;
        Assert.True(Ok(await Send("x", p => p["reply_parameters"] = reply)));
    }

    [Fact]
    public async Task Wrong_tokens_and_methods_are_refused()
    {
        var wrong = await http.PostAsJsonAsync(new Uri(api.BaseAddress, "/bot1:x/getMe"), new { });
        Assert.Equal(401, (int)wrong.StatusCode);
        Refused(404, "method not found", await Call("sendSmoke", new { }));
    }

    private static void Into(JsonObject p, FakeGroup group, int? topic)
    {
        p["chat_id"] = group.Id;
        if (topic is not null)
            p["message_thread_id"] = topic;
    }

    private Task<JsonNode> Answer(string id) => Call("answerCallbackQuery", new { callback_query_id = id });
}
