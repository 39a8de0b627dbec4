using Nachbarschaftsbot.Core.Delivery;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Messengers.Matrix.Client;
using Nachbarschaftsbot.Messengers.Matrix.Receiving;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Timers;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Messengers.Matrix.Rooms;

/// <summary>
/// Does what has to be done in rooms in its time: joins where the bot was asked in, leaves where it has to go, forgets where it was.
/// </summary>
internal sealed class MatrixKeeper(
    MatrixClient client,
    MatrixIdentity me,
    MatrixBook book,
    DirectList directs,
    DeafRooms deaf,
    MatrixMoves moves,
    MatrixPorts ports,
    IStore store,
    MatrixCounters counters,
    TimeProvider time
) : BackgroundService
{
    /// <summary>Tries to join before an invitation is declined; over an hour with their pauses.</summary>
    internal const int MostTries = 14;

    internal const string CannotJoin =
        "Der Bot konnte nicht beitreten. Bitte laden Sie ihn noch einmal ein. / The bot could not join. Please invite it again.";

    /// <summary>How long somebody may be silent before they join.</summary>
    internal static readonly Duration Patience = Duration.FromDays(7);

    private static readonly Duration BetweenLooks = Duration.FromHours(12);
    private static readonly Backoff Pauses = new(Duration.FromSeconds(2), Duration.FromMinutes(10));
    private static readonly Duration UntilHeard = Duration.FromMinutes(10);
    private static readonly Duration Longest = Duration.FromMinutes(10);
    private static readonly Duration Shortest = Duration.FromMilliseconds(200);

    private Instant _nextLook;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var alarm = new Alarm(time);
        book.Changed += alarm.Now;
        deaf.Waits += alarm.Now;
        try
        {
            await me.Known.WaitAsync(stoppingToken);
            while (true)
            {
                alarm.Arm();
                var next = await Quietly(() => Sweep(stoppingToken));
                await alarm.Wait(Instant.Max(next, time.GetCurrentInstant() + Shortest), stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
        finally
        {
            book.Changed -= alarm.Now;
            deaf.Waits -= alarm.Now;
        }
    }

    /// <summary>Does what is due, and says when the next thing is.</summary>
    internal async Task<Instant> Sweep(CancellationToken stop)
    {
        var now = time.GetCurrentInstant();
        var next = await deaf.SayWhatWaits(now + Longest);
        if (_nextLook <= now)
        {
            await LeaveStrangers(now);
            _nextLook = now + BetweenLooks;
        }
        foreach (var state in (RoomState[])[RoomState.Invited, RoomState.Leaving, RoomState.Replaced, RoomState.Left])
        foreach (var room in await book.In(state))
        {
            if (room.Next <= now)
                await Do(room, stop);
            if (await book.Find(room.RoomId) is { } still && still.State == state)
                next = Instant.Min(next, still.Next > now ? still.Next : next);
        }
        return next;
    }

    /// <summary>Who wrote and never joined is let go of a week after their last word.</summary>
    private async Task LeaveStrangers(Instant now)
    {
        foreach (var state in (RoomState[])[RoomState.Open, RoomState.Deaf])
        foreach (var room in await book.In(state))
            if (room is { IsDirect: true, Account: { } account } && room.LastUsed < now - Patience)
                if (!await IsKnown(account))
                    await book.Keep(
                        room.RoomId,
                        known =>
                            known is { IsIn: true } && known.LastUsed == room.LastUsed
                                ? known with
                                {
                                    State = RoomState.Leaving,
                                    Next = now,
                                    Tries = 0,
                                }
                                : null
                    );
    }

    private async ValueTask<bool> IsKnown(string account) =>
        await store.Find(AccountLink.Kind, $"{MatrixModule.MessengerName}:{account}") is not null;

    private Task Do(MatrixRoom room, CancellationToken stop) =>
        room.State switch
        {
            RoomState.Invited => Join(room, stop),
            RoomState.Left => Forget(room),
            _ => Leave(room, stop),
        };

    private async Task Join(MatrixRoom room, CancellationToken stop)
    {
        var outcome = (await client.Join(room.RoomId, room.Via, stop)).Outcome;
        switch (outcome)
        {
            case MatrixOutcome.Ok when room.Tries < 0:
                // We are in, but nobody told: as after a restore.
                await moves.Joined(room.RoomId, time.GetUtcNow().ToUnixTimeMilliseconds());
                break;
            case MatrixOutcome.Ok:
                await Later(room, tries: -1, UntilHeard);
                break;
            case MatrixOutcome.Unauthorized:
                await Later(room, room.Tries, Longest);
                break;
            case MatrixOutcome.Limited(var after):
                await Later(room, room.Tries, Duration.FromTimeSpan(after));
                break;
            // That our own homeserver is down says nothing about the room.
            case MatrixOutcome.Transient:
                await Later(room, room.Tries, Pauses.Before(Math.Max(1, room.Tries + 4), 1));
                break;
            default:
                await TryAgain(room, stop);
                break;
        }
    }

    /// <summary>The server of the room may be slow: 403 and 404 are not the end when an invitation came over federation.</summary>
    private async Task TryAgain(MatrixRoom room, CancellationToken stop)
    {
        var tries = Math.Max(0, room.Tries) + 1;
        if (tries < MostTries)
        {
            await Later(room, tries, Pauses.Before(tries, 1));
            return;
        }
        counters.Happened("join-given-up");
        var outcome = (await client.Leave(room.RoomId, CannotJoin, stop)).Outcome;
        if (outcome is MatrixOutcome.Transient or MatrixOutcome.Limited or MatrixOutcome.Unauthorized)
        {
            await Later(room, tries - 1, Pauses.Before(tries, 1));
            return;
        }
        await client.Forget(room.RoomId, stop);
        await book.Delete(room.RoomId);
    }

    private Task Later(MatrixRoom room, int tries, Duration pause) =>
        book.Keep(
            room.RoomId,
            known =>
                known is { State: RoomState.Invited }
                    ? known with
                    {
                        Tries = tries,
                        Next = time.GetCurrentInstant() + pause,
                    }
                    : null
        );

    private async Task Leave(MatrixRoom room, CancellationToken stop)
    {
        var outcome = (await client.Leave(room.RoomId, null, stop)).Outcome;
        if (outcome is MatrixOutcome.Transient or MatrixOutcome.Limited or MatrixOutcome.Unauthorized)
        {
            await book.Keep(
                room.RoomId,
                known =>
                    known?.State == room.State
                        ? known with
                        {
                            Tries = known.Tries + 1,
                            Next = time.GetCurrentInstant() + Pauses.Before(Math.Min(10, known.Tries + 1), 1),
                        }
                        : null
            );
            return;
        }
        await client.Forget(room.RoomId, stop);
        await directs.Register(room.RoomId, null, stop);
        if (room.IsEncrypted)
            await ports.Take(DeafRooms.Told(room, MembershipChange.BotRemoved));
        await book.Delete(room.RoomId);
    }

    /// <summary>The room of somebody who is known stays known, so that they are not invited again against their will.</summary>
    private async Task Forget(MatrixRoom room)
    {
        if (room.Account is { } account && await IsKnown(account))
            await book.Keep(
                room.RoomId,
                known =>
                    known is { State: RoomState.Left }
                        ? known with
                        {
                            Next = time.GetCurrentInstant() + MatrixMoves.Memory,
                        }
                        : null
            );
        else
            await book.Delete(room.RoomId);
    }

    private async Task<Instant> Quietly(Func<Task<Instant>> sweep)
    {
        try
        {
            return await sweep();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            if (e is not (StoreUnavailableException or MatrixUnavailableException))
                counters.Happened("keeping-failed");
            return time.GetCurrentInstant() + Pauses.First;
        }
    }
}
