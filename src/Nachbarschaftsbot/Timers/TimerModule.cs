using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Turns;

namespace Nachbarschaftsbot.Timers;

/// <summary>Puts the timers into the house.</summary>
internal static class TimerModule
{
    /// <summary>Registers the runner of the timers.</summary>
    public static IServiceCollection AddTimers(this IServiceCollection services)
    {
        services.AddHostedService(s => new TimerRunner(
            s.GetRequiredService<IStore>(),
            (inbound, timer) => s.GetRequiredService<Turn>().Take(inbound, timer),
            s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<TimerRunner>>()
        ));
        return services;
    }
}
