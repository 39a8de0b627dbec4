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
public abstract class RoomTests : AdaAtTheDoor
{
    private readonly RunningTime clock;

    protected RoomTests(bool isAppservice)
        : this(isAppservice, new RunningTime()) { }

    private RoomTests(bool isAppservice, RunningTime clock)
        : base(isAppservice, clock) => this.clock = clock;

    [Fact]
    public async Task A_room_asks_once_what_it_is_for()
    {
        var room = await Ada.OpensRoom("Moderation");
        await Door.Until(() => Changes(room).Any(), "the room is told");
        await Door.Restart();
        var direct = await Ada.OpensDirectChat();
        await Door.Settle(direct);
        Assert.Equal(new Content.Membership(MembershipChange.BotAdded), Assert.Single(Changes(room)).Content);
        Assert.Equal(Ada.Id, Changes(room).Single().Sender!.Account.Id);
    }

    [Fact]
    public async Task Invitations_from_elsewhere_are_declined_with_a_reason()
    {
        var stranger = Door.Homeserver.User("Xaver", "anderswo.example");
        var room = Door.Homeserver.Room("Werbung", stranger);
        stranger.Invites(room, FakeHomeserver.BotUser);
        await Door.Until(() => room.Members.GetValueOrDefault(FakeHomeserver.BotUser) != "invite", "it is declined");
        Assert.False(room.IsIn(FakeHomeserver.BotUser));
        var call = Door.Homeserver.Calls.Single(c => c.Path.EndsWith("/leave", StringComparison.Ordinal));
        Assert.Equal(MatrixInvites.NotAllowed, (string?)call.Body!["reason"]);
        Assert.Null(await Door.Book.Find(room.Id));
    }

    [Fact]
    public async Task A_joining_that_fails_is_tried_again()
    {
        var room = Door.Homeserver.Room("Langsam", Ada);
        room.JoinsThatFail = 3;
        room.NeedsVia = true;
        Ada.Invites(room, FakeHomeserver.BotUser);
        await Door.IsIn(room);
        await Door.Until(() => Changes(room).Any(), "the room is told");
        Assert.Equal(0, room.JoinsThatFail);
    }

    [Fact]
    public async Task A_joining_that_is_refused_again_and_again_ends_with_a_word()
    {
        var room = Door.Homeserver.Room("Verschlossen", Ada);
        Door.Homeserver.FailNext("/join/", 403, "M_FORBIDDEN", 500);
        Ada.Invites(room, FakeHomeserver.BotUser);
        await Door.Until(
            () =>
            {
                clock.Advance(Duration.FromMinutes(1));
                return room.Members.GetValueOrDefault(FakeHomeserver.BotUser) is null or "leave";
            },
            "the invitation is declined"
        );
        await Door.Until(async () => await Door.Book.Find(room.Id) is null, "the room is forgotten");
        Assert.Contains(Door.Homeserver.Calls, c => (string?)c.Body?["reason"] == MatrixKeeper.CannotJoin);
    }

    [Fact]
    public async Task Who_throws_the_bot_out_is_not_written_to()
    {
        var room = await Ada.OpensRoom("Moderation");
        await Door.Until(() => Changes(room).Any(), "the room is told");
        Ada.Kicks(room, FakeHomeserver.BotUser);
        await Door.IsIn(room, RoomState.Left);
        Assert.Equal(
            [MembershipChange.BotAdded, MembershipChange.BotRemoved],
            Changes(room).Select(c => ((Content.Membership)c.Content).Change)
        );
        Assert.Null(await Door.Book.RoomOf(new("matrix", room.Id, null, PlaceKind.Group)));
        Ada.Invites(room, FakeHomeserver.BotUser);
        await Door.Until(() => Changes(room).Count() == 3, "the bot is back");
        Assert.Equal(3, Changes(room).Select(c => c.Id).Distinct().Count());
    }

    [Fact]
    public async Task What_was_said_before_the_bot_came_or_while_it_was_out_is_nobodys_business()
    {
        var room = Door.Homeserver.Room("Moderation", Ada);
        var seat = Ada.In(room);
        seat.Types("!nachbar hilfe");
        Ada.Invites(room, FakeHomeserver.BotUser);
        await Door.IsIn(room);
        Ada.Kicks(room, FakeHomeserver.BotUser);
        await Door.IsIn(room, RoomState.Left);
        seat.Types("!nachbar kalender");
        Ada.Invites(room, FakeHomeserver.BotUser);
        await Door.IsIn(room);
        seat.Types("!nachbar stoebern");
        await Door.Hears("/stoebern");
        Assert.Equal(["/stoebern"], Door.Words);
    }

