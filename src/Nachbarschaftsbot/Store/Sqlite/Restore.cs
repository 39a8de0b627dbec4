using System.Globalization;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Store.Sqlite;

/// <summary>
/// Puts a backup in place of the database. Asking lays the checked file beside the database; the running program, or the next
/// start, swaps it in. The old file is kept as <c>….before-restore-TIME</c>.
/// </summary>
internal static class Restore
{
    /// <summary>Checks a backup and asks for it to be put in place.</summary>
    /// <exception cref="InvalidDataException">The file cannot be used; says why. Nothing was changed.</exception>
    /// <exception cref="StoreTooNewException">A newer program wrote it. Nothing was changed.</exception>
    /// <exception cref="SqliteException">It cannot be read or copied. Nothing was changed, and nothing of the copy stays.</exception>
    public static FileReport Request(string database, string backup)
    {
        var report = Backup.Check(backup);
        return Backup.Whole(
            Asked(database),
            part =>
            {
                // Through SQLite, so that a log beside the backup is taken along.
                using var source = Connection.ForReading(backup);
                using var target = Connection.ForWriting(part);
                source.CopyTo(target);
                target.Execute("PRAGMA journal_mode=DELETE");
                return report;
            }
        );
    }

    /// <summary>Whether one was asked for and not yet put in place.</summary>
    public static bool IsRequested(string database) => File.Exists(Asked(database));

    /// <summary>Swaps it in, if asked for. The caller holds the lock and has the database closed.</summary>
    public static void Perform(string database, TimeProvider time, ILogger log)
    {
        if (!IsRequested(database))
            return;
        try
        {
            Backup.Check(Asked(database));
        }
        catch (Exception problem)
        {
            File.Move(Asked(database), $"{Asked(database)}-refused", overwrite: true);
            log.LogError("The backup was not put in place: {Problem}", problem.Message);
            return;
        }
        var kept = KeptName(database, time);
        // The log belongs to its file by name: both keep the same one. Without a database the log would be taken for the new one's.
        Move($"{database}-wal", $"{kept}-wal");
        Move(database, kept);
        File.Delete($"{database}-shm");
        File.Move(Asked(database), database);
        log.LogWarning("A backup was put in place; the file before it is kept as {Kept}", Path.GetFileName(kept));
    }

    private static string Asked(string database) => $"{database}.restore";

    private static string KeptName(string database, TimeProvider time)
    {
        var at = time.GetCurrentInstant().ToString("uuuuMMdd'T'HHmmss", CultureInfo.InvariantCulture);
        var name = $"{database}.before-restore-{at}";
        for (var i = 2; File.Exists(name) || File.Exists($"{name}-wal"); i++)
            name = $"{database}.before-restore-{at}-{i}";
        return name;
    }

    private static void Move(string from, string to)
    {
        if (File.Exists(from))
            File.Move(from, to);
    }
}
