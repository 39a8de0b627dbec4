using Microsoft.Extensions.Diagnostics.HealthChecks;
using Nachbarschaftsbot.Messengers.Teams.Receiving.Tokens;

namespace Nachbarschaftsbot.Messengers.Teams.Receiving;

/// <summary>Whether what comes from Teams can be taken, for the health page.</summary>
internal sealed class TeamsHealth(TeamsConnection connection, KeyRing keys) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) =>
        Task.FromResult(
            connection.IsAnonymous ? HealthCheckResult.Healthy("Ohne Token, für den Playground.")
            : keys.IsBlind
                ? HealthCheckResult.Degraded(
                    "Die Schlüssel von Microsoft sind nicht zu erreichen. Aus Teams nimmt der Bot gerade nichts an. Netz und Teams:KeyAddress prüfen."
                )
            : HealthCheckResult.Healthy("Bereit.")
        );
}
