using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Nachbarschaftsbot.Messengers.Matrix;

/// <summary>How the connection to the homeserver stands, for the health page.</summary>
internal sealed class MatrixHealth(ILogger<MatrixHealth> log) : IHealthCheck
{
    internal const string BadToken =
        "Der Homeserver kennt das Token nicht mehr. Tragen Sie ein neues ein (README, „Matrix verbinden“). Starten Sie den Bot dann neu.";

    private volatile State _now = new(HealthStatus.Degraded, "Der Homeserver hat noch nicht geantwortet.");

    /// <summary>Is told when it works again.</summary>
    internal event Action? Recovered;

    /// <summary>The state in words, without anything secret.</summary>
    internal string Message => _now.Message;

    internal HealthStatus Status => _now.Status;

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) => Task.FromResult(new HealthCheckResult(_now.Status, _now.Message));

    internal void Well(string message) => Change(new State(HealthStatus.Healthy, message));

    /// <summary>It does not work now and is tried again.</summary>
    internal void Trouble(string message) => Change(new State(HealthStatus.Degraded, message));

    /// <summary>It was given up: somebody has to do something.</summary>
    internal void Stopped(string message) => Change(new State(HealthStatus.Unhealthy, message));

    private void Change(State next)
    {
        // Who was told to stop stays stopped: a call that was still under way says nothing new.
        if (next == _now || _now.Status == HealthStatus.Unhealthy)
            return;
        var before = _now;
        _now = next;
        var level = next.Status switch
        {
            HealthStatus.Healthy => LogLevel.Information,
            HealthStatus.Degraded => LogLevel.Warning,
            _ => LogLevel.Critical,
        };
        log.Log(level, "Matrix: {State}", next.Message);
        if (before.Status == HealthStatus.Degraded && next.Status == HealthStatus.Healthy)
            Recovered?.Invoke();
    }

    private sealed record State(HealthStatus Status, string Message);
}
