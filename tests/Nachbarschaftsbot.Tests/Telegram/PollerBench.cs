using Microsoft.Extensions.Logging.Abstractions;
using Nachbarschaftsbot.Messengers.Telegram;
using Nachbarschaftsbot.Messengers.Telegram.Client;
using Nachbarschaftsbot.Store.Sqlite;
using Nachbarschaftsbot.Tests.Store;
using Nachbarschaftsbot.Tests.Telegram.Fake;

namespace Nachbarschaftsbot.Tests.Telegram;

/// <summary>A poller with a fake of Telegram on its far side.</summary>
public abstract class PollerBench : IAsyncLifetime
{
    private protected readonly HttpMessageInvoker http = TelegramWire.CreateHttp();
    private protected readonly ManualTime clock = ManualTime.Wednesday();
    private protected readonly TestFolder folder = new();
    private protected readonly SqliteStore store;
    private protected readonly List<string> taken = [];
    private protected readonly List<string> looked = [];
    private protected readonly CancellationTokenSource stop = new();
    private protected readonly TelegramHealth health = new(NullLogger<TelegramHealth>.Instance);
    private protected Func<Update, Task> take = _ => Task.CompletedTask;
    private protected FakeBotApi api = null!;
    private protected FakeUser ada = null!;

    private protected PollerBench() => store = folder.OpenStore(folder.Options with { Durable = false }, clock);

    public async ValueTask InitializeAsync()
    {
        api = await FakeBotApi.Start(clock);
        ada = api.User(1001, "Ada");
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        Assert.Empty(api.Violations);
        await api.DisposeAsync();
        http.Dispose();
        await store.DisposeAsync();
        folder.Dispose();
    }

    private protected Task Start(string holder, CancellationToken? until = null)
    {
        var client = new TelegramClient(http, api.BaseAddress, FakeBotApi.Token, TimeProvider.System);
        var lease = new PollLease(store, clock, holder);
        var poller = new Poller(client, Take, lease, health, new TelegramCounters(), clock) { Warn = Look };
        return Task.Run(() => poller.Run(until ?? stop.Token));
    }

    private protected Task Take(Update update)
    {
        lock (taken)
            taken.Add(update.Message?.Text ?? "");
        return take(update);
    }

    private protected Task Look(Update update)
    {
        lock (looked)
            looked.Add(update.Message?.Text ?? "");
        return Task.CompletedTask;
    }

    private protected List<string> Looked()
    {
        lock (looked)
            return [.. looked];
    }

    private protected List<string> Taken()
    {
        lock (taken)
            return [.. taken];
    }
}
