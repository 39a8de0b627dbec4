using System.Text.Json.Nodes;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Telegram;

/// <summary>The fake keeps the limits of Telegram, of lengths and of pace.</summary>
public sealed class FakeBotApiLimitTests : FakeBotApiBench
{
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

    private Task<JsonNode> SetCommands(string name, string text) =>
        Call("setMyCommands", new { commands = new[] { new { command = name, description = text } } });
}
