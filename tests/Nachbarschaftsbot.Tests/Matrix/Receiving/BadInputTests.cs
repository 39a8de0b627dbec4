using System.Text.Json;
using System.Text.Json.Nodes;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.Matrix;
using Nachbarschaftsbot.Messengers.Matrix.Rooms;
using Nachbarschaftsbot.Tests.Matrix.Fake;

namespace Nachbarschaftsbot.Tests.Matrix.Receiving;

/// <summary>What no sound client sends, and what people send who mean harm; the same over both transports.</summary>
public abstract class BadInputTests(bool isAppservice) : AdaChats(isAppservice)
{
    [Theory]
    [InlineData("\"ein Text\"")]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"rel_type\":\"m.replace\"}")]
    [InlineData("{\"rel_type\":\"m.replace\",\"event_id\":5}")]
    [InlineData("{\"rel_type\":7,\"event_id\":\"$a\"}")]
    [InlineData("{\"rel_type\":\"m.thread\",\"event_id\":\"keine-kennung\"}")]
    [InlineData("{\"m.in_reply_to\":\"$a\"}")]
    [InlineData("{\"m.in_reply_to\":{\"event_id\":[]}}")]
    public async Task A_message_with_a_relation_that_cannot_be_is_no_message(string relation)
    {
        Direct.Sends(
            new()
            {
                ["msgtype"] = "m.text",
                ["body"] = "Das könnte eine Änderung sein",
                ["m.relates_to"] = JsonNode.Parse(relation),
            }
        );
        await Door.Settle(Direct);
        Assert.DoesNotContain("Das könnte eine Änderung sein", Door.Words);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"body\":5,\"msgtype\":\"m.text\"}")]
    [InlineData("{\"body\":[\"x\"],\"msgtype\":\"m.text\"}")]
    [InlineData("{\"body\":\"\",\"msgtype\":\"m.text\"}")]
    [InlineData("{\"body\":\"   \",\"msgtype\":\"m.text\"}")]
    [InlineData("{\"msgtype\":\"m.text\",\"formatted_body\":\"<b>nur so</b>\",\"format\":\"org.matrix.custom.html\"}")]
    public async Task A_message_without_words_is_none(string content)
    {
        var before = Door.Taken.Count;
        Direct.Sends((JsonObject)JsonNode.Parse(content)!);
        await Door.Settle(Direct);
        Assert.Equal(before + 1, Door.Taken.Count);
    }

    [Fact]
    public async Task Odd_mentions_and_marks_do_no_harm()
    {
        var room = await Ada.OpensRoom("Treff");
        await Door.IsIn(room);
        foreach (
            var mentions in (string[])
                ["5", "[]", "{\"user_ids\":\"x\"}", "{\"user_ids\":[5,null,{}]}", "{\"room\":true}"]
        )
            Ada.In(room)
                .Sends(
                    new()
                    {
                        ["msgtype"] = "m.text",
                        ["body"] = "@room Alle herhören",
                        ["m.mentions"] = JsonNode.Parse(mentions),
                    }
                );
        await Door.SettleIn(Ada.In(room));
        Assert.DoesNotContain("@room Alle herhören", Door.Words);
    }

    [Fact]
    public async Task The_largest_event_there_can_be_is_cut_and_heard()
    {
        var long_ = string.Concat(Enumerable.Repeat("🌳", 15_000));
        Direct.Types(long_);
        await Door.Until(() => Door.Words.Any(w => w.StartsWith("🌳", StringComparison.Ordinal)), "it is heard");
        var heard = Door.Words.First(w => w.StartsWith("🌳", StringComparison.Ordinal));
        Assert.InRange(heard.Length, 1000, 16 * 1024);
        Assert.False(char.IsHighSurrogate(heard[^1]));
        await Door.Settle(Direct);
    }

    [Fact]
    public async Task Edits_of_other_peoples_messages_change_nothing()
    {
        var berta = Door.Homeserver.User("Berta");
        var room = await Ada.OpensRoom("Treff", berta);
        await Door.IsIn(room);
        var said = Ada.In(room).Types("!nachbar hilfe");
        berta.In(room).Edits(said, "!nachbar kalender");
        await Door.Hears("/hilfe");
        await Door.SettleIn(Ada.In(room));
        Assert.DoesNotContain("/kalender", Door.Words);
    }

    [Fact]
    public async Task A_reaction_to_a_message_elsewhere_presses_nothing()
    {
        var room = await Ada.OpensRoom("Treff");
        await Door.IsIn(room);
        foreach (var key in (string[])["", "1", "1️⃣1️⃣", "💥", new string('1', 5000)])
            Ada.In(room).Reacts("$anderswo", key);
        Ada.In(room).Sends(new() { ["m.relates_to"] = new JsonObject { ["rel_type"] = "m.annotation" } }, "m.reaction");
        await Door.SettleIn(Ada.In(room));
        Assert.DoesNotContain(Door.Contents, c => c is Content.Press);
    }

    [Fact]
    public async Task Ordinary_events_that_are_called_like_state_change_no_state()
    {
        Direct.Sends(new() { ["membership"] = "leave" }, "m.room.member");
        Direct.Sends(new() { ["algorithm"] = "m.megolm.v1.aes-sha2" }, "m.room.encryption");
        Direct.Sends(new() { ["replacement_room"] = "!anderswo:boese.example" }, "m.room.tombstone");
        await Door.Settle(Direct);
        Assert.Equal(RoomState.Open, (await Door.Book.Find(Direct.Room.Id))!.State);
        Assert.Null(await Door.Book.Find("!anderswo:boese.example"));
    }

    [Theory]
    [InlineData("5")]
    [InlineData("\"kein-raum\"")]
    [InlineData("\"#alias:example.org\"")]
    [InlineData("\"\"")]
    public async Task A_tombstone_that_points_nowhere_changes_nothing(string target)
    {
        lock (Door.Homeserver.Gate)
            Direct.Room.Add("m.room.tombstone", Ada.Id, new() { ["replacement_room"] = JsonNode.Parse(target) }, "");
        await Door.Settle(Direct);
        Assert.Empty(await Door.Book.In(RoomState.Invited));
    }

    [Fact]
    public async Task A_space_is_no_room()
    {
        var space = Door.Homeserver.Room("Viertel", Ada, type: "m.space");
        Ada.Invites(space, FakeHomeserver.BotUser);
        await Door.Until(
            () => Door.Homeserver.Calls.Any(c => (string?)c.Body?["reason"] == MatrixInvites.NoRoom),
            "it is declined"
        );
        await Door.Until(() => !space.IsIn(FakeHomeserver.BotUser), "the bot is out");
        await Door.Settle(Direct);
        Assert.Null(await Door.Book.Find(space.Id));
    }

    [Fact]
    public async Task A_room_that_vanishes_is_left_behind()
    {
        var room = await Ada.OpensRoom("Treff");
        await Door.IsIn(room);
        Door.Homeserver.FailNext("/joined_members", 404, "M_NOT_FOUND", 5);
        Door.Homeserver.FailNext("/joined_members", 403, "M_FORBIDDEN", 5);
        for (var i = 0; i < 5; i++)
        {
            var guest = Door.Homeserver.User($"Gast{i}");
            guest.Joins(room);
            guest.Leaves(room);
        }
        await Door.SettleIn(Ada.In(room));
        Ada.Kicks(room, FakeHomeserver.BotUser);
        await Door.IsIn(room, RoomState.Left);
    }

    [Fact]
    public async Task Many_guests_who_come_and_go_keep_nobody_waiting()
    {
        var room = await Ada.OpensRoom("Treff");
        await Door.IsIn(room);
        foreach (var i in Enumerable.Range(0, 100))
            Door.Homeserver.User($"Gast{i}").Joins(room);
        Ada.In(room).Types("!nachbar hilfe");
        await Door.Hears("/hilfe");
        Assert.Equal(RoomState.Open, (await Door.Book.Find(room.Id))!.State);
    }
}

