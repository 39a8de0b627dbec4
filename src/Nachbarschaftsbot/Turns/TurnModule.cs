using Nachbarschaftsbot.Core;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Messengers;
using Nachbarschaftsbot.Operations;
using Nachbarschaftsbot.Outbox;
using Nachbarschaftsbot.Store;

namespace Nachbarschaftsbot.Turns;

/// <summary>Puts the turn into the house.</summary>
internal static class TurnModule
{
    /// <summary>Registers the features, the turn and what it needs.</summary>
    public static IServiceCollection AddTurns(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton(Features.Register(AboutOf(settings)));
        services.AddSingleton(Catalog.BuiltIn);
        services.AddSingleton<MessengerSet>();
        services.AddSingleton<TurnCounters>();
        services.AddSingleton(s => new TurnPorts(
            s.GetRequiredService<MessengerSet>().CapabilitiesOf,
            s.GetRequiredService<OutboxRunner>().Hand,
            () => _ = s.GetRequiredService<IStore>().Scrub()
        )
        {
            Traces = [.. s.GetServices<IPlaceTrace>()],
            Messenger = s.GetRequiredService<MessengerSet>().Find,
            Committed = s.GetRequiredService<LinkedPlaces>().Committed,
        });
        services.AddSingleton<Turn>();
        services.AddSingleton<LinkedPlaces>();
        services.AddHostedService(s => s.GetRequiredService<LinkedPlaces>());
        return services;
    }

    /// <summary>What the settings say about who runs the bot.</summary>
    internal static About AboutOf(Settings settings) =>
        new About
        {
            Contact = settings.Bot.OperatorContact,
            Imprint = settings.Bot.OperatorAddress,
            ComplaintOffice = settings.Bot.ComplaintOffice,
            OfficeHours = settings.Bot.OfficeHours.Trim(),
            AnswerHours = settings.Bot.AnswerHours,
            PoisonCentre = settings.Bot.PoisonCentre.Trim(),
            Web = settings.Web.PublicAddress.Length > 0 ? settings.Web.PublicAddress.TrimEnd('/') : null,
            PrivacyLink =
                settings.Web.PublicAddress.Length > 0 ? $"{settings.Web.PublicAddress.TrimEnd('/')}/datenschutz" : null,
        }
            is var about
        && settings.Bot.OperatorName.Length > 0
            ? about with
            {
                Operator = settings.Bot.OperatorName,
            }
            : about;
}
