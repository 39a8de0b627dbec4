using System.Text.Json;
using System.Text.Json.Nodes;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.Matrix;
using Nachbarschaftsbot.Messengers.Matrix.Receiving;
using Nachbarschaftsbot.Messengers.Matrix.Rooms;
using Nachbarschaftsbot.Tests.Matrix.Fake;

namespace Nachbarschaftsbot.Tests.Matrix.Receiving;

/// <summary>What no sound client sends, and what people send who mean harm; the same over both transports.</summary>
public abstract class BadInputTests(bool isAppservice) : IAsyncLifetime
{
    private MatrixDoor door = null!;
    private FakeMatrixUser ada = null!;
    private FakeMatrixSeat direct = null!;

    public async ValueTask InitializeAsync()
    {
        door = await MatrixDoor.Open(isAppservice);
        ada = door.Homeserver.User("Ada");
        direct = await ada.OpensDirectChat();
        await door.Hears("/start");
    }

    public async ValueTask DisposeAsync()
    {
        await door.DisposeAsync();
        GC.SuppressFinalize(this);
    }

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
        direct.Sends(
            new()
            {
                ["msgtype"] = "m.text",
                ["body"] = "Das könnte eine Änderung sein",
                ["m.relates_to"] = JsonNode.Parse(relation),
            }
        );
        await door.Settle(direct);
        Assert.DoesNotContain("Das könnte eine Änderung sein", door.Words);
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
        var before = door.Taken.Count;
        direct.Sends((JsonObject)JsonNode.Parse(content)!);
        await door.Settle(direct);
        Assert.Equal(before + 1, door.Taken.Count);
    }

    [Fact]
    public async Task Odd_mentions_and_marks_do_no_harm()
    {
        var room = await ada.OpensRoom("Treff");
        await door.IsIn(room);
        foreach (
            var mentions in (string[])
                ["5", "[]", "{\"user_ids\":\"x\"}", "{\"user_ids\":[5,null,{}]}", "{\"room\":true}"]
        )
            ada.In(room)
                .Sends(
                    new()
                    {
                        ["msgtype"] = "m.text",
                        ["body"] = "@room Alle herhören",
                        ["m.mentions"] = JsonNode.Parse(mentions),
                    }
                );
        await door.SettleIn(ada.In(room));
        Assert.DoesNotContain("@room Alle herhören", door.Words);
    }

    [Fact]
    public async Task The_largest_event_there_can_be_is_cut_and_heard()
    {
        var long_ = string.Concat(Enumerable.Repeat("🌳", 15_000));
        direct.Types(long_);
        await door.Until(() => door.Words.Any(w => w.StartsWith("🌳", StringComparison.Ordinal)), "it is heard");
        var heard = door.Words.First(w => w.StartsWith("🌳", StringComparison.Ordinal));
        Assert.InRange(heard.Length, 1000, 16 * 1024);
        Assert.False(char.IsHighSurrogate(heard[^1]));
        await door.Settle(direct);
    }

    [Fact]
    public async Task Edits_of_other_peoples_messages_change_nothing()
    {
        var berta = door.Homeserver.User("Berta");
        var room = await ada.OpensRoom("Treff", berta);
        await door.IsIn(room);
        var said = ada.In(room).Types("!nachbar hilfe");
        berta.In(room).Edits(said, "!nachbar kalender");
        await door.Hears("/hilfe");
        await door.SettleIn(ada.In(room));
        Assert.DoesNotContain("/kalender", door.Words);
    }

    [Fact]
    public async Task A_reaction_to_a_message_elsewhere_presses_nothing()
    {
        var room = await ada.OpensRoom("Treff");
        await door.IsIn(room);
        foreach (var key in (string[])["", "1", "1️⃣1️⃣", "💥", new string('1', 5000)])
            ada.In(room).Reacts("$anderswo", key);
        ada.In(room).Sends(new() { ["m.relates_to"] = new JsonObject { ["rel_type"] = "m.annotation" } }, "m.reaction");
        await door.SettleIn(ada.In(room));
        Assert.DoesNotContain(door.Contents, c => c is Content.Press);
    }

    [Fact]
    public async Task Ordinary_events_that_are_called_like_state_change_no_state()
    {
        direct.Sends(new() { ["membership"] = "leave" }, "m.room.member");
        direct.Sends(new() { ["algorithm"] = "m.megolm.v1.aes-sha2" }, "m.room.encryption");
        direct.Sends(new() { ["replacement_room"] = "!anderswo:boese.example" }, "m.room.tombstone");
        await door.Settle(direct);
        Assert.Equal(RoomState.Open, (await door.Book.Find(direct.Room.Id))!.State);
        Assert.Null(await door.Book.Find("!anderswo:boese.example"));
    }

    [Theory]
    [InlineData("5")]
    [InlineData("\"kein-raum\"")]
    [InlineData("\"#alias:example.org\"")]
    [InlineData("\"\"")]
    public async Task A_tombstone_that_points_nowhere_changes_nothing(string target)
    {
        lock (door.Homeserver.Gate)
            direct.Room.Add("m.room.tombstone", ada.Id, new() { ["replacement_room"] = JsonNode.Parse(target) }, "");
        await door.Settle(direct);
        Assert.Empty(await door.Book.In(RoomState.Invited));
    }

    [Fact]
    public async Task A_space_is_no_room()
    {
        var space = door.Homeserver.Room("Viertel", ada, type: "m.space");
        ada.Invites(space, FakeHomeserver.BotUser);
        await door.Until(
            () => door.Homeserver.Calls.Any(c => (string?)c.Body?["reason"] == MatrixInvites.NoRoom),
            "it is declined"
        );
        await door.Until(() => !space.IsIn(FakeHomeserver.BotUser), "the bot is out");
        await door.Settle(direct);
        Assert.Null(await door.Book.Find(space.Id));
    }

    [Fact]
    public async Task A_room_that_vanishes_is_left_behind()
    {
        var room = await ada.OpensRoom("Treff");
        await door.IsIn(room);
        door.Homeserver.FailNext("/joined_members", 404, "M_NOT_FOUND", 5);
        door.Homeserver.FailNext("/joined_members", 403, "M_FORBIDDEN", 5);
        for (var i = 0; i < 5; i++)
        {
            var guest = door.Homeserver.User($"Gast{i}");
            guest.Joins(room);
            guest.Leaves(room);
        }
        await door.SettleIn(ada.In(room));
        ada.Kicks(room, FakeHomeserver.BotUser);
        await door.IsIn(room, RoomState.Left);
    }

    [Fact]
    public async Task Many_guests_who_come_and_go_keep_nobody_waiting()
    {
        var room = await ada.OpensRoom("Treff");
        await door.IsIn(room);
        foreach (var i in Enumerable.Range(0, 100))
            door.Homeserver.User($"Gast{i}").Joins(room);
        ada.In(room).Types("!nachbar hilfe");
        await door.Hears("/hilfe");
        Assert.Equal(RoomState.Open, (await door.Book.Find(room.Id))!.State);
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
        await using var door = await MatrixDoor.Open(isAppservice: true);
        var ada = door.Homeserver.User("Ada");
        var direct = await ada.OpensDirectChat();
        await door.Hears("/start");
        var events = new JsonArray();
        foreach (var (room, sender) in Spoofed(direct.Room.Id))
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
        Assert.Equal(200, await door.Homeserver.Push("boese", events));
        await door.Settle(direct);
        Assert.DoesNotContain("Erfunden", door.Words);
    }

    [Fact]
    public async Task Old_news_of_our_own_coming_and_going_changes_nothing()
    {
        await using var door = await MatrixDoor.Open(isAppservice: true);
        var ada = door.Homeserver.User("Ada");
        var direct = await ada.OpensDirectChat();
        await door.Hears("/start");
        var old = new JsonArray();
        foreach (var membership in (string[])["leave", "ban", "join", "leave"])
            old.Add(
                (JsonNode)
                    new JsonObject
                    {
                        ["type"] = "m.room.member",
                        ["event_id"] = $"$old{old.Count}",
                        ["room_id"] = direct.Room.Id,
                        ["sender"] = ada.Id,
                        ["state_key"] = FakeHomeserver.BotUser,
                        ["origin_server_ts"] = 1,
                        ["content"] = new JsonObject { ["membership"] = membership },
                    }
            );
        Assert.Equal(200, await door.Homeserver.Push("alt", old));
        await door.Settle(direct);
        Assert.Equal(RoomState.Open, (await door.Book.Find(direct.Room.Id))!.State);
        Assert.DoesNotContain(door.Contents, c => c is Content.Membership);
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

/// <summary>Reading events where anybody can put anything.</summary>
public sealed class MatrixEventReaderTests
{
    [Theory]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":"m.room.message","event_id":"$a","sender":5}""")]
    [InlineData("""{"type":"m.room.message","event_id":"a","sender":"@a:b"}""")]
    [InlineData("""{"type":"m.room.message","sender":"@a:b"}""")]
    [InlineData("""{"type":"","event_id":"$a","sender":"@a:b"}""")]
    public void What_has_no_type_sender_or_id_is_no_event(string json)
    {
        using var parsed = JsonDocument.Parse(json);
        Assert.Null(MatrixEventReader.Read(parsed.RootElement));
    }

    [Theory]
    [InlineData("@a:b", true)]
    [InlineData("@a:[::1]:8448", true)]
    [InlineData("@:b", false)]
    [InlineData("@a:", false)]
    [InlineData("a:b", false)]
    public void Users_have_a_name_and_a_server(string id, bool isOne) =>
        Assert.Equal(isOne, MatrixEventReader.IsUser(id));

    [Fact]
    public void Rooms_need_no_server()
    {
        Assert.True(MatrixEventReader.IsRoom("!abc"));
        Assert.True(MatrixEventReader.IsRoom("!abc:example.org"));
        Assert.False(MatrixEventReader.IsRoom("#abc:example.org"));
        Assert.False(MatrixEventReader.IsRoom("!" + new string('a', 300)));
        Assert.False(MatrixEventReader.IsRoom(null));
    }

    [Fact]
    public void Long_ids_are_shortened_so_that_different_ones_stay_different()
    {
        var first = "@" + new string('a', 200) + ":example.org";
        Assert.Equal(first[..50], MatrixIds.Short(first)[..50]);
        Assert.InRange(MatrixIds.Short(first).Length, 60, MatrixIds.Longest);
        Assert.NotEqual(MatrixIds.Short(first), MatrixIds.Short(first[..^1]));
        Assert.Equal("@ada:example.org", MatrixIds.Short("@ada:example.org"));
    }
}
