using System.Text.RegularExpressions;
using Nachbarschaftsbot.Messengers.Matrix.Receiving;

namespace Nachbarschaftsbot.Operations;

/// <summary>Checks the settings of Matrix.</summary>
internal static partial class MatrixCheck
{
    private const int ShortestToken = 16;
    private const string ExampleHomeserver = "\"https://matrix.example.org\"";
    private const string ByCommand =
        "Der Befehl matrix-registration schreibt die Datei und nennt alle Werte, die hier hineingehören.";

    /// <summary>Everything that is wrong; never contains a secret.</summary>
    public static IEnumerable<SettingProblem> Problems(Settings settings)
    {
        var matrix = settings.Matrix;
        if (!matrix.IsOn)
            return Off(matrix);
        return
        [
            .. Homeserver(matrix),
            .. matrix.Appservice.IsOn ? Appservice(matrix) : Account(matrix),
            .. Inviters(matrix),
            .. Pace(matrix),
        ];
    }

    private static IEnumerable<SettingProblem> Off(MatrixSettings matrix)
    {
        if (matrix.AccessToken.Length > 0 || matrix.Appservice.IsOn)
            yield return new("Matrix:Homeserver", "Er fehlt. Ohne ihn bleibt Matrix aus.", ExampleHomeserver);
    }

    private static IEnumerable<SettingProblem> Homeserver(MatrixSettings matrix)
    {
        if (!SettingsCheck.IsAddress(matrix.Homeserver, "https", "http"))
            yield return new("Matrix:Homeserver", "Das ist keine Adresse.", ExampleHomeserver);
        else if (new Uri(matrix.Homeserver) is { Scheme: "http", IsLoopback: false })
            yield return new(
                "Matrix:Homeserver",
                "Ohne https kann jeder auf dem Weg das Token lesen. Ohne https geht es nur auf diesem Rechner.",
                ExampleHomeserver
            );
    }

    private static IEnumerable<SettingProblem> Account(MatrixSettings matrix)
    {
        if (matrix.AccessToken.Length < ShortestToken || matrix.AccessToken.Any(char.IsWhiteSpace))
            yield return new(
                "Matrix:AccessToken",
                "Es fehlt oder ist zu kurz. Der Bot braucht das Zugangs-Token seines Kontos.",
                "\"syt_bmFjaGJhcnNjaGFmdA_BeispielBeispiel_123456\""
            );
    }

    private static IEnumerable<SettingProblem> Appservice(MatrixSettings matrix)
    {
        var service = matrix.Appservice;
        if (matrix.AccessToken.Length > 0)
            yield return new(
                "Matrix:AccessToken",
                "Entweder ein Konto mit Zugangs-Token oder ein Application Service. Beides zusammen geht nicht.",
                "Matrix:AccessToken weglassen, oder Matrix:Appservice:Id weglassen."
            );
        if (!Name().IsMatch(service.Id))
            yield return new(
                "Matrix:Appservice:Id",
                "Erlaubt sind 1 bis 64 Zeichen: a-z, A-Z, 0-9, . _ und -.",
                "\"nachbarschaftsbot\""
            );
        if (service.AsToken.Length < ShortestToken)
            yield return new("Matrix:Appservice:AsToken", "Es fehlt oder ist zu kurz.", ByCommand);
        if (service.HsToken.Length < ShortestToken)
            yield return new("Matrix:Appservice:HsToken", "Es fehlt oder ist zu kurz.", ByCommand);
        if (service.HsToken.Length >= ShortestToken && service.HsToken == service.AsToken)
            yield return new(
                "Matrix:Appservice:HsToken",
                "Beide Token sind gleich. Dann könnte sich jeder ausgeben, der eines kennt.",
                ByCommand
            );
        if (!SettingsCheck.IsAddress(service.Url, "https", "http"))
            yield return new(
                "Matrix:Appservice:Url",
                "Das ist keine Adresse, unter der der Homeserver den Bot erreicht.",
                "\"http://127.0.0.1:5080\""
            );
        if (!Localpart().IsMatch(service.SenderLocalpart))
            yield return new(
                "Matrix:Appservice:SenderLocalpart",
                "Erlaubt sind 1 bis 100 Zeichen: a-z, 0-9, . _ = - /.",
                "\"nachbarschaftsbot\""
            );
    }

    private static IEnumerable<SettingProblem> Inviters(MatrixSettings matrix)
    {
        var wrong = matrix.Inviters().Where(i => i != "*" && !MatrixEventReader.IsUser(i) && !Server().IsMatch(i));
        if (wrong.Any())
            yield return new(
                "Matrix:AllowInvitesFrom",
                "Darin steht etwas, das weder eine Person noch ein Server ist.",
                "\"example.org, @ada:example.com\""
            );
    }

    private static IEnumerable<SettingProblem> Pace(MatrixSettings matrix)
    {
        if (matrix.PerRoomPerSecond is < 0.1 or > 1000)
            yield return new("Matrix:PerRoomPerSecond", "Erlaubt ist 0.1 bis 1000.", "2");
        if (matrix.RoomBurst is < 1 or > 1000)
            yield return new("Matrix:RoomBurst", "Erlaubt ist 1 bis 1000.", "10");
        if (matrix.OverallPerSecond is < 0 or > 100_000)
            yield return new("Matrix:OverallPerSecond", "Erlaubt ist 0 bis 100000.", "10");
    }

    [GeneratedRegex("^[A-Za-z0-9._-]{1,64}$", RegexOptions.NonBacktracking)]
    private static partial Regex Name();

    [GeneratedRegex("^[a-z0-9._=/-]{1,100}$", RegexOptions.NonBacktracking)]
    private static partial Regex Localpart();

    [GeneratedRegex(
        @"^[A-Za-z0-9.\[\]-]{1,230}(:[0-9]{1,5})?$|^\[[0-9A-Fa-f:.]{2,45}\](:[0-9]{1,5})?$",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex Server();
}
