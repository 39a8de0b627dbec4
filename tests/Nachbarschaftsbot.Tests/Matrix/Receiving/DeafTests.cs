using System.Text.Json.Nodes;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.Matrix;
using Nachbarschaftsbot.Tests.Matrix.Fake;
using Nachbarschaftsbot.Tests.Telegram;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Matrix.Receiving;

/// <summary>Encrypted rooms: one honest word with the way out, then silence; the same over both transports.</summary>
public abstract class DeafTests(bool isAppservice) : IAsyncLifetime
{
    private readonly RunningTime clock = new();
    private MatrixDoor door = null!;
    private FakeMatrixUser ada = null!;

    public async ValueTask InitializeAsync()
    {
        door = await MatrixDoor.Open(isAppservice, clock);
        ada = door.Homeserver.User("Ada");
        ada.JoinsWhenInvited = true;
    }

    public async ValueTask DisposeAsync()
    {
        await door.DisposeAsync();
        await clock.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_encrypted_chat_gets_one_word_and_a_way_out_that_works()
    {
        var closed = await ada.OpensDirectChat(encrypted: true);
        var word = await closed.Awaits("In verschlüsselten Räumen kann ich nicht mitlesen.");
        Assert.Contains("I cannot read along in encrypted rooms.", word.Body);
        Assert.Contains("https://hilfe.example.org/", word.Body);
        Assert.Equal("m.notice", (string?)word.Event.Content["msgtype"]);
        var open = await OpenRoom();
        Assert.Contains("nicht verschlüsselt", ada.In(open).Sees()[0].Body);
        await door.Hears("/start");

        var way = ada.MovesTo(open);
        way.Types("Ich brauche Hilfe");
        await door.Hears("Ich brauche Hilfe");
        Assert.Equal(open.Id, (await door.Book.RoomOf(door.Taken[^1].Place))!.RoomId);
        Assert.Equal(ada.Id, door.Taken[^1].Place.Chat);

        Encrypted(closed);
        Encrypted(closed);
        closed.Types("Und im Klartext?");
        await door.Restart();
        Encrypted(closed);
        await door.Settle(way);
        Assert.Single(door.Homeserver.PlainInEncrypted);
        Assert.DoesNotContain("Und im Klartext?", door.Words);
        Assert.Empty(door.Homeserver.Violations);
    }

    [Fact]
    public async Task A_room_that_becomes_encrypted_is_told_and_left_in_silence()
    {
        var room = await ada.OpensRoom("Moderation");
        await door.Until(() => door.Taken.Count > 0, "the room is told");
        ada.Encrypts(room);
        await ada.In(room).Awaits("In verschlüsselten Räumen kann ich nicht mitlesen.");
        await door.IsIn(room, RoomState.Deaf);
        Assert.Contains(
            door.Taken,
            t => t.Place.Chat == room.Id && t.Content == new Content.Membership(MembershipChange.BotDeaf)
        );
        Assert.Null(await door.Book.RoomOf(new("matrix", room.Id, null, PlaceKind.Group)));
        var open = await OpenRoom();
        await door.Until(
            () => door.Taken.Any(t => t.Place.Chat == open.Id && t.Content is Content.Membership),
            "the open room asks what it is for"
        );
        Assert.Single(door.Homeserver.PlainInEncrypted);
    }

    [Fact]
    public async Task An_encrypted_event_alone_makes_nobody_deaf()
    {
        var direct = await ada.OpensDirectChat();
        await door.Hears("/start");
        Encrypted(direct);
        await door.Settle(direct);
        Assert.Equal(RoomState.Open, (await door.Book.Find(direct.Room.Id))!.State);
        Assert.DoesNotContain(direct.Sees(), m => m.IsFromBot);
    }

    [Fact]
    public async Task Where_a_person_takes_no_invitation_the_web_chat_is_the_way_out()
    {
        ada.BlocksInvites = true;
        var closed = await ada.OpensDirectChat(encrypted: true);
        var word = await closed.Awaits("In verschlüsselten Räumen");
        Assert.Contains("Web-Chat: https://hilfe.example.org/", word.Body);
        Assert.DoesNotContain("eingeladen", word.Body);
        Assert.DoesNotContain("Einladung", word.Body);
    }

    [Fact]
    public async Task A_homeserver_that_fails_while_the_word_is_said_hears_it_once()
    {
        door.Homeserver.FailNext("/send/m.room.message/", 502, "M_UNKNOWN");
        door.Homeserver.DropNext("/createRoom", afterActing: false);
        var closed = await ada.OpensDirectChat(encrypted: true);
        await closed.Awaits("In verschlüsselten Räumen");
        await door.Until(async () => (await door.Book.Find(closed.Room.Id))!.NoticeGiven, "it is noted");
        Assert.Single(door.Homeserver.PlainInEncrypted);
    }

    [Fact]
    public async Task A_homeserver_that_fails_while_a_group_is_told_makes_no_room_twice()
    {
        var room = await ada.OpensRoom("Moderation");
        await door.Until(() => door.Taken.Count > 0, "the room is told");
        door.Homeserver.FailNext("/send/m.room.message/", 502, "M_UNKNOWN", times: 3);
        ada.Encrypts(room);
        var word = await ada.In(room).Awaits("In verschlüsselten Räumen kann ich nicht mitlesen.");
        Assert.Contains("Ich habe einen offenen Raum gemacht.", word.Body);
        Assert.Single(door.Homeserver.RoomsMadeByBot);
    }

    [Fact]
    public async Task A_room_whose_word_has_to_wait_keeps_no_other_waiting()
    {
        var berta = door.Homeserver.User("Berta");
        var other = await berta.OpensDirectChat();
        await door.Settle(other);
        door.Homeserver.FailNext("/send/m.room.message/", 429, "M_LIMIT_EXCEEDED", 2, ("Retry-After", "800"));
        var closed = await ada.OpensDirectChat(encrypted: true);
        await door.Until(
            () => door.Homeserver.Calls.Count(c => c.Sends("m.room.message") && c.Status == 429) == 2,
            "both words are refused"
        );
        other.Types("Hören Sie mich?");
        await door.Hears("Hören Sie mich?");
        Assert.Empty(door.Homeserver.PlainInEncrypted);
        clock.Advance(Duration.FromSeconds(800));
        await closed.Awaits("In verschlüsselten Räumen kann ich nicht mitlesen.");
        await ada.In(await OpenRoom()).Awaits("nicht verschlüsselt");
        Encrypted(closed);
        await door.Settle(other);
        Assert.Single(door.Homeserver.PlainInEncrypted);
        Assert.Single(door.Homeserver.RoomsMadeByBot);
    }

    [Fact]
    public async Task A_word_that_was_not_said_yet_is_said_after_a_restart_though_nobody_writes_again()
    {
        var other = await door.Homeserver.User("Berta").OpensDirectChat();
        await door.Settle(other);
        door.Homeserver.FailNext("/send/m.room.message/", 429, "M_LIMIT_EXCEEDED", 2, ("Retry-After", "800"));
        var closed = await ada.OpensDirectChat(encrypted: true);
        await door.Until(
            () => door.Homeserver.Calls.Count(c => c.Sends("m.room.message") && c.Status == 429) == 2,
            "both words are refused"
        );
        await door.Settle(other);
        await door.Restart();
        await closed.Awaits("In verschlüsselten Räumen kann ich nicht mitlesen.");
        await door.Until(async () => (await door.Book.Find(closed.Room.Id))!.NoticeGiven, "it is noted");
        Assert.Single(door.Homeserver.PlainInEncrypted);
    }

    private Task<FakeRoom> OpenRoom() =>
        door.Homeserver.Until(
            () => door.Homeserver.RoomsMadeByBot.FirstOrDefault(r => r.IsIn(ada.Id)),
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
