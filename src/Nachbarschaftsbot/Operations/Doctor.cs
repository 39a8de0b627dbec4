using System.Globalization;
using Nachbarschaftsbot.Messengers.Telegram.Client;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Store.Sqlite;

namespace Nachbarschaftsbot.Operations;

/// <summary>How one check of the doctor ended.</summary>
internal enum Finding
{
    /// <summary>All is well.</summary>
    Well,

    /// <summary>It works, but somebody should look.</summary>
    Look,

    /// <summary>It does not work.</summary>
    Ill,
}

/// <summary>One check.</summary>
/// <param name="Finding">How it ended.</param>
/// <param name="What">What was checked.</param>
/// <param name="Says">What was found; never a secret.</param>
/// <param name="Todo">What to do now; empty where nothing.</param>
internal sealed record Diagnosis(Finding Finding, string What, string Says, string Todo = "");

/// <summary>Checks settings, token, webhook, database, SQLite, clock and disk, and says what to do.</summary>
internal static class Doctor
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Runs all checks and writes them down.</summary>
    /// <returns>1 when something does not work, otherwise 0.</returns>
    public static async Task<int> Run(TextWriter output, IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        var all = new List<Diagnosis>();
        try
        {
            var settings = SettingsSource.Read(SettingsSource.Sources([.. arguments]));
            all.AddRange(OfSettings(settings));
            all.Add(OfLibrary());
            all.Add(OfFolder(settings));
            all.Add(OfDatabase(settings));
            all.AddRange(await OfTelegram(settings, cancel));
        }
        catch (SettingsException wrong)
        {
            all.AddRange(wrong.Problems.Select(OfProblem));
        }
        foreach (var diagnosis in all)
            Write(output, diagnosis);
        return all.Any(d => d.Finding == Finding.Ill) ? 1 : 0;
    }

    private static IEnumerable<Diagnosis> OfSettings(Settings settings)
    {
        var problems = SettingsCheck.Problems(settings);
        if (problems.Count > 0)
            return problems.Select(OfProblem);
        return
        [
            settings.IsDemo
                ? new(
                    Finding.Look,
                    "Einstellungen",
                    "Es gibt keine. Der Bot läuft als Vorführung.",
                    "Für den echten Betrieb: appsettings.sample.json als appsettings.json kopieren und ausfüllen."
                )
                : new(Finding.Well, "Einstellungen", "Alle Einstellungen sind gültig."),
        ];
    }

    private static Diagnosis OfProblem(SettingProblem problem) =>
        new(Finding.Ill, problem.Setting, problem.Reason, $"Zum Beispiel: {problem.Example}");

    private static Diagnosis OfLibrary() =>
        new(Finding.Well, "SQLite", $"{SqliteLibrary.Version}, {SqliteLibrary.Origin}");

    private static Diagnosis OfFolder(Settings settings)
    {
        try
        {
            var folder = Directory.CreateDirectory(settings.Store.Folder);
            var probe = Path.Combine(folder.FullName, $".doctor-{Environment.ProcessId}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            var free = new DriveInfo(folder.FullName).AvailableFreeSpace >> 20;
            return free switch
            {
                < 100 => new(
                    Finding.Ill,
                    "Speicherplatz",
                    $"Nur noch {free} MiB frei.",
                    "Platz schaffen. Unter 100 MiB ist der Betrieb unsicher."
                ),
                < 1000 => new(Finding.Look, "Speicherplatz", $"Noch {free} MiB frei.", "Bald Platz schaffen."),
                _ => new(Finding.Well, "Speicherplatz", $"{free} MiB frei im Ordner {settings.Store.Folder}."),
            };
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new(
                Finding.Ill,
                "Datenordner",
                $"In {settings.Store.Folder} kann der Bot nicht schreiben.",
                "Den Ordner dem Benutzer geben, unter dem der Bot läuft, oder Store:Folder ändern."
            );
        }
    }

    private static Diagnosis OfDatabase(Settings settings)
    {
        var file = settings.Store.Database;
        if (!File.Exists(file))
            return new(Finding.Look, "Datenbank", "Es gibt noch keine.", "Der Bot legt sie beim ersten Start an.");
        try
        {
            var report = Backup.Check(file);
            return new(
                Finding.Well,
                "Datenbank",
                $"{file}: vollständig, {report.Bytes >> 10} KiB, Schema {report.Schema}."
            );
        }
        catch (StoreTooNewException)
        {
            return new(
                Finding.Ill,
                "Datenbank",
                "Eine neuere Version des Programms hat sie geschrieben.",
                "Das Programm erneuern. Oder eine ältere Sicherung zurückspielen: restore <datei>"
            );
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return new(
                Finding.Ill,
                "Datenbank",
                $"{file} ist beschädigt oder nicht lesbar.",
                "Eine Sicherung zurückspielen: restore <datei>"
            );
        }
    }

    private static async Task<IReadOnlyList<Diagnosis>> OfTelegram(Settings settings, CancellationToken cancel)
    {
        if (settings.Telegram.Token.Length == 0)
            return
            [
                new(
                    Finding.Look,
                    "Telegram",
                    "Nicht verbunden.",
                    "Ein Token von BotFather unter Telegram:Token eintragen, wenn Sie Telegram möchten."
                ),
            ];
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { ConnectTimeout = Patience });
        var client = new TelegramClient(
            http,
            new Uri(settings.Telegram.BaseAddress),
            settings.Telegram.Token,
            TimeProvider.System
        );
        return [.. await OfToken(client, patience.Token), await OfClock(http, settings, patience.Token)];
    }

    private static async Task<IReadOnlyList<Diagnosis>> OfToken(TelegramClient client, CancellationToken cancel)
    {
        var me = await client.GetMe(cancel);
        if (me.Outcome is TelegramOutcome.Unauthorized)
            return
            [
                new(
                    Finding.Ill,
                    "Telegram-Token",
                    "Telegram kennt dieses Token nicht.",
                    "Bei BotFather mit /token nachsehen und neu eintragen."
                ),
            ];
        if (!me.IsOk || me.Value is not { } bot)
            return [new(Finding.Ill, "Telegram", "Telegram antwortet nicht.", "Netz und Telegram:BaseAddress prüfen.")];
        var token = new Diagnosis(Finding.Well, "Telegram-Token", $"gehört zu @{bot.Username}.");
        var privacy = bot.CanReadAllGroupMessages
            ? new Diagnosis(
                Finding.Look,
                "Telegram-Gruppen",
                "Der Bot liest alles mit.",
                "Bei BotFather mit /setprivacy auf Enable stellen."
            )
            : new Diagnosis(Finding.Well, "Telegram-Gruppen", "Der Bot liest nur, was an ihn geht.");
        return [token, privacy, await OfWebhook(client, cancel)];
    }

    private static async Task<Diagnosis> OfWebhook(TelegramClient client, CancellationToken cancel)
    {
        var answer = await client.GetWebhookInfo(cancel);
        if (!answer.IsOk || answer.Value is not { } info)
            return new(Finding.Look, "Telegram-Webhook", "Telegram sagt nichts dazu.", "Später noch einmal prüfen.");
        if (info.Url.Length == 0)
            return new(
                Finding.Well,
                "Telegram-Webhook",
                $"Keiner: der Bot holt Nachrichten ab. {info.PendingUpdateCount} warten."
            );
        return string.IsNullOrEmpty(info.LastErrorMessage)
            ? new(Finding.Well, "Telegram-Webhook", $"Eingerichtet. {info.PendingUpdateCount} Nachrichten warten.")
            : new(
                Finding.Look,
                "Telegram-Webhook",
                $"Telegram meldet: {info.LastErrorMessage}",
                "Zertifikat und Weiterleitung zum Bot prüfen."
            );
    }

    private static async Task<Diagnosis> OfClock(HttpMessageInvoker http, Settings settings, CancellationToken cancel)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, settings.Telegram.BaseAddress);
            using var response = await http.SendAsync(request, cancel);
            if (response.Headers.Date is not { } theirs)
                return new(Finding.Well, "Uhr", "Kein Vergleich möglich.");
            var off = Math.Abs((TimeProvider.System.GetUtcNow() - theirs).TotalSeconds);
            return off > 60
                ? new(
                    Finding.Ill,
                    "Uhr",
                    $"Sie geht {off.ToString("F0", CultureInfo.InvariantCulture)} Sekunden falsch.",
                    "Die Zeit mit NTP stellen (timedatectl set-ntp true)."
                )
                : new(Finding.Well, "Uhr", "Sie geht richtig.");
        }
        catch (Exception problem) when (problem is HttpRequestException or OperationCanceledException)
        {
            return new(Finding.Look, "Uhr", "Kein Vergleich möglich, Telegram antwortet nicht.", "Netz prüfen.");
        }
    }

    private static void Write(TextWriter output, Diagnosis diagnosis)
    {
        var mark = diagnosis.Finding switch
        {
            Finding.Well => "gut    ",
            Finding.Look => "ansehen",
            _ => "FEHLER ",
        };
        output.WriteLine($"{mark}  {diagnosis.What}: {diagnosis.Says}");
        if (diagnosis.Todo.Length > 0)
            output.WriteLine($"         Zu tun: {diagnosis.Todo}");
    }
}
