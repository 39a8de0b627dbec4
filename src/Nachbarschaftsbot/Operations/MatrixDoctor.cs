using System.Runtime.CompilerServices;
using Nachbarschaftsbot.Messengers.Matrix;
using Nachbarschaftsbot.Messengers.Matrix.Client;
using Nachbarschaftsbot.Messengers.Matrix.Sending;

namespace Nachbarschaftsbot.Operations;

/// <summary>The doctor's questions about Matrix: who are we, does the homeserver reach us, in which rooms are we deaf.</summary>
internal static class MatrixDoctor
{
    private const int MostRooms = 300;
    private const string Account = "Matrix-Konto";
    private const string WayBack = "Matrix-Rückweg";
    private const string Rooms = "Matrix-Räume";
    private const string Setting = "Matrix:Homeserver";

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
        using var http = MatrixWire.CreateHttp();
        var wire = new MatrixWire(http, connection.Homeserver, connection.Token, TimeProvider.System);
        var client = new MatrixClient(wire);
        string? user = null;
        yield return await Asking.One(
            Account,
            Setting,
            Asking.Patience,
            async limit =>
            {
                (var diagnosis, user) = await OfAccount(client, connection, limit);
                return diagnosis;
            },
            cancel
        );
        if (user is null)
            yield break;
        if (connection.Appservice is { } service)
            yield return await Asking.One(
                WayBack,
                Setting,
                Asking.Patience,
                limit => OfPing(client, service, limit),
                cancel
            );
        IReadOnlyList<Diagnosis> rooms = [];
        var last = await Asking.One(
            Rooms,
            Setting,
            Asking.LongPatience,
            async limit => (rooms = await OfRooms(client, user, limit))[^1],
            cancel
        );
        foreach (var found in rooms.SkipLast(1))
            yield return found;
        yield return last;
    }

    private static async Task<(Diagnosis, string? User)> OfAccount(
        MatrixClient client,
        MatrixConnection connection,
        CancellationToken cancel
    )
    {
        var answer = await client.WhoAmI(cancel);
        return answer.Outcome switch
        {
            MatrixOutcome.Ok => (
                new(Finding.Well, Account, $"Der Bot ist {answer.Value!.UserId}."),
                answer.Value.UserId
            ),
            MatrixOutcome.Unauthorized => (
                new(
                    Finding.Ill,
                    Account,
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
                    Account,
                    "Der Homeserver antwortet nicht wie ein Homeserver.",
                    "Netz und Matrix:Homeserver prüfen. Der Bot versucht es von selbst weiter."
                ),
                null
            ),
        };
    }

    private static async Task<Diagnosis> OfPing(MatrixClient client, MatrixAppservice service, CancellationToken cancel)
    {
        var answer = await client.Ping(service.Id, "doctor", cancel);
        return answer.Outcome switch
        {
            MatrixOutcome.Ok => new(Finding.Well, WayBack, "Der Homeserver erreicht den Bot."),
            MatrixOutcome.Refused { Code: "M_UNRECOGNIZED" } or MatrixOutcome.NotFound => new(
                Finding.Look,
                WayBack,
                "Der Homeserver kann das nicht prüfen.",
                "Schreiben Sie dem Bot zur Probe eine Nachricht."
            ),
            _ => new(
                Finding.Ill,
                WayBack,
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
        var joined = await client.Joined(cancel);
        if (joined.Value is not { Rooms: var rooms })
            return [new(Finding.Look, Rooms, "Der Homeserver nennt die Räume nicht.", "Später noch einmal fragen.")];
        var (deaf, mute) = (0, 0);
        foreach (var room in rooms.Take(MostRooms))
            if ((await client.State(room, "m.room.encryption", "", cancel)).IsOk)
                deaf++;
            else if (await IsMute(client, room, user, cancel))
                mute++;
        var found = new List<Diagnosis>();
        if (deaf > 0)
            found.Add(
                new(
                    Finding.Look,
                    Rooms,
                    $"{deaf} von {rooms.Count} Räumen sind verschlüsselt. Dort ist der Bot taub. Er hat es dort gesagt.",
                    "Den Bot in einen Raum ohne Verschlüsselung einladen. In Einzelchats hat er selbst einen offenen Raum angeboten."
                )
            );
        if (mute > 0)
            found.Add(
                new(
                    Finding.Look,
                    Rooms,
                    $"In {mute} von {rooms.Count} Räumen darf der Bot nicht schreiben.",
                    "Dem Bot in den Einstellungen des Raums mehr Rechte geben, mindestens so viele wie zum Schreiben nötig."
                )
            );
        if (found.Count == 0)
            found.Add(new(Finding.Well, Rooms, $"Der Bot ist in {rooms.Count} Räumen und kann überall mitlesen."));
        return found;
    }

    private static async Task<bool> IsMute(MatrixClient client, string room, string user, CancellationToken cancel)
    {
        var levels = await client.State(room, "m.room.power_levels", "", cancel);
        return levels.IsOk && MatrixRights.Powers(levels.Value, user) is var (own, needed) && own < needed;
    }
}
