using System.Text.Json.Nodes;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Nachbarschaftsbot.Tests.Telegram.Fake;

namespace Nachbarschaftsbot.Tests.Telegram;

/// <summary>Updates as nobody should send them, one after the other through the whole program: the next neighbour is served all the same.</summary>
public sealed class TelegramBadInputTests
{
    private const string Ada = """{"id":1001,"is_bot":false,"first_name":"Ada"}""";
    private const string Private = """{"id":1001,"type":"private"}""";

    private static readonly (string Kind, string Json)[] Bad =
    [
        ("message", "\"words\""),
        ("message", "5"),
        ("message", "[]"),
        ("message", "{}"),
        ("message", """{"message_id":1,"date":1,"chat":null,"text":"x"}"""),
        ("message", """{"message_id":1,"date":1,"chat":7,"text":"x"}"""),
        ("message", """{"message_id":1,"date":1,"chat":{},"text":"x"}"""),
        ("message", """{"message_id":1,"date":1,"chat":{"id":"1001","type":"private"},"text":"x"}"""),
        ("message", """{"message_id":1,"date":1,"chat":{"id":1001,"type":null},"text":"x"}"""),
        ("message", $$"""{"message_id":1,"date":1,"chat":{"id":1001,"type":"planet"},"from":{{Ada}},"text":"x"}"""),
        ("message", $$"""{"message_id":1e30,"date":1,"chat":{{Private}},"from":{{Ada}},"text":"x"}"""),
        ("message", $$"""{"message_id":-1,"date":1,"chat":{{Private}},"from":{{Ada}},"text":"x"}"""),
        ("message", $$"""{"message_id":1,"date":1,"chat":{{Private}},"from":null,"text":"x"}"""),
        (
            "message",
            $$"""{"message_id":1,"date":1,"chat":{{Private}},"from":{"id":1001,"first_name":null},"text":"x"}"""
        ),
        ("message", $$"""{"message_id":1,"date":1,"chat":{{Private}},"from":{{Ada}},"text":null}"""),
        ("message", $$"""{"message_id":1,"date":1,"chat":{{Private}},"from":{{Ada}},"text":""}"""),
        ("message", $$"""{"message_id":1,"date":1,"chat":{{Private}},"from":{{Ada}},"text":{"a":1} }"""),
        ("message", $$"""{"message_id":1,"date":1,"chat":{{Private}},"from":{{Ada}},"text":"\u0000\u0001\u202e"}"""),
        ("message", $$"""{"message_id":1,"date":1,"chat":{{Private}},"from":{{Ada}},"text":"/"}"""),
        ("message", $$"""{"message_id":1,"date":1,"chat":{{Private}},"from":{{Ada}},"text":"/@"}"""),
        (
            "message",
            $$"""{"message_id":1,"date":1,"chat":{{Private}},"from":{{Ada}},"text":"{{new string('x', 100_000)}}"}"""
        ),
        ("message", $$"""{"message_id":1,"date":1,"chat":{{Private}},"from":{{Ada}},"photo":7,"caption":5}"""),
        (
            "message",
            $$"""{"message_id":1,"date":1,"chat":{{Private}},"from":{{Ada}},"reply_to_message":"x","text":"x"}"""
        ),
        (
            "message",
            $$"""{"message_id":1,"date":1,"chat":{{Private}},"from":{{Ada}},"reply_to_message":{},"text":"x"}"""
        ),
        ("message", $$"""{"message_id":1,"date":1,"chat":{{Private}},"from":{{Ada}},"x":{{Deep(60)}},"text":"x"}"""),
        ("edited_message", "null"),
        ("callback_query", "{}"),
        ("callback_query", """{"id":null,"from":null,"data":null}"""),
        ("callback_query", $$"""{"id":"1","from":{{Ada}},"message":null,"data":"x"}"""),
        ("callback_query", $$"""{"id":"2","from":{{Ada}},"message":{"chat":null},"data":"x"}"""),
        ("callback_query", $$"""{"id":"3","from":{{Ada}},"message":{"message_id":1,"chat":{{Private}} },"data":""}"""),
        (
            "callback_query",
            $$"""{"id":"4","from":{{Ada}},"message":{"message_id":1,"chat":{{Private}} },"data":"1:::::"}"""
        ),
        (
            "callback_query",
            $$"""{"id":"5","from":{{Ada}},"message":{"message_id":1,"chat":{{Private}} },"data":"1:r-edit:{{new string('x', 10_000)}}"}"""
        ),
        ("my_chat_member", "{}"),
        ("my_chat_member", """{"chat":null,"from":null,"old_chat_member":null,"new_chat_member":null}"""),
        (
            "my_chat_member",
            $$"""{"chat":{{Private}},"from":{{Ada}},"old_chat_member":{"status":"?"},"new_chat_member":{} }"""
        ),
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_update_stops_the_program_or_comes_again(bool webhook)
    {
        await using var clock = new RunningTime();
        await using var house = await TelegramHouse.Open(webhook, clock: clock);
        var before = house.Api.User(1001, "Ada");
        var after = house.Api.User(1002, "Ben");
        before.Types("/start");
        await before.Awaits("automatisches Programm");
        foreach (var (kind, json) in Bad)
            house.Api.Deliver(kind, JsonNode.Parse(json) ?? JsonValue.Create(""), 1001);
        after.Types("/start");
        await after.Awaits("automatisches Programm");
        await house.Api.Until(() => house.Api.PendingUpdates.Count == 0 ? "" : null);
        Assert.All(house.Api.WebhookAttempts, attempt => Assert.Equal(200, attempt.Status));
        Assert.Equal(HealthStatus.Healthy, house.Health.Status);
        before.Types("Hilfe, es brennt");
        await before.Awaits("112");
    }

    private static string Deep(int levels) => new string('[', levels) + new string(']', levels);
}
