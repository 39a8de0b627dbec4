using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Messengers.Teams.Receiving;
using Nachbarschaftsbot.Messengers.Teams.Sending;
using Nachbarschaftsbot.Operations;
using Nachbarschaftsbot.Web;

namespace Nachbarschaftsbot.Messengers.Teams;

/// <summary>Puts Teams into the house: services and the address that Teams posts to.</summary>
internal static class TeamsModule
{
    /// <summary>The name that stands in <c>Place.Messenger</c>.</summary>
    internal const string MessengerName = "teams";

    /// <summary>Where the Bot Connector posts activities to.</summary>
    internal const string Path = "/api/messages";

    /// <summary>Registers everything when the settings name an app. The settings are checked elsewhere, before.</summary>
    internal static IServiceCollection AddTeams(this IServiceCollection services, TeamsSettings settings)
    {
        if (TeamsConnection.Of(settings) is not { } connection)
            return services;
        services.AddSingleton(connection);
        services.AddSingleton<Kind>(TeamsConversation.Kind);
        services.AddTeamsReceiving();
        services.AddHostedService<TeamsKeeper>();
        services.AddTeamsSending(connection);
        return services;
    }

    /// <summary>Opens the address.</summary>
    internal static void MapTeams(this WebApplication app)
    {
        if (app.Services.GetService<TeamsEndpoint>() is not { } endpoint)
            return;
        app.MapPost(Path, endpoint.Handle).AnswersServers();
        app.MapMethods(Path, [HttpMethods.Head, HttpMethods.Get], TeamsEndpoint.OnlyPost);
        if (app.Services.GetService<TeamsFiles>() is { } files)
            app.MapGet(
                TeamsFiles.Path,
                (HttpContext http) => files.Show(http, (string)http.Request.RouteValues["secret"]!)
            );
    }
}
