using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Nachbarschaftsbot.Messengers.Teams;
using Nachbarschaftsbot.Messengers.Teams.Receiving;
using Nachbarschaftsbot.Messengers.Teams.Receiving.Tokens;
using Nachbarschaftsbot.Messengers.Teams.Sending;
using Nachbarschaftsbot.Operations;
using Nachbarschaftsbot.Tests.Contracts;
using Nachbarschaftsbot.Tests.Teams.Receiving;
using Nachbarschaftsbot.Tests.Teams.Sending;

namespace Nachbarschaftsbot.Tests.Teams;

/// <summary>The whole program, with tokens, before the strict connector.</summary>
internal sealed class TeamsHouse : House
{
    internal const string Channel = "19:moderation@thread.tacv2";
    internal const string AppId = "00000000-aaaa-4bbb-8ccc-000000000001";
    private readonly HttpClient http = new();
    private readonly Signer signer = new();
    private readonly KeyDesk keys = new();
    private readonly FakeLogin login = new();

    private TeamsHouse()
        : base(TimeProvider.System) => Connector = new(TimeProvider.System) { IsToken = login.IsGood };

    internal FakeConnector Connector { get; }
    internal TeamsBook Book => App.Services.GetRequiredService<TeamsBook>();

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
        var address = App
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

    protected override void Configure(Settings settings)
    {
        settings.Teams.AppId = AppId;
        settings.Teams.TenantId = Signer.Tenant;
        settings.Teams.ClientSecret = "kein-echtes-geheimnis";
    }

    protected override void AddMessenger(IServiceCollection services, Settings settings)
    {
        services.AddSingleton(new ConnectorHttp(new HttpMessageInvoker(Connector, disposeHandler: false)));
        services.AddSingleton(TeamsTokens.Of(TeamsConnection.Of(settings.Teams)!, login));
        services.AddTeams(settings.Teams);
        services.AddSingleton(s => new KeyRing(
            new KeySource(new HttpMessageInvoker(keys), KeyDesk.Address),
            TimeProvider.System,
            s.GetRequiredService<TeamsCounters>()
        ));
    }

    protected override void MapMessenger(WebApplication app) => app.MapTeams();

    protected override ValueTask CloseMessenger()
    {
        http.Dispose();
        signer.Dispose();
        return ValueTask.CompletedTask;
    }
}
