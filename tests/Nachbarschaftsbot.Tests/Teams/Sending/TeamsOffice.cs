using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Identity.Client;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.Teams;
using Nachbarschaftsbot.Messengers.Teams.Receiving;
using Nachbarschaftsbot.Messengers.Teams.Sending;
using Nachbarschaftsbot.Operations;
using Nachbarschaftsbot.Store;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Tests.Teams.Sending;

/// <summary>What sends to Teams, on a real store and with Microsoft's own library for tokens, before the strict fake.</summary>
internal sealed class TeamsOffice : IAsyncDisposable
{
    internal const string Ada = "00000000-0000-4000-8000-00000000000a";
    internal const string Channel = "19:triage@thread.tacv2";
    internal const string GroupChat = "19:meeting@thread.v2";
    internal const string Tenant = "00000000-bbbb-4bbb-8ccc-000000000001";

    private readonly string folder = Directory.CreateTempSubdirectory("teams-office-").FullName;
    private readonly ServiceProvider services;

    private TeamsOffice(bool hasLimits, bool anonymous)
    {
        Time = ManualTime.Wednesday();
        Connector = new(Time) { HasLimits = hasLimits, IsToken = anonymous ? null : Login.IsGood };
        var connection = TeamsConnection.Of(
            new()
            {
                AppId = anonymous ? "" : "00000000-aaaa-4bbb-8ccc-000000000001",
                TenantId = Tenant,
                ClientSecret = anonymous ? "" : "kein-echtes-geheimnis",
                Anonymous = anonymous,
            }
        )!;
        var collection = new ServiceCollection();
        collection.AddLogging(l => l.ClearProviders());
        collection.AddSingleton<TimeProvider>(Time);
        collection.AddSingleton(connection);
        collection.AddSingleton(new Settings { Web = { PublicAddress = "https://hilfe.example.org/" } });
        collection.AddSingleton<Kind>(TeamsConversation.Kind);
        collection.AddSingleton<TeamsBook>();
        collection.AddStore(new StoreSettings { Folder = folder });
        collection.AddSingleton(new ConnectorHttp(new HttpMessageInvoker(Connector)));
        if (!anonymous)
            collection.AddSingleton(TeamsTokens.Of(connection, Login));
        collection.AddTeamsSending(connection);
        services = collection.BuildServiceProvider();
    }

    internal ManualTime Time { get; }
    internal FakeLogin Login { get; } = new();
    internal FakeConnector Connector { get; }
    internal IMessenger Messenger => services.GetRequiredService<IMessenger>();
    internal TeamsViews Views => services.GetRequiredService<TeamsViews>();
    internal TeamsFiles Files => services.GetRequiredService<TeamsFiles>();
    internal TeamsPictures Pictures => services.GetRequiredService<TeamsPictures>();
    internal TeamsBook Book => services.GetRequiredService<TeamsBook>();
    internal IStore Store => services.GetRequiredService<IStore>();
    internal Place AdasChat { get; } = new("teams", Ada, null, PlaceKind.Private);
    internal Place Triage { get; } = new("teams", Channel, null, PlaceKind.Group);
    internal Place Meeting { get; } = new("teams", GroupChat, null, PlaceKind.Group);

    internal static async Task<TeamsOffice> Open(bool hasLimits = true, bool anonymous = false)
    {
        var office = new TeamsOffice(hasLimits, anonymous);
        await office.Knows(Ada, "a:1ada", "personal");
        await office.Knows(Channel, Channel, "channel");
        await office.Knows(GroupChat, GroupChat, "groupChat");
        return office;
    }

    /// <summary>A conversation that something came in from.</summary>
    internal async Task Knows(
        string chat,
        string wire,
        string type,
        string? serviceUrl = null,
        bool isChecked = true,
        string? userId = null
    )
    {
        Connector.Open(wire, type);
        await Book.Keep(
            chat,
            _ =>
                new()
                {
                    Id = chat,
                    WireId = wire,
                    ServiceUrl = serviceUrl ?? FakeConnector.ServiceUrl,
                    IsChecked = isChecked,
                    Tenant = Tenant,
                    Bot = FakeConnector.Bot,
                    BotName = "Nachbarschaftsbot",
                    Type = type,
                    Team = type == "channel" ? "19:team@thread.tacv2" : null,
                    Account = type == "personal" ? chat : null,
                    UserId = type == "personal" ? userId ?? "29:" + chat : null,
                    LastSeen = Time.GetCurrentInstant(),
                }
        );
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>Microsoft's login as far as an app asks it for tokens of its own.</summary>
internal sealed class FakeLogin : HttpMessageHandler, IMsalHttpClientFactory
{
    private readonly HashSet<string> good = [];

    /// <summary>Tokens given out.</summary>
    internal int Given { get; private set; }

    /// <summary>What the last request said.</summary>
    internal string LastForm { get; private set; } = "";
    internal Uri? LastAddress { get; private set; }

    /// <summary>What is answered in place of a token.</summary>
    internal (HttpStatusCode Status, string Error)? Refusal { get; set; }

    internal bool IsGood(string token) => good.Contains(token);

    /// <summary>Makes all tokens so far worthless.</summary>
    internal void Revoke() => good.Clear();

    public HttpClient GetHttpClient() => new(this, disposeHandler: false);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        (LastAddress, LastForm) = (request.RequestUri, await request.Content!.ReadAsStringAsync(cancel));
        if (Refusal is var (status, error))
            return Json(
                status,
                $$"""{"error":"{{error}}","error_description":"AADSTS7000215: no","error_codes":[7000215]}"""
            );
        var token = $"token-{++Given}";
        good.Add(token);
        return Json(HttpStatusCode.OK, $$"""{"token_type":"Bearer","expires_in":3600,"access_token":"{{token}}"}""");
    }

    private static HttpResponseMessage Json(HttpStatusCode status, string body) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
}
