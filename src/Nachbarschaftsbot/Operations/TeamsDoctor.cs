using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Nachbarschaftsbot.Messengers.Teams;
using Nachbarschaftsbot.Messengers.Teams.Receiving.Tokens;
using Nachbarschaftsbot.Messengers.Teams.Sending;

namespace Nachbarschaftsbot.Operations;

/// <summary>The doctor's questions about Teams: whose app, whether the login knows it, whether tokens can be checked, where Teams finds us.</summary>
internal static class TeamsDoctor
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Asks everything.</summary>
    public static async IAsyncEnumerable<Diagnosis> All(
        Settings settings,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        if (TeamsConnection.Of(settings.Teams) is not { } connection)
        {
            yield return new(
                Finding.Look,
                "Teams",
                "Nicht verbunden.",
                "Wenn Sie Teams möchten: eine App registrieren und Teams:AppId eintragen (README, „Microsoft Teams verbinden“)."
            );
            yield break;
        }
        if (connection.IsAnonymous)
        {
            yield return new(
                Finding.Look,
                "Teams",
                "Ohne Token, für den Playground.",
                "Für den echten Betrieb Teams:Anonymous weglassen und Teams:AppId eintragen."
            );
            yield break;
        }
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        yield return OfAddress(settings.Web.PublicAddress);
        if (connection.Certificate is { } certificate)
            yield return certificate.Look("Teams-Zertifikat", TimeProvider.System);
        yield return await OfToken(connection, patience.Token);
        yield return await OfKeys(connection);
    }

    private static Diagnosis OfAddress(string address) =>
        address.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            ? new(Finding.Well, "Teams-Adresse", $"Im Azure-Bot muss stehen: {address.TrimEnd('/')}{TeamsModule.Path}")
            : new(
                Finding.Ill,
                "Teams-Adresse",
                "Teams erreicht den Bot nur über eine öffentliche https-Adresse.",
                "Web:PublicAddress eintragen, zum Beispiel https://hilfe.example.org"
            );

    private static async Task<Diagnosis> OfToken(TeamsConnection connection, CancellationToken cancel)
    {
        const string What = "Teams-Anmeldung";
        try
        {
            var token = await TeamsTokens.Of(connection).Get(isAgain: false, cancel);
            return token switch
            {
                { Value: not null } => new(Finding.Well, What, "Microsoft kennt die App und ihr Geheimnis."),
                { IsRefused: true } => new(
                    Finding.Ill,
                    What,
                    "Microsoft weist die App ab.",
                    "Teams:AppId, Teams:TenantId und Teams:ClientSecret prüfen. Ist das Geheimnis abgelaufen? Gebraucht wird sein Wert."
                ),
                _ => Silent(What, "Teams:LoginAddress"),
            };
        }
        catch (Exception problem)
            when (problem is OperationCanceledException or HttpRequestException or CryptographicException or IOException
            )
        {
            return Silent(What, "Teams:LoginAddress");
        }
    }

    private static async Task<Diagnosis> OfKeys(TeamsConnection connection)
    {
        const string What = "Teams-Schlüssel";
        try
        {
            using var http = KeySource.CreateHttp();
            var keys = await new KeySource(http, connection.KeyAddress).Fetch();
            return keys.Values.Any(k => k.Endorsements.Contains("msteams"))
                ? new(Finding.Well, What, $"{keys.Count} Schlüssel. Der Bot kann prüfen, was von Teams kommt.")
                : new(Finding.Ill, What, "Keiner der Schlüssel gehört zu Teams.", "Teams:KeyAddress prüfen.");
        }
        catch (Exception problem)
            when (problem
                    is HttpRequestException
                        or OperationCanceledException
                        or InvalidDataException
                        or IOException
                        or System.Text.Json.JsonException
            )
        {
            return Silent(What, "Teams:KeyAddress");
        }
    }

    private static Diagnosis Silent(string what, string setting) =>
        new(
            Finding.Ill,
            what,
            "Microsoft antwortet nicht.",
            $"Netz und {setting} prüfen. Der Bot versucht es von selbst weiter."
        );
}
