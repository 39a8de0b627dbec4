using Nachbarschaftsbot.Core.Delivery;
using Nachbarschaftsbot.Messengers.Telegram.Client;
using Outcome = Nachbarschaftsbot.Messengers.Telegram.Client.TelegramOutcome;

namespace Nachbarschaftsbot.Messengers.Telegram;

/// <summary>Starts Telegram: who are we, what is shown of us, then webhook or polling until the end.</summary>
internal sealed class TelegramService(
    TelegramConnection connection,
    TelegramClient client,
    BotIdentity bot,
    ProfileKeeper profile,
    Poller poller,
    TelegramHealth health,
    TelegramCounters counters,
    TimeProvider time,
    ILogger<TelegramService> log
) : BackgroundService
{
    private static readonly TimeSpan ModerationPause = TimeSpan.FromMinutes(1);
    private const int WebhookLookEvery = 5;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (!await Introduce(stoppingToken) || !await OpenWay(stoppingToken))
                return;
            await Task.WhenAll(KeepProfile(stoppingToken), Receive(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    /// <summary>Asks for the own name; false when the token is refused.</summary>
    private async Task<bool> Introduce(CancellationToken stop)
    {
        BotUser? me = null;
        var isHeard = await Insist(
            async () =>
            {
                var result = await client.GetMe(stop);
                me = result.Value;
                return result.Outcome;
            },
            stop
        );
        if (!isHeard || me is null)
            return false;
        bot.Username = me.Username;
        if (me.CanReadAllGroupMessages)
            log.LogWarning(
                "Telegram: Der Bot liest in Gruppen alles mit. Das braucht er nur für verbundene Räume. Sonst schicken Sie @BotFather "
                    + "/setprivacy und wählen Sie Enable. Nehmen Sie den Bot danach neu in seine Gruppen auf."
            );
        return true;
    }

    private Task<bool> OpenWay(CancellationToken stop) =>
        connection.WebhookAddress is { } address
            ? Insist(() => client.SetWebhook(WebhookOf(address), stop), stop)
            : Insist(() => client.DeleteWebhook(stop), stop);

    private SetWebhook WebhookOf(Uri address) =>
        new(
            address.OriginalString,
            connection.WebhookSecret,
            TelegramConnection.WebhookConnections,
            Poller.AllowedUpdates
        );

    private Task Receive(CancellationToken stop)
    {
        if (connection.WebhookAddress is null)
        {
            health.Well("Verbunden. Nachrichten werden abgeholt.");
            return poller.Run(stop);
        }
        health.Well("Verbunden. Der Webhook ist eingerichtet.");
        return Task.CompletedTask;
    }

    private async Task KeepProfile(CancellationToken stop)
    {
        await Quietly(() => profile.UpdateLink(bot.Username));
        await Quietly(() => profile.Update(stop));
        for (var round = 1; ; round++)
        {
            await Quietly(() => profile.UpdateModeration(stop));
            if (connection.WebhookAddress is not null && round % WebhookLookEvery == 0)
                await Quietly(() => LookAtWebhook(stop));
            await Task.Delay(ModerationPause, time, stop);
        }
    }

    private async Task LookAtWebhook(CancellationToken stop)
    {
        var info = await client.GetWebhookInfo(stop);
        if (info.Value is not { } state)
            return;
        var age = time.GetUtcNow().ToUnixTimeSeconds() - state.LastErrorDate;
        if (state.Url != connection.WebhookAddress!.OriginalString)
            health.Stopped("Der Webhook zeigt woandershin. Ein anderes Programm benutzt dieses Token.");
        else if (state.PendingUpdateCount > 100 && age < 600)
            health.Trouble(
                $"{state.PendingUpdateCount} Nachrichten warten bei Telegram. Es meldet: {TelegramErrors.Redact(state.LastErrorMessage ?? "")}"
            );
        else
            health.Well("Verbunden. Der Webhook ist eingerichtet.");
    }

    /// <summary>Tries until it works; false when it never will.</summary>
    private async Task<bool> Insist(Func<Task<Outcome>> call, CancellationToken stop)
    {
        for (var failures = 1; ; failures++)
        {
            var outcome = await call();
            switch (outcome)
            {
                case Outcome.Ok:
                    return true;
                case Outcome.Unauthorized:
                    health.Stopped(TelegramHealth.BadToken);
                    return false;
                case Outcome.Refused(var code, var why):
                    health.Stopped($"Telegram lehnt ab: {code} {why}");
                    return false;
                case Outcome.Flood(var after):
                    await Task.Delay(after, time, stop);
                    break;
                default:
                    health.Trouble("Telegram ist nicht erreichbar. Es wird weiter versucht.");
                    await Task.Delay(Backoff.Network.Before(failures, 1).ToTimeSpan(), time, stop);
                    break;
            }
        }
    }

    /// <summary>What is shown of the bot must not stop it from working.</summary>
    private async Task Quietly(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            counters.Event("profile-failed");
            log.LogWarning("Telegram: Name und Befehle konnten nicht gesetzt werden: {Type}", e.GetType().Name);
        }
    }
}
