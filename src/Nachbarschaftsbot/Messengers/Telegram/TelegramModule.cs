using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Messengers.Telegram.Client;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Turns;

namespace Nachbarschaftsbot.Messengers.Telegram;

/// <summary>Puts Telegram into the house: services, health, the webhook's address.</summary>
internal static class TelegramModule
{
    /// <summary>Registers everything when the settings hold a token. The settings are checked elsewhere, before.</summary>
    internal static IServiceCollection AddTelegram(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection(TelegramOptions.Section).Get<TelegramOptions>() ?? new TelegramOptions();
        services.AddSingleton(options);
        if (!options.IsOn)
            return services;
        services.AddSingleton(s => new TelegramClient(
            TelegramWire.CreateHttp(),
            new Uri(options.BaseAddress),
            options.Token,
            s.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(new BotIdentity(options.BotId));
        services.AddSingleton<TelegramCounters>();
        services.AddSingleton<TelegramHealth>();
        services.AddSingleton<Translator>();
        services.AddSingleton<Renderer>();
        services.AddSingleton<ProfileKeeper>();
        services.AddSingleton<Receiver>();
        services.AddSingleton(s => new ReceiverPorts(
            inbound => s.GetRequiredService<Turn>().Take(inbound),
            s.GetRequiredService<IStore>().ReferenceOf
        ));
        services.AddSingleton<IMessenger>(s => new TelegramMessenger(
            s.GetRequiredService<TelegramClient>(),
            s.GetRequiredService<Renderer>(),
            options.Pace,
            s.GetRequiredService<TelegramCounters>()
        ));
        AddReceiving(services, options);
        services.AddHealthChecks().AddCheck<TelegramHealth>("telegram");
        return services;
    }

    /// <summary>Opens the webhook's address when one is set.</summary>
    internal static void MapTelegram(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<TelegramOptions>();
        if (options.IsOn && options.UsesWebhook)
            app.MapPost(options.ListenPath, app.Services.GetRequiredService<Webhook>().Handle);
    }

    private static void AddReceiving(IServiceCollection services, TelegramOptions options)
    {
        services.AddSingleton(s => new Webhook(
            options.WebhookSecret,
            s.GetRequiredService<Receiver>().Take,
            s.GetRequiredService<TelegramCounters>(),
            s.GetRequiredService<ILogger<Webhook>>()
        ));
        services.AddSingleton(s => new PollLease(
            s.GetRequiredService<IStore>(),
            s.GetRequiredService<TimeProvider>(),
            options.Instance
        ));
        services.AddSingleton(s => new Poller(
            s.GetRequiredService<TelegramClient>(),
            s.GetRequiredService<Receiver>().Take,
            s.GetRequiredService<PollLease>(),
            s.GetRequiredService<TelegramHealth>(),
            s.GetRequiredService<TelegramCounters>(),
            s.GetRequiredService<TimeProvider>()
        ));
        services.AddHostedService<TelegramService>();
    }
}
