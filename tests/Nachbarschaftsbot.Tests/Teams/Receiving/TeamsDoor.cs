using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.Teams;
using Nachbarschaftsbot.Messengers.Teams.Receiving;
using Nachbarschaftsbot.Messengers.Teams.Receiving.Tokens;
using Nachbarschaftsbot.Operations;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Turns;

namespace Nachbarschaftsbot.Tests.Teams.Receiving;

/// <summary>The address that Teams posts to, with real checks and a real store; what comes through is only noted.</summary>
internal sealed class TeamsDoor : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("teams-door-").FullName;
    private readonly HttpClient http = new();
    private WebApplication app = null!;
    private Uri address = null!;

    internal Signer Signer { get; } = new();
    internal KeyDesk Keys { get; } = new();
    internal ManualTime Time { get; } = ManualTime.Wednesday();

    /// <summary>What came through to the turns.</summary>
    internal List<Inbound> Taken { get; } = [];

    /// <summary>What could not even reach a turn and was looked at for words of danger.</summary>
    internal List<Inbound> Warned { get; } = [];

    /// <summary>Why requests were turned away.</summary>
    internal List<TokenFault> Refused { get; } = [];

    /// <summary>What the turn answers.</summary>
    internal Func<Inbound, Task<TurnResult>> Turn { get; set; } =
        _ => Task.FromResult(new TurnResult(TurnOutcome.Done));

    /// <summary>What a search finds.</summary>
    internal Func<Inbound, string, IReadOnlyList<Hit>?> Search { get; set; } = (_, _) => [];

    /// <summary>Our own id of every message, or null.</summary>
    internal Func<string, string, string?> Reference { get; set; } = (_, _) => null;

    /// <summary>The card somebody may see, or null.</summary>
    internal Func<Inbound, string, string?> Card { get; set; } = (_, _) => null;

    internal TeamsBook Book => app.Services.GetRequiredService<TeamsBook>();
    internal TokenCheck Tokens => app.Services.GetRequiredService<TokenCheck>();
    internal IStore Store => app.Services.GetRequiredService<IStore>();

    /// <summary>How Teams stands on the health page.</summary>
    internal async Task<HealthStatus> Health() =>
        (await app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(c => c.Name == "teams")).Status;

    internal static async Task<TeamsDoor> Open(bool anonymous = false)
    {
        var door = new TeamsDoor();
        door.Keys.Keys.Add(door.Signer.Published("msteams"));
        await door.Start(anonymous);
        return door;
    }

    /// <summary>Now, on the clock of the test.</summary>
    internal DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>Posts an activity with a sound token.</summary>
    internal Task<HttpResponseMessage> Post(JsonObject activity) =>
        Post(activity.ToJsonString(), "Bearer " + Signer.Token(Now));

    /// <summary>Posts an activity and reads the JSON of the answer.</summary>
    internal async Task<JsonNode> Ask(JsonObject activity)
    {
        using var response = await Post(activity);
        response.EnsureSuccessStatusCode();
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    /// <summary>Posts anything with any Authorization headers.</summary>
    internal async Task<HttpResponseMessage> Post(string body, params string[] authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json")),
        };
        foreach (var header in authorization)
            request.Headers.TryAddWithoutValidation("Authorization", header);
        return await http.SendAsync(request);
    }

    /// <summary>Sends any request to the address, with a sound token.</summary>
    internal Task<HttpResponseMessage> Send(HttpMethod method, HttpContent? content = null)
    {
        var request = new HttpRequestMessage(method, address) { Content = content };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + Signer.Token(Now));
        return http.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        http.Dispose();
        Signer.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task Start(bool anonymous)
    {
        var settings = new TeamsSettings
        {
            AppId = anonymous ? "" : Signer.AppId,
            TenantId = Signer.Tenant.ToUpperInvariant(),
            Anonymous = anonymous,
        };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(TeamsConnection.Of(settings)!);
        builder.Services.AddSingleton<Kind>(TeamsConversation.Kind);
        builder.Services.AddSingleton<Kind>(Core.Neighbours.AccountLink.Kind);
        builder.Services.AddStore(new StoreSettings { Folder = folder });
        builder.Services.AddTeamsReceiving();
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddSingleton(s => new KeyRing(
            new KeySource(new HttpMessageInvoker(Keys), KeyDesk.Address),
            Time,
            s.GetRequiredService<TeamsCounters>()
        ));
        builder.Services.AddSingleton(
            new TeamsPorts(
                Note,
                (place, id) => ValueTask.FromResult(Reference(place, id)),
                (inbound, words) => Task.FromResult(Search(inbound, words)),
                (inbound, reference) => Task.FromResult(Card(inbound, reference))
            )
            {
                Warn = inbound =>
                {
                    Warned.Add(inbound);
                    return Task.CompletedTask;
                },
                CommandOf = words => words == "kanal einstellen" ? "kanal" : null,
            }
        );
        app = builder.Build();
        app.MapTeams();
        app.Services.GetRequiredService<TeamsEndpoint>().Refused += Refused.Add;
        await app.StartAsync();
        var server = app.Services.GetRequiredService<IServer>();
        address = new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First() + TeamsModule.Path);
    }

    private Task<TurnResult> Note(Inbound inbound)
    {
        lock (Taken)
            Taken.Add(inbound);
        return Turn(inbound);
    }
}
