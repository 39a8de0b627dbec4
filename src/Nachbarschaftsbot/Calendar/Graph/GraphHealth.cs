using Microsoft.Extensions.Diagnostics.HealthChecks;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Calendar.Graph;

/// <summary>Whether Graph takes what we send. People get files meanwhile: the bot itself is never unhealthy because of it.</summary>
internal sealed class GraphHealth(ILogger<GraphHealth> log) : IHealthCheck
{
    private volatile string? _trouble;

    /// <summary>Notes how a send ended.</summary>
    internal void Note(Delivery delivery)
    {
        var trouble = delivery switch
        {
            Delivery.Refused(var reason) => reason,
            Delivery.Transient(var reason) => reason,
            _ => null,
        };
        if (trouble is not null && trouble != _trouble)
            log.LogWarning(
                "The calendar service does not take an event: {Reason}. People get a file instead. See: doctor",
                trouble
            );
        _trouble = trouble;
    }

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) =>
        Task.FromResult(
            _trouble is { } trouble
                ? HealthCheckResult.Degraded($"Graph: {trouble}")
                : HealthCheckResult.Healthy("Graph takes events.")
        );
}
