using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nachbarschaftsbot.Messengers.Teams;
using Nachbarschaftsbot.Messengers.Teams.Receiving;
using Nachbarschaftsbot.Messengers.Teams.Receiving.Tokens;
using Nachbarschaftsbot.Messengers.Teams.Sending;
using Nachbarschaftsbot.Operations;
using Nachbarschaftsbot.Outbox;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Tests.Teams.Receiving;
using Nachbarschaftsbot.Tests.Teams.Sending;
using Nachbarschaftsbot.Timers;
using Nachbarschaftsbot.Turns;

namespace Nachbarschaftsbot.Tests.Teams;

/// <summary>The whole program as it is started, on real SQLite, with tokens, before the strict connector.</summary>
internal sealed class TeamsHouse : IAsyncDisposable
{
    internal const string Channel = "19:moderation@thread.tacv2";
    internal const string AppId = "00000000-aaaa-4bbb-8ccc-000000000001";
    private readonly string folder = Directory.CreateTempSubdirectory("teams-house-").FullName;
    private readonly HttpClient http = new();
    private readonly Signer signer = new();
    private readonly KeyDesk keys = new();
    private readonly FakeLogin login = new();
    private WebApplication app = null!;

    private TeamsHouse() => Connector = new(TimeProvider.System) { IsToken = login.IsGood };

    internal FakeConnector Connector { get; }

    /// <summary>Makes whoever sends it with /betreiber the operator.</summary>
    internal string OperatorCode { get; private set; } = "";
    internal string Folder => folder;
    internal IStore Store => app.Services.GetRequiredService<IStore>();
    internal TeamsBook Book => app.Services.GetRequiredService<TeamsBook>();

    internal static async Task<TeamsHouse> Open()
    {
        var house = new TeamsHouse();
        house.keys.Keys.Add(house.signer.Published("msteams"));
        house.Connector.Open(Channel, "channel");
        await house.Start();
        return house;
    }

    /// <summary>Somebody of the tenant, with the app in their personal chat.</summary>
    internal TeamsPerson Person(string name, int number)
    {
        var person = new TeamsPerson(this, name, $"00000000-0000-4000-8000-{number:D12}");
        Connector.Open(person.Chat, "personal");
        return person;
    }

    /// <summary>Ends the program and starts it anew on the same data.</summary>
    internal async Task Restart()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await Start();
    }

    /// <summary>Posts an activity with a sound token, as Teams does, and gives the answer.</summary>
    internal async Task<JsonNode?> Post(JsonObject activity)
    {
        var token = signer.Token(
            TimeProvider.System.GetUtcNow(),
            claims: c => (c["serviceurl"], c["aud"]) = (FakeConnector.ServiceUrl, AppId)
        );
        using var content = new StringContent(
            activity.ToJsonString(),
            Encoding.UTF8,
            MediaTypeHeaderValue.Parse("application/json")
        );
        var address = app
            .Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!
            .Addresses.First();
        using var request = new HttpRequestMessage(HttpMethod.Post, address + TeamsModule.Path) { Content = content };
        request.Headers.Authorization = new("Bearer", token);
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        var body = await response.Content.ReadAsStringAsync();
        return body.Length == 0 ? null : JsonNode.Parse(body);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        http.Dispose();
        signer.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task Start()
    {
        var settings = MakeSettings();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(settings.Web.Listen);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(new ConnectorHttp(new HttpMessageInvoker(Connector, disposeHandler: false)));
        builder.Services.AddSingleton(TeamsTokens.Of(TeamsConnection.Of(settings.Teams)!, login));
        builder.Services.AddTeams(settings.Teams);
        builder.Services.AddSingleton(s => new KeyRing(
            new KeySource(new HttpMessageInvoker(keys), KeyDesk.Address),
            TimeProvider.System,
            s.GetRequiredService<TeamsCounters>()
        ));
        builder.Services.AddTurns(settings);
        builder.Services.AddStore(settings.Store);
        builder.Services.AddOutbox();
        builder.Services.AddTimers();
        builder.Services.AddOperations();
        app = builder.Build();
        app.MapTeams();
        OperatorCode = await app.Services.GetRequiredService<FirstStart>().Run() ?? "";
        await app.StartAsync();
    }

    private Settings MakeSettings()
    {
        var settings = new Settings();
        settings.Bot.OperatorName = "Nachbarschaftshilfe Lindenviertel";
        settings.Bot.OperatorContact = "Telefon 0000 123456";
        settings.Quartier.Name = "Lindenviertel";
        settings.Quartier.Zone = Daytime.Zone;
        settings.Store.Folder = folder;
        settings.Web.Listen = "http://127.0.0.1:0";
        settings.Teams.AppId = AppId;
        settings.Teams.TenantId = Signer.Tenant;
        settings.Teams.ClientSecret = "kein-echtes-geheimnis";
        return settings;
    }
}

