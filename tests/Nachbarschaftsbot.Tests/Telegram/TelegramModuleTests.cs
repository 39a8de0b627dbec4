using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nachbarschaftsbot.Core;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.Telegram;
using Nachbarschaftsbot.Operations;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Tests.Telegram.Fake;
using Nachbarschaftsbot.Tests.Transcripts;
using Nachbarschaftsbot.Turns;
using Xunit;

namespace Nachbarschaftsbot.Tests.Telegram;

/// <summary>The whole adapter in a web host, with the real turn: from the press of a key to the answer on the screen.</summary>
public sealed class TelegramModuleTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Somebody_writes_and_is_answered(bool webhook)
    {
        await using var api = await FakeBotApi.Start(null, FakeLimits.None);
        await using var app = await Host(api, webhook);
        var ada = api.User(5_000_000_001, "Ada");
        ada.Types("/hilfe");
        var first = await api.Until(() => ada.Sees().LastOrDefault(m => m.IsFromBot));
        Assert.NotEqual("", first.Text);
        await api.Until(() => api.PendingUpdates.Count == 0 ? this : null);
        await api.Until(() => api.SelfText("short_description", "en") is not null ? this : null);
        Assert.NotEmpty(api.Commands("all_private_chats"));
        Assert.Empty(api.Violations);
        Assert.Empty(api.UnansweredCallbacks);
    }

    [Fact]
    public void Without_a_token_nothing_is_there()
    {
        var services = new ServiceCollection().AddTelegram(new TelegramSettings());
        Assert.DoesNotContain(services, s => s.ServiceType == typeof(IMessenger));
    }

    [Fact]
    public async Task A_refused_token_is_an_alarm_and_no_crash()
    {
        await using var api = await FakeBotApi.Start(null, FakeLimits.None);
        await using var app = await Host(api, webhook: false, token: "1:falsch");
        var health = app.Services.GetRequiredService<TelegramHealth>();
        for (
            var i = 0;
            i < 500 && health.Status != Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Unhealthy;
            i++
        )
            await Task.Delay(10);
        Assert.Equal(TelegramHealth.BadToken, health.Message);
    }

    private static async Task<WebApplication> Host(FakeBotApi api, bool webhook, string token = FakeBotApi.Token)
    {
        var port = FreePort();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddTelegram(
            new TelegramSettings
            {
                Token = token,
                BaseAddress = api.BaseAddress.ToString(),
                WebhookAddress = webhook ? $"http://127.0.0.1:{port}/telegram" : "",
            }
        );
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IStore, MemoryStore>();
        builder.Services.AddSingleton(Features.Register());
        builder.Services.AddSingleton<TurnCounters>();
        builder.Services.AddSingleton<Turn>();
        builder.Services.AddSingleton(s => new TurnPorts(
            _ => s.GetRequiredService<IMessenger>().Capabilities,
            (messages, rows) => _ = SendAll(s.GetRequiredService<IMessenger>(), messages, rows),
            () => { }
        ));
        var app = builder.Build();
        app.MapTelegram();
        await app.StartAsync();
        return app;
    }

    private static async Task SendAll(
        IMessenger messenger,
        IReadOnlyList<Outbound> messages,
        IReadOnlyList<OutboxRow> rows
    )
    {
        foreach (var (message, row) in messages.Zip(rows))
            await messenger.Deliver(message, row.Id, [], default);
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
