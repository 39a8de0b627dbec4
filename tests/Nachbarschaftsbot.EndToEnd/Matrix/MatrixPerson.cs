using System.Diagnostics;
using System.Text.Json.Nodes;
using Nachbarschaftsbot.EndToEnd.Teams;

namespace Nachbarschaftsbot.EndToEnd.Matrix;

/// <summary>
/// Somebody on a homeserver, through the npm package matrix-js-sdk: a client nobody here wrote. It joins whatever it is invited to.
/// <c>tests/install-peers</c> installs it.
/// </summary>
internal sealed class MatrixPerson : IAsyncDisposable
{
    /// <summary>Each line that comes in is one call of the client; each line that goes out is its answer, or an event it has seen.</summary>
    private const string Script = """
        Promise.withResolvers ??= () => { const it = {}; it.promise = new Promise((yes, no) => { it.resolve = yes; it.reject = no; }); return it; };
        (async () => {
          const sdk = await import('matrix-js-sdk');
          const [baseUrl, accessToken, keys] = process.argv.slice(1);
          const nothing = () => {};
          const logger = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing, getChild: () => logger };
          const me = await sdk.createClient({ baseUrl, accessToken, logger }).whoami();
          const client = sdk.createClient({ baseUrl, accessToken, logger, userId: me.user_id, deviceId: me.device_id });
          const say = line => console.log(JSON.stringify(line));
          const tell = (event, room) => say({ room, event: event.event });
          client.on('RoomMember.membership', (event, member) => {
            if (member.userId !== me.user_id || member.membership !== 'invite') return;
            say({ invite: member.roomId });
            client.joinRoom(member.roomId).catch(problem => say({ problem: String(problem) }));
          });
          client.on('Room.timeline', (event, room, toStart) => { if (!toStart && !event.status && room) tell(event, room.roomId); });
          client.on('Room.localEchoUpdated', (event, room) => { if (!event.status) tell(event, room.roomId); });
          client.on('Room.redaction', (event, room) => tell(event, room.roomId));
          require('readline').createInterface({ input: process.stdin }).on('line', async line => {
            const { id, call, args } = JSON.parse(line);
            try { say({ id, result: (await client[call](...args)) ?? null }); }
            catch (problem) { say({ id, problem: String(problem && problem.message || problem) }); }
          }).on('close', () => process.exit(0));
          if (keys) await client.initRustCrypto({ useIndexedDB: false });
          client.once('sync', () => say({ ready: me.user_id }));
          await client.startClient({ initialSyncLimit: 50 });
        })().catch(problem => { console.error(String(problem)); process.exit(1); });
        """;

    /// <summary>After an outage the program looks for its homeserver once a minute.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    private readonly Process process;
    private readonly string name;
    private readonly Dictionary<int, TaskCompletionSource<JsonNode?>> waiting = [];
    private readonly TaskCompletionSource<string> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Seen> seen = [];
    private readonly List<string> invitations = [];
    private int calls;
    private int read;

    private MatrixPerson(Process process, string name) => (this.process, this.name) = (process, name);

    /// <summary>An event as the client saw it, edits applied to what they edit.</summary>
    /// <param name="Room">Its room.</param>
    /// <param name="Id">Its id.</param>
    /// <param name="Sender">Who sent it.</param>
    /// <param name="Type">Its type.</param>
    /// <param name="Content">Its content.</param>
    internal sealed record Seen(string Room, string Id, string Sender, string Type, JsonObject Content)
    {
        /// <summary>The words, or nothing.</summary>
        internal string Body => (string?)Content["body"] ?? "";

        /// <summary>The id of the event this one changes, or null.</summary>
        internal string? Edits =>
            (string?)Content["m.relates_to"]?["rel_type"] == "m.replace"
                ? (string?)Content["m.relates_to"]!["event_id"]
                : null;

        /// <summary>The id of the first event of its thread, or null.</summary>
        internal string? Thread =>
            (string?)Content["m.relates_to"]?["rel_type"] == "m.thread"
                ? (string?)Content["m.relates_to"]!["event_id"]
                : null;
    }

    /// <summary>The id of the account.</summary>
    internal string Id { get; private set; } = "";

    /// <summary>Everything seen so far, oldest first.</summary>
    internal IReadOnlyList<Seen> All
    {
        get
        {
            lock (seen)
                return [.. seen];
        }
    }

    /// <summary>Rooms this person was invited to, oldest first; the client has joined them.</summary>
    internal IReadOnlyList<string> Invitations
    {
        get
        {
            lock (seen)
                return [.. invitations];
        }
    }

