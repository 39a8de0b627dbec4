using Nachbarschaftsbot.Calendar.Graph;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Operations;
using Nachbarschaftsbot.Turns;

namespace Nachbarschaftsbot.Calendar;

/// <summary>Puts calendars into the house: feeds for everybody, Microsoft 365 where it is set up.</summary>
internal static class CalendarModule
{
    /// <summary>Registers what the settings ask for.</summary>
    public static IServiceCollection AddCalendar(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton<FeedPage>();
        services.AddHostedService<CalendarStart>();
        if (!settings.Graph.IsOn)
            return services;
        var graph = settings.Graph;
        services.AddSingleton(_ => new GraphLogin(graph));
        services.AddSingleton(s => new GraphClient(
            GraphClient.CreateHttp(),
            new Uri(graph.BaseAddress),
            graph.Mailbox.Trim(),
            s.GetRequiredService<GraphLogin>().Get
        ));
        services.AddSingleton<GraphDirectory>();
        services.AddSingleton<GraphEventBook>();
        services.AddSingleton<GraphBusyTimes>();
        services.AddSingleton<GraphHealth>();
        services.AddSingleton<IMessenger>(s => new GraphMessenger(
            s.GetRequiredService<GraphEventBook>(),
            s.GetRequiredService<GraphBusyTimes>(),
            inbound => s.GetRequiredService<Turn>().Take(inbound),
            s.GetRequiredService<GraphHealth>()
        ));
        services.AddHealthChecks().AddCheck<GraphHealth>("graph");
        return services;
    }

    /// <summary>Opens the address of the feeds. It has no other way in than the secret in it.</summary>
    public static void MapCalendar(this WebApplication app) =>
        app.MapMethods(
            FeedPage.Path + "{secret}.ics",
            [HttpMethods.Get, HttpMethods.Head],
            (HttpContext http, FeedPage page, string secret) => page.Show(http, secret)
        );
}
