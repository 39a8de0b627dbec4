using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Store.Sealing;
using Nachbarschaftsbot.Store.Sqlite;
using SQLitePCL;

namespace Nachbarschaftsbot.Operations;

/// <summary><c>backup</c> and <c>restore</c>: both work while the bot runs.</summary>
internal static class BackupCommand
{
    /// <summary>Makes a checked copy of the database.</summary>
    /// <returns>0, or 1 with a word on what to do.</returns>
    public static int Backup(string[] args, string file, TextWriter output) =>
        Try(
            output,
            "Die Datenbank ist beschädigt oder nicht von diesem Programm. Bitte die letzte Sicherung zurückholen: restore.",
            () =>
            {
                if (File.Exists(file))
                    throw new IOException($"Die Datei {file} gibt es schon. Bitte einen anderen Namen wählen.");
                var database = SettingsSource.Read(SettingsSource.Sources(args)).Store.Database;
                var report = Store.Sqlite.Backup.Make(database, file);
                output.WriteLine($"Gesichert: {file}, {report.Bytes >> 10} KiB, geprüft.");
                WarnOfKeys(SealedWith.Keys(file), KeyFolder.Beside(database), output);
                output.WriteLine(
                    "Die Sicherung enthält Daten von Menschen. Bitte sicher aufbewahren und alte löschen."
                );
            }
        );

    /// <summary>Asks for a backup to be put in place; the running bot, or the next start, does it.</summary>
    /// <returns>0, or 1 with a word on what to do.</returns>
    public static int Restore(string[] args, string file, TextWriter output) =>
        Try(
            output,
            "Diese Datei ist keine vollständige Sicherung dieses Programms. Es wurde nichts geändert.",
            () =>
            {
                var database = SettingsSource.Read(SettingsSource.Sources(args)).Store.Database;
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(database))!);
                Store.Sqlite.Restore.Request(database, file);
                output.WriteLine("Die Sicherung ist geprüft und liegt bereit.");
                output.WriteLine("Läuft der Bot, übernimmt er sie in wenigen Sekunden. Sonst beim nächsten Start.");
                output.WriteLine(
                    $"Der alte Stand bleibt neben der Datenbank erhalten: {Path.GetFileName(database)}.before-restore-…"
                );
            }
        );

    /// <summary>The keys are not copied on purpose: with them an old backup could bring back what was deleted. So it has to be said.</summary>
    private static void WarnOfKeys(HashSet<string> needed, string folder, TextWriter output)
    {
        if (needed.Count == 0)
        {
            output.WriteLine("Verschlüsseltes liegt nicht darin. Diese Sicherung genügt für einen Umzug.");
            return;
        }
        output.WriteLine($"ACHTUNG: Vertrauliches liegt verschlüsselt darin. Die Schlüssel sind NICHT dabei: {folder}");
        output.WriteLine("Ohne diesen Ordner kann es niemand mehr lesen. Für einen Umzug bitte getrennt kopieren.");
    }

    /// <summary>What the database's own trouble means, and what to do now. Nothing was changed, and nothing half stays.</summary>
    /// <param name="problem">The trouble.</param>
    /// <param name="damaged">What to say where the file that is read is damaged.</param>
    internal static string Explain(SqliteException problem, string damaged) =>
        (problem.Code & 0xff) switch
        {
            raw.SQLITE_FULL =>
                "Der Platz auf dem Datenträger reicht nicht. Bitte Platz schaffen und noch einmal versuchen.",
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => damaged,
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
                "Die Datenbank ist gerade besetzt. Bitte in einer Minute noch einmal versuchen.",
            raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_CANTOPEN or raw.SQLITE_AUTH =>
                "Die Datei oder die Datenbank lässt sich nicht öffnen. Bitte die Rechte der Dateien und Ordner prüfen.",
            _ => $"Der Datenträger macht Fehler (SQLite {problem.Code}). Bitte Platz und Datenträger prüfen.",
        };

    private static int Try(TextWriter output, string damaged, Action work)
    {
        try
        {
            work();
            return 0;
        }
        catch (SettingsException wrong)
        {
            output.WriteLine(wrong.Message);
        }
        catch (StoreTooNewException)
        {
            output.WriteLine(
                "Eine neuere Version des Programms hat diese Datei geschrieben. Bitte zuerst das Programm erneuern."
            );
        }
        catch (FileNotFoundException)
        {
            output.WriteLine(
                "Die Datei oder die Datenbank gibt es nicht. Bitte den Namen und die Einstellung Store:Folder prüfen."
            );
        }
        catch (InvalidDataException)
        {
            output.WriteLine(damaged);
        }
        catch (SqliteException problem)
        {
            output.WriteLine(Explain(problem, damaged));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            output.WriteLine(problem.Message);
        }
        return 1;
    }
}
