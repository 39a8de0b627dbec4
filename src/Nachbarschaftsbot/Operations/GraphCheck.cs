namespace Nachbarschaftsbot.Operations;

/// <summary>Checks the settings of the calendar service.</summary>
internal static class GraphCheck
{
    private const string ExampleId = "\"11111111-2222-3333-4444-555555555555\"";

    /// <summary>Everything that is wrong; never contains a secret.</summary>
    public static IEnumerable<SettingProblem> Problems(GraphSettings graph, TimeProvider time)
    {
        if (!graph.IsOn)
        {
            if (
                graph.TenantId.Length + graph.ClientSecret.Length + graph.CertificateFile.Length + graph.Mailbox.Length
                > 0
            )
                yield return new(
                    "Graph:AppId",
                    "Sie fehlt. Ohne sie bleibt der Kalender von Microsoft aus.",
                    ExampleId
                );
            yield break;
        }
        if (!Guid.TryParseExact(graph.AppId.Trim(), "D", out _))
            yield return new("Graph:AppId", "Das ist keine Anwendungs-ID (Client).", ExampleId);
        if (!Guid.TryParseExact(graph.TenantId.Trim(), "D", out _))
            yield return new("Graph:TenantId", "Das ist keine Verzeichnis-ID (Mandant).", ExampleId);
        if (!IsMailbox(graph.Mailbox.Trim()))
            yield return new(
                "Graph:Mailbox",
                "Es fehlt das Postfach, in dessen Namen der Bot einlädt.",
                "\"quartier@example.org\""
            );
        foreach (var problem in Secret(graph, time).Concat(Addresses(graph)))
            yield return problem;
    }

    private static IEnumerable<SettingProblem> Secret(GraphSettings graph, TimeProvider time)
    {
        if (graph.ClientSecret.Length > 0 == graph.CertificateFile.Length > 0)
            yield return new(
                "Graph:ClientSecret",
                "Der Bot braucht entweder ein Geheimnis oder ein Zertifikat.",
                "\"Wert-des-Geheimnisses-aus-der-App-Registrierung\""
            );
        if (Guid.TryParseExact(graph.ClientSecret.Trim(), "D", out _))
            yield return new(
                "Graph:ClientSecret",
                "Das ist die Kennung des Geheimnisses. Gebraucht wird sein Wert.",
                "\"Wert-des-Geheimnisses-aus-der-App-Registrierung\""
            );
        if (graph.CertificateFile.Length > 0 && graph.Certificate.Problem(time) is { } problem)
            yield return problem;
    }

    private static IEnumerable<SettingProblem> Addresses(GraphSettings graph)
    {
        if (!SettingsCheck.IsTrusted(graph.BaseAddress))
            yield return new(
                "Graph:BaseAddress",
                "Das ist keine https-Adresse.",
                "\"https://graph.microsoft.com/v1.0\""
            );
        if (!SettingsCheck.IsTrusted(graph.LoginAddress))
            yield return new(
                "Graph:LoginAddress",
                "Das ist keine https-Adresse.",
                "\"https://login.microsoftonline.com\""
            );
    }

    private static bool IsMailbox(string text) =>
        text.Length <= 200
        && text.Split('@') is [{ Length: > 0 } name, { Length: > 2 } host]
        && name.All(c => char.IsAsciiLetterOrDigit(c) || ".-_+".Contains(c))
        && host.Contains('.')
        && host.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-');
}
