using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Nachbarschaftsbot.EndToEnd.Matrix;

/// <summary>
/// Somebody on a homeserver, with a client nobody here wrote: what they do there and what they see.
/// </summary>
internal sealed class MatrixPerson : IAsyncDisposable
{
    private readonly MatrixSdk client;
    private readonly string name;
    private int read;

    private MatrixPerson(MatrixSdk client, string name) => (this.client, this.name) = (client, name);

    /// <summary>The id of the account.</summary>
    internal string Id => client.Id;

    /// <summary>Everything seen so far, oldest first.</summary>
    internal IReadOnlyList<MatrixSeen> All => client.All;

    /// <summary>Rooms this person was invited to, oldest first; the client has joined them.</summary>
    internal IReadOnlyList<string> Invitations => client.Invitations;

    /// <summary>Starts the client, or skips the test and says how to get what is missing.</summary>
    /// <param name="homeserver">Where it logs in.</param>
    /// <param name="name">Whose client it is.</param>
    /// <param name="token">The access token of the account.</param>
    /// <param name="hasKeys">Whether it writes encrypted where a room is encrypted.</param>
    internal static async Task<MatrixPerson> Start(Uri homeserver, string name, string token, bool hasKeys = false) =>
        new(await MatrixSdk.Start(homeserver, name, token, hasKeys), name);

    /// <summary>Calls a method of the client by name.</summary>
    internal Task<JsonNode?> Call(string method, params JsonNode?[] arguments) => client.Call(method, arguments);

    /// <summary>Makes a room.</summary>
    internal async Task<string> MakesRoom(JsonObject options) =>
        (string)(await Call("createRoom", options))!["room_id"]!;

    /// <summary>Opens a direct chat that is not encrypted, and waits until the other side is there.</summary>
    internal async Task<string> Opens(string user, params JsonObject[] state)
    {
        var room = await MakesRoom(
            new()
            {
                ["preset"] = "trusted_private_chat",
                ["is_direct"] = true,
                ["invite"] = new JsonArray(user),
                ["initial_state"] = new JsonArray([.. state]),
            }
        );
        await Joined(room, user);
        return room;
    }

    /// <summary>Waits until somebody is in a room.</summary>
    internal Task<MatrixSeen> Joined(string room, string user) =>
        Await(
            e =>
                e.Room == room
                && e.Type == "m.room.member"
                && (string?)e.Content["membership"] == "join"
                && e.Sender == user,
            $"{user} in the room"
        );

    /// <summary>Writes.</summary>
    internal async Task<string> Says(string room, string words)
    {
        Forget();
        return (string)(await Call("sendTextMessage", room, words))!["event_id"]!;
    }

    /// <summary>Replies to an event.</summary>
    internal async Task<string> Replies(string room, string to, string words)
    {
        Forget();
        return (string)
            (
                await Call(
                    "sendMessage",
                    room,
                    new JsonObject
                    {
                        ["msgtype"] = "m.text",
                        ["body"] = words,
                        ["m.relates_to"] = new JsonObject { ["m.in_reply_to"] = new JsonObject { ["event_id"] = to } },
                    }
                )
            )!["event_id"]!;
    }

    /// <summary>Writes into the thread below an event: to the others there, or as an answer to that event.</summary>
    internal async Task SaysBelow(string room, string root, string words, bool isAnswer = false)
    {
        Forget();
        await Call(
            "sendMessage",
            room,
            new JsonObject
            {
                ["msgtype"] = "m.text",
                ["body"] = words,
                ["m.relates_to"] = new JsonObject
                {
                    ["rel_type"] = "m.thread",
                    ["event_id"] = root,
                    ["is_falling_back"] = !isAnswer,
                    ["m.in_reply_to"] = new JsonObject { ["event_id"] = root },
                },
            }
        );
    }

    /// <summary>Reacts to an event.</summary>
    internal async Task Reacts(string room, string to, string key)
    {
        Forget();
        await Call(
            "sendEvent",
            room,
            "m.reaction",
            new JsonObject
            {
                ["m.relates_to"] = new JsonObject
                {
                    ["rel_type"] = "m.annotation",
                    ["event_id"] = to,
                    ["key"] = key,
                },
            }
        );
    }

    /// <summary>Reacts with the number that stands before a choice in the newest message that has it now.</summary>
    internal async Task Chooses(string room, string choice)
    {
        var (message, number) = await Newest(room, choice);
        await Reacts(room, message, $"{number}\ufe0f\u20e3");
    }

    /// <summary>Answers that message with the number.</summary>
    internal async Task AnswersWith(string room, string choice)
    {
        var (message, number) = await Newest(room, choice);
        await Replies(room, message, $"{number}");
    }

    private async Task<(string Message, int Number)> Newest(string room, string choice)
    {
        await Await(e => e.Room == room && e.Number(choice) > 0, $"the choice \"{choice}\"", all: true);
        var newest = All.Where(e => e.Room == room && e.Type == "m.room.message")
            .GroupBy(e => e.Edits ?? e.Id)
            .LastOrDefault(m => m.Last().Number(choice) > 0);
        Assert.True(newest is not null, $"Nothing in the room has \"{choice}\" any more.");
        return (newest.Key, newest.Last().Number(choice));
    }

    /// <summary>Waits for words of somebody else in a room since this person's last action.</summary>
    internal Task<MatrixSeen> Sees(string room, string part) =>
        Await(
            e =>
                e.Room == room
                && e.Sender != Id
                && e.Type == "m.room.message"
                && e.Body.Contains(part, StringComparison.Ordinal),
            $"\"{part}\""
        );

    /// <summary>Waits for an event since this person's last action.</summary>
    internal async Task<MatrixSeen> Await(Func<MatrixSeen, bool> which, string what, bool all = false)
    {
        for (
            var began = Stopwatch.GetTimestamp();
            Stopwatch.GetElapsedTime(began) < MatrixSdk.Patience;
            await Task.Delay(50)
        )
            if (All.Skip(all ? 0 : read).LastOrDefault(which) is { } found)
                return found;
        var last = string.Join(
            "\n--\n",
            All.Where(e => e.Type == "m.room.message")
                .TakeLast(4)
                .Select(e => $"{e.Room} {e.Sender} {e.Type}: {e.Body}")
        );
        throw new TimeoutException($"{name} waits for {what} and sees:\n{last}");
    }

    /// <summary>What was seen until now does not count for what is waited for.</summary>
    internal void Forget() => read = All.Count;

    public ValueTask DisposeAsync() => client.DisposeAsync();
}