/// <summary>Over the long poll.</summary>
public sealed class SyncBadInputTests() : BadInputTests(isAppservice: false);

/// <summary>As an application service.</summary>
public sealed class AppserviceBadInputTests() : BadInputTests(isAppservice: true)
{
    [Fact]
    public async Task Events_of_rooms_we_are_not_in_and_of_impossible_senders_are_passed_over()
    {
        var events = new JsonArray();
        foreach (var (room, sender) in Spoofed(Direct.Room.Id))
            events.Add(
                (JsonNode)
                    new JsonObject
                    {
                        ["type"] = "m.room.message",
                        ["event_id"] = $"$x{events.Count}",
                        ["room_id"] = room,
                        ["sender"] = sender,
                        ["origin_server_ts"] = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(),
                        ["content"] = new JsonObject { ["msgtype"] = "m.text", ["body"] = "Erfunden" },
                    }
            );
        Assert.Equal(200, await Door.Homeserver.Push("boese", events));
        await Door.Settle(Direct);
        Assert.DoesNotContain("Erfunden", Door.Words);
    }

    [Fact]
    public async Task Old_news_of_our_own_coming_and_going_changes_nothing()
    {
        var old = new JsonArray();
        foreach (var membership in (string[])["leave", "ban", "join", "leave"])
            old.Add(
                (JsonNode)
                    new JsonObject
                    {
                        ["type"] = "m.room.member",
                        ["event_id"] = $"$old{old.Count}",
                        ["room_id"] = Direct.Room.Id,
                        ["sender"] = Ada.Id,
                        ["state_key"] = FakeHomeserver.BotUser,
                        ["origin_server_ts"] = 1,
                        ["content"] = new JsonObject { ["membership"] = membership },
                    }
            );
        Assert.Equal(200, await Door.Homeserver.Push("alt", old));
        await Door.Settle(Direct);
        Assert.Equal(RoomState.Open, (await Door.Book.Find(Direct.Room.Id))!.State);
        Assert.DoesNotContain(Door.Contents, c => c is Content.Membership);
    }

    private static IEnumerable<(string Room, string Sender)> Spoofed(string room) =>
        [
            ("!unbekannt:quartier.example", "@ada:quartier.example"),
            ("kein-raum", "@ada:quartier.example"),
            (room, FakeHomeserver.BotUser),
            (room, "@berta:quartier.example"),
            (room, "ada"),
            (room, "@ada"),
            (room, "@:quartier.example"),
            (room, "@" + new string('a', 300) + ":quartier.example"),
            (room, ""),
        ];
}
