using System.Text.Json.Nodes;

namespace Nachbarschaftsbot.Tests.Matrix.Fake;

/// <summary>Somebody with an account: makes rooms, invites, sits in rooms.</summary>
public sealed class FakeMatrixUser(
    FakeHomeserver homeserver,
    string localpart,
    string? name,
    string server = FakeHomeserver.Server
)
{
    private FakeMatrixSeat? direct;

    public string Id { get; } = $"@{localpart}:{server}";
    public string? Name { get; internal set; } = name;

    /// <summary>Whether invitations to this person are refused.</summary>
    public bool BlocksInvites { get; set; }

    /// <summary>Whether this person joins at once when the bot makes a room with them.</summary>
    public bool JoinsWhenInvited { get; set; }

    internal FakeHomeserver Homeserver => homeserver;

    public bool HasChat => direct is not null;

    /// <summary>The direct chat with the bot.</summary>
    public FakeMatrixSeat Direct => direct ?? throw new InvalidOperationException($"{Name} has no chat with the bot.");

    /// <summary>Opens a direct chat: makes a room, invites the bot and waits until it is there.</summary>
    public async Task<FakeMatrixSeat> OpensDirectChat(bool encrypted = false)
    {
        var room = homeserver.Room("", this, encrypted);
        Invites(room, FakeHomeserver.BotUser, isDirect: true);
        await homeserver.Until(
            () => room.IsIn(FakeHomeserver.BotUser) ? room : null,
            () => $"The bot does not join {Name}'s chat: {string.Join('\n', homeserver.Calls)}"
        );
        return direct = In(room);
    }

    /// <summary>Goes on in another room with the bot: the way out of an encrypted one.</summary>
    public FakeMatrixSeat MovesTo(FakeRoom room) => direct = In(room);

    public FakeMatrixSeat In(FakeRoom room) => new(this, room);

    public void Invites(FakeRoom room, string user, bool isDirect = false)
    {
        lock (homeserver.Gate)
            room.Member(Id, user, "invite", isDirect ? new JsonObject { ["is_direct"] = true } : null);
    }

    /// <summary>Makes a room, takes the others in, and invites the bot.</summary>
    public async Task<FakeRoom> OpensRoom(string roomName, params FakeMatrixUser[] others)
    {
        var room = homeserver.Room(roomName, this);
        foreach (var other in others)
            other.Joins(room);
        Invites(room, FakeHomeserver.BotUser);
        await homeserver.Until(
            () => room.IsIn(FakeHomeserver.BotUser) ? room : null,
            () => $"The bot does not join {roomName}."
        );
        return room;
    }

    public void Joins(FakeRoom room)
    {
        lock (homeserver.Gate)
            room.Member(Id, Id, "join");
    }

    public void Leaves(FakeRoom room)
    {
        lock (homeserver.Gate)
            room.Member(Id, Id, "leave");
    }

    public void Kicks(FakeRoom room, string user)
    {
        lock (homeserver.Gate)
            room.Member(Id, user, "leave", new JsonObject { ["reason"] = "Bitte gehen" });
    }

    /// <summary>Switches encryption on, which nobody can undo.</summary>
    public void Encrypts(FakeRoom room)
    {
        lock (homeserver.Gate)
            room.Encrypt(Id);
    }

    /// <summary>The room goes on elsewhere.</summary>
    public FakeRoom Replaces(FakeRoom room)
    {
        lock (homeserver.Gate)
        {
            var next = homeserver.Room(room.Name, this, replaces: room);
            room.Add("m.room.tombstone", Id, new() { ["body"] = "Weiter", ["replacement_room"] = next.Id }, "");
            return next;
        }
    }

    public Task<FakeShown> Awaits(string part) => Direct.Awaits(part);

    public FakeEvent Types(string text) => Direct.Types(text);

    /// <summary>Answers with the number of a choice.</summary>
    public void Chooses(string label) => Direct.Chooses(label);

    /// <summary>Taps the key of a choice.</summary>
    public Task Taps(string label) => Direct.Taps(label);
}