/// <summary>Somebody in Teams: writes, presses, fills in, sees.</summary>
internal sealed class TeamsPerson(TeamsHouse house, string name, string account)
{
    private static int last;

    internal string Account => account;

    /// <summary>The id of the personal chat on the wire.</summary>
    internal string Chat { get; } = $"a:1{account}";

    /// <summary>Writes in the personal chat.</summary>
    internal Task Says(string text) => house.Post(Personal("message", a => a["text"] = text));

    /// <summary>Writes in the channel and calls the bot; under a message where one is named.</summary>
    internal Task SaysInChannel(string text, string? root = null) =>
        house.Post(
            InChannel(
                "message",
                root,
                a =>
                {
                    a["text"] = $"<at>Nachbarschaftsbot</at> {text}";
                    a["entities"] = new JsonArray(
                        Activities.Mention(FakeConnector.Bot, "Nachbarschaftsbot", "<at>Nachbarschaftsbot</at>")
                    );
                }
            )
        );

    /// <summary>Writes in the channel, with a picture between the words, and calls nobody.</summary>
    internal Task ShowsInChannel(string text, string address) =>
        house.Post(
            InChannel(
                "message",
                null,
                a =>
                {
                    a["text"] = text;
                    a["attachments"] = new JsonArray(
                        new JsonObject { ["contentType"] = "image/*", ["contentUrl"] = address }
                    );
                }
            )
        );

    /// <summary>Takes the bot into the channel.</summary>
    internal Task AddsBotToChannel() => house.Post(InChannel("installationUpdate", null, a => a["action"] = "add"));

    /// <summary>Takes the bot out of the channel again.</summary>
    internal Task RemovesBotFromChannel() =>
        house.Post(InChannel("installationUpdate", null, a => a["action"] = "remove"));

    /// <summary>Presses a button of a message, in the personal chat or in the channel, and gives the word of the answer.</summary>
    internal async Task<string> Presses(string label, FakePost? post = null, bool inChannel = false)
    {
        post ??= await Until(inChannel, p => p.Buttons.Contains(label), $"the button \"{label}\"");
        return await Presses(label, post, post.Card, inChannel);
    }

    /// <summary>Presses a button of a card that was shown to them in the channel.</summary>
    internal Task<string> Presses(string label, FakePost post, JsonObject? card, bool inChannel = true)
    {
        var button = CardCheck.Buttons(card).First(b => (string?)b["title"] == label);
        return Execute("press", (JsonObject)button["data"]!.DeepClone(), post, inChannel);
    }

    /// <summary>
    /// What their client shows of a card in the channel: where the card asks them to, it fetches theirs; otherwise it is the one of all.
    /// </summary>
    internal async Task<JsonObject> Looks(FakePost post)
    {
        var refresh = post.Card!["refresh"];
        return refresh?["userIds"]?.AsArray().Any(u => (string?)u == $"29:{account}") == true
            ? await View(post) as JsonObject ?? post.Card
            : post.Card;
    }

    /// <summary>Asks for their card although nobody asked them to, as a forged client could.</summary>
    internal async Task<JsonNode?> View(FakePost post)
    {
        var action = post.Card!["refresh"]!["action"]!;
        var answer = await Invoke((string)action["verb"]!, (JsonObject)action["data"]!.DeepClone(), post, true);
        return answer["value"];
    }

    private readonly HashSet<string> filled = [];

