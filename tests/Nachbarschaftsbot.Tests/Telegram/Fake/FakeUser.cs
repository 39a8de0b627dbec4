using System.Text.Json.Nodes;

namespace Nachbarschaftsbot.Tests.Telegram.Fake;

/// <summary>An invented person with a Telegram account.</summary>
public sealed class FakeUser
{
    internal FakeUser(FakeBotApi api, long id, string name, string? language)
    {
        Api = api;
        Id = id;
        Name = name;
        Language = language;
        PrivateChat = new FakeChat(api, id, "private", name);
        Private = new FakeSeat(this, PrivateChat, null);
    }

    public long Id { get; }
    public string Name { get; }
    public string? Language { get; }

    /// <summary>Where this person talks with the bot alone.</summary>
    public FakeSeat Private { get; }
    public bool HasBlocked { get; private set; }
    public bool IsDeactivated { get; private set; }
    public bool HasStarted { get; internal set; }
    internal FakeBotApi Api { get; }
    internal FakeChat PrivateChat { get; }

    /// <summary>The newest message of the bot in the private chat.</summary>
    public FakeMessage Last => Private.Last;

    public FakeSeat In(FakeGroup group, int? topic = null) => new(this, group, topic);

    public FakeMessage Types(string text) => Private.Types(text);

    public void Presses(string label) => Private.Presses(label);

    public IReadOnlyList<FakeMessage> Sees() => Private.Sees();

    public Task<FakeMessage> Awaits(string part) => Private.Awaits(part);

    public void Blocks()
    {
        HasBlocked = true;
        Api.PostMyMember(PrivateChat, this, "member", "kicked");
    }

    public void Unblocks()
    {
        HasBlocked = false;
        Api.PostMyMember(PrivateChat, this, "kicked", "member");
    }

    public void Deactivates() => IsDeactivated = true;

    internal JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["id"] = Id,
            ["is_bot"] = false,
            ["first_name"] = Name,
        };
        if (Language is not null)
            json["language_code"] = Language;
        return json;
    }
}
