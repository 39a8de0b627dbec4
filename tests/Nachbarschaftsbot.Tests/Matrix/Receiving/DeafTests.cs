using System.Text.Json.Nodes;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.Matrix;
using Nachbarschaftsbot.Tests.Matrix.Fake;
using Nachbarschaftsbot.Tests.Telegram;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Matrix.Receiving;

/// <summary>Encrypted rooms: one honest word with the way out, then silence; the same over both transports.</summary>
public abstract class DeafTests : AdaAtTheDoor
{
    private readonly RunningTime clock;

    protected DeafTests(bool isAppservice)
        : this(isAppservice, new RunningTime()) { }

    private DeafTests(bool isAppservice, RunningTime clock)
        : base(isAppservice, clock) => this.clock = clock;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Ada.JoinsWhenInvited = true;
    }

    [Fact]
    public async Task An_encrypted_chat_gets_one_word_and_a_way_out_that_works()
    {
        var closed = await Ada.OpensDirectChat(encrypted: true);
        var word = await closed.Awaits("In verschlüsselten Räumen kann ich nicht mitlesen.");
        Assert.Contains("I cannot read along in encrypted rooms.", word.Body);
        Assert.Contains("https://hilfe.example.org/", word.Body);
        Assert.Equal("m.notice", (string?)word.Event.Content["msgtype"]);
        var open = await OpenRoom();
        Assert.Contains("nicht verschlüsselt", Ada.In(open).Sees()[0].Body);
        await Door.Hears("/start");

        var way = Ada.MovesTo(open);
        way.Types("Ich brauche Hilfe");
        await Door.Hears("Ich brauche Hilfe");
        Assert.Equal(open.Id, (await Door.Book.RoomOf(Door.Taken[^1].Place))!.RoomId);
        Assert.Equal(Ada.Id, Door.Taken[^1].Place.Chat);

        Encrypted(closed);
        Encrypted(closed);
        closed.Types("Und im Klartext?");
        await Door.Restart();
        Encrypted(closed);
        await Door.Settle(way);
        Assert.Single(Door.Homeserver.PlainInEncrypted);
        Assert.DoesNotContain("Und im Klartext?", Door.Words);
        Assert.Empty(Door.Homeserver.Violations);
    }

    [Fact]
    public async Task A_room_that_becomes_encrypted_is_told_and_left_in_silence()
    {
        var room = await Ada.OpensRoom("Moderation");
        await Door.Until(() => Door.Taken.Count > 0, "the room is told");
        Ada.Encrypts(room);
        await Ada.In(room).Awaits("In verschlüsselten Räumen kann ich nicht mitlesen.");
        await Door.IsIn(room, RoomState.Deaf);
        Assert.Contains(
            Door.Taken,
            t => t.Place.Chat == room.Id && t.Content == new Content.Membership(MembershipChange.BotDeaf)
        );
        Assert.Null(await Door.Book.RoomOf(new("matrix", room.Id, null, PlaceKind.Group)));
        var open = await OpenRoom();
        await Door.Until(
            () => Door.Taken.Any(t => t.Place.Chat == open.Id && t.Content is Content.Membership),
            "the open room asks what it is for"
        );
        Assert.Single(Door.Homeserver.PlainInEncrypted);
    }

    [Fact]
    public async Task An_encrypted_event_alone_makes_nobody_deaf()
    {
        var direct = await Ada.OpensDirectChat();
        await Door.Hears("/start");
        Encrypted(direct);
        await Door.Settle(direct);
        Assert.Equal(RoomState.Open, (await Door.Book.Find(direct.Room.Id))!.State);
        Assert.DoesNotContain(direct.Sees(), m => m.IsFromBot);
    }

    [Fact]
    public async Task Where_a_person_takes_no_invitation_the_web_chat_is_the_way_out()
    {
        Ada.BlocksInvites = true;
        var closed = await Ada.OpensDirectChat(encrypted: true);
        var word = await closed.Awaits("In verschlüsselten Räumen");
        Assert.Contains("Web-Chat: https://hilfe.example.org/", word.Body);
        Assert.DoesNotContain("eingeladen", word.Body);
        Assert.DoesNotContain("Einladung", word.Body);
    }

    [Fact]
    public async Task A_homeserver_that_fails_while_the_word_is_said_hears_it_once()
    {
        Door.Homeserver.FailNext("/send/m.room.message/", 502, "M_UNKNOWN");
        Door.Homeserver.DropNext("/createRoom", afterActing: false);
        var closed = await Ada.OpensDirectChat(encrypted: true);
        await closed.Awaits("In verschlüsselten Räumen");
        await Door.Until(async () => (await Door.Book.Find(closed.Room.Id))!.NoticeGiven, "it is noted");
        Assert.Single(Door.Homeserver.PlainInEncrypted);
    }

    [Fact]
    public async Task A_homeserver_that_fails_while_a_group_is_told_makes_no_room_twice()
    {
        var room = await Ada.OpensRoom("Moderation");
        await Door.Until(() => Door.Taken.Count > 0, "the room is told");
        Door.Homeserver.FailNext("/send/m.room.message/", 502, "M_UNKNOWN", times: 3);
        Ada.Encrypts(room);
        var word = await Ada.In(room).Awaits("In verschlüsselten Räumen kann ich nicht mitlesen.");
        Assert.Contains("Ich habe einen offenen Raum gemacht.", word.Body);
        Assert.Single(Door.Homeserver.RoomsMadeByBot);
    }

    [Fact]
    public async Task A_room_whose_word_has_to_wait_keeps_no_other_waiting()
    {
        var berta = Door.Homeserver.User("Berta");
        var other = await berta.OpensDirectChat();
        await Door.Settle(other);
        Door.Homeserver.FailNext("/send/m.room.message/", 429, "M_LIMIT_EXCEEDED", 2, ("Retry-After", "800"));
        var closed = await Ada.OpensDirectChat(encrypted: true);
        await Door.Until(
            () => Door.Homeserver.Calls.Count(c => c.Sends("m.room.message") && c.Status == 429) == 2,
            "both words are refused"
        );
        other.Types("Hören Sie mich?");
        await Door.Hears("Hören Sie mich?");
        Assert.Empty(Door.Homeserver.PlainInEncrypted);
        clock.Advance(Duration.FromSeconds(800));
        await closed.Awaits("In verschlüsselten Räumen kann ich nicht mitlesen.");
        await Ada.In(await OpenRoom()).Awaits("nicht verschlüsselt");
        Encrypted(closed);
        await Door.Settle(other);
        Assert.Single(Door.Homeserver.PlainInEncrypted);
        Assert.Single(Door.Homeserver.RoomsMadeByBot);
    }

    [Fact]
    public async Task A_word_that_was_not_said_yet_is_said_after_a_restart_though_nobody_writes_again()
    {
        var other = await Door.Homeserver.User("Berta").OpensDirectChat();
        await Door.Settle(other);
        Door.Homeserver.FailNext("/send/m.room.message/", 429, "M_LIMIT_EXCEEDED", 2, ("Retry-After", "800"));
        var closed = await Ada.OpensDirectChat(encrypted: true);
        await Door.Until(
            () => Door.Homeserver.Calls.Count(c => c.Sends("m.room.message") && c.Status == 429) == 2,
            "both words are refused"
        );
        await Door.Settle(other);
        await Door.Restart();
        await closed.Awaits("In verschlüsselten Räumen kann ich nicht mitlesen.");
        await Door.Until(async () => (await Door.Book.Find(closed.Room.Id))!.NoticeGiven, "it is noted");
        Assert.Single(Door.Homeserver.PlainInEncrypted);
    }

    private Task<FakeRoom> OpenRoom() =>
        Door.Homeserver.Until(
            () => Door.Homeserver.RoomsMadeByBot.FirstOrDefault(r => r.IsIn(Ada.Id)),
            () => "The bot opens no room."
        );

    private static void Encrypted(FakeMatrixSeat seat) =>
        seat.Sends(
            new JsonObject
            {
                ["algorithm"] = "m.megolm.v1.aes-sha2",
                ["ciphertext"] = "AwgAEnACgAkLmt6qF84IK++J7UDH2Za1YVchHyprqTqsg",
                ["session_id"] = "X3lUlvLELLYxeTx4yOVu6UDpasGEVO0Jbu+QFnm0cKQ",
            },
            "m.room.encrypted"
        );
}

/// <summary>Over the long poll.</summary>
public sealed class SyncDeafTests() : DeafTests(isAppservice: false);

/// <summary>As an application service.</summary>
public sealed class AppserviceDeafTests() : DeafTests(isAppservice: true);