    /// <summary>Fills in the next form that comes: what is named, else what stands there or the first choice; and sends it.</summary>
    internal async Task Fills(params (string Id, string Value)[] answers)
    {
        var post = await Until(inChannel: false, p => Stamp(p) is { } stamp && !filled.Contains(stamp), "a new form");
        filled.Add(Stamp(post)!);
        var data = (JsonObject)Submit(post)!["data"]!.DeepClone();
        foreach (var input in CardCheck.All(post.Card).Where(e => CardCheck.Type(e).StartsWith("Input.")))
            data[(string)input["id"]!] = input["value"]?.ToString() ?? (string?)input["choices"]?[0]?["value"] ?? "";
        foreach (var (id, value) in answers)
        {
            Assert.True(data.ContainsKey(id), $"The form has no {id}: {data.ToJsonString()}");
            data[id] = value;
        }
        await Execute("form", data, post, inChannel: false);
    }

    /// <summary>Waits until a message with these words stands there.</summary>
    internal Task<FakePost> Awaits(string words, bool inChannel = false) =>
        Until(inChannel, p => p.Words.Contains(words), $"\"{words}\"");

    private async Task<FakePost> Until(bool inChannel, Func<FakePost, bool> fits, string what)
    {
        var conversation = house.Connector[inChannel ? TeamsHouse.Channel : Chat];
        for (var i = 0; i < 1500; i++)
        {
            if (conversation.Shown.ToList().LastOrDefault(fits) is { } found)
                return found;
            await Task.Delay(10);
        }
        var shown = conversation.Shown.Select(p => $"{p.Words} [{string.Join(", ", p.Buttons)}]");
        throw new TimeoutException($"{name} does not see {what} but:\n{string.Join("\n--\n", shown)}");
    }

    /// <summary>Asks something that the client answers with a window or a list.</summary>
    internal async Task<JsonNode> Asks(string what, JsonObject value) =>
        (
            await house.Post(
                InChannel(
                    "invoke",
                    null,
                    a =>
                    {
                        a["name"] = what;
                        a["value"] = value;
                    }
                )
            )
        )!;

    private static JsonObject? Submit(FakePost post) =>
        CardCheck.Buttons(post.Card).FirstOrDefault(b => (string?)b["verb"] == "form");

    private static string? Stamp(FakePost post) => (string?)Submit(post)?["data"]?["stamp"];

    private async Task<string> Execute(string verb, JsonObject data, FakePost post, bool inChannel) =>
        (string)(await Invoke(verb, data, post, inChannel))["value"]!;

    private async Task<JsonNode> Invoke(string verb, JsonObject data, FakePost post, bool inChannel)
    {
        void Complete(JsonObject activity)
        {
            activity["name"] = "adaptiveCard/action";
            activity["replyToId"] = post.Id;
            activity["value"] = new JsonObject
            {
                ["action"] = new JsonObject
                {
                    ["type"] = "Action.Execute",
                    ["verb"] = verb,
                    ["data"] = data,
                },
            };
        }
        var answer = await house.Post(
            inChannel ? InChannel("invoke", post.Root ?? post.Id, Complete) : Personal("invoke", Complete)
        );
        Assert.Equal(200, (int)answer!["statusCode"]!);
        return answer;
    }

    private JsonObject Personal(string type, Action<JsonObject> complete) =>
        Activity(type, new JsonObject { ["id"] = Chat, ["conversationType"] = "personal" }, complete);

    private JsonObject InChannel(string type, string? root, Action<JsonObject> complete)
    {
        var id = root is null ? TeamsHouse.Channel : $"{TeamsHouse.Channel};messageid={root}";
        return Activity(type, new JsonObject { ["id"] = id, ["conversationType"] = "channel" }, complete).InTeam();
    }

    private JsonObject Activity(string type, JsonObject conversation, Action<JsonObject> complete)
    {
        conversation["tenantId"] = Signer.Tenant;
        var activity = Activities
            .Other(type)
            .With("id", $"18{Interlocked.Increment(ref last):D11}")
            .With("serviceUrl", FakeConnector.ServiceUrl)
            .With("conversation", conversation)
            .With("recipient", new JsonObject { ["id"] = FakeConnector.Bot, ["name"] = "Nachbarschaftsbot" });
        activity["from"] = new JsonObject
        {
            ["id"] = $"29:{account}",
            ["name"] = $"{name} Beispiel",
            ["aadObjectId"] = account,
        };
        complete(activity);
        return activity;
    }
}