    [Fact]
    public async Task When_the_last_person_leaves_the_bot_leaves_too()
    {
        var berta = Door.Homeserver.User("Berta");
        var room = await Ada.OpensRoom("Treff", berta);
        await Door.IsIn(room);
        await Door.Until(() => Changes(room).Any(), "the room is told");
        Ada.Leaves(room);
        berta.Leaves(room);
        await Door.Until(() => !room.Members.ContainsKey(FakeHomeserver.BotUser), "the bot leaves and forgets");
        await Door.IsIn(room, RoomState.Left);
        Assert.Equal(MembershipChange.BotRemoved, ((Content.Membership)Changes(room).Last().Content).Change);
    }

    [Fact]
    public async Task A_room_that_goes_on_elsewhere_is_followed()
    {
        var room = await Ada.OpensRoom("Moderation");
        await Door.Until(() => Changes(room).Any(), "the room is told");
        FakeRoom next;
        lock (Door.Homeserver.Gate)
        {
            next = Ada.Replaces(room);
            Ada.Invites(next, FakeHomeserver.BotUser);
        }
        await Door.IsIn(next);
        await Door.Until(() => Door.Contents.Contains(new Content.Moved(next.Id)), "the move is told");
        await Door.Until(() => !room.Members.ContainsKey(FakeHomeserver.BotUser), "the old room is left");
        Ada.In(next).Types("!nachbar hilfe");
        await Door.Hears("/hilfe");
        Assert.Equal(next.Id, Door.Taken[^1].Place.Chat);
        Assert.Empty(Changes(next));
    }

    [Fact]
    public async Task With_the_person_go_their_rooms()
    {
        var direct = await Ada.OpensDirectChat();
        await Door.Settle(direct);
        var changes = new ChangeSet { At = clock.GetCurrentInstant() };
        await Door.Book.Forget(Private().Key, changes);
        Assert.Equal(CommitResult.Done, await Door.Store.Commit(changes));
        await Door.Book.Forgotten(Private().Key);
        Assert.NotNull(await Door.Book.RoomOf(Private()));
        Assert.Empty(await Door.Book.OfAccount(Ada.Id));
        clock.Advance(MatrixBook.UntilLeaving);
        await Door.Until(() => !direct.Room.Members.ContainsKey(FakeHomeserver.BotUser), "the bot leaves");
        await Door.Until(async () => await Door.Book.Find(direct.Room.Id) is null, "the room is forgotten");
        Assert.Null(Door.Homeserver.BotData("m.direct")?[Ada.Id]);
    }

    [Fact]
    public async Task Who_wrote_and_never_joined_is_let_go_of_after_a_week()
    {
        var berta = Door.Homeserver.User("Berta");
        var stranger = await Ada.OpensDirectChat();
        var resident = await berta.OpensDirectChat();
        await Door.Settle(stranger);
        await Door.Settle(resident);
        var changes = new ChangeSet { At = clock.GetCurrentInstant() };
        changes.Puts.Add(new(AccountLink.Kind, new AccountLink { Id = $"matrix:{berta.Id}", Person = "p1" }, 0));
        Assert.Equal(CommitResult.Done, await Door.Store.Commit(changes));
        await Door.Until(
            async () =>
            {
                if (await Door.Book.Find(stranger.Room.Id) is not { IsIn: true })
                    return true;
                clock.Advance(Duration.FromHours(8));
                return false;
            },
            "the bot lets go"
        );
        await Door.Until(() => !stranger.Room.Members.ContainsKey(FakeHomeserver.BotUser), "the bot leaves");
        await Door.Until(async () => await Door.Book.Find(stranger.Room.Id) is null, "the room is forgotten");
        Assert.True(resident.Room.IsIn(FakeHomeserver.BotUser));
    }

    [Fact]
    public async Task Who_invites_the_bot_where_it_may_not_write_is_told_what_is_missing()
    {
        Ada.JoinsWhenInvited = true;
        var room = Door.Homeserver.Room("Ankündigungen", Ada);
        room.PowerToWrite = 50;
        Ada.Invites(room, FakeHomeserver.BotUser);
        await Door.Until(
            () =>
                Door.Homeserver.RoomsMadeByBot.Any(r => Ada.In(r).Sees().Any(m => m.Body.Contains("Berechtigung 50"))),
            "the inviter is told"
        );
        Assert.DoesNotContain(Ada.In(room).Sees(), m => m.IsFromBot);
    }

    private Place Private() => new("matrix", Ada.Id, null, PlaceKind.Private);

    private IEnumerable<Inbound> Changes(FakeRoom room) =>
        Door.Taken.Where(t => t.Place.Chat == room.Id && t.Content is Content.Membership);
}

/// <summary>Over the long poll.</summary>
public sealed class SyncRoomTests() : RoomTests(isAppservice: false);

/// <summary>As an application service.</summary>
public sealed class AppserviceRoomTests() : RoomTests(isAppservice: true);
