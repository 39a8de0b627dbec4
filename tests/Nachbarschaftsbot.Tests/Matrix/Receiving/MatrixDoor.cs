using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Nachbarschaftsbot.Core;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Messengers.Matrix;
using Nachbarschaftsbot.Messengers.Matrix.Receiving;
using Nachbarschaftsbot.Messengers.Matrix.Sending;
using Nachbarschaftsbot.Operations;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Store.Sqlite;
using Nachbarschaftsbot.Tests.Matrix.Fake;
using Nachbarschaftsbot.Turns;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Tests.Matrix.Receiving;

/// <summary>
/// What receives from Matrix, as the program starts it, on real SQLite and before the strict homeserver. What would go into the turns is kept
/// here, once for each id, as the turns do it.
/// </summary>
internal sealed class MatrixDoor : IAsyncDisposable
{
    internal const string AsToken = "as-token-that-nobody-guesses";
    internal const string HsToken = "hs-token-that-nobody-guesses";
    private static readonly Registry Registry = Features.Register();
    private readonly string folder = Directory.CreateTempSubdirectory("matrix-door-").FullName;
    private readonly ConcurrentQueue<Inbound> taken = new();
    private readonly bool isAppservice;
    private readonly TimeProvider clock;
    private readonly Action<MatrixSettings>? change;
    private readonly int port = FreePort();
    private readonly MatrixLog log = new();
    private bool isRegistered;
    private WebApplication app = null!;

    private MatrixDoor(FakeHomeserver homeserver, bool isAppservice, Action<MatrixSettings>? change)
    {
        (Homeserver, this.isAppservice, this.change) = (homeserver, isAppservice, change);
        clock = homeserver.Clock;
    }

    internal FakeHomeserver Homeserver { get; }
    internal string Address => $"http://127.0.0.1:{port}";
    internal IReadOnlyList<Inbound> Taken => [.. taken];
    internal IEnumerable<Content> Contents => taken.Select(t => t.Content);

    /// <summary>What was said or pressed, without the comings and goings.</summary>
    internal IEnumerable<string> Words => Contents.OfType<Content.Words>().Select(w => w.Text);
    internal MatrixBook Book => Service<MatrixBook>();
    internal MatrixHealth Health => Service<MatrixHealth>();
    internal SqliteStore Store => (SqliteStore)Service<IStore>();

    /// <summary>Ids of our messages by the messenger's id, as the outbox would know them.</summary>
    internal Dictionary<string, string> References { get; } = [];

    /// <summary>Tokens behind keys, by event and key.</summary>
    internal Dictionary<(string, string), string> Keys { get; } = [];

    /// <summary>Keys of the places that are linked with others.</summary>
    internal HashSet<string> Linked { get; } = [];

    /// <summary>Ids of the accounts that keep out of linked rooms.</summary>
    internal HashSet<string> KeepOut { get; } = [];

    /// <summary>Awaited before each inbound is taken.</summary>
    internal Func<Inbound, Task> Before { get; set; } = _ => Task.CompletedTask;
    internal ConcurrentQueue<Inbound> Warned { get; } = new();

    internal static async Task<MatrixDoor> Open(
        bool isAppservice = false,
        TimeProvider? clock = null,
        Action<MatrixSettings>? change = null
    )
    {
        var door = new MatrixDoor(await FakeHomeserver.Start(clock), isAppservice, change);
        await door.Start();
        return door;
    }

    internal T Service<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    internal async Task Stop()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    internal async Task Restart()
    {
        await Stop();
        await Start();
    }

    internal async Task Start()
    {
        app = Build();
        if (isAppservice && !isRegistered)
            Homeserver.Register(new("nachbarschaftsbot", Address, AsToken, HsToken));
        isRegistered = true;
        await app.StartAsync();
    }

    /// <summary>The data of the bot are gone; it has to be stopped.</summary>
    internal void LoseData()
    {
        Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        taken.Clear();
    }

    /// <summary>Waits until something is so.</summary>
    internal Task Until(Func<bool> isSo, string what) =>
        Patience.Until(
            isSo,
            () =>
                $"{what}. Taken: {string.Join(" | ", Taken.TakeLast(10))}; "
                + $"log: {string.Join(" | ", log.Errors)}; health: {Health.Message}; violations: {string.Join(" | ", Homeserver.Violations)}; "
                + $"calls: {string.Join(" | ", Homeserver.Calls.TakeLast(12).Select(c => $"{c.Method} {c.Path} {c.Status}"))}"
        );

    internal Task Until(Func<Task<bool>> isSo, string what) => Patience.Until(isSo, what);

    /// <summary>Waits until these words were taken.</summary>
    internal Task Hears(string words) => Until(() => Words.Contains(words), $"\"{words}\" is heard");

