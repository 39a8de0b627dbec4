using System.Runtime.CompilerServices;
using Nachbarschaftsbot.Messengers.Telegram.Client;

namespace Nachbarschaftsbot.Operations;

/// <summary>The doctor's questions to Telegram: whose token, what groups show, how the webhook does.</summary>
internal static class TelegramDoctor
{
    private const string What = "Telegram";
    private const string Webhook = "Telegram-Webhook";
    private const string Setting = "Telegram:BaseAddress";

    /// <summary>Asks everything.</summary>
    public static async IAsyncEnumerable<Diagnosis> All(
        TelegramSettings settings,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        if (settings.Token.Length == 0)
        {
            yield return new(
                Finding.Look,
                What,
                "Nicht verbunden.",
                "Wenn Sie Telegram möchten: ein Token von BotFather unter Telegram:Token eintragen."
            );
            yield break;
        }
        using var http = TelegramWire.CreateHttp();
        var client = new TelegramClient(http, new Uri(settings.BaseAddress), settings.Token, TimeProvider.System);
        BotUser? bot = null;
        yield return await Asking.One(
            What,
            Setting,
            Asking.Patience,
            async limit =>
            {
                var me = await client.GetMe(limit);
                bot = me.IsOk ? me.Value : null;
                return OfToken(me.Outcome, bot);
            },
            cancel
        );
        if (bot is null)
            yield break;
        yield return OfGroups(bot);
        yield return await Asking.One(
            What,
            Setting,
            Asking.Patience,
            limit => OfWebhook(client, settings.WebhookAddress, limit),
            cancel
        );
    }

    private static Diagnosis OfToken(TelegramOutcome outcome, BotUser? bot) =>
        bot is not null ? new(Finding.Well, "Telegram-Token", $"Es gehört zu @{bot.Username}.")
        : outcome is TelegramOutcome.Unauthorized
            ? new(
                Finding.Ill,
                "Telegram-Token",
                "Telegram kennt dieses Token nicht.",
                "Bei @BotFather mit /token nachsehen und unter Telegram:Token neu eintragen."
            )
        : Asking.Silent(What, Setting);

    private static Diagnosis OfGroups(BotUser bot) =>
        bot.CanReadAllGroupMessages
            ? new(
                Finding.Look,
                "Telegram-Gruppen",
                "Der Bot liest alles mit. Das braucht er nur für verbundene Räume.",
                "Sonst bei @BotFather mit /setprivacy auf Enable stellen. Danach den Bot neu in die Gruppen aufnehmen."
            )
            : new(Finding.Well, "Telegram-Gruppen", "Der Bot liest nur, was an ihn geht.");

    private static async Task<Diagnosis> OfWebhook(TelegramClient client, string wanted, CancellationToken cancel)
    {
        var answer = await client.GetWebhookInfo(cancel);
        if (!answer.IsOk || answer.Value is not { } info)
            return new(Finding.Look, Webhook, "Telegram sagt nichts dazu.", "Später noch einmal prüfen.");
        var waiting = $"{info.PendingUpdateCount} Nachrichten warten.";
        if (!string.IsNullOrEmpty(info.LastErrorMessage) && wanted.Length > 0)
            return new(
                Finding.Look,
                Webhook,
                $"Telegram meldet: {TelegramErrors.Redact(info.LastErrorMessage)}. {waiting}",
                "Zertifikat und Weiterleitung zum Bot prüfen. Läuft der Bot?"
            );
        if (wanted.Length == 0)
            return info.Url.Length == 0
                ? new(Finding.Well, Webhook, $"Keiner: der Bot holt Nachrichten ab. {waiting}")
                : new(
                    Finding.Look,
                    Webhook,
                    "Telegram schickt Nachrichten noch an eine Adresse.",
                    "Nichts. Der Bot löscht sie beim Start und holt Nachrichten dann selbst ab."
                );
        return info.Url == wanted
            ? new(Finding.Well, Webhook, $"Eingerichtet. {waiting}")
            : new(
                Finding.Look,
                Webhook,
                "Telegram kennt die Adresse aus Telegram:WebhookAddress noch nicht.",
                "Den Bot starten. Läuft er schon, benutzt ein anderes Programm dieses Token."
            );
    }
}
