using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Nachbarschaftsbot.Messengers.Telegram;

/// <summary>How the connection to Telegram stands, for the health page and the doctor.</summary>
internal sealed class TelegramHealth(ILogger<TelegramHealth> log) : IHealthCheck
{
    internal const string BadToken =
        "Telegram kennt das Token nicht. Holen Sie bei @BotFather ein neues und tragen Sie es als Telegram:Token ein.";

    private volatile State now = new(HealthStatus.Degraded, "Telegram hat noch nicht geantwortet.");

    /// <summary>The state in words, without anything secret.</summary>
    internal string Message => now.Message;

    internal HealthStatus Status => now.Status;

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) => Task.FromResult(new HealthCheckResult(now.Status, now.Message));

    internal void Well(string message) => Change(new State(HealthStatus.Healthy, message));

    /// <summary>It does not work now and is tried again.</summary>
    internal void Trouble(string message) => Change(new State(HealthStatus.Degraded, message));

    /// <summary>It was given up: somebody has to do something.</summary>
    internal void Stopped(string message) => Change(new State(HealthStatus.Unhealthy, message));

    private void Change(State next)
    {
        if (next == now)
            return;
        now = next;
        var level = next.Status switch
        {
            HealthStatus.Healthy => LogLevel.Information,
            HealthStatus.Degraded => LogLevel.Warning,
            _ => LogLevel.Critical,
        };
        log.Log(level, "Telegram: {State}", next.Message);
    }

    private sealed record State(HealthStatus Status, string Message);
}