    /// <summary>Waits until everything said so far has been looked at: what somebody says in their direct chat comes behind it.</summary>
    internal async Task Settle(FakeMatrixSeat direct)
    {
        var mark = $"danach {Guid.NewGuid():N}";
        direct.Types(mark);
        await Hears(mark);
    }

    /// <summary>The same in a room, where the bot has to be called.</summary>
    internal async Task SettleIn(FakeMatrixSeat seat)
    {
        var mark = $"danach {Guid.NewGuid():N}";
        seat.Calls(mark);
        await Hears(mark);
    }

    /// <summary>Whether words only mark an end.</summary>
    internal static bool IsMark(string words) => words.StartsWith("danach ", StringComparison.Ordinal);

    /// <summary>Waits until the bot is in a room and reads.</summary>
    internal Task IsIn(FakeRoom room, RoomState state = RoomState.Open) =>
        Until(async () => (await Book.Find(room.Id))?.State == state, $"{room.Id} is {state}");

    public async ValueTask DisposeAsync()
    {
        await Stop();
        await Homeserver.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        Assert.Empty(log.Errors);
    }

    private WebApplication Build()
    {
        var settings = MakeSettings();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(log);
        builder.WebHost.UseUrls(settings.Web.Listen);
        builder.Services.AddSingleton(settings);
        builder.Services.AddMatrix(settings);
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton<Kind>(AccountLink.Kind);
        builder.Services.AddSingleton<IStore>(s =>
            SqliteStore.Open(
                new SqliteOptions { Path = Path.Combine(folder, "matrix.db") },
                [.. s.GetServices<Kind>()],
                clock,
                NullLogger.Instance
            )
        );
        builder.Services.AddSingleton(s => Ports(s.GetRequiredService<IStore>(), s));
        // Nothing is sent through the outbox here.
        foreach (var messenger in builder.Services.Where(s => s.ServiceType == typeof(IMessenger)).ToList())
            builder.Services.Remove(messenger);
        var built = builder.Build();
        built.MapMatrix();
        return built;
    }

    private MatrixPorts Ports(IStore store, IServiceProvider services) =>
        new(i => Take(i, store), (_, message) => new(References.GetValueOrDefault(message)))
        {
            Warn = i =>
            {
                Warned.Enqueue(i);
                return Task.CompletedTask;
            },
            IsLinked = Linked.Contains,
            KeepsOut = account => new(KeepOut.Contains(account.Id)),
            CommandOf = words => Registry.ByWords(words)?.Name,
            IsCommand = name => Registry.Command(name) is not null,
            Lift = (room, reaction) => services.GetRequiredService<MatrixReactions>().Lift(room, reaction),
            Pressed = (_, target, key) => new(Keys.GetValueOrDefault((target, key))),
            Typed = (_, replyTo, text) =>
                new(
                    replyTo is not null && Keys.TryGetValue((replyTo, text), out var token)
                        ? new TypedNumber(token)
                        : null
                ),
        };

    private async Task<TurnResult> Take(Inbound inbound, IStore store)
    {
        await Before(inbound);
        var changes = new ChangeSet { InboundId = inbound.Id, At = clock.GetCurrentInstant() };
        if (await store.Commit(changes) != CommitResult.Done)
            return new(TurnOutcome.Known);
        taken.Enqueue(inbound);
        return new(TurnOutcome.Done);
    }

    private Settings MakeSettings()
    {
        var settings = new Settings();
        settings.Bot.OperatorName = "Nachbarschaftshilfe Lindenviertel";
        settings.Bot.OperatorContact = "Telefon 0000 123456";
        settings.Store.Folder = folder;
        settings.Web.Listen = Address;
        settings.Web.PublicAddress = "https://hilfe.example.org";
        settings.Matrix.Homeserver = Homeserver.BaseAddress.ToString();
        if (isAppservice)
        {
            settings.Matrix.Appservice.Id = "nachbarschaftsbot";
            settings.Matrix.Appservice.Url = Address;
            settings.Matrix.Appservice.AsToken = AsToken;
            settings.Matrix.Appservice.HsToken = HsToken;
            settings.Matrix.Appservice.SenderLocalpart = "nachbar";
        }
        else
            settings.Matrix.AccessToken = FakeHomeserver.Token;
        change?.Invoke(settings.Matrix);
        return settings;
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>What the program logs as a mistake of its own: nothing, whatever comes in.</summary>
internal sealed class MatrixLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> errors = new();

    internal IReadOnlyList<string> Errors => [.. errors];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Error;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (logLevel == LogLevel.Error)
            errors.Enqueue($"{formatter(state, exception)} {exception?.GetType().Name}");
    }

    public void Dispose() { }
}
