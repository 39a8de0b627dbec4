using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nachbarschaftsbot.Messengers.Telegram;
using Nachbarschaftsbot.Operations;
using Nachbarschaftsbot.Outbox;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Store.Sqlite;
using Nachbarschaftsbot.Tests.Telegram.Fake;
using Nachbarschaftsbot.Timers;
using Nachbarschaftsbot.Turns;

namespace Nachbarschaftsbot.Tests.Telegram;

/// <summary>The whole program as it is started, on real SQLite, with the fake Bot API instead of Telegram.</summary>
internal sealed class TelegramHouse : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("telegram-house-").FullName;
    private readonly bool webhook;
    private readonly string token;
    private readonly TimeProvider clock;
    private WebApplication app = null!;

    private TelegramHouse(FakeBotApi api, bool webhook, string token)
    {
        (Api, this.webhook, this.token, clock) = (api, webhook, token, api.Clock);
    }

    internal FakeBotApi Api { get; }
    internal TelegramHealth Health => app.Services.GetRequiredService<TelegramHealth>();

    internal SqliteStore Store => (SqliteStore)app.Services.GetRequiredService<IStore>();

    /// <summary>Makes whoever sends it with /betreiber the operator.</summary>
    internal string OperatorCode { get; private set; } = "";

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

    /// <summary>Ends the program and starts it anew on the same data.</summary>
    internal async Task Restart()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await Start();
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await Api.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task Start()
    {
        var settings = MakeSettings();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(settings.Web.Listen);
        builder.Services.AddSingleton(settings);
        builder.Services.AddTelegram(settings.Telegram);
        builder.Services.AddTurns(settings);
        builder.Services.AddStore(settings.Store);
        builder.Services.AddOutbox();
        builder.Services.AddTimers();
        builder.Services.AddOperations();
        builder.Services.AddSingleton(clock);
        app = builder.Build();
        app.MapTelegram();
        OperatorCode = await app.Services.GetRequiredService<FirstStart>().Run() ?? "";
        await app.StartAsync();
    }

    private Settings MakeSettings()
    {
        var listen = $"http://127.0.0.1:{FreePort()}";
        var settings = new Settings();
        settings.Bot.OperatorName = "Nachbarschaftshilfe Lindenviertel";
        settings.Bot.OperatorContact = "Telefon 0000 123456";
        settings.Quartier.Name = "Lindenviertel";
        if (clock == TimeProvider.System)
            settings.Quartier.Zone = Daytime.Zone;
        settings.Store.Folder = folder;
        settings.Web.Listen = listen;
        settings.Telegram.Token = token;
        settings.Telegram.BaseAddress = Api.BaseAddress.ToString();
        settings.Telegram.WebhookAddress = webhook ? listen + "/telegram" : "";
        return settings;
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
