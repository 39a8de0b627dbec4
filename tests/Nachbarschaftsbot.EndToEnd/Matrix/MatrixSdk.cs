using System.Diagnostics;
using System.Text.Json.Nodes;
using Nachbarschaftsbot.EndToEnd.Teams;

namespace Nachbarschaftsbot.EndToEnd.Matrix;

/// <summary>
/// The npm package matrix-js-sdk in a process of its own: a client nobody here wrote. It joins whatever it is invited to.
/// <c>tests/install-peers</c> installs it.
/// </summary>
internal sealed class MatrixSdk : IAsyncDisposable
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
          // After an outage much comes at once: of more than ten events in a room the homeserver would leave out the oldest.
          const filter = new sdk.Filter(me.user_id);
          filter.setTimelineLimit(200);
          await client.startClient({ initialSyncLimit: 50, filter });
        })().catch(problem => { console.error(String(problem)); process.exit(1); });
        """;

    /// <summary>After an outage the program looks for its homeserver once a minute.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    private readonly Process process;
    private readonly string name;
    private readonly Dictionary<int, TaskCompletionSource<JsonNode?>> waiting = [];
    private readonly TaskCompletionSource<string> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<MatrixSeen> seen = [];
    private readonly List<string> invitations = [];
    private int calls;

    private MatrixSdk(Process process, string name) => (this.process, this.name) = (process, name);

    /// <summary>The id of the account.</summary>
    internal string Id { get; private set; } = "";

    /// <summary>Everything seen so far, oldest first.</summary>
    internal IReadOnlyList<MatrixSeen> All
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
    internal static async Task<MatrixSdk> Start(Uri homeserver, string name, string token, bool hasKeys)
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
        var sdk = new MatrixSdk(Process.Start(info)!, name);
        sdk.Listen();
        sdk.Id = await sdk.ready.Task.WaitAsync(Patience);
        return sdk;
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

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

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
