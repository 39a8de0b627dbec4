using System.Text.Json.Nodes;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Messengers.Matrix;
using Nachbarschaftsbot.Messengers.Matrix.Receiving;
using Nachbarschaftsbot.Messengers.Matrix.Rooms;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Tests.Matrix.Fake;
using Nachbarschaftsbot.Tests.Telegram;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Tests.Matrix.Receiving;

/// <summary>Rooms come and go, people come and go; the same over both transports.</summary>
public abstract class RoomTests(bool isAppservice) : IAsyncLifetime
{
    private readonly RunningTime clock = new();
    private MatrixDoor door = null!;
    private FakeMatrixUser ada = null!;

    public async ValueTask InitializeAsync()
    {
        door = await MatrixDoor.Open(isAppservice, clock);
        ada = door.Homeserver.User("Ada");
    }

    public async ValueTask DisposeAsync()
    {
        await door.DisposeAsync();
        await clock.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_room_asks_once_what_it_is_for()
    {
        var room = await ada.OpensRoom("Moderation");
        await door.Until(() => Changes(room).Any(), "the room is told");
        await door.Restart();
        var direct = await ada.OpensDirectChat();
        await door.Settle(direct);
        Assert.Equal(new Content.Membership(MembershipChange.BotAdded), Assert.Single(Changes(room)).Content);
        Assert.Equal(ada.Id, Changes(room).Single().Sender!.Account.Id);
    }

    [Fact]
    public async Task Invitations_from_elsewhere_are_declined_with_a_reason()
    {
        var stranger = door.Homeserver.User("Xaver", "anderswo.example");
        var room = door.Homeserver.Room("Werbung", stranger);
        stranger.Invites(room, FakeHomeserver.BotUser);
        await door.Until(() => room.Members.GetValueOrDefault(FakeHomeserver.BotUser) != "invite", "it is declined");
        Assert.False(room.IsIn(FakeHomeserver.BotUser));
        var call = door.Homeserver.Calls.Single(c => c.Path.EndsWith("/leave", StringComparison.Ordinal));
        Assert.Equal(MatrixInvites.NotAllowed, (string?)call.Body!["reason"]);
        Assert.Null(await door.Book.Find(room.Id));
    }

    [Fact]
    public async Task A_joining_that_fails_is_tried_again()
    {
        var room = door.Homeserver.Room("Langsam", ada);
        room.JoinsThatFail = 3;
        room.NeedsVia = true;
        ada.Invites(room, FakeHomeserver.BotUser);
        await door.IsIn(room);
        await door.Until(() => Changes(room).Any(), "the room is told");
        Assert.Equal(0, room.JoinsThatFail);
    }

    [Fact]
    public async Task A_joining_that_is_refused_again_and_again_ends_with_a_word()
    {
        var room = door.Homeserver.Room("Verschlossen", ada);
        door.Homeserver.FailNext("/join/", 403, "M_FORBIDDEN", 500);
        ada.Invites(room, FakeHomeserver.BotUser);
        await door.Until(
            () =>
            {
                clock.Advance(Duration.FromMinutes(1));
                return room.Members.GetValueOrDefault(FakeHomeserver.BotUser) is null or "leave";
            },
            "the invitation is declined"
        );
        await door.Until(async () => await door.Book.Find(room.Id) is null, "the room is forgotten");
        Assert.Contains(door.Homeserver.Calls, c => (string?)c.Body?["reason"] == MatrixKeeper.CannotJoin);
    }

    [Fact]
    public async Task Who_throws_the_bot_out_is_not_written_to()
    {
        var room = await ada.OpensRoom("Moderation");
        await door.Until(() => Changes(room).Any(), "the room is told");
        ada.Kicks(room, FakeHomeserver.BotUser);
        await door.IsIn(room, RoomState.Left);
        Assert.Equal(
            [MembershipChange.BotAdded, MembershipChange.BotRemoved],
            Changes(room).Select(c => ((Content.Membership)c.Content).Change)
        );
        Assert.Null(await door.Book.RoomOf(new("matrix", room.Id, null, PlaceKind.Group)));
        ada.Invites(room, FakeHomeserver.BotUser);
        await door.Until(() => Changes(room).Count() == 3, "the bot is back");
        Assert.Equal(3, Changes(room).Select(c => c.Id).Distinct().Count());
    }

    [Fact]
    public async Task What_was_said_before_the_bot_came_or_while_it_was_out_is_nobodys_business()
    {
        var room = door.Homeserver.Room("Moderation", ada);
        var seat = ada.In(room);
        seat.Types("!nachbar hilfe");
        ada.Invites(room, FakeHomeserver.BotUser);
        await door.IsIn(room);
        ada.Kicks(room, FakeHomeserver.BotUser);
        await door.IsIn(room, RoomState.Left);
        seat.Types("!nachbar kalender");
        ada.Invites(room, FakeHomeserver.BotUser);
        await door.IsIn(room);
        seat.Types("!nachbar stoebern");
        await door.Hears("/stoebern");
        Assert.Equal(["/stoebern"], door.Words);
    }

    [Fact]
    public async Task When_the_last_person_leaves_the_bot_leaves_too()
    {
        var berta = door.Homeserver.User("Berta");
        var room = await ada.OpensRoom("Treff", berta);
        await door.IsIn(room);
        await door.Until(() => Changes(room).Any(), "the room is told");
        ada.Leaves(room);
        berta.Leaves(room);
        await door.Until(() => !room.Members.ContainsKey(FakeHomeserver.BotUser), "the bot leaves and forgets");
        await door.IsIn(room, RoomState.Left);
        Assert.Equal(MembershipChange.BotRemoved, ((Content.Membership)Changes(room).Last().Content).Change);
    }

    [Fact]
    public async Task Who_leaves_the_direct_chat_is_not_written_to_and_comes_back_as_the_same()
    {
        var first = await ada.OpensDirectChat();
        await door.Hears("/start");
        ada.Leaves(first.Room);
        await door.Until(
            () => door.Contents.Contains(new Content.Membership(MembershipChange.Blocked)),
            "the person left"
        );
        await door.IsIn(first.Room, RoomState.Left);
        Assert.Null(await door.Book.RoomOf(Private()));
        var refused = await door.Service<MatrixDirects>().Ensure(ada.Id, isWayOut: false, CancellationToken.None);
        Assert.False(refused.IsOk);
        var second = await ada.OpensDirectChat();
        await door.Settle(second);
        Assert.Equal(second.Room.Id, (await door.Book.RoomOf(Private()))!.RoomId);
        Assert.Single(door.Taken.Select(t => t.Place.Key).Distinct());
    }

    [Fact]
    public async Task Of_two_chats_the_one_a_person_writes_in_is_answered_in()
    {
        var first = await ada.OpensDirectChat();
        await door.Settle(first);
        var second = await ada.OpensDirectChat();
        await door.Settle(second);
        Assert.Equal(second.Room.Id, (await door.Book.RoomOf(Private()))!.RoomId);
        await door.Settle(first);
        Assert.Equal(first.Room.Id, (await door.Book.RoomOf(Private()))!.RoomId);
    }

    [Fact]
    public async Task A_third_person_makes_a_direct_chat_a_room()
    {
        var direct = await ada.OpensDirectChat();
        await door.Settle(direct);
        door.Homeserver.User("Berta").Joins(direct.Room);
        await door.Until(() => Changes(direct.Room).Any(), "the room is told");
        Assert.Null(await door.Book.RoomOf(Private()));
        Assert.Null(door.Homeserver.BotData("m.direct")?[ada.Id]);
        direct.Types("Das ist jetzt nicht mehr für den Bot");
        direct.Types("!nachbar hilfe");
        await door.Hears("/hilfe");
        Assert.Equal(PlaceKind.Group, door.Taken[^1].Place.Kind);
        Assert.DoesNotContain("Das ist jetzt nicht mehr für den Bot", door.Words);
    }

    [Fact]
    public async Task A_third_person_makes_a_direct_chat_a_room_also_where_the_homeserver_fails_in_the_middle()
    {
        var direct = await ada.OpensDirectChat();
        await door.Settle(direct);
        door.Homeserver.FailNext("/account_data/m.direct", 502, "M_UNKNOWN");
        door.Homeserver.User("Berta").Joins(direct.Room);
        await door.Until(() => Changes(direct.Room).Any(), "the room is told");
        Assert.Null(door.Homeserver.BotData("m.direct")?[ada.Id]);
    }

    [Fact]
    public async Task A_room_that_goes_on_elsewhere_is_followed()
    {
        var room = await ada.OpensRoom("Moderation");
        await door.Until(() => Changes(room).Any(), "the room is told");
        FakeRoom next;
        lock (door.Homeserver.Gate)
        {
            next = ada.Replaces(room);
            ada.Invites(next, FakeHomeserver.BotUser);
        }
        await door.IsIn(next);
        await door.Until(() => door.Contents.Contains(new Content.Moved(next.Id)), "the move is told");
        await door.Until(() => !room.Members.ContainsKey(FakeHomeserver.BotUser), "the old room is left");
        ada.In(next).Types("!nachbar hilfe");
        await door.Hears("/hilfe");
        Assert.Equal(next.Id, door.Taken[^1].Place.Chat);
        Assert.Empty(Changes(next));
    }

    [Fact]
    public async Task With_the_person_go_their_rooms()
    {
        var direct = await ada.OpensDirectChat();
        await door.Settle(direct);
        var changes = new ChangeSet { At = clock.GetCurrentInstant() };
        await door.Book.Forget(Private().Key, changes);
        Assert.Equal(CommitResult.Done, await door.Store.Commit(changes));
        await door.Book.Forgotten(Private().Key);
        Assert.NotNull(await door.Book.RoomOf(Private()));
        Assert.Empty(await door.Book.OfAccount(ada.Id));
        clock.Advance(MatrixBook.UntilLeaving);
        await door.Until(() => !direct.Room.Members.ContainsKey(FakeHomeserver.BotUser), "the bot leaves");
        await door.Until(async () => await door.Book.Find(direct.Room.Id) is null, "the room is forgotten");
        Assert.Null(door.Homeserver.BotData("m.direct")?[ada.Id]);
    }

    [Fact]
    public async Task Who_wrote_and_never_joined_is_let_go_of_after_a_week()
    {
        var berta = door.Homeserver.User("Berta");
        var stranger = await ada.OpensDirectChat();
        var resident = await berta.OpensDirectChat();
        await door.Settle(stranger);
        await door.Settle(resident);
        var changes = new ChangeSet { At = clock.GetCurrentInstant() };
        changes.Puts.Add(new(AccountLink.Kind, new AccountLink { Id = $"matrix:{berta.Id}", Person = "p1" }, 0));
        Assert.Equal(CommitResult.Done, await door.Store.Commit(changes));
        await door.Until(
            async () =>
            {
                if (await door.Book.Find(stranger.Room.Id) is not { IsIn: true })
                    return true;
                clock.Advance(Duration.FromHours(8));
                return false;
            },
            "the bot lets go"
        );
        await door.Until(() => !stranger.Room.Members.ContainsKey(FakeHomeserver.BotUser), "the bot leaves");
        await door.Until(async () => await door.Book.Find(stranger.Room.Id) is null, "the room is forgotten");
        Assert.True(resident.Room.IsIn(FakeHomeserver.BotUser));
    }

    [Fact]
    public async Task Somebody_without_a_chat_gets_one_that_is_not_encrypted_and_only_one()
    {
        var directs = door.Service<MatrixDirects>();
        await door.Service<MatrixIdentity>().Known;
        var made = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => directs.Ensure(ada.Id, isWayOut: false, CancellationToken.None))
        );
        var room = Assert.Single(made.Select(m => m.Value!.RoomId).Distinct());
        var creation = door.Homeserver.Calls.Single(c => c.Path.EndsWith("/createRoom", StringComparison.Ordinal));
        Assert.True((bool)creation.Body!["is_direct"]!);
        Assert.Equal(room, (string?)door.Homeserver.BotData("m.direct")![ada.Id]![0]);
        Assert.Equal(room, (await door.Book.RoomOf(Private()))!.RoomId);
        Assert.Empty(door.Homeserver.Violations);
        Assert.Empty(door.Words);
    }

    [Fact]
    public async Task Who_takes_no_invitations_gets_none()
    {
        ada.BlocksInvites = true;
        await door.Service<MatrixIdentity>().Known;
        var made = await door.Service<MatrixDirects>().Ensure(ada.Id, isWayOut: false, CancellationToken.None);
        Assert.False(made.IsOk);
        Assert.Null(await door.Book.RoomOf(Private()));
    }

    [Fact]
    public async Task Who_invites_the_bot_where_it_may_not_write_is_told_what_is_missing()
    {
        ada.JoinsWhenInvited = true;
        var room = door.Homeserver.Room("Ankündigungen", ada);
        room.PowerToWrite = 50;
        ada.Invites(room, FakeHomeserver.BotUser);
        await door.Until(
            () =>
                door.Homeserver.RoomsMadeByBot.Any(r => ada.In(r).Sees().Any(m => m.Body.Contains("Berechtigung 50"))),
            "the inviter is told"
        );
        Assert.DoesNotContain(ada.In(room).Sees(), m => m.IsFromBot);
    }

    private Place Private() => new("matrix", ada.Id, null, PlaceKind.Private);

    private IEnumerable<Inbound> Changes(FakeRoom room) =>
        door.Taken.Where(t => t.Place.Chat == room.Id && t.Content is Content.Membership);
}

/// <summary>Over the long poll.</summary>
public sealed class SyncRoomTests() : RoomTests(isAppservice: false);

/// <summary>As an application service.</summary>
public sealed class AppserviceRoomTests() : RoomTests(isAppservice: true);
