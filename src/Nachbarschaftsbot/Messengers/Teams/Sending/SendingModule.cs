using Microsoft.Extensions.DependencyInjection.Extensions;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Messengers.Teams.Receiving;
using Nachbarschaftsbot.Turns;

namespace Nachbarschaftsbot.Messengers.Teams.Sending;

/// <summary>The wire to the connector, replaceable as one.</summary>
internal sealed record ConnectorHttp(HttpMessageInvoker Invoker);

/// <summary>Registers what sends to Teams.</summary>
internal static class SendingModule
{
    internal static void AddTeamsSending(this IServiceCollection services, TeamsConnection connection)
    {
        services.AddSingleton<Kind>(TeamsFile.Kind);
        services.TryAddSingleton(Catalog.BuiltIn);
        services.TryAddSingleton(_ => new ConnectorHttp(ConnectorClient.CreateHttp()));
        if (!connection.IsAnonymous)
            services.TryAddSingleton(_ => TeamsTokens.Of(connection));
        services.AddSingleton(s => new ConnectorClient(
            s.GetRequiredService<ConnectorHttp>().Invoker,
            connection.IsAnonymous ? null : s.GetRequiredService<TeamsTokens>(),
            s.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(s => new TeamsPictures(
            s.GetRequiredService<ConnectorHttp>(),
            connection.IsAnonymous ? null : s.GetRequiredService<TeamsTokens>(),
            s.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<CardRenderer>();
        services.AddSingleton<ActivityRenderer>();
        services.AddSingleton<TeamsAddresses>();
        services.AddSingleton<TeamsViews>();
        services.AddSingleton<TeamsFiles>();
        services.AddSingleton<IPlaceTrace>(s => s.GetRequiredService<TeamsFiles>());
        services.AddSingleton<IMessenger, TeamsMessenger>();
    }
}
