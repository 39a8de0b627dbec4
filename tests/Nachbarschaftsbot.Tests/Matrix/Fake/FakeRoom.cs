using System.Text.Json.Nodes;

namespace Nachbarschaftsbot.Tests.Matrix.Fake;

/// <summary>A room: its events, its members, its powers.</summary>
public sealed class FakeRoom(FakeHomeserver homeserver, string id, string name)
{
    private readonly List<FakeEvent> events = [];

    public string Id => id;
    public string Name => name;

    /// <summary>All events in order.</summary>
    internal List<FakeEvent> Events => events;

    /// <summary>Who is how in the room: invite, join, leave, ban.</summary>
    internal Dictionary<string, string> Members { get; } = [];

    /// <summary>Where the membership of somebody began or ended, in the order of events.</summary>
    internal Dictionary<string, long> Since { get; } = [];

    /// <summary>Who made the room: in version 12 their power is beyond all levels.</summary>
    public string Creator { get; private set; } = "";

    public bool IsEncrypted => State("m.room.encryption", "") is not null;

    /// <summary>The power needed to write, for everybody but the creator.</summary>
    public int PowerToWrite
    {
        set => Set(Creator, "m.room.power_levels", "", Levels(value));
    }

    /// <summary>Gives somebody power.</summary>
    public void Empower(string user, long power)
    {
        lock (homeserver.Gate)
        {
            var levels = (JsonObject)State("m.room.power_levels", "")!.DeepClone();
            levels["users"]![user] = power;
            Set(Creator, "m.room.power_levels", "", levels);
        }
    }

    /// <summary>Servers through which it can be joined are asked for; without them joining fails as if the room were unknown.</summary>
    public bool NeedsVia { get; set; }

    /// <summary>Joinings that fail before one works, as over a slow federation.</summary>
    public int JoinsThatFail { get; set; }

    internal JsonObject? State(string type, string key) =>
        events.LastOrDefault(e => e.Type == type && e.StateKey == key && e.RedactedBy is null)?.Content;

    internal FakeEvent Add(
        string type,
        string sender,
        JsonObject content,
        string? stateKey = null,
        string? txn = null,
        long? sent = null
    )
    {
        var order = homeserver.NextId();
        // As it comes over the wire: numbers are of no kind.
        content = (JsonObject)JsonNode.Parse(content.ToJsonString())!;
        var added = new FakeEvent(
            this,
            $"$e{order:D8}abcdefghijklmnopqrstuvwxyz_-ABCDEFG",
            type,
            sender,
            content,
            order
        )
        {
            StateKey = stateKey,
            Sent = sent ?? homeserver.Clock.GetUtcNow().ToUnixTimeMilliseconds(),
            Txn = txn,
            IsPlainInEncrypted = IsEncrypted && type == "m.room.message" && sender == FakeHomeserver.BotUser,
        };
        events.Add(added);
        if (type == "m.room.member" && stateKey is not null)
        {
            Members[stateKey] = (string?)content["membership"] ?? "leave";
            Since[stateKey] = order;
        }
        homeserver.Change();
        return added;
    }

    internal void Create(string creator, JsonObject? content)
    {
        Creator = creator;
        var create = content?.DeepClone() as JsonObject ?? [];
        create["room_version"] = "12";
        Add("m.room.create", creator, create, "");
        Member(creator, creator, "join");
        Add("m.room.power_levels", creator, Levels(0), "");
        Add("m.room.join_rules", creator, new() { ["join_rule"] = "invite" }, "");
        if (name.Length > 0)
            Add("m.room.name", creator, new() { ["name"] = name }, "");
    }

    internal FakeEvent Member(string sender, string user, string membership, JsonObject? more = null)
    {
        var content = more ?? [];
        content["membership"] = membership;
        if (membership is "join" or "invite")
            content["displayname"] = homeserver.NameOf(user);
        return Add("m.room.member", sender, content, user);
    }

    internal void Encrypt(string sender) =>
        Set(sender, "m.room.encryption", "", new() { ["algorithm"] = "m.megolm.v1.aes-sha2" });

    internal FakeEvent Set(string sender, string type, string key, JsonObject content)
    {
        lock (homeserver.Gate)
            return Add(type, sender, content, key);
    }

    internal bool IsIn(string user) => Members.GetValueOrDefault(user) == "join";

    internal FakeEvent? Find(string eventId) => events.Find(e => e.Id == eventId);

    /// <summary>The power of somebody, and the one that an event needs.</summary>
    internal (long Own, long Needed) Power(string user, string type, bool isState)
    {
        if (user == Creator)
            return (long.MaxValue, 0);
        var levels = State("m.room.power_levels", "") ?? [];
        var own = (long?)levels["users"]?[user] ?? (long?)levels["users_default"] ?? 0;
        var usual = (long?)levels[isState ? "state_default" : "events_default"] ?? (isState ? 50 : 0);
        return (own, (long?)levels["events"]?[type] ?? usual);
    }

    private static JsonObject Levels(long toWrite) =>
        new()
        {
            ["users_default"] = 0L,
            ["events_default"] = toWrite,
            ["state_default"] = 50L,
            ["redact"] = 50L,
            ["kick"] = 50L,
            ["ban"] = 50L,
            ["invite"] = 0L,
            ["users"] = new JsonObject(),
            ["events"] = new JsonObject { ["m.room.encryption"] = 100L, ["m.room.tombstone"] = 100L },
        };
}
