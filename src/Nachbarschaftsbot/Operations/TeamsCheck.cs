namespace Nachbarschaftsbot.Operations;

/// <summary>Checks the settings of Teams: a bot that anybody could speak for must not start.</summary>
internal static class TeamsCheck
{
    private const string ExampleId = "\"11111111-2222-3333-4444-555555555555\"";

    /// <summary>Everything that is wrong; never contains a secret.</summary>
    public static IEnumerable<SettingProblem> Problems(Settings settings, bool isDevelopment, TimeProvider time)
    {
        var teams = settings.Teams;
        var problems = teams.Anonymous ? Anonymous(settings, isDevelopment) : Identity(teams, time);
        return [.. problems, .. Addresses(teams)];
    }

    private static IEnumerable<SettingProblem> Anonymous(Settings settings, bool isDevelopment)
    {
        if (!isDevelopment)
            yield return new(
                "Teams:Anonymous",
                "Ohne Token kann jeder für Teams sprechen. Das gibt es nur zum Entwickeln, mit DOTNET_ENVIRONMENT=Development.",
                "Für den echten Betrieb: Teams:Anonymous weglassen und Teams:AppId eintragen."
            );
        if (
            !SettingsCheck.IsAddress(settings.Web.Listen, "http")
            || !new Uri(SettingsCheck.Plain(settings.Web.Listen)).IsLoopback
        )
            yield return new(
                "Teams:Anonymous",
                "Ohne Token darf der Bot nur auf diesem Rechner lauschen, also nicht mit dieser Adresse in Web:Listen.",
                "Web:Listen = http://127.0.0.1:5080"
            );
        if (settings.Teams.AppId.Length > 0)
            yield return new(
                "Teams:Anonymous",
                "Entweder mit Token (Teams:AppId) oder ohne. Beides zusammen geht nicht.",
                "Teams:AppId weglassen, oder Teams:Anonymous weglassen."
            );
    }

    private static IEnumerable<SettingProblem> Identity(TeamsSettings teams, TimeProvider time)
    {
        if (teams.AppId.Length == 0)
        {
            if (teams.TenantId.Length > 0 || teams.ClientSecret.Length > 0 || teams.CertificateFile.Length > 0)
                yield return new("Teams:AppId", "Sie fehlt. Ohne sie bleibt Teams aus.", ExampleId);
            yield break;
        }
        if (!IsId(teams.AppId))
            yield return new(
                "Teams:AppId",
                "Das ist keine Kennung. Sie steht in der App-Registrierung bei „Anwendungs-ID (Client)“.",
                ExampleId
            );
        if (!IsId(teams.TenantId))
            yield return new(
                "Teams:TenantId",
                "Das ist keine Kennung. Sie steht in der App-Registrierung bei „Verzeichnis-ID (Mandant)“.",
                ExampleId
            );
        if (teams.Tenants().FirstOrDefault(t => !IsId(t)) is { } wrong && wrong != teams.TenantId.ToLowerInvariant())
            yield return new("Teams:AllowedTenants", "Darin steht etwas, das keine Kennung ist.", ExampleId);
        foreach (var problem in Secret(teams, time))
            yield return problem;
    }

    private static IEnumerable<SettingProblem> Secret(TeamsSettings teams, TimeProvider time)
    {
        if (teams.ClientSecret.Length == 0 && teams.CertificateFile.Length == 0)
            yield return new(
                "Teams:ClientSecret",
                "Es fehlt. Der Bot braucht ein Geheimnis oder ein Zertifikat.",
                "\"Wert-des-Geheimnisses-aus-der-App-Registrierung\""
            );
        if (teams.ClientSecret.Length > 0 && teams.CertificateFile.Length > 0)
            yield return new(
                "Teams:CertificateFile",
                "Entweder ein Geheimnis oder ein Zertifikat. Beides zusammen geht nicht.",
                "Teams:ClientSecret weglassen, oder Teams:CertificateFile weglassen."
            );
        if (IsId(teams.ClientSecret))
            yield return new(
                "Teams:ClientSecret",
                "Das ist die Kennung des Geheimnisses. Gebraucht wird sein Wert.",
                "\"Wert-des-Geheimnisses-aus-der-App-Registrierung\""
            );
        if (teams.CertificateFile.Length > 0 && teams.Certificate.Problem(time) is { } problem)
            yield return problem;
    }

    private static IEnumerable<SettingProblem> Addresses(TeamsSettings teams)
    {
        if (!SettingsCheck.IsAddress(teams.LoginAddress, "https"))
            yield return new(
                "Teams:LoginAddress",
                "Das ist keine https-Adresse.",
                "\"https://login.microsoftonline.com\""
            );
        // Who answers there decides who may speak for Teams.
        if (!SettingsCheck.IsTrusted(teams.KeyAddress))
            yield return new(
                "Teams:KeyAddress",
                "Das ist keine https-Adresse.",
                "\"https://login.botframework.com/v1/.well-known/openidconfiguration\""
            );
    }

    private static bool IsId(string text) => Guid.TryParseExact(text.Trim(), "D", out _);
}
