using System.Text.Json.Nodes;
using Nachbarschaftsbot.Tests.Contracts;

namespace Nachbarschaftsbot.Tests.Telegram.Fake;

/// <summary>A person in one place: what they do there and what they see there.</summary>
public sealed class FakeSeat(FakeUser user, FakeChat chat, int? topic) : ISeat
{
    private long mark;

    private FakeBotApi Api => user.Api;

    /// <summary>The newest message of the bot here.</summary>
    public FakeMessage Last =>
        Sees().LastOrDefault(m => m.IsFromBot)
        ?? throw new InvalidOperationException($"The bot has not written to {user.Name} in {chat.Title}.");

    /// <summary>Everything that stands here now, oldest first, edits applied.</summary>
    public IReadOnlyList<FakeMessage> Sees()
    {
        lock (Api.Gate)
            return [.. chat.All.Where(m => !m.IsDeleted && m.Topic == topic)];
    }

    public FakeMessage Types(string text) => Post(m => m["text"] = text, text);

    public FakeMessage RepliesTo(FakeMessage message, string text) => Post(m => m["text"] = text, text, message);

    public FakeMessage SendsPhoto(string? caption = null) => Post(m => AddPhoto(m, caption), caption ?? "");

    public FakeMessage SendsSticker() => SendsAny("sticker", new JsonObject { ["file_id"] = "s", ["emoji"] = "🙂" });

    public FakeMessage SendsVoice() => SendsAny("voice", new JsonObject { ["file_id"] = "v", ["duration"] = 3 });

    public FakeMessage SendsDocument(string name) =>
        SendsAny(
            "document",
            new JsonObject
            {
                ["file_id"] = "d",
                ["file_unique_id"] = "d",
                ["file_name"] = name,
            }
        );

    public FakeMessage SendsLocation(double latitude, double longitude) =>
        SendsAny("location", new JsonObject { ["latitude"] = latitude, ["longitude"] = longitude });

    public FakeMessage SendsContact(string phone, long? owner) =>
        SendsAny(
            "contact",
            new JsonObject
            {
                ["phone_number"] = phone,
                ["first_name"] = "X",
                ["user_id"] = owner,
            }
        );

    /// <summary>Any other kind of content, under its member name.</summary>
    public FakeMessage SendsAny(string kind, JsonNode content) => Post(m => m[kind] = content.DeepClone(), "");

    /// <summary>Several pictures at once: separate updates with one media_group_id, the caption on the first.</summary>
    public void SendsAlbum(int pictures, string caption)
    {
        var album = Guid.NewGuid().ToString("N");
        for (var i = 0; i < pictures; i++)
        {
            var text = i == 0 ? caption : null;
            Post(
                m =>
                {
                    AddPhoto(m, text);
                    m["media_group_id"] = album;
                },
                text ?? ""
            );
        }
    }

    public void Edits(FakeMessage message, string text)
    {
        lock (Api.Gate)
        {
            message.Text = text;
            var json = Api.MessageJson(message);
            json["text"] = text;
            json["edit_date"] = json["date"]!.DeepClone();
            Api.Enqueue("edited_message", json, chat.Id);
        }
    }

    /// <summary>Presses the newest button with this label.</summary>
    public void Presses(string label)
    {
        var message =
            Sees().LastOrDefault(m => m.Buttons.Any(b => b.Label == label))
            ?? throw new InvalidOperationException(
                $"{user.Name} sees no button \"{label}\". Newest message: {Sees().LastOrDefault()}"
            );
        PressesOn(message, label);
    }

    public void PressesOn(FakeMessage message, string label)
    {
        var button = message.Buttons.First(b => b.Label == label);
        PressesData(button.Data ?? throw new InvalidOperationException($"\"{label}\" opens an address."), message);
    }

    /// <summary>Presses with any data, as a forged or old client can.</summary>
    /// <param name="data">The callback data.</param>
    /// <param name="message">The message it claims to stand under; null for one the bot can no longer read.</param>
    public string PressesData(string data, FakeMessage? message)
    {
        lock (Api.Gate)
        {
            mark = Api.Revision;
            return Api.PostCallback(user, chat, message, data);
        }
    }

    /// <summary>Waits until the bot has written or edited something with this part since this seat's last action.</summary>
    public Task<FakeMessage> Awaits(string part) =>
        Api.Until(
            () =>
                chat.All.LastOrDefault(m =>
                    !m.IsDeleted && m.IsFromBot && m.Topic == topic && m.Revision > mark && m.Text.Contains(part)
                ),
            () => $"{user.Name} waits for \"{part}\" and sees:\n" + string.Join('\n', Sees().TakeLast(5))
        );

    string ISeat.Name => user.Name;

    IEnumerable<string> ISeat.Heard => Sees().Where(m => m.IsFromBot).Select(m => m.Text);

    void ISeat.Types(string text) => Types(text);

    void ISeat.Runs(string command) => Types($"/{command}");

    Task ISeat.Answers(string part, string text)
    {
        RepliesTo(Sees().Last(m => m.IsFromBot && m.Text.Contains(part)), text);
        return Task.CompletedTask;
    }

    Task ISeat.Presses(string label)
    {
        Presses(label);
        return Task.CompletedTask;
    }

    void ISeat.Chooses(string label) => Presses(label);

    async Task<string> ISeat.Awaits(string part) => (await Awaits(part)).Text;

    private static void AddPhoto(JsonObject message, string? caption)
    {
        message["photo"] = new JsonArray(
            new JsonObject
            {
                ["file_id"] = "p",
                ["file_unique_id"] = "p",
                ["width"] = 90,
                ["height"] = 90,
            }
        );
        if (caption is not null)
            message["caption"] = caption;
    }

    private FakeMessage Post(Action<JsonObject> fill, string text, FakeMessage? replyTo = null)
    {
        lock (Api.Gate)
        {
            mark = Api.Revision;
            var message = new FakeMessage(chat, chat.NextMessageId(), user, Api.Clock.GetUtcNow())
            {
                Text = text,
                Topic = topic,
                ReplyTo = replyTo?.Id,
            };
            return Api.PostMessage(message, fill, replyTo);
        }
    }
}
