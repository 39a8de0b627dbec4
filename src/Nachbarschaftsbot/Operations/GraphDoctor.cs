using System.Runtime.CompilerServices;
using System.Text.Json;
using Nachbarschaftsbot.Calendar.Graph;

namespace Nachbarschaftsbot.Operations;

/// <summary>The doctor's questions to the calendar service: does the login work, is the mailbox open, is it the only one.</summary>
internal static class GraphDoctor
{
    private const string What = "Microsoft-Kalender";

    /// <summary>Asks everything.</summary>
    public static async IAsyncEnumerable<Diagnosis> All(
        GraphSettings settings,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        if (!settings.IsOn)
            yield break;
        if (settings.CertificateFile.Length > 0)
            yield return settings.Certificate.Look(What, TimeProvider.System);
        var login = new GraphLogin(settings);
        string? token = null;
        yield return await Asking.One(
            What,
            "Graph:LoginAddress",
            Asking.Patience,
            async limit =>
            {
                (token, var refused) = await login.Get(false, limit);
                return token is null ? OfLogin(refused) : OfRights(token);
            },
            cancel
        );
        if (token is null)
            yield break;
        using var http = GraphClient.CreateHttp();
        var client = new GraphClient(http, new Uri(settings.BaseAddress), settings.Mailbox.Trim(), login.Get);
        yield return await Asking.One(
            What,
            "Graph:BaseAddress",
            Asking.Patience,
            async limit => OfMailbox((await client.Calendar(limit)).Trouble),
            cancel
        );
    }

    internal static Diagnosis OfLogin(GraphTrouble? trouble) =>
        trouble is GraphTrouble.Refused(var reason)
            ? new(
                Finding.Ill,
                What,
                $"Die Anmeldung wird abgelehnt ({reason}).",
                "Graph:TenantId, Graph:AppId und das Geheimnis prüfen. Geheimnisse laufen ab."
            )
            : new(Finding.Look, What, "Die Anmeldung antwortet nicht.", "Netz und Graph:LoginAddress prüfen.");

    internal static Diagnosis OfMailbox(GraphTrouble? trouble) =>
        trouble switch
        {
            null => new(Finding.Well, What, "Der Bot kann im Postfach Termine anlegen."),
            GraphTrouble.Refused(var reason) when reason.StartsWith("403", StringComparison.Ordinal) => new(
                Finding.Ill,
                What,
                "Der Bot darf das Postfach nicht benutzen.",
                "Die Rolle „Application Calendars.ReadWrite“ für dieses Postfach vergeben. Siehe README, Kalender. Es dauert bis zu 2 Stunden."
            ),
            GraphTrouble.Refused => new(
                Finding.Ill,
                What,
                "Das Postfach gibt es nicht, oder es hat keinen Kalender.",
                "Graph:Mailbox prüfen."
            ),
            GraphTrouble.Token => new(
                Finding.Ill,
                What,
                "Microsoft nimmt das Token nicht an.",
                "Prüfen, ob Graph:TenantId zum Postfach gehört."
            ),
            _ => new(Finding.Look, What, "Microsoft antwortet gerade nicht.", "Später noch einmal prüfen."),
        };

    /// <summary>A right in the token counts for every mailbox; one given in Exchange for single mailboxes does not stand there.</summary>
    internal static Diagnosis OfRights(string token) =>
        Roles(token)
            .Any(r =>
                r.StartsWith("Calendars.", StringComparison.Ordinal) || r.StartsWith("Mail.", StringComparison.Ordinal)
            )
            ? new(
                Finding.Look,
                "Microsoft-Rechte",
                "Die App darf in die Kalender aller Postfächer.",
                "Das Recht in Entra entfernen und in Exchange nur für das eine Postfach geben. Siehe README, Kalender."
            )
            : new(Finding.Well, "Microsoft-Rechte", "Die App hat kein Recht auf alle Postfächer.");

    private static IReadOnlyList<string> Roles(string token)
    {
        try
        {
            var middle = token.Split('.')[1].Replace('-', '+').Replace('_', '/');
            var json = Convert.FromBase64String(middle.PadRight((middle.Length + 3) / 4 * 4, '='));
            using var claims = JsonDocument.Parse(json);
            return claims.RootElement.TryGetProperty("roles", out var roles)
                ? [.. roles.EnumerateArray().Select(r => r.GetString() ?? "")]
                : [];
        }
        catch (Exception problem)
            when (problem is FormatException or JsonException or IndexOutOfRangeException or InvalidOperationException)
        {
            return [];
        }
    }
}
