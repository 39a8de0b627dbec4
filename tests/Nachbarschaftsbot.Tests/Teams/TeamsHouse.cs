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
