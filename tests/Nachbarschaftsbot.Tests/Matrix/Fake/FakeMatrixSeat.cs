using System.Text.Json.Nodes;
using Nachbarschaftsbot.Messengers.Matrix.Sending;
using Nachbarschaftsbot.Tests.Contracts;

namespace Nachbarschaftsbot.Tests.Matrix.Fake;

/// <summary>A person in one room: what they do there and what they see there.</summary>
public sealed class FakeMatrixSeat(FakeMatrixUser user, FakeRoom room) : ISeat
{
    private long mark;

    public FakeRoom Room => room;
    private FakeHomeserver Homeserver => user.Homeserver;

    /// <summary>Everything that stands here now, oldest first, edits applied.</summary>
    public IReadOnlyList<FakeShown> Sees()
    {
        lock (Homeserver.Gate)
            return FakeShown.In(room);
    }

    /// <summary>The newest message of the bot here.</summary>
    public FakeShown Last => Sees().Last(m => m.IsFromBot);

    public FakeEvent Types(string text) => Sends(Text(text));

    /// <summary>Calls the bot by name, as clients do when somebody picks it from the list.</summary>
    public FakeEvent Calls(string text)
    {
        var content = Text($"Nachbarschaftsbot (Bot): {text}");
        content["m.mentions"] = new JsonObject { ["user_ids"] = new JsonArray(FakeHomeserver.BotUser) };
        return Sends(content);
    }

    public FakeEvent RepliesTo(FakeShown message, string text)
    {
        var content = Text(text);
        content["m.relates_to"] = new JsonObject { ["m.in_reply_to"] = new JsonObject { ["event_id"] = message.Id } };
        return Sends(content);
    }

    /// <summary>Writes into the thread below a message, or there answers that message itself.</summary>
    public FakeEvent WritesBelow(FakeShown root, string text, bool isAnswer = false)
    {
        var content = Text(text);
        content["m.relates_to"] = new JsonObject
        {
            ["rel_type"] = "m.thread",
            ["event_id"] = root.Id,
            ["is_falling_back"] = !isAnswer,
            ["m.in_reply_to"] = new JsonObject { ["event_id"] = root.Id },
        };
        return Sends(content);
    }

    public FakeEvent Edits(FakeEvent message, string text)
    {
        var content = Text("* " + text);
        content["m.new_content"] = Text(text);
        content["m.relates_to"] = new JsonObject { ["rel_type"] = "m.replace", ["event_id"] = message.Id };
        return Sends(content);
    }

    /// <summary>Any event, as a client can send.</summary>
    public FakeEvent Sends(JsonObject content, string type = "m.room.message", long? sent = null)
    {
        lock (Homeserver.Gate)
        {
            var added = room.Add(type, user.Id, content, sent: sent);
            mark = added.Order;
            return added;
        }
    }

    /// <summary>Sends a picture that lies somewhere.</summary>
    public FakeEvent Shows(string address, int size = 500) =>
        Sends(
            new()
            {
                ["msgtype"] = "m.image",
                ["body"] = "beet.jpg",
                ["url"] = address,
                ["info"] = new JsonObject { ["mimetype"] = "image/jpeg", ["size"] = size },
                ["m.mentions"] = new JsonObject(),
            }
        );

    public void TakesBack(string eventId)
    {
        lock (Homeserver.Gate)
        {
            var redaction = room.Add("m.room.redaction", user.Id, FakeHomeserver.Content(eventId));
            FakeHomeserver.Blank(room.Find(eventId)!, redaction.Id);
        }
    }

    /// <summary>Puts an emoji on a message; the homeserver takes none that stands there already from the same person.</summary>
    public FakeEvent Reacts(string eventId, string key)
    {
        var content = new JsonObject
        {
            ["m.relates_to"] = new JsonObject
            {
                ["rel_type"] = "m.annotation",
                ["event_id"] = eventId,
                ["key"] = key,
            },
        };
        lock (Homeserver.Gate)
            return MatrixCheck.Refused("m.reaction", content, room, user.Id) is null
                ? Sends(content, "m.reaction")
                : throw new InvalidOperationException($"The homeserver refuses a second {key} of {user.Name}.");
    }

