using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Nachbarschaftsbot.Tests.Matrix.Fake;

/// <summary>
/// A homeserver on loopback that is as strict as a real one, and stricter where clients would show rubbish: tokens, transaction ids, power,
/// relations, mentions, sizes, limits. Tests drive its people and rooms, and read what the bot made of it. What a real homeserver would
/// swallow although it is wrong is listed in <see cref="Violations"/>.
/// </summary>
public sealed partial class FakeHomeserver : IAsyncDisposable
{
    public const string Server = "quartier.example";
    public const string BotUser = "@nachbar:" + Server;
    public const string Token = "syt_fake_access_token";

    private readonly CancellationTokenSource stopped = new();
    private readonly List<string> violations = [];
    private readonly List<FakeCall> calls = [];
    private readonly Dictionary<string, FakeMatrixUser> users = [];
    private readonly Dictionary<string, FakeRoom> rooms = [];
    private readonly Dictionary<string, string> tokens = new() { [Token] = BotUser };
    private WebApplication app = null!;
    private int port;
    private long lastId;
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private FakeHomeserver(TimeProvider clock) => Clock = clock;

    /// <summary>Where the bot sends its requests.</summary>
    public Uri BaseAddress { get; private set; } = null!;
    public TimeProvider Clock { get; }

    /// <summary>Requests a second that may come after the burst; 0 for no limit. Synapse: 0.2 with a burst of 10.</summary>
    public (double PerSecond, int Burst) Limit { get; set; }

    /// <summary>The largest file it takes.</summary>
    public long LargestUpload { get; set; } = 50 * 1024 * 1024;

    internal object Gate { get; } = new();

    /// <summary>Everything the bot did that it must not do, even where a homeserver would have let it pass.</summary>
    public IReadOnlyList<string> Violations => Snapshot(violations);

    /// <summary>Fails with everything the bot did that it must not do.</summary>
    public void AllIsWell()
    {
        if (Violations is { Count: > 0 } all)
            Assert.Fail(string.Join('\n', all));
    }

    /// <summary>Every call in the order of arrival, but long polls.</summary>
    public IReadOnlyList<FakeCall> Calls => Snapshot(calls);

    /// <summary>What the bot said in plain words in rooms that are encrypted.</summary>
    public IReadOnlyList<FakeEvent> PlainInEncrypted
    {
        get
        {
            lock (Gate)
                return [.. rooms.Values.SelectMany(r => r.Events).Where(e => e.IsPlainInEncrypted)];
        }
    }

    /// <summary>The rooms that the bot made, oldest first.</summary>
    public IReadOnlyList<FakeRoom> RoomsMadeByBot
    {
        get
        {
            lock (Gate)
                return [.. rooms.Values.Where(r => r.Creator == BotUser)];
        }
    }

    public static async Task<FakeHomeserver> Start(TimeProvider? clock = null)
    {
        var homeserver = new FakeHomeserver(clock ?? TimeProvider.System);
        homeserver.users[BotUser] = new(homeserver, "nachbar", null);
        await homeserver.Listen();
        return homeserver;
    }

    /// <summary>Somebody with an account here, or on another server.</summary>
    public FakeMatrixUser User(string name, string? server = null)
    {
        lock (Gate)
        {
            var user = new FakeMatrixUser(this, name.ToLowerInvariant(), name, server ?? Server);
            return users.TryGetValue(user.Id, out var known) ? known : users[user.Id] = user;
        }
    }

    /// <summary>A room that somebody made and is in. Its id has no server in it, as in rooms of version 12.</summary>
    public FakeRoom Room(
        string name,
        FakeMatrixUser creator,
        bool encrypted = false,
        string? type = null,
        FakeRoom? replaces = null
    )
    {
        lock (Gate)
        {
            var content = new JsonObject();
            if (type is not null)
                content["type"] = type;
            if (replaces is not null)
                content["predecessor"] = new JsonObject { ["room_id"] = replaces.Id };
            var room = Make(creator.Id, name, content);
            if (encrypted)
                room.Encrypt(creator.Id);
            Change();
            return room;
        }
    }

    /// <summary>Goes away: nothing answers until <see cref="ComeBack"/>.</summary>
    public Task GoAway() => app.StopAsync();

    /// <summary>Comes back at the same address, with everything it knew.</summary>
    public async Task ComeBack()
    {
        await app.DisposeAsync();
        await Listen();
    }

    /// <summary>From now on the bot's token is worth nothing.</summary>
    public void RevokeToken()
    {
        lock (Gate)
            tokens.Clear();
    }

    /// <summary>Waits until something is there, a minute or a little more: a machine that has other things to do is no failure.</summary>
    public async Task<T> Until<T>(Func<T?> there, Func<string>? explain = null)
        where T : class
    {
        for (var ticks = 0; ticks < 600; )
        {
            Task next;
            lock (Gate)
            {
                if (there() is { } found)
                    return found;
                next = changed.Task;
            }
            if (await Task.WhenAny(next, Task.Delay(100)) != next)
                ticks++;
        }
        lock (Gate)
            throw new TimeoutException(explain?.Invoke() ?? "Waited in vain.");
    }

    public async ValueTask DisposeAsync()
    {
        await stopped.CancelAsync();
        await app.DisposeAsync();
        http.Dispose();
    }

    internal FakeRoom RoomOf(string id) => rooms[id];

    internal long NextId() => ++lastId;

    internal void Change()
    {
        var old = changed;
        changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        old.SetResult();
    }

    internal void Violate(string what) => violations.Add(what);

    internal string NameOf(string user) => users.TryGetValue(user, out var known) ? known.Name ?? user : user;

    private async Task Listen()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(o =>
            {
                o.AddServerHeader = false;
                o.Limits.MaxRequestBodySize = 60 * 1024 * 1024;
                o.Listen(IPAddress.Loopback, port);
            });
        builder.Services.AddRoutingCore();
        app = builder.Build();
        app.Run(Handle);
        await app.StartAsync();
        BaseAddress = new Uri(
            app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()
        );
        port = BaseAddress.Port;
    }

    private FakeRoom Make(string creator, string? name, JsonObject? content = null)
    {
        var room = new FakeRoom(this, $"!r{NextId():D8}abcdefghijklmnopqrstuvwxyzABCDEFGH", name ?? "");
        rooms[room.Id] = room;
        room.Create(creator, content);
        return room;
    }

    private IReadOnlyList<T> Snapshot<T>(List<T> list)
    {
        lock (Gate)
            return [.. list];
    }
}

/// <summary>A call that came in.</summary>
/// <param name="Method">The verb.</param>
/// <param name="Path">Path without query.</param>
/// <param name="User">As whom.</param>
/// <param name="Body">What was sent, if it was JSON.</param>
/// <param name="Status">What was answered; 0 for a cut connection.</param>
public sealed record FakeCall(string Method, string Path, string User, JsonObject? Body, int Status)
{
    /// <summary>The last piece of the path: of a sent event its transaction id.</summary>
    public string Last => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>Whether it sent an event of a type.</summary>
    public bool Sends(string type) => Method == "PUT" && Path.Contains($"/send/{type}/", StringComparison.Ordinal);
}
