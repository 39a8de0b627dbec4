using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Nachbarschaftsbot.EndToEnd.Matrix;
using Nachbarschaftsbot.EndToEnd.Teams;
using Nachbarschaftsbot.EndToEnd.Telegram;

namespace Nachbarschaftsbot.EndToEnd.LinkedRooms;

/// <summary>
/// A neighbourhood that meets in four rooms: two of Matrix, a channel of Teams, a group of Telegram. Mara looks after it and is in both rooms
/// of Matrix, Bela is in the first, Alex in Teams, Toni and Ada in Telegram.
/// </summary>
internal sealed partial class LinkedCorner : IAsyncDisposable
{
    private const long GroupChat = -77;
    private Synapse homeserver = null!;
    private TelegramTestApi telegram = null!;
    private string belaToken = "";

    internal Playground Teams { get; private set; } = null!;
    internal MatrixPerson Mara { get; private set; } = null!;
    internal MatrixPerson Bela { get; private set; } = null!;

    /// <summary>The rooms of Matrix.</summary>
    internal string Garden { get; private set; } = "";
    internal string Workshop { get; private set; } = "";

    /// <summary>In the group of Telegram.</summary>
    internal TestPerson Toni { get; private set; } = null!;
    internal TestPerson Ada { get; private set; } = null!;

    /// <summary>Makes all of it with nothing linked yet, or skips the test.</summary>
    internal static async Task<LinkedCorner> Settle()
    {
        Assert.SkipWhen(TelegramTestApi.Missing() is not null, TelegramTestApi.Missing() ?? "");
        var corner = new LinkedCorner();
        try
        {
            await corner.Open();
            return corner;
        }
        catch
        {
            await corner.DisposeAsync();
            throw;
        }
    }

    /// <summary>Mara asks for a code in the first room.</summary>
    internal async Task<string> Code()
    {
        await Mara.Says(Garden, "!nachbar raum_verbinden");
        await Mara.Sees(Garden, "Code für anderen Raum machen");
        await Mara.Chooses(Garden, "Code für anderen Raum machen");
        var told = await Mara.Sees(Garden, "Der Code gilt eine Stunde");
        return CodeWords().Match(told.Body).Groups[1].Value;
    }

    /// <summary>Bela puts a picture into the first room.</summary>
    internal async Task<string> BelaShows(string picture)
    {
        var uploaded = await Bela.Call(
            "uploadContent",
            picture,
            new JsonObject { ["type"] = "image/gif", ["name"] = "beet.gif" }
        );
        var content = new JsonObject
        {
            ["msgtype"] = "m.image",
            ["body"] = "beet.gif",
            ["url"] = (string)uploaded!["content_uri"]!,
            ["info"] = new JsonObject { ["mimetype"] = "image/gif", ["size"] = picture.Length },
        };
        return (string)(await Bela.Call("sendMessage", Garden, content))!["event_id"]!;
    }

    /// <summary>What lies behind an address of a picture in Matrix.</summary>
    internal async Task<string> Downloaded(string mxc)
    {
        using var http = new HttpClient { BaseAddress = homeserver.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", belaToken);
        return await http.GetStringAsync($"/_matrix/client/v1/media/download/{mxc["mxc://".Length..]}");
    }

    /// <summary>Waits until something of the bot stands in the group of Telegram.</summary>
    internal async Task<(int Id, JsonObject Message)> InTelegram(Func<JsonObject, bool> fits, string what)
    {
        for (var tries = 0; tries < 300; tries++, await Task.Delay(100))
            if ((await Toni.Heard()).LastOrDefault(m => fits(m.Message)) is { Message: not null } found)
                return found;
        throw new TimeoutException(
            $"In Telegram nobody sees {what} but:\n{string.Join("\n--\n", await TelegramTexts())}"
        );
    }

    /// <summary>Waits until words stand in the group of Telegram.</summary>
    internal Task<(int Id, JsonObject Message)> InTelegram(string words) =>
        InTelegram(m => Text(m).Contains(words, StringComparison.Ordinal), $"\"{words}\"");

    /// <summary>All that the bot said in the group of Telegram.</summary>
    internal async Task<IReadOnlyList<string>> TelegramTexts() =>
        [.. (await Toni.Heard()).Select(m => Text(m.Message))];

    /// <summary>The words of a message in Telegram.</summary>
    internal static string Text(JsonObject message) => (string?)message["text"] ?? "";

    public async ValueTask DisposeAsync()
    {
        Toni?.Dispose();
        Ada?.Dispose();
        foreach (var peer in (IAsyncDisposable?[])[Mara, Bela, Teams, telegram, homeserver])
            if (peer is not null)
                await peer.DisposeAsync();
    }

    private async Task Open()
    {
        homeserver = await Synapse.Start();
        telegram = await TelegramTestApi.Start();
        var matrix = MatrixHouse.ByAccount(homeserver, await homeserver.Account("nachbarschaftsbot"));
        Teams = await Playground.Open([
            .. matrix.Select(s => (s.Key, s.Value)),
            ("Telegram__Token", TelegramTestApi.Token),
            ("Telegram__BaseAddress", telegram.BaseAddress.ToString()),
            ("Telegram__PerChatPerSecond", "100"),
            ("Telegram__PerGroupPerMinute", "0"),
        ]);
        await Teams.Joins();
        await Teams.Writes(Teams.OperatorWords);
        await Teams.Sees("Sie haben jetzt eine neue Rolle: Betrieb");
        await OpenMatrix();
        await OpenTelegram();
    }

    private async Task OpenMatrix()
    {
        Mara = await homeserver.Person("Mara");
        belaToken = await homeserver.Account("Bela");
        Bela = await MatrixPerson.Start(homeserver.Address, "Bela", belaToken);
        var chat = await Mara.Opens(MatrixHouse.Bot);
        await Mara.Says(chat, "Hallo");
        await Mara.Agrees(chat, "Mara");
        await Mara.Says(chat, $"!rolle {await Teams.NewCode("Betrieb")}");
        await Mara.Sees(chat, "neue Rolle: Betrieb");
        Garden = await Room("Garten", Bela.Id);
        Workshop = await Room("Werkstatt");
        await Bela.Joined(Garden, MatrixHouse.Bot);
    }

    private async Task<string> Room(string name, params string[] others)
    {
        var room = await Mara.MakesRoom(
            new()
            {
                ["preset"] = "private_chat",
                ["name"] = name,
                ["invite"] = new JsonArray([MatrixHouse.Bot, .. others]),
            }
        );
        await Mara.Joined(room, MatrixHouse.Bot);
        return room;
    }

    private async Task OpenTelegram()
    {
        using var toni = telegram.Person(5_000_000_001, "Toni");
        await toni.Joins("Toni");
        await toni.Types($"/rolle {await Teams.NewCode("Betrieb")}");
        await toni.Awaits("neue Rolle: Betrieb");
        Toni = telegram.InGroup(5_000_000_001, "Toni", GroupChat);
        Ada = telegram.InGroup(5_000_000_002, "Ada", GroupChat);
    }

    [GeneratedRegex("raum_verbinden ([A-Z0-9]{8})")]
    private static partial Regex CodeWords();
}
