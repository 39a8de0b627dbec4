using Microsoft.Extensions.DependencyInjection.Extensions;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Messengers.Telegram.Client;
using Nachbarschaftsbot.Operations;
using Nachbarschaftsbot.Outbox;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Turns;
using Nachbarschaftsbot.Web;

namespace Nachbarschaftsbot.Messengers.Telegram;

/// <summary>Puts Telegram into the house: services, health, the webhook's address.</summary>
internal static class TelegramModule
{
    /// <summary>Registers everything when the settings hold a token. The settings are checked elsewhere, before.</summary>
    internal static IServiceCollection AddTelegram(this IServiceCollection services, TelegramSettings settings)
    {
        if (TelegramConnection.Of(settings) is not { } connection)
            return services;
        services.AddSingleton(connection);
        services.AddSingleton<Kind>(TelegramState.Kind);
        services.TryAddSingleton(Catalog.BuiltIn);
        services.AddSingleton(s => new TelegramClient(
            TelegramWire.CreateHttp(),
            connection.BaseAddress,
            connection.Token,
            s.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(new BotIdentity(connection.BotId));
        services.AddSingleton<TelegramCounters>();
        services.AddSingleton<TelegramHealth>();
        services.AddSingleton(s => new Translator(s.GetRequiredService<BotIdentity>())
        {
            IsLinked = s.GetRequiredService<LinkedPlaces>().IsLinked,
            LinkedIn = chat => s.GetRequiredService<LinkedPlaces>().InChat(Translator.MessengerName, chat),
        });
        services.AddSingleton<Renderer>();
        services.AddSingleton<ProfileKeeper>();
        services.AddSingleton<Receiver>();
        services.AddSingleton(s => new ReceiverPorts(
            inbound => s.GetRequiredService<Turn>().Take(inbound),
            s.GetRequiredService<OutboxRunner>().ReferenceOf
        )
        {
            Warn = s.GetRequiredService<Turn>().Warn,
            KeepsOut = s.GetRequiredService<LinkedPlaces>().KeepsOut,
            LinkedIn = chat => s.GetRequiredService<LinkedPlaces>().InChat(Translator.MessengerName, chat),
        });
        services.AddSingleton<IMessenger>(s => new TelegramMessenger(
            s.GetRequiredService<TelegramClient>(),
            s.GetRequiredService<Renderer>(),
            connection.Pace,
            s.GetRequiredService<TelegramCounters>()
        ));
        AddReceiving(services, connection);
        services.AddHealthChecks().AddCheck<TelegramHealth>("telegram");
        return services;
    }

    /// <summary>Opens the webhook's address when one is set.</summary>
    internal static void MapTelegram(this WebApplication app)
    {
        if (app.Services.GetService<TelegramConnection>() is { WebhookAddress: { } address })
            app.MapPost(address.AbsolutePath, app.Services.GetRequiredService<Webhook>().Handle).AnswersServers();
    }

    private static void AddReceiving(IServiceCollection services, TelegramConnection connection)
    {
        services.AddSingleton(s => new Webhook(
            connection.WebhookSecret,
            s.GetRequiredService<Receiver>().Take,
            s.GetRequiredService<TelegramCounters>(),
            s.GetRequiredService<ILogger<Webhook>>()
        ));
        services.AddSingleton(s => new PollLease(
            s.GetRequiredService<IStore>(),
            s.GetRequiredService<TimeProvider>(),
            connection.Instance
        ));
        services.AddSingleton(s => new Poller(
            s.GetRequiredService<TelegramClient>(),
            s.GetRequiredService<Receiver>().Take,
            s.GetRequiredService<PollLease>(),
            s.GetRequiredService<TelegramHealth>(),
            s.GetRequiredService<TelegramCounters>(),
            s.GetRequiredService<TimeProvider>()
        )
        {
            Warn = s.GetRequiredService<Receiver>().Warn,
        });
        services.AddHostedService<TelegramService>();
    }
}
