using Nachbarschaftsbot.Core.Delivery;
using Nachbarschaftsbot.Messengers.Matrix.Client;
using Nachbarschaftsbot.Messengers.Matrix.Receiving;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Timers;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Messengers.Matrix.Transport;

/// <summary>
/// Takes what the homeserver pushed out of the inbox: events of a room in their order, different rooms side by side. Asks the homeserver to
/// call us, so that a way that is closed shows at once.
/// </summary>
internal sealed class AppserviceTransport(
    MatrixClient client,
    MatrixAppservice service,
    AppserviceInbox inbox,
    MatrixFeed feed,
    MatrixHealth health,
    MatrixCounters counters,
    TimeProvider time
) : IMatrixTransport
{
    internal const string Connected = "Verbunden. Der Homeserver erreicht den Bot.";
    private const int Portion = 16;
    private const int RoomsAtOnce = 16;
    private static readonly TimeSpan StorePause = TimeSpan.FromSeconds(2);
    private static readonly Duration BetweenPings = Duration.FromMinutes(5);
    private static readonly Duration Look = Duration.FromMinutes(1);

    /// <inheritdoc/>
    public async Task<bool> Start(CancellationToken stop)
    {
        var outcome = (await client.Register(service.Localpart, stop)).Outcome;
        return outcome switch
        {
            // It is there already, or the homeserver makes it by itself.
            MatrixOutcome.Ok or MatrixOutcome.Refused or MatrixOutcome.Forbidden or MatrixOutcome.NotFound => true,
            MatrixOutcome.TooLarge => true,
            _ => throw new MatrixUnavailableException(outcome),
        };
    }

    /// <inheritdoc/>
    public Task Run(CancellationToken stop) => Task.WhenAll(Work(stop), Knock(stop));

    /// <summary>Takes what waits until stopped.</summary>
    internal async Task Work(CancellationToken stop)
    {
        using var alarm = new Alarm(time);
        inbox.Arrived += alarm.Now;
        try
        {
            while (true)
            {
                alarm.Arm();
                if (!await TakeOldest(stop))
                    await alarm.Wait(time.GetCurrentInstant() + Look, stop);
            }
        }
        finally
        {
            inbox.Arrived -= alarm.Now;
        }
    }

    /// <summary>Whether there was anything.</summary>
    private async Task<bool> TakeOldest(CancellationToken stop)
    {
        try
        {
            var oldest = await inbox.Oldest(Portion);
            if (oldest.Count == 0)
                return false;
            using var places = new SemaphoreSlim(RoomsAtOnce);
            var rooms = oldest.SelectMany(o => o.Events).Where(e => e.Room is not null).GroupBy(e => e.Room!);
            await Task.WhenAll(rooms.Select(r => TakeRoom(r.Key, [.. r], places, stop)));
            await inbox.Done(oldest);
            return true;
        }
        catch (StoreUnavailableException)
        {
            health.Trouble("In die Datenbank kann nicht geschrieben werden. Es werden keine Nachrichten angenommen.");
            await Task.Delay(StorePause, time, stop);
            return true;
        }
        catch (Exception e) when (e is not (OperationCanceledException or MatrixUnavailableException))
        {
            // It waits in the inbox and is tried again: a loop that ended would be deaf without a word.
            health.Trouble($"Nachrichten werden nicht verarbeitet: {e.GetType().Name}.");
            await Task.Delay(StorePause, time, stop);
            return true;
        }
        catch (MatrixUnavailableException)
        {
            // The homeserver does not know our token now; it still pushes. What waits is not lost.
            health.Trouble(MatrixHealth.BadToken);
            await Task.Delay(Look.ToTimeSpan(), time, stop);
            return true;
        }
    }

    private async Task TakeRoom(
        string room,
        IReadOnlyList<MatrixEvent> events,
        SemaphoreSlim places,
        CancellationToken stop
    )
    {
        await places.WaitAsync(stop);
        try
        {
            await feed.Take(room, events, stop);
        }
        finally
        {
            places.Release();
        }
    }

    /// <summary>
    /// Asks the homeserver to call us, and again from time to time: that nothing comes in looks the same when all is well. A homeserver that
    /// cannot be asked is believed.
    /// </summary>
    private async Task Knock(CancellationToken stop)
    {
        for (long number = 1, failures = 0; ; number++)
        {
            var outcome = (await client.Ping(service.Id, $"ping-{number}", stop)).Outcome;
            if (outcome is MatrixOutcome.NotFound or MatrixOutcome.Refused { Code: "M_UNRECOGNIZED" })
            {
                health.Well(Connected);
                return;
            }
            failures = outcome is MatrixOutcome.Ok ? 0 : failures + 1;
            if (failures == 0)
                health.Well(Connected);
            else
            {
                counters.Happened("ping-failed");
                health.Trouble(Words(outcome));
            }
            var pause = failures == 0 ? BetweenPings : Backoff.Network.Before((int)Math.Min(failures + 2, 9), 1);
            await Task.Delay(pause.ToTimeSpan(), time, stop);
        }
    }

    private static string Words(MatrixOutcome outcome) =>
        outcome switch
        {
            MatrixOutcome.Transient { Reason: "M_CONNECTION_FAILED" or "M_CONNECTION_TIMED_OUT" } =>
                "Der Homeserver erreicht den Bot nicht. Bitte prüfen Sie Matrix:Appservice:Url. Es wird weiter versucht.",
            MatrixOutcome.Transient { Reason: "M_BAD_STATUS" } =>
                "Der Homeserver erreicht den Bot, aber nicht mit dem richtigen Token. Bitte prüfen Sie Matrix:Appservice:HsToken. Es wird weiter versucht.",
            MatrixOutcome.Unauthorized => MatrixHealth.BadToken,
            MatrixOutcome.Forbidden => "Die Kennung passt nicht zum Token. Bitte prüfen Sie Matrix:Appservice:Id.",
            MatrixOutcome.Refused { Code: "M_URL_NOT_SET" } =>
                "In der Registrierungs-Datei fehlt die Adresse (url). Der Homeserver schickt nichts.",
            _ => "Der Homeserver hat den Bot noch nicht erreicht. Es wird weiter versucht.",
        };
}
