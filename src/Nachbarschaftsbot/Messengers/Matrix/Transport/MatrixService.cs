using Nachbarschaftsbot.Core.Delivery;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Messengers.Matrix.Client;
using Nachbarschaftsbot.Messengers.Matrix.Receiving;
using Nachbarschaftsbot.Messengers.Matrix.Rooms;

namespace Nachbarschaftsbot.Messengers.Matrix.Transport;

/// <summary>Starts Matrix: who are we, which rooms are we in, then one of the two transports until the end.</summary>
internal sealed class MatrixService(
    MatrixClient client,
    MatrixIdentity me,
    MatrixMoves moves,
    IMatrixTransport transport,
    MatrixHealth health,
    MatrixPorts ports,
    TimeProvider time,
    ILogger<MatrixService> log
) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        health.Recovered += ports.Reached;
        try
        {
            if (
                await Insist(() => transport.Start(stoppingToken), stoppingToken)
                && await Insist(() => Introduce(stoppingToken), stoppingToken)
                && await Insist(Reconcile, stoppingToken)
            )
                await transport.Run(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    /// <summary>
    /// Asks the homeserver who we are: a bot that does not know itself would answer itself. Sets a name where there is none; Matrix has no mark
    /// for bots, so the name says it.
    /// </summary>
    private async Task<bool> Introduce(CancellationToken stop)
    {
        var answer = await client.WhoAmI(stop);
        if (answer.Value is not { UserId: var user })
            throw new MatrixUnavailableException(answer.Outcome);
        var profile = await client.Profile(user, null, stop);
        var name = profile.Value?.Name;
        if (profile.Outcome is MatrixOutcome.Ok or MatrixOutcome.NotFound && IsUnnamed(name, user))
        {
            name = $"{Catalog.BuiltIn.Raw("introduction.name", Catalog.Fallback)} (Bot)";
            await client.SetName(user, name, stop);
        }
        me.Learn(user, name);
        return true;
    }

    private async Task<bool> Reconcile()
    {
        await moves.Reconcile();
        return true;
    }

    private static bool IsUnnamed(string? name, string user) =>
        string.IsNullOrWhiteSpace(name) || name == MatrixIds.LocalpartOf(user);

    /// <summary>Tries until it works; false when it never will.</summary>
    private async Task<bool> Insist(Func<Task<bool>> work, CancellationToken stop)
    {
        for (var failures = 1; ; failures++)
        {
            var pause = Backoff.Network.Before(failures, 0.5 + Random.Shared.NextDouble() / 2).ToTimeSpan();
            try
            {
                return await work();
            }
            catch (MatrixUnavailableException e) when (e.Outcome is MatrixOutcome.Unauthorized)
            {
                health.Stopped(MatrixHealth.BadToken);
                return false;
            }
            catch (MatrixUnavailableException e)
            {
                health.Trouble("Der Homeserver ist nicht erreichbar. Es wird weiter versucht.");
                if (e.Outcome is MatrixOutcome.Limited(var after))
                    pause = after;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The other messengers go on.
                log.LogWarning("Matrix waits: {Type}", e.GetType().Name);
                health.Trouble($"Der Anfang ist gescheitert ({e.GetType().Name}). Es wird weiter versucht.");
            }
            await Task.Delay(pause, time, stop);
        }
    }
}
