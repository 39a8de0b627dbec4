using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Nachbarschaftsbot.EndToEnd.Matrix;

/// <summary>How the bot gets its news from the homeserver.</summary>
public enum Way
{
    /// <summary>By asking, with an account.</summary>
    Sync,

    /// <summary>By being told, as an application service.</summary>
    Appservice,
}

/// <summary>A homeserver nobody here wrote, and the real program connected to it one way or the other.</summary>
internal sealed class MatrixHouse : IAsyncDisposable
{
    private const string AsToken = "obviously-fake-token-for-tests-as-0123456789",
        HsToken = "obviously-fake-token-for-tests-hs-0123456789";

    private readonly string folder = Directory.CreateTempSubdirectory("nachbarschaftsbot-matrix-").FullName;
    private readonly Way way;
    private readonly Uri address;
    private string token = "";
    private BotProgram? bot;

    private MatrixHouse(Way way, Synapse homeserver, Uri address) =>
        (this.way, Homeserver, this.address) = (way, homeserver, address);

    internal Synapse Homeserver { get; }

    /// <summary>The bot's id.</summary>
    internal static string Bot => $"@nachbarschaftsbot:{Synapse.Name}";

    /// <summary>What the program says on its console.</summary>
    internal string Output => bot?.Output ?? "";

    /// <summary>Where the program's own pages are.</summary>
    internal Uri Address => address;

    /// <summary>Settings beside those of Matrix.</summary>
    internal Dictionary<string, string> Settings { get; } =
        new()
        {
            ["Bot__OperatorName"] = "Nachbarschaftshilfe Lindenviertel",
            ["Bot__OperatorContact"] = "Telefon 0000 123456",
            ["Quartier__Name"] = "Lindenviertel",
            ["Quartier__Zone"] = Daytime.Zone,
        };

    /// <summary>Makes both, with the program not started yet, or skips the test.</summary>
    internal static async Task<MatrixHouse> Make(Way way)
    {
        var house = new MatrixHouse(way, await Synapse.Make(), FreePort());
        if (way == Way.Appservice)
            house.Homeserver.Register(house.Registration);
        await house.Homeserver.GoOn();
        if (way == Way.Sync)
            house.token = await house.Homeserver.Account("nachbarschaftsbot");
        return house;
    }

    /// <summary>The same, with the program running.</summary>
    internal static async Task<MatrixHouse> Open(Way way)
    {
        var house = await Make(way);
        await house.GoOn();
        return house;
    }

    /// <summary>Starts the program, the first time or again.</summary>
    internal async Task GoOn()
    {
        foreach (var (name, value) in Connection())
            Settings[name] = value;
        bot = await BotProgram.Start(folder, Settings, address);
    }

    /// <summary>Ends the program at once, as a power cut would.</summary>
    internal async Task Kill()
    {
        if (bot is not null)
            await bot.DisposeAsync();
    }

    /// <summary>Makes whoever writes it the operator.</summary>
    internal string OperatorWords => Regex.Match(Output, "/betreiber [A-Z0-9]+").Value;

    /// <summary>Somebody opens a direct chat with the bot and joins.</summary>
    internal async Task<(MatrixPerson Person, string Chat)> Neighbour(string name)
    {
        var person = await Homeserver.Person(name);
        var chat = await person.Opens(Bot);
        await person.Says(chat, "Hallo");
        await person.Sees(chat, "automatisches Programm");
        await person.Chooses(chat, "Ja, einverstanden");
        await person.Sees(chat, "Vorname");
        await person.Chooses(chat, $"Vorname: {name}");
        await person.Sees(chat, $"Willkommen, {name}!");
        return (person, chat);
    }

    /// <summary>Somebody leads the bot and binds a room of theirs as the moderation's.</summary>
    internal async Task<string> Desk(MatrixPerson person, string chat)
    {
        await person.Says(chat, OperatorWords);
        await person.Sees(chat, "neue Rolle: Betrieb");
        var room = await person.MakesRoom(
            new()
            {
                ["preset"] = "private_chat",
                ["name"] = "Moderation",
                ["invite"] = new System.Text.Json.Nodes.JsonArray(Bot),
            }
        );
        await person.Joined(room, Bot);
        await person.Says(room, "!nachbar kanal");
        await person.Sees(room, "Wofür ist diese Gruppe da?");
        await person.Chooses(room, "Für die Moderation");
        await person.Sees(room, "Ab jetzt kommen neue Karten hierher");
        return room;
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        await Homeserver.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private string Registration =>
        $$"""
            id: nachbarschaftsbot
            url: {{address.ToString().TrimEnd('/')}}
            as_token: {{AsToken}}
            hs_token: {{HsToken}}
            sender_localpart: nachbarschaftsbot
            rate_limited: false
            namespaces: {users: [], aliases: [], rooms: []}
            """;

    private Dictionary<string, string> Connection() =>
        way == Way.Sync
            ? new()
            {
                ["Matrix__Homeserver"] = Homeserver.Address.ToString(),
                ["Matrix__AccessToken"] = token,
                ["Matrix__OverallPerSecond"] = "1000",
                ["Matrix__PerRoomPerSecond"] = "1000",
            }
            : new()
            {
                ["Matrix__Homeserver"] = Homeserver.Address.ToString(),
                ["Matrix__Appservice__Id"] = "nachbarschaftsbot",
                ["Matrix__Appservice__AsToken"] = AsToken,
                ["Matrix__Appservice__HsToken"] = HsToken,
                ["Matrix__Appservice__Url"] = address.ToString(),
                ["Matrix__Appservice__SenderLocalpart"] = "nachbarschaftsbot",
                ["Matrix__OverallPerSecond"] = "1000",
                ["Matrix__PerRoomPerSecond"] = "1000",
            };

    private static Uri FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }
}
