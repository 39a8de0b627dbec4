using Microsoft.Extensions.Diagnostics.HealthChecks;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Turns;

namespace Nachbarschaftsbot.Outbox;

/// <summary>Puts the outbox into the house.</summary>
internal static class OutboxModule
{
    /// <summary>Registers the outbox; what waits from before is sent when the program starts.</summary>
    public static IServiceCollection AddOutbox(this IServiceCollection services)
    {
        services.AddSingleton(s => new OutboxRunner(
            s.GetRequiredService<IStore>(),
            s.GetServices<IMessenger>(),
            inbound => s.GetRequiredService<Turn>().Take(inbound),
            new OutboxOptions(),
            s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<OutboxRunner>>()
        ));
        services.AddHostedService(s => s.GetRequiredService<OutboxRunner>());
        services.AddHealthChecks().AddCheck<OutboxCheck>("outbox");
        return services;
    }
}

/// <summary>Whether messages go out.</summary>
internal sealed class OutboxCheck(OutboxRunner outbox) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        var halted = outbox.Health.Where(h => h.Halted is not null).ToList();
        return Task.FromResult(
            halted.Count == 0
                ? HealthCheckResult.Healthy($"{outbox.Health.Sum(h => h.Waiting)} wait.")
                : HealthCheckResult.Degraded(
                    string.Join("; ", halted.Select(h => $"{h.Messenger} refuses us: {h.Halted}"))
                )
        );
    }
}
