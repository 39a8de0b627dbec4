using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Nachbarschaftsbot.Tests.Telegram.Fake;
using NodaTime;
using Xunit;

namespace Nachbarschaftsbot.Tests.Telegram;

/// <summary>The fake is only worth something if it refuses what Telegram refuses.</summary>
public sealed class FakeBotApiTests : IAsyncLifetime
{
    private const int Chat = 1001;
    private readonly HttpClient http = new();
    private readonly ManualTime clock = ManualTime.Wednesday();
    private FakeBotApi api = null!;
    private FakeUser ada = null!;

    public async ValueTask InitializeAsync()
    {
        api = await FakeBotApi.Start(clock);
        ada = api.User(Chat, "Ada");
        ada.Types("/start");
    }

    public async ValueTask DisposeAsync()
    {
        await api.DisposeAsync();
        http.Dispose();
    }

    [Theory]
    [InlineData("", "message text is empty")]
    [InlineData("  \n ", "message text is empty")]
    [InlineData("4097", "message is too long")]
    public async Task Texts_have_a_length(string text, string reason) =>
        Refused(400, reason, await Send(text == "4097" ? new string('x', 4097) : text));

    [Fact]
    public async Task Length_counts_after_the_entities_are_parsed()
    {
        var html = "<b>" + new string('x', 4096) + "</b>";
        Assert.True(Ok(await Send(html, p => p["parse_mode"] = "HTML")));
        Refused(400, "message is too long", await Send("x" + html, p => p["parse_mode"] = "HTML"));
    }

