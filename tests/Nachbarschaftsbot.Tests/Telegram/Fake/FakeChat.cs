using System.Text.Json.Nodes;

namespace Nachbarschaftsbot.Tests.Telegram.Fake;

/// <summary>A place: the private chat with one person, or a group.</summary>
public class FakeChat
{
    private int lastMessageId;

    internal FakeChat(FakeBotApi api, long id, string type, string title)
    {
        Api = api;
        Id = id;
        Type = type;
        Title = title;
    }

    public long Id { get; }
    public string Type { get; internal set; }
    public string Title { get; }
    internal FakeBotApi Api { get; }
    internal List<FakeMessage> All { get; } = [];
    internal bool IsGroup => Type is "group" or "supergroup";

    /// <summary>What stands in the chat now.</summary>
    public IReadOnlyList<FakeMessage> Messages
    {
        get
        {
            lock (Api.Gate)
                return [.. All.Where(m => !m.IsDeleted)];
        }
    }

    internal int NextMessageId() => ++lastMessageId;

    internal FakeMessage? Find(int id) => All.Find(m => m.Id == id && !m.IsDeleted);

    internal virtual JsonObject ToJson() =>
        new()
        {
            ["id"] = Id,
            ["type"] = Type,
            ["first_name"] = Title,
        };
}

/// <summary>A group or supergroup, with or without topics. The bot is in it after <see cref="AddBot"/>.</summary>
public sealed class FakeGroup : FakeChat
{
    internal FakeGroup(FakeBotApi api, long id, string type, string title, bool forum)
        : base(api, id, type, title) => IsForum = forum;

    public bool IsForum { get; }

    /// <summary>left, member, administrator or kicked.</summary>
    public string BotStatus { get; private set; } = "left";
    internal FakeGroup? MigratedTo { get; private set; }
    internal Dictionary<int, bool> TopicsClosed { get; } = [];
    internal Dictionary<long, string> Members { get; } = [];

    /// <summary>Opens a topic; the answer is its message_thread_id.</summary>
    public int Topic(string name)
    {
        lock (Api.Gate)
        {
            var id = NextMessageId() + 1000;
            TopicsClosed[id] = false;
            return id;
        }
    }

    public void Close(int topic) => TopicsClosed[topic] = true;

    public void DeleteTopic(int topic) => TopicsClosed.Remove(topic);

    public FakeGroup Join(params FakeUser[] users)
    {
        foreach (var user in users)
            Members[user.Id] = "member";
        return this;
    }

    public FakeGroup Promote(FakeUser user)
    {
        Members[user.Id] = "administrator";
        return this;
    }

    public void AddBot(FakeUser by) => ChangeBot("member", by);

    public void PromoteBot(FakeUser by) => ChangeBot("administrator", by);

    public void RemoveBot(FakeUser by) => ChangeBot("kicked", by);

    /// <summary>Turns the group into a supergroup with a new id.</summary>
    public FakeGroup Migrate(FakeUser by)
    {
        var next = Api.Group(-1_000_000_000_000 + Id * 3, Title);
        MigratedTo = next;
        foreach (var (id, status) in Members)
            next.Members[id] = status;
        next.BotStatus = BotStatus;
        Api.PostService(this, by, m => m["migrate_to_chat_id"] = next.Id);
        Api.PostService(next, by, m => m["migrate_from_chat_id"] = Id);
        return next;
    }

    internal void ChangeBot(string status, FakeUser by)
    {
        var old = BotStatus;
        BotStatus = status;
        Api.PostMyMember(this, by, old, status);
    }

    internal void BotLeaves() => BotStatus = "left";

    internal override JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["id"] = Id,
            ["type"] = Type,
            ["title"] = Title,
        };
        if (IsForum)
            json["is_forum"] = true;
        return json;
    }
}