    /// <summary>Chooses an answer of a poll.</summary>
    public FakeEvent Answers(FakeEvent poll, string answer) =>
        Sends(
            new()
            {
                ["m.relates_to"] = new JsonObject { ["rel_type"] = "m.reference", ["event_id"] = poll.Id },
                ["org.matrix.msc3381.poll.response"] = new JsonObject { ["answers"] = new JsonArray(answer) },
            },
            "org.matrix.msc3381.poll.response"
        );

    /// <summary>Types the number of the newest choice with this label; in a room as an answer to its message.</summary>
    public void Chooses(string label)
    {
        var (message, number) = Choice(label);
        if (room.Members.Count(m => m.Value == "join") <= 2 && message.Id == Choosable()?.Id)
            Types($"{number}");
        else
            RepliesTo(message, $"{number}");
    }

    /// <summary>
    /// Taps the key of the newest choice with this label, once the bot has put it there. One that this person tapped before they take back
    /// first: that is what a tap on it does.
    /// </summary>
    public async Task Taps(string label)
    {
        var (message, number) = Choice(label);
        var key = MatrixKeys.Of(number)!;
        await Homeserver.Until(
            () => FakeShown.In(room).First(m => m.Id == message.Id).Keys.Contains(key) ? key : null,
            () => $"There is no key {key} under: {message}"
        );
        foreach (var before in Own(message.Id, key))
            TakesBack(before);
        Reacts(message.Id, key);
    }

    /// <summary>Waits until the bot has written or edited something with this part since this seat's last action.</summary>
    public Task<FakeShown> Awaits(string part) =>
        Homeserver.Until(
            () => FakeShown.In(room).LastOrDefault(m => m.IsFromBot && m.Revision > mark && m.Body.Contains(part)),
            () =>
                $"{user.Name} waits for \"{part}\" and sees:\n" + string.Join("\n--\n", FakeShown.In(room).TakeLast(5))
        );

    string ISeat.Name => user.Name ?? "";

    IEnumerable<string> ISeat.Heard => Sees().Where(m => m.IsFromBot).Select(m => m.Body);

    void ISeat.Types(string text) => Types(text);

    void ISeat.Runs(string command) => Types($"!{command}");

    Task ISeat.Answers(string part, string text)
    {
        RepliesTo(Sees().Last(m => m.IsFromBot && m.Body.Contains(part)), text);
        return Task.CompletedTask;
    }

    Task ISeat.Presses(string label) => Taps(label);

    async Task<string> ISeat.Awaits(string part) => (await Awaits(part)).Body;

    private List<string> Own(string eventId, string key)
    {
        lock (Homeserver.Gate)
            return
            [
                .. room
                    .Events.Where(e =>
                        e.Type == "m.reaction" && e.Sender == user.Id && e.RedactedBy is null && e.RelatesTo == eventId
                    )
                    .Where(e => (string?)e.Content["m.relates_to"]!["key"] == key)
                    .Select(e => e.Id),
            ];
    }

    private (FakeShown Message, int Number) Choice(string label)
    {
        var message =
            Sees().LastOrDefault(m => m.Choices.Any(c => c.Label == label))
            ?? throw new InvalidOperationException(
                $"{user.Name} sees no \"{label}\". Newest: {Sees().LastOrDefault()}"
            );
        return (message, message.Choices.First(c => c.Label == label).Number);
    }

    private FakeShown? Choosable() => Sees().LastOrDefault(m => m.IsFromBot && m.Choices.Count > 0);

    private static JsonObject Text(string text) =>
        new()
        {
            ["msgtype"] = "m.text",
            ["body"] = text,
            ["m.mentions"] = new JsonObject(),
        };
}
