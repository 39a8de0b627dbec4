using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Nachbarschaftsbot.Messengers.Telegram;
using Nachbarschaftsbot.Operations;
using Nachbarschaftsbot.Store.Sqlite;
using Nachbarschaftsbot.Tests.Contracts;
using Nachbarschaftsbot.Tests.Telegram.Fake;

namespace Nachbarschaftsbot.Tests.Telegram;

/// <summary>The whole program with the fake Bot API instead of Telegram.</summary>
internal sealed class TelegramHouse : House
{
    private readonly bool webhook;
    private readonly string token;

    private TelegramHouse(FakeBotApi api, bool webhook, string token)
        : base(api.Clock) => (Api, this.webhook, this.token) = (api, webhook, token);

    internal FakeBotApi Api { get; }
    internal TelegramHealth Health => App.Services.GetRequiredService<TelegramHealth>();
    internal override SqliteStore Store => (SqliteStore)base.Store;

    internal static async Task<TelegramHouse> Open(
        bool webhook,
        FakeLimits? limits = null,
        string? token = null,
        TimeProvider? clock = null
    )
    {
        var api = await FakeBotApi.Start(clock, limits ?? FakeLimits.Telegram);
        var house = new TelegramHouse(api, webhook, token ?? FakeBotApi.Token);
        await house.Start();
        return house;
    }

    protected override void Configure(Settings settings)
    {
        settings.Web.Listen = $"http://127.0.0.1:{FreePort()}";
        settings.Telegram.Token = token;
        settings.Telegram.BaseAddress = Api.BaseAddress.ToString();
        settings.Telegram.WebhookAddress = webhook ? settings.Web.Listen + "/telegram" : "";
    }

    protected override void AddMessenger(IServiceCollection services, Settings settings) =>
        services.AddTelegram(settings.Telegram);

    protected override void MapMessenger(WebApplication app) => app.MapTelegram();

    protected override ValueTask CloseMessenger() => Api.DisposeAsync();

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
