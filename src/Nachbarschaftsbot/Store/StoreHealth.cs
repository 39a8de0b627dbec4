using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Nachbarschaftsbot.Store;

/// <summary>Whether the store can write.</summary>
internal sealed class StoreHealth(IStore store) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) =>
        Task.FromResult(
            store.Writable
                ? HealthCheckResult.Healthy("The store writes.")
                : HealthCheckResult.Unhealthy(
                    "The store cannot write: the disk is full or broken. No messages are taken until it can. Make room; it goes on by itself."
                )
        );
}
