using System.Runtime.CompilerServices;
using Nachbarschaftsbot.Messengers.Matrix;
using Nachbarschaftsbot.Messengers.Matrix.Client;
using Nachbarschaftsbot.Messengers.Matrix.Sending;

namespace Nachbarschaftsbot.Operations;

/// <summary>The doctor's questions about Matrix: who are we, does the homeserver reach us, in which rooms are we deaf.</summary>
internal static class MatrixDoctor
{
    private const int MostRooms = 300;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Asks everything.</summary>
    public static async IAsyncEnumerable<Diagnosis> All(
        Settings settings,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        if (MatrixConnection.Of(settings) is not { } connection)
        {
            yield return new(
                Finding.Look,
                "Matrix",
                "Nicht verbunden.",
                "Wenn Sie Matrix möchten: Matrix:Homeserver eintragen (README, „Matrix verbinden“)."
            );
            yield break;
        }
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        using var http = MatrixWire.CreateHttp();
        var wire = new MatrixWire(http, connection.Homeserver, connection.Token, TimeProvider.System);
        var client = new MatrixClient(wire);
        var (diagnosis, user) = await OfAccount(client, connection, patience.Token);
        yield return diagnosis;
        if (user is null)
            yield break;
        if (connection.Appservice is { } service)
            yield return await OfPing(client, service, patience.Token);
        foreach (var found in await OfRooms(client, user, patience.Token))
            yield return found;
    }

    private static async Task<(Diagnosis, string? User)> OfAccount(
        MatrixClient client,
        MatrixConnection connection,
        CancellationToken cancel
    )
    {
        const string What = "Matrix-Konto";
        var answer = await Quietly(() => client.WhoAmI(cancel));
        return answer.Outcome switch
        {
            MatrixOutcome.Ok => (new(Finding.Well, What, $"Der Bot ist {answer.Value!.UserId}."), answer.Value.UserId),
            MatrixOutcome.Unauthorized => (
                new(
                    Finding.Ill,
                    What,
                    "Der Homeserver kennt das Token nicht.",
                    connection.Appservice is null
                        ? "Ein neues Token holen und als Matrix:AccessToken eintragen (README, „Matrix verbinden“)."
                        : "Steht die Registrierungs-Datei in der Konfiguration des Homeservers? Danach braucht er einen Neustart."
                ),
                null
            ),
            _ => (
                new(
                    Finding.Ill,
                    What,
                    "Der Homeserver antwortet nicht wie ein Homeserver.",
                    "Netz und Matrix:Homeserver prüfen. Der Bot versucht es von selbst weiter."
                ),
                null
            ),
        };
    }

    private static async Task<Diagnosis> OfPing(MatrixClient client, MatrixAppservice service, CancellationToken cancel)
    {
        const string What = "Matrix-Rückweg";
        var answer = await Quietly(() => client.Ping(service.Id, "doctor", cancel));
        return answer.Outcome switch
        {
            MatrixOutcome.Ok => new(Finding.Well, What, "Der Homeserver erreicht den Bot."),
            MatrixOutcome.Refused { Code: "M_UNRECOGNIZED" } or MatrixOutcome.NotFound => new(
                Finding.Look,
                What,
                "Der Homeserver kann das nicht prüfen.",
                "Schreiben Sie dem Bot zur Probe eine Nachricht."
            ),
            _ => new(
                Finding.Ill,
                What,
                "Der Homeserver erreicht den Bot nicht.",
                "Läuft der Bot? Stimmen Matrix:Appservice:Url und Matrix:Appservice:HsToken mit der Registrierungs-Datei überein?"
            ),
        };
    }

    /// <summary>Rooms where the bot cannot read or write, asked of the homeserver: it always knows.</summary>
    private static async Task<IReadOnlyList<Diagnosis>> OfRooms(
        MatrixClient client,
        string user,
        CancellationToken cancel
    )
    {
        const string What = "Matrix-Räume";
        var joined = await Quietly(() => client.Joined(cancel));
        if (joined.Value is not { Rooms: var rooms })
            return [new(Finding.Look, What, "Der Homeserver nennt die Räume nicht.", "Später noch einmal fragen.")];
        var (deaf, mute) = (0, 0);
        foreach (var room in rooms.Take(MostRooms))
            if ((await Quietly(() => client.State(room, "m.room.encryption", "", cancel))).IsOk)
                deaf++;
            else if (await IsMute(client, room, user, cancel))
                mute++;
        var found = new List<Diagnosis>();
        if (deaf > 0)
            found.Add(
                new(
                    Finding.Look,
                    What,
                    $"{deaf} von {rooms.Count} Räumen sind verschlüsselt. Dort ist der Bot taub. Er hat es dort gesagt.",
                    "Den Bot in einen Raum ohne Verschlüsselung einladen. In Einzelchats hat er selbst einen offenen Raum angeboten."
                )
            );
        if (mute > 0)
            found.Add(
                new(
                    Finding.Look,
                    What,
                    $"In {mute} von {rooms.Count} Räumen darf der Bot nicht schreiben.",
                    "Dem Bot in den Einstellungen des Raums mehr Rechte geben, mindestens so viele wie zum Schreiben nötig."
                )
            );
        if (found.Count == 0)
            found.Add(new(Finding.Well, What, $"Der Bot ist in {rooms.Count} Räumen und kann überall mitlesen."));
        return found;
    }

    private static async Task<bool> IsMute(MatrixClient client, string room, string user, CancellationToken cancel)
    {
        var levels = await Quietly(() => client.State(room, "m.room.power_levels", "", cancel));
        return levels.IsOk && MatrixRights.Powers(levels.Value, user) is var (own, needed) && own < needed;
    }

    private static async Task<MatrixAnswer<T>> Quietly<T>(Func<Task<MatrixAnswer<T>>> call)
    {
        try
        {
            return await call();
        }
        catch (OperationCanceledException)
        {
            return new(new MatrixOutcome.Transient("timeout"), default);
        }
    }
}
