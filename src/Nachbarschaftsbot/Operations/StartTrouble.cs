using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Store.Sqlite;

namespace Nachbarschaftsbot.Operations;

/// <summary>What can keep the program from starting, in words that say what to do.</summary>
internal static class StartTrouble
{
    /// <summary>The words, or null for a fault of the program itself.</summary>
    public static string? Of(Exception trouble) =>
        trouble switch
        {
            SettingsException wrong => $"Der Bot startet nicht. Bitte ändern Sie die Einstellungen:\n\n{wrong.Message}",
            StoreInUseException =>
                "Ein anderes Programm benutzt diese Datenbank schon. Bitte beenden Sie es zuerst. Oder wählen Sie mit Store:Folder einen anderen Ordner.",
            StoreTooNewException =>
                "Die Datenbank ist neuer als das Programm. Bitte erneuern Sie das Programm. Oder spielen Sie eine ältere Sicherung zurück: restore <datei>",
            StoreUnavailableException =>
                "Die Datenbank lässt sich nicht öffnen. Bitte prüfen Sie Speicherplatz und Rechte mit dem Befehl: doctor",
            InvalidDataException { InnerException: FormatException } =>
                "Die Datei appsettings.json ist kein gültiges JSON. Ein gültiges Beispiel ist appsettings.sample.json.",
            InvalidDataException =>
                "Die Datei ist keine Datenbank dieses Programms. Bitte prüfen Sie die Einstellung Store:Folder.",
            IOException { InnerException: AddressInUseException } =>
                "Auf dieser Adresse läuft schon ein Programm. Bitte beenden Sie es. Oder ändern Sie die Einstellung Web:Listen, zum Beispiel: http://127.0.0.1:5081",
            IOException { InnerException: SocketException { SocketErrorCode: SocketError.AccessDenied } }
            or SocketException { SocketErrorCode: SocketError.AccessDenied } =>
                "Auf dieser Adresse darf der Bot nicht lauschen. Bitte nehmen Sie einen Port ab 1024, zum Beispiel Web:Listen = http://127.0.0.1:5080",
            SocketException { SocketErrorCode: SocketError.AddressNotAvailable } =>
                "Diese Adresse hat der Rechner nicht. Bitte prüfen Sie die Einstellung Web:Listen.",
            _ => null,
        };
}
