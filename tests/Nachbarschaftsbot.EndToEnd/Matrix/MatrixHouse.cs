using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Nachbarschaftsbot.EndToEnd.Operations;

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
    internal static async Task<MatrixHouse> Open(Way way, params (string Name, string Value)[] settings)
    {
        var house = await Make(way);
        foreach (var (name, value) in settings)
            house.Settings[name] = value;
        try
        {
            await house.GoOn();
        }
        catch
        {
            await house.DisposeAsync();
            throw;
        }
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

    /// <summary>Runs a command of the program beside the running one.</summary>
    internal Task<Ended> Command(string name) =>
        Shell.Run(
            "dotnet",
            [Household.Program, name],
            folder,
            new Dictionary<string, string>(Settings)
            {
                ["Web__Listen"] = address.ToString().TrimEnd('/'),
                ["Store__Folder"] = folder,
            }
        );

    /// <summary>The bot's account in other hands, as long as the program does not run; of an account that asks for news only.</summary>
    internal Task<MatrixPerson> AccountByHand() => MatrixPerson.Start(Homeserver.Address, "the bot", token);

    /// <summary>The rooms that the bot is in, by its homeserver; of an account that asks for news only.</summary>
    internal async Task<IReadOnlyList<string>> Rooms()
    {
        using var http = new HttpClient { BaseAddress = Homeserver.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        var answer = await http.GetFromJsonAsync<JsonObject>("/_matrix/client/v3/joined_rooms");
        return [.. answer!["joined_rooms"]!.AsArray().Select(r => (string)r!)];
    }

    /// <summary>Makes whoever writes it the operator.</summary>
    internal string OperatorWords => Regex.Match(Output, "/betreiber [A-Z0-9]+").Value;

    /// <summary>Somebody opens a direct chat with the bot and joins.</summary>
    internal async Task<(MatrixPerson Person, string Chat)> Neighbour(string name)
    {
        var person = await Homeserver.Person(name);
        var chat = await person.Opens(Bot);
        await person.Says(chat, "Hallo");
        await person.Agrees(chat, name);
        return (person, chat);
    }

    /// <summary>Somebody leads the bot and binds a room of theirs as the moderation's.</summary>
    internal async Task<string> Desk(MatrixPerson person, string chat)
    {
        await person.Says(chat, OperatorWords);
        await person.Sees(chat, "neue Rolle: Betrieb");
        return await person.OpensDesk();
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
            ? ByAccount(Homeserver, token)
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

    /// <summary>The settings with which a program asks a homeserver for news, with limits that no test reaches.</summary>
    internal static Dictionary<string, string> ByAccount(Synapse homeserver, string token) =>
        new()
        {
            ["Matrix__Homeserver"] = homeserver.Address.ToString(),
            ["Matrix__AccessToken"] = token,
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
