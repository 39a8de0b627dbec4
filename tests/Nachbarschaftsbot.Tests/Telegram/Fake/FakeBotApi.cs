using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Nachbarschaftsbot.Tests.Telegram.Fake;

/// <summary>
/// A Bot API server on loopback that is as strict as Telegram: limits, parameter names, answered callbacks, one poller.
/// Tests drive its people and groups, and read what the bot made of it. Everything that is wrong with a request but
/// that Telegram would swallow is listed in <see cref="Violations"/>.
/// </summary>
public sealed partial class FakeBotApi : IAsyncDisposable
{
    public const string Token = "700001:AAFakeFakeFakeFakeFakeFakeFakeFake_-1";

    private readonly ApiDescription description = ApiDescription.Load();
    private readonly CancellationTokenSource stopped = new();
    private readonly List<string> violations = [];
    private readonly List<FakeRequest> requests = [];
    private readonly Dictionary<long, FakeUser> users = [];
    private readonly Dictionary<long, FakeGroup> groups = [];
    private WebApplication app = null!;
    private FloodGate flood;
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private FakeBotApi(TimeProvider clock, FakeLimits limits)
    {
        Clock = clock;
        flood = new FloodGate(limits);
    }

    /// <summary>Where the bot sends its requests.</summary>
    public Uri BaseAddress { get; private set; } = null!;
    public TimeProvider Clock { get; }
    public long BotId => 700001;
    public string BotUsername => "nachbarschaft_test_bot";

    /// <summary>Privacy mode off: the bot sees every message of its groups.</summary>
    public bool ReadsAllGroupMessages { get; set; }

    /// <summary>How long a button press can be answered.</summary>
    public TimeSpan CallbackLifetime { get; set; } = TimeSpan.FromSeconds(30);

    internal object Gate { get; } = new();
    internal long Revision { get; private set; }

    /// <summary>Everything the bot did that it must not do, even where Telegram would have let it pass.</summary>
    public IReadOnlyList<string> Violations => Snapshot(violations);

    /// <summary>Every request in the order of arrival, polls included.</summary>
    public IReadOnlyList<FakeRequest> Requests => Snapshot(requests);

    public static Task<FakeBotApi> Start(TimeProvider? clock = null, FakeLimits? limits = null) =>
        Start(0, clock, limits);

    /// <summary>Starts on a port of one's choice, to come back after a restart.</summary>
    public static async Task<FakeBotApi> Start(int port, TimeProvider? clock = null, FakeLimits? limits = null)
    {
        var api = new FakeBotApi(clock ?? TimeProvider.System, limits ?? FakeLimits.Telegram);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(o => Listen(o, port));
        builder.Services.AddRoutingCore();
        api.app = builder.Build();
        api.app.Run(api.Handle);
        await api.app.StartAsync();
        var server = api.app.Services.GetRequiredService<IServer>();
        api.BaseAddress = new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return api;
    }

    public void Limit(FakeLimits limits)
    {
        lock (Gate)
            flood = new FloodGate(limits);
    }

    public FakeUser User(long id, string name, string? language = "de")
    {
        lock (Gate)
            return users.TryGetValue(id, out var user) ? user : users[id] = new FakeUser(this, id, name, language);
    }

    /// <summary>A group: ids below -1,000,000,000,000 are supergroups, others plain groups.</summary>
    public FakeGroup Group(long id, string title, bool forum = false)
    {
        lock (Gate)
            return groups[id] = new FakeGroup(this, id, id < -1_000_000_000_000 ? "supergroup" : "group", title, forum);
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
    }

    internal void Change()
    {
        Revision++;
        var old = changed;
        changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        old.SetResult();
    }

    internal JsonObject BotJson() =>
        new()
        {
            ["id"] = BotId,
            ["is_bot"] = true,
            ["first_name"] = "Nachbarschaft",
            ["username"] = BotUsername,
        };

    private static void Listen(KestrelServerOptions options, int port)
    {
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = 60 * 1024 * 1024;
        options.Listen(System.Net.IPAddress.Loopback, port);
    }

    private void Violate(string what) => violations.Add(what);

    private IReadOnlyList<T> Snapshot<T>(List<T> list)
    {
        lock (Gate)
            return [.. list];
    }
}
