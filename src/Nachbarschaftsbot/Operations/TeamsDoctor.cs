using System.Runtime.CompilerServices;
using Nachbarschaftsbot.Messengers.Teams;
using Nachbarschaftsbot.Messengers.Teams.Receiving.Tokens;
using Nachbarschaftsbot.Messengers.Teams.Sending;

namespace Nachbarschaftsbot.Operations;

/// <summary>The doctor's questions about Teams: whose app, whether the login knows it, whether tokens can be checked, where Teams finds us.</summary>
internal static class TeamsDoctor
{
    private const string Login = "Teams-Anmeldung";
    private const string Keys = "Teams-Schlüssel";
    private const string LoginAddress = "Teams:LoginAddress";

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
        yield return OfAddress(settings.Web.PublicAddress);
        if (connection.Certificate is { } certificate)
            yield return certificate.Look("Teams-Zertifikat", TimeProvider.System);
        yield return await Asking.One(
            Login,
            LoginAddress,
            Asking.Patience,
            limit => OfToken(connection, limit),
            cancel
        );
        yield return await Asking.One(
            Keys,
            "Teams:KeyAddress",
            Asking.Patience,
            limit => OfKeys(connection).WaitAsync(limit),
            cancel
        );
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
        var token = await TeamsTokens.Of(connection).Get(isAgain: false, cancel);
        return token switch
        {
            { Value: not null } => new(Finding.Well, Login, "Microsoft kennt die App und ihr Geheimnis."),
            { IsRefused: true } => new(
                Finding.Ill,
                Login,
                "Microsoft weist die App ab.",
                "Teams:AppId, Teams:TenantId und Teams:ClientSecret prüfen. Ist das Geheimnis abgelaufen? Gebraucht wird sein Wert."
            ),
            _ => Asking.Silent(Login, LoginAddress),
        };
    }

    private static async Task<Diagnosis> OfKeys(TeamsConnection connection)
    {
        using var http = KeySource.CreateHttp();
        var keys = await new KeySource(http, connection.KeyAddress).Fetch();
        return keys.Values.Any(k => k.Endorsements.Contains("msteams"))
            ? new(Finding.Well, Keys, $"{keys.Count} Schlüssel. Der Bot kann prüfen, was von Teams kommt.")
            : new(Finding.Ill, Keys, "Keiner der Schlüssel gehört zu Teams.", "Teams:KeyAddress prüfen.");
    }
}
