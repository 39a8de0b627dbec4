using System.Globalization;
using System.Runtime.CompilerServices;
using Nachbarschaftsbot.Messengers.Telegram.Client;

namespace Nachbarschaftsbot.Operations;

/// <summary>The doctor's questions to Telegram: whose token, what groups show, how the webhook does, what time it is there.</summary>
internal static class TelegramDoctor
{
    private const int MostSecondsOff = 60;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

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
                "Telegram",
                "Nicht verbunden.",
                "Wenn Sie Telegram möchten: ein Token von BotFather unter Telegram:Token eintragen."
            );
            yield break;
        }
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { ConnectTimeout = Patience });
        var client = new TelegramClient(http, new Uri(settings.BaseAddress), settings.Token, TimeProvider.System);
        foreach (var diagnosis in await OfToken(client, settings, patience.Token))
            yield return diagnosis;
        yield return await OfClock(http, settings.BaseAddress, patience.Token);
    }

    private static async Task<IReadOnlyList<Diagnosis>> OfToken(
        TelegramClient client,
        TelegramSettings settings,
        CancellationToken cancel
    )
    {
        var me = await client.GetMe(cancel);
        if (me.Outcome is TelegramOutcome.Unauthorized)
            return
            [
                new(
                    Finding.Ill,
                    "Telegram-Token",
                    "Telegram kennt dieses Token nicht.",
                    "Bei @BotFather mit /token nachsehen und unter Telegram:Token neu eintragen."
                ),
            ];
        if (!me.IsOk || me.Value is not { } bot)
            return
            [
                new(
                    Finding.Ill,
                    "Telegram",
                    "Telegram antwortet nicht.",
                    "Netz und Telegram:BaseAddress prüfen. Der Bot versucht es von selbst weiter."
                ),
            ];
        return
        [
            new(Finding.Well, "Telegram-Token", $"Es gehört zu @{bot.Username}."),
            bot.CanReadAllGroupMessages
                ? new(
                    Finding.Look,
                    "Telegram-Gruppen",
                    "Der Bot liest alles mit. Das braucht er nur für verbundene Räume.",
                    "Sonst bei @BotFather mit /setprivacy auf Enable stellen. Danach den Bot neu in die Gruppen aufnehmen."
                )
                : new(Finding.Well, "Telegram-Gruppen", "Der Bot liest nur, was an ihn geht."),
            await OfWebhook(client, settings.WebhookAddress, cancel),
        ];
    }

    private static async Task<Diagnosis> OfWebhook(TelegramClient client, string wanted, CancellationToken cancel)
    {
        const string What = "Telegram-Webhook";
        var answer = await client.GetWebhookInfo(cancel);
        if (!answer.IsOk || answer.Value is not { } info)
            return new(Finding.Look, What, "Telegram sagt nichts dazu.", "Später noch einmal prüfen.");
        var waiting = $"{info.PendingUpdateCount} Nachrichten warten.";
        if (!string.IsNullOrEmpty(info.LastErrorMessage) && wanted.Length > 0)
            return new(
                Finding.Look,
                What,
                $"Telegram meldet: {TelegramErrors.Redact(info.LastErrorMessage)}. {waiting}",
                "Zertifikat und Weiterleitung zum Bot prüfen. Läuft der Bot?"
            );
        if (wanted.Length == 0)
            return info.Url.Length == 0
                ? new(Finding.Well, What, $"Keiner: der Bot holt Nachrichten ab. {waiting}")
                : new(
                    Finding.Look,
                    What,
                    "Telegram schickt Nachrichten noch an eine Adresse.",
                    "Nichts. Der Bot löscht sie beim Start und holt Nachrichten dann selbst ab."
                );
        return info.Url == wanted
            ? new(Finding.Well, What, $"Eingerichtet. {waiting}")
            : new(
                Finding.Look,
                What,
                "Telegram kennt die Adresse aus Telegram:WebhookAddress noch nicht.",
                "Den Bot starten. Läuft er schon, benutzt ein anderes Programm dieses Token."
            );
    }

    private static async Task<Diagnosis> OfClock(HttpMessageInvoker http, string address, CancellationToken cancel)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, address);
            using var response = await http.SendAsync(request, cancel);
            if (response.Headers.Date is not { } theirs)
                return new(Finding.Well, "Uhr", "Kein Vergleich möglich.");
            var off = Math.Abs((TimeProvider.System.GetUtcNow() - theirs).TotalSeconds);
            return off > MostSecondsOff
                ? new(
                    Finding.Ill,
                    "Uhr",
                    $"Sie geht {off.ToString("F0", CultureInfo.InvariantCulture)} Sekunden falsch.",
                    "Die Zeit aus dem Netz stellen, zum Beispiel: timedatectl set-ntp true"
                )
                : new(Finding.Well, "Uhr", "Sie geht richtig.");
        }
        catch (Exception problem) when (problem is HttpRequestException or OperationCanceledException)
        {
            return new(Finding.Look, "Uhr", "Kein Vergleich möglich. Telegram antwortet nicht.", "Netz prüfen.");
        }
    }
}
