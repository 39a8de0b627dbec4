using System.Text.Json.Nodes;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.Matrix;
using Nachbarschaftsbot.Messengers.Matrix.Rooms;
using Nachbarschaftsbot.Tests.Matrix.Fake;

namespace Nachbarschaftsbot.Tests.Matrix.Receiving;

/// <summary>A person's room with the bot: which one counts, and when it is one no more; the same over both transports.</summary>
public abstract class DirectChatTests(bool isAppservice) : AdaAtTheDoor(isAppservice, null)
{
    [Fact]
    public async Task Who_leaves_the_direct_chat_is_not_written_to_and_comes_back_as_the_same()
    {
        var first = await Ada.OpensDirectChat();
        await Door.Hears("/start");
        Ada.Leaves(first.Room);
        await Door.Until(
            () => Door.Contents.Contains(new Content.Membership(MembershipChange.Blocked)),
            "the person left"
        );
        await Door.IsIn(first.Room, RoomState.Left);
        Assert.Null(await Door.Book.RoomOf(Private()));
        var refused = await Door.Service<MatrixDirects>().Ensure(Ada.Id, isWayOut: false, CancellationToken.None);
        Assert.False(refused.IsOk);
        var second = await Ada.OpensDirectChat();
        await Door.Settle(second);
        Assert.Equal(second.Room.Id, (await Door.Book.RoomOf(Private()))!.RoomId);
        Assert.Single(Door.Taken.Select(t => t.Place.Key).Distinct());
    }

    [Fact]
    public async Task Of_two_chats_the_one_a_person_writes_in_is_answered_in()
    {
        var first = await Ada.OpensDirectChat();
        await Door.Settle(first);
        var second = await Ada.OpensDirectChat();
        await Door.Settle(second);
        Assert.Equal(second.Room.Id, (await Door.Book.RoomOf(Private()))!.RoomId);
        await Door.Settle(first);
        Assert.Equal(first.Room.Id, (await Door.Book.RoomOf(Private()))!.RoomId);
    }

    [Fact]
    public async Task A_third_person_makes_a_direct_chat_a_room()
    {
        var direct = await Ada.OpensDirectChat();
        await Door.Settle(direct);
        Door.Homeserver.User("Berta").Joins(direct.Room);
        await Door.Until(() => Changes(direct.Room).Any(), "the room is told");
        Assert.Null(await Door.Book.RoomOf(Private()));
        Assert.Null(Door.Homeserver.BotData("m.direct")?[Ada.Id]);
        direct.Types("Das ist jetzt nicht mehr für den Bot");
        direct.Types("!nachbar hilfe");
        await Door.Hears("/hilfe");
        Assert.Equal(PlaceKind.Group, Door.Taken[^1].Place.Kind);
        Assert.DoesNotContain("Das ist jetzt nicht mehr für den Bot", Door.Words);
    }

    [Fact]
    public async Task A_third_person_makes_a_direct_chat_a_room_also_where_the_homeserver_fails_in_the_middle()
    {
        var direct = await Ada.OpensDirectChat();
        await Door.Settle(direct);
        Door.Homeserver.FailNext("/account_data/m.direct", 502, "M_UNKNOWN");
        Door.Homeserver.User("Berta").Joins(direct.Room);
        await Door.Until(() => Changes(direct.Room).Any(), "the room is told");
        Assert.Null(Door.Homeserver.BotData("m.direct")?[Ada.Id]);
    }

    [Fact]
    public async Task Somebody_without_a_chat_gets_one_that_is_not_encrypted_and_only_one()
    {
        var directs = Door.Service<MatrixDirects>();
        await Door.Service<MatrixIdentity>().Known;
        var made = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => directs.Ensure(Ada.Id, isWayOut: false, CancellationToken.None))
        );
        var room = Assert.Single(made.Select(m => m.Value!.RoomId).Distinct());
        var creation = Door.Homeserver.Calls.Single(c => c.Path.EndsWith("/createRoom", StringComparison.Ordinal));
        Assert.True((bool)creation.Body!["is_direct"]!);
        Assert.Equal(room, (string?)Door.Homeserver.BotData("m.direct")![Ada.Id]![0]);
        Assert.Equal(room, (await Door.Book.RoomOf(Private()))!.RoomId);
        Assert.Empty(Door.Homeserver.Violations);
        Assert.Empty(Door.Words);
    }

    [Fact]
    public async Task Who_takes_no_invitations_gets_none()
    {
        Ada.BlocksInvites = true;
        await Door.Service<MatrixIdentity>().Known;
        var made = await Door.Service<MatrixDirects>().Ensure(Ada.Id, isWayOut: false, CancellationToken.None);
        Assert.False(made.IsOk);
        Assert.Null(await Door.Book.RoomOf(Private()));
    }

    private Place Private() => new("matrix", Ada.Id, null, PlaceKind.Private);

    private IEnumerable<Inbound> Changes(FakeRoom room) =>
        Door.Taken.Where(t => t.Place.Chat == room.Id && t.Content is Content.Membership);
}

/// <summary>Over the long poll.</summary>
public sealed class SyncDirectChatTests() : DirectChatTests(isAppservice: false);

/// <summary>As an application service.</summary>
public sealed class AppserviceDirectChatTests() : DirectChatTests(isAppservice: true);
