using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.Teams.Receiving.Tokens;
using Nachbarschaftsbot.Messengers.Teams.Sending;
using Nachbarschaftsbot.Outbox;
using Nachbarschaftsbot.Turns;

namespace Nachbarschaftsbot.Messengers.Teams.Receiving;

/// <summary>Registers what receives from Teams.</summary>
internal static class ReceivingModule
{
    private const int MostHits = 10;

    internal static void AddTeamsReceiving(this IServiceCollection services)
    {
        services.AddSingleton<TeamsBook>();
        services.AddSingleton<IPlaceTrace>(s => s.GetRequiredService<TeamsBook>());
        services.AddSingleton<TeamsCounters>();
        services.AddHealthChecks().AddCheck<TeamsHealth>("teams");
        services.AddSingleton<TeamsMoves>();
        services.AddSingleton<TeamsSearch>();
        services.AddSingleton<RequestWindow>();
        services.AddSingleton<TeamsInvokes>();
        services.AddSingleton<TeamsReceiver>();
        services.AddSingleton<TeamsEndpoint>();
        services.AddSingleton(s => new KeyRing(
            new KeySource(KeySource.CreateHttp(), s.GetRequiredService<TeamsConnection>().KeyAddress),
            s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<TeamsCounters>()
        ));
        services.AddSingleton(s => new TokenCheck(
            s.GetRequiredService<TeamsConnection>().AppId,
            s.GetRequiredService<KeyRing>(),
            s.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(s => new TeamsPorts(
            inbound => s.GetRequiredService<Turn>().Take(inbound),
            s.GetRequiredService<OutboxRunner>().ReferenceOf,
            (inbound, words) =>
                s.GetRequiredService<Turn>()
                    .Look(inbound, call => s.GetRequiredService<Registry>().OnSearch?.Invoke(call, words, MostHits)),
            (inbound, reference) => CardFor(s, inbound, reference)
        )
        {
            Warn = inbound => s.GetRequiredService<Turn>().Warn(inbound),
            Stopping = s.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping,
            IsLinked = s.GetRequiredService<LinkedPlaces>().IsLinked,
            KeepsOut = s.GetRequiredService<LinkedPlaces>().KeepsOut,
            Picture = (activity, from) =>
                s.GetRequiredService<TeamsPictures>()
                    .Of(activity, from, s.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping),
            CommandOf = words => s.GetRequiredService<Registry>().ByWords(words)?.Name,
        });
    }

    private static async Task<string?> CardFor(IServiceProvider services, Inbound inbound, string reference)
    {
        var registry = services.GetRequiredService<Registry>();
        var turn = services.GetRequiredService<Turn>();
        return await turn.Look(inbound, call => registry.View(call, reference)) is { } message
            ? await services.GetRequiredService<TeamsViews>().CardFor(message)
            : null;
    }
}
