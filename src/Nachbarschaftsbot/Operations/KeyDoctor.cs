using Nachbarschaftsbot.Store.Sealing;
using Nachbarschaftsbot.Store.Sqlite;

namespace Nachbarschaftsbot.Operations;

/// <summary>Checks the keys of what is confidential, and says what to do.</summary>
internal static class KeyDoctor
{
    private const string What = "Schlüssel";

    /// <summary>Checks the keys beside a database.</summary>
    public static Diagnosis Of(string database)
    {
        var folder = KeyFolder.Beside(database);
        try
        {
            return Of(folder, KeyCheck.Of(folder, SealedWith.Keys(database)));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return Unusable(folder);
        }
        catch (Exception problem) when (problem is SqliteException or InvalidDataException)
        {
            return new(Finding.Look, What, "Die Datenbank sagt nicht, welche gebraucht werden.");
        }
    }

    private static Diagnosis Of(string folder, KeyReport report) =>
        report switch
        {
            { IsThere: false, Missing: 0 } => new(
                Finding.Well,
                What,
                "Es gibt noch keine. Der Bot legt sie mit der ersten vertraulichen Beratung an."
            ),
            { IsPrivate: false } => new(
                Finding.Ill,
                What,
                $"Auch andere Benutzer dieses Rechners kommen an den Ordner {folder}.",
                $"chmod -R go= {folder}"
            ),
            { IsWritable: false } => Unusable(folder),
            { OpensProbe: false } => new(
                Finding.Ill,
                What,
                $"Der Ordner {Path.Combine(folder, "ring")} fehlt oder ist beschädigt. Damit sind alle Schlüssel zu.",
                "Den ganzen Ordner keys von der alten Maschine noch einmal kopieren. Dann den Bot neu starten."
            ),
            { Missing: > 0 } => new(
                Finding.Look,
                What,
                $"Es fehlen {report.Missing}. Was mit ihnen verschlüsselt ist, kann niemand lesen. Alles andere geht.",
                $"Nach einem Umzug: den Ordner keys von der alten Maschine nach {folder} kopieren. Dann den Bot neu starten."
            ),
            _ => new(Finding.Well, What, $"Alle sind da, und nur der Besitzer kann den Ordner {folder} lesen."),
        };

    private static Diagnosis Unusable(string folder) =>
        new(
            Finding.Ill,
            What,
            $"Den Ordner {folder} kann dieser Benutzer nicht lesen oder nicht beschreiben.",
            "doctor als der Benutzer aufrufen, unter dem der Bot läuft. Hilft das nicht: ihm den Ordner geben (chown -R)."
        );
}