    /// <summary>Starts the client, or skips the test and says how to get what is missing.</summary>
    /// <param name="homeserver">Where it logs in.</param>
    /// <param name="name">Whose client it is.</param>
    /// <param name="token">The access token of the account.</param>
    /// <param name="hasKeys">Whether it writes encrypted where a room is encrypted.</param>
    internal static async Task<MatrixPerson> Start(Uri homeserver, string name, string token, bool hasKeys = false)
    {
        Assert.SkipUnless(
            Peers.HasNode && Directory.Exists(Path.Combine(Peers.Folder, "node_modules", "matrix-js-sdk")),
            "matrix-js-sdk is not installed. Run tests/install-peers (it needs npm and a network)."
        );
        var info = new ProcessStartInfo(
            "node",
            ["-e", Script, homeserver.ToString().TrimEnd('/'), token, hasKeys ? "keys" : ""]
        )
        {
            WorkingDirectory = Peers.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var person = new MatrixPerson(Process.Start(info)!, name);
        person.Listen();
        person.Id = await person.ready.Task.WaitAsync(Patience);
        return person;
    }

    /// <summary>Calls a method of the client by name.</summary>
    internal async Task<JsonNode?> Call(string method, params JsonNode?[] arguments)
    {
        var answer = new TaskCompletionSource<JsonNode?>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (seen)
        {
            waiting[++calls] = answer;
            var line = new JsonObject
            {
                ["id"] = calls,
                ["call"] = method,
                ["args"] = new JsonArray(arguments),
            };
            process.StandardInput.WriteLine(line.ToJsonString());
            process.StandardInput.Flush();
        }
        return await answer.Task.WaitAsync(Patience);
    }

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
    internal Task<Seen> Joined(string room, string user) =>
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
        await Await(e => e.Room == room && Number(e, choice) > 0, $"the choice \"{choice}\"", all: true);
        var newest = All.Where(e => e.Room == room && e.Type == "m.room.message")
            .GroupBy(e => e.Edits ?? e.Id)
            .LastOrDefault(m => Number(m.Last(), choice) > 0);
        Assert.True(newest is not null, $"Nothing in the room has \"{choice}\" any more.");
        return (newest.Key, Number(newest.Last(), choice));
    }

    /// <summary>Waits for words of somebody else in a room since this person's last action.</summary>
    internal Task<Seen> Sees(string room, string part) =>
        Await(
            e =>
                e.Room == room
                && e.Sender != Id
                && e.Type == "m.room.message"
                && e.Body.Contains(part, StringComparison.Ordinal),
            $"\"{part}\""
        );

    /// <summary>Waits for an event since this person's last action.</summary>
    internal async Task<Seen> Await(Func<Seen, bool> which, string what, bool all = false)
    {
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < Patience; await Task.Delay(50))
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

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>The number before a choice in a message; 0 when it is not there.</summary>
    internal static int Number(Seen message, string choice) =>
        message
            .Body.Split('\n')
            .Select(l => l.Split(". ", 2))
            .Where(l => l is [_, var label] && label.Trim() == choice)
            .Select(l => int.TryParse(l[0].TrimStart('*', ' '), out var number) ? number : 0)
            .LastOrDefault();

    private void Listen()
    {
        process.ErrorDataReceived += (_, _) => { };
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) =>
            ready.TrySetException(new InvalidOperationException($"The client of {name} ended."));
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    private void Take(string? line)
    {
        if (line is null || !line.StartsWith('{') || JsonNode.Parse(line) is not JsonObject said)
            return;
        if (said["ready"] is { } me)
            ready.TrySetResult((string)me!);
        else if (said["event"] is JsonObject found)
            lock (seen)
                seen.Add(
                    new(
                        (string)said["room"]!,
                        (string)found["event_id"]!,
                        (string)found["sender"]!,
                        (string)found["type"]!,
                        (JsonObject)found["content"]!.DeepClone()
                    )
                );
        else if (said["invite"] is { } room)
            Invite((string)room!);
        else if (said["id"] is { } id)
            Answer((int)id, said);
    }

    /// <summary>The client says it of one invitation more than once, as it learns more of the room.</summary>
    private void Invite(string room)
    {
        lock (seen)
            if (!invitations.Contains(room))
                invitations.Add(room);
    }

    private void Answer(int id, JsonObject said)
    {
        TaskCompletionSource<JsonNode?> answer;
        lock (seen)
            if (!waiting.Remove(id, out answer!))
                return;
        if ((string?)said["problem"] is { } problem)
            answer.SetException(new InvalidOperationException($"{name}: {problem}"));
        else
            answer.SetResult(said["result"]?.DeepClone());
    }
}
