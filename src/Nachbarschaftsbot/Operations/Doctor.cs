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

/// <summary>Checks settings, token, webhook, database, keys, SQLite, clock and disk, and says what to do.</summary>
internal static class Doctor
{
    private const long Mebibyte = 1 << 20;

    /// <summary>Runs all checks and writes them down.</summary>
    /// <returns>1 when something does not work, otherwise 0.</returns>
    public static async Task<int> Run(TextWriter output, IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        var isIll = false;
        await foreach (var diagnosis in All([.. arguments], cancel))
        {
            Write(output, diagnosis);
            isIll |= diagnosis.Finding == Finding.Ill;
        }
        output.WriteLine();
        output.WriteLine(isIll ? "Bitte zuerst die Fehler beheben." : "Der Bot kann laufen.");
        return isIll ? 1 : 0;
    }

    private static async IAsyncEnumerable<Diagnosis> All(
        string[] args,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel
    )
    {
        var (settings, problems) = Read(args);
        foreach (var problem in problems)
            yield return new(Finding.Ill, problem.Setting, problem.Reason, $"Zum Beispiel: {problem.Example}");
        if (settings is null)
            yield break;
        if (problems.Count == 0)
            yield return OfSettings(settings);
        yield return new(Finding.Well, "SQLite", $"Version {SqliteLibrary.Version}, {SqliteLibrary.Origin}.");
        if (!problems.Any(p => p.Setting.StartsWith("Store", StringComparison.Ordinal)))
        {
            yield return OfFolder(settings.Store.Folder);
            yield return OfDatabase(settings.Store.Database);
            yield return KeyDoctor.Of(settings.Store.Database);
        }
        if (!problems.Any(p => p.Setting.StartsWith("Telegram", StringComparison.Ordinal)))
            await foreach (var diagnosis in TelegramDoctor.All(settings.Telegram, cancel))
                yield return diagnosis;
        if (!problems.Any(p => p.Setting.StartsWith("Teams", StringComparison.Ordinal)))
            await foreach (var diagnosis in TeamsDoctor.All(settings, cancel))
                yield return diagnosis;
        if (!problems.Any(p => p.Setting.StartsWith("Matrix", StringComparison.Ordinal)))
            await foreach (var diagnosis in MatrixDoctor.All(settings, cancel))
                yield return diagnosis;
        if (!problems.Any(p => p.Setting.StartsWith("Graph", StringComparison.Ordinal)))
            await foreach (var diagnosis in GraphDoctor.All(settings.Graph, cancel))
                yield return diagnosis;
        yield return await ClockDoctor.Of(settings, TimeProvider.System, cancel);
    }

    private static (Settings?, IReadOnlyList<SettingProblem>) Read(string[] args)
    {
        try
        {
            var sources = SettingsSource.Sources(args);
            var settings = SettingsSource.Read(sources);
            return (
                settings,
                [
                    .. SettingsCheck.Unknown(sources),
                    .. SettingsCheck.Problems(settings, SettingsSource.IsDevelopment, TimeProvider.System),
                ]
            );
        }
        catch (SettingsException wrong)
        {
            return (null, wrong.Problems);
        }
    }

    private static Diagnosis OfSettings(Settings settings) =>
        settings.IsDemo
            ? new(
                Finding.Look,
                "Einstellungen",
                "Es gibt keine. Der Bot läuft als Vorführung.",
                "Für den echten Betrieb: appsettings.sample.json als appsettings.json kopieren und ausfüllen."
            )
            : new(Finding.Well, "Einstellungen", "Alle Einstellungen sind gültig.");

    private static Diagnosis OfFolder(string name)
    {
        try
        {
            var folder = Directory.CreateDirectory(name);
            return Files.CanWriteIn(folder.FullName)
                ? OfSpace(name, new DriveInfo(folder.FullName).AvailableFreeSpace / Mebibyte)
                : NotWritable(name);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return NotWritable(name);
        }
    }

    private static Diagnosis NotWritable(string folder) =>
        new(
            Finding.Ill,
            "Datenordner",
            $"In {folder} kann der Bot nicht schreiben.",
            "Platz schaffen. Oder den Ordner dem Benutzer geben, unter dem der Bot läuft. Oder Store:Folder ändern."
        );

    /// <summary>Whether the space that is left will do.</summary>
    /// <param name="folder">The folder of the data.</param>
    /// <param name="free">What is left, in MiB.</param>
    internal static Diagnosis OfSpace(string folder, long free) =>
        free switch
        {
            < 100 => new(
                Finding.Ill,
                "Speicherplatz",
                $"Nur noch {free} MiB frei.",
                "Platz schaffen. Unter 100 MiB ist der Betrieb unsicher."
            ),
            < 1000 => new(Finding.Look, "Speicherplatz", $"Noch {free} MiB frei.", "Bald Platz schaffen."),
            _ => new(Finding.Well, "Speicherplatz", $"{free} MiB frei im Ordner {folder}."),
        };

    private static Diagnosis OfDatabase(string file)
    {
        if (!File.Exists(file))
            return new(Finding.Look, "Datenbank", "Es gibt noch keine.", "Der Bot legt sie beim ersten Start an.");
        try
        {
            var report = Backup.Check(file);
            return new(
                Finding.Well,
                "Datenbank",
                $"{file} ist vollständig: {report.Bytes >> 10} KiB, Schema {report.Schema}."
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
        catch (Exception problem)
            when (problem is InvalidDataException or IOException or UnauthorizedAccessException or SqliteException)
        {
            return new(
                Finding.Ill,
                "Datenbank",
                $"{file} ist beschädigt oder nicht lesbar.",
                "Den Bot anhalten und eine Sicherung zurückspielen: restore <datei>"
            );
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