    [Theory]
    [InlineData("<b>offen")]
    [InlineData("<b><i>kreuz</b></i>")]
    [InlineData("1 < 2")]
    [InlineData("<script>x</script>")]
    public async Task Html_is_read_strictly(string html) =>
        Refused(400, "can't parse entities", await Send(html, p => p["parse_mode"] = "HTML"));

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(0, false)]
    public async Task Callback_data_has_1_to_64_bytes(int bytes, bool allowed)
    {
        var answer = await Send("x", p => p["reply_markup"] = Keyboard(new string('x', bytes)));
        Assert.Equal(allowed, Ok(answer));
        Assert.False(Ok(await Send("x", p => p["reply_markup"] = Keyboard(new string('ä', 33)))));
    }

    [Fact]
    public async Task A_chat_takes_a_short_burst_and_then_one_a_second()
    {
        for (var i = 0; i < 5; i++)
            Assert.True(Ok(await Send("x")));
        var refused = await Send("x");
        Assert.Equal(1, (int?)refused["parameters"]!["retry_after"]);
        clock.Advance(Duration.FromSeconds(1));
        Assert.True(Ok(await Send("x")));
        Refused(429, "retry after", await Send("x"));
        Assert.Empty(api.Violations);
        Refused(429, "retry after", await Send("x"));
        Assert.Contains("before its retry_after was over", Assert.Single(api.Violations));
    }

    [Fact]
    public async Task A_group_takes_20_a_minute()
    {
        var group = Moderation();
        for (var i = 0; i < 20; i++)
        {
            Assert.True(Ok(await Send("x", p => p["chat_id"] = group.Id)));
            clock.Advance(Duration.FromSeconds(1));
        }
        var refused = await Send("x", p => p["chat_id"] = group.Id);
        Assert.Equal(40, (int?)refused["parameters"]!["retry_after"]);
        clock.Advance(Duration.FromSeconds(40));
        Assert.True(Ok(await Send("x", p => p["chat_id"] = group.Id)));
    }

    [Fact]
    public async Task All_chats_together_take_30_a_second()
    {
        for (var i = 0; i < 31; i++)
            api.User(2000 + i, "Ben").Types("/start");
        for (var i = 0; i < 30; i++)
            Assert.True(Ok(await Send("x", p => p["chat_id"] = 2000 + i)));
        Refused(429, "Too Many Requests", await Send("x", p => p["chat_id"] = 2030));
    }

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
    public async Task Privacy_mode_hides_what_is_not_meant_for_the_bot()
    {
        var group = Moderation();
        await Send("Karte", p => p["chat_id"] = group.Id);
        var seat = ada.In(group);
        var card = seat.Last;
        await Drain();
        seat.Types("Hallo zusammen");
        seat.Types("/hilfe@anderer_bot");
        Assert.Empty(api.PendingUpdates);
        seat.Types("/hilfe");
        seat.Types("/hilfe@" + api.BotUsername);
        seat.RepliesTo(card, "Wann denn?");
        Assert.Equal(3, api.PendingUpdates.Count);
        group.PromoteBot(ada);
        seat.Types("Hallo");
        Assert.Equal(5, api.PendingUpdates.Count);
    }

    [Fact]
    public async Task Polling_confirms_by_offset_and_keeps_what_is_not_confirmed()
    {
        await Call("getUpdates", new { allowed_updates = new[] { "message" } });
        ada.Types("a");
        ada.Types("b");
        ada.Blocks();
        var first = (await Call("getUpdates", new { limit = 2 }))["result"]!.AsArray();
        Assert.Equal(["/start", "a"], first.Select(u => (string)u!["message"]!["text"]!));
        var second = (await Call("getUpdates", new { offset = (long)first[1]!["update_id"]! + 1 }))[
            "result"
        ]!.AsArray();
        Assert.Equal("b", (string)Assert.Single(second)!["message"]!["text"]!);
        Assert.Single(api.PendingUpdates);
    }

    [Fact]
    public async Task Only_one_polls_and_none_beside_a_webhook()
    {
        await Drain();
        var first = Call("getUpdates", new { timeout = 50 });
        await api.Until(() => api.Requests.FirstOrDefault(r => (int?)r.Parameters["timeout"] == 50));
        var second = Call("getUpdates", new { timeout = 50 });
        Refused(409, "terminated by other getUpdates request", await first);
        await Call("setWebhook", new { url = "https://bot.example/" });
        Refused(409, "Conflict", await second);
        Refused(409, "webhook is active", await Call("getUpdates", new { }));
    }

    [Fact]
    public async Task A_long_poll_ends_with_its_time()
    {
        await Drain();
        var poll = Call("getUpdates", new { timeout = 20 });
        await api.Until(() => api.Requests.FirstOrDefault(r => (int?)r.Parameters["timeout"] == 20));
        await Task.Delay(50);
        clock.Advance(Duration.FromSeconds(20));
        Assert.Empty((await poll)["result"]!.AsArray());
    }

    [Fact]
    public async Task Wrong_tokens_and_methods_are_refused()
    {
        var wrong = await http.PostAsJsonAsync(new Uri(api.BaseAddress, "/bot1:x/getMe"), new { });
        Assert.Equal(401, (int)wrong.StatusCode);
        Refused(404, "method not found", await Call("sendSmoke", new { }));
    }

    [Fact]
    public async Task Names_and_types_of_parameters_are_checked_against_the_description()
    {
        await Call(
            "sendMessage",
            new
            {
                chat_id = Chat,
                text = "x",
                texxt = "y",
                disable_notification = "yes",
            }
        );
        await Call("sendMessage", new { chat_id = Chat });
        await Call(
            "sendMessage",
            new
            {
                chat_id = Chat,
                text = "x",
                reply_markup = new { inline_keyboard = new[] { new { text = "x" } } },
            }
        );
        Assert.Contains("sendMessage: texxt is unknown", api.Violations);
        Assert.Contains("sendMessage.disable_notification: is not Boolean", api.Violations);
        Assert.Contains("sendMessage: text is missing", api.Violations);
        Assert.Contains(api.Violations, v => v.Contains("reply_markup"));
    }

    [Fact]
    public async Task Limits_of_commands_and_texts_hold()
    {
        Refused(400, "BOT_COMMAND_INVALID", await SetCommands("Über", "x"));
        Refused(400, "BOT_COMMAND_DESCRIPTION_INVALID", await SetCommands("x", new string('x', 257)));
        Refused(400, "too long", await Call("setMyShortDescription", new { short_description = new string('x', 121) }));
    }

    [Fact]
    public async Task Updates_of_the_fake_itself_are_as_described()
    {
        await Send("?", p => p["reply_markup"] = Keyboard("v1:y"));
        ada.Private.SendsPhoto("Bild");
        ada.Presses("Ja");
        ada.Private.PressesData("v1:y", null);
        Moderation().Migrate(ada);
        var description = ApiDescription.Load();
        var updates = (await Call("getUpdates", new { }))["result"]!.AsArray();
        Assert.True(updates.Count >= 6);
        Assert.All(updates, u => Assert.Empty(description.CheckType("Update", u)));
    }

    private FakeGroup Moderation()
    {
        var group = api.Group(-1_001_000_000_001, "Moderation").Join(ada);
        group.AddBot(ada);
        return group;
    }

    private async Task Drain()
    {
        await Call("getUpdates", new { offset = -1 });
        await Call("getUpdates", new { offset = 900_000_000 + 1000 });
    }

    private static void Into(JsonObject p, FakeGroup group, int? topic)
    {
        p["chat_id"] = group.Id;
        if (topic is not null)
            p["message_thread_id"] = topic;
    }

    private Task<JsonNode> Answer(string id) => Call("answerCallbackQuery", new { callback_query_id = id });

    private Task<JsonNode> SetCommands(string name, string text) =>
        Call("setMyCommands", new { commands = new[] { new { command = name, description = text } } });

    private Task<JsonNode> Send(string text, Action<JsonObject>? more = null)
    {
        var p = new JsonObject { ["chat_id"] = Chat, ["text"] = text };
        more?.Invoke(p);
        return Call("sendMessage", p);
    }

    private async Task<JsonNode> Call(string method, object body)
    {
        var bytes = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(body);
        using var content = new ByteArrayContent(bytes);
        using var response = await http.PostAsync(
            new Uri(api.BaseAddress, $"/bot{FakeBotApi.Token}/{method}"),
            content
        );
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private static JsonObject Keyboard(string data) =>
        new()
        {
            ["inline_keyboard"] = new JsonArray(
                new JsonArray(new JsonObject { ["text"] = "Ja", ["callback_data"] = data })
            ),
        };

    private static bool Ok(JsonNode answer) => (bool)answer["ok"]!;

    private static void Refused(int code, string part, JsonNode answer)
    {
        Assert.False(Ok(answer));
        Assert.Equal(code, (int)answer["error_code"]!);
        Assert.Contains(part, (string)answer["description"]!);
    }
}
