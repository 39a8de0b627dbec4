using System.Text.Json.Nodes;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.Matrix.Client;
using Nachbarschaftsbot.Messengers.Matrix.Receiving;
using Nachbarschaftsbot.Turns;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Messengers.Matrix.Rooms;

/// <summary>
/// Direct chats: found again rather than made anew, and made without encryption where there is none that we can read. Nobody gets a second
/// one who left the first.
/// </summary>
internal sealed class MatrixDirects(
    MatrixClient client,
    MatrixIdentity me,
    MatrixBook book,
    DirectList list,
    MatrixNotices notices,
    MatrixCounters counters,
    TimeProvider time
) : IDisposable
{
    /// <summary>In the first event of a room that we made: whose direct chat it is.</summary>
    internal const string Mark = "org.nachbarschaftsbot.direct";

    private const int MostTries = 6;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Who waits for a room waits no longer for its first word; it is said all the same.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    /// <summary>One person's rooms are made one after the other, those of others at the same time.</summary>
    private readonly Lanes _lanes = new();
    private readonly CancellationTokenSource _ended = new();
    private bool _isAlwaysEncrypted;

    /// <summary>The room to write to for a place, or why there is none.</summary>
    /// <param name="place">The place.</param>
    /// <param name="isOpened">Whether a person without an open room gets one.</param>
    /// <param name="cancel">Ends the try.</param>
    internal async Task<MatrixAnswer<MatrixRoom>> RoomFor(Place place, bool isOpened, CancellationToken cancel)
    {
        if (await book.RoomOf(place) is { } known)
            return new(MatrixOutcome.Done, known);
        return isOpened && place.Kind == PlaceKind.Private
            ? await Ensure(place.Chat, isWayOut: false, cancel)
            : new(new MatrixOutcome.NotFound(), null);
    }

    /// <summary>The open room of an account (<c>Place.Chat</c>), made where there is none yet; otherwise why there is none.</summary>
    internal Task<MatrixAnswer<MatrixRoom>> Ensure(string account, bool isWayOut, CancellationToken cancel) =>
        _lanes.Run(account, () => FindOrOpen(account, isWayOut, cancel)).WaitAsync(cancel);

    /// <summary>Ends when no room is being made for a person: before that, one of ours looks like a stranger's.</summary>
    internal Task Settled(string user) => _lanes.Run(MatrixIds.Short(user), () => Task.FromResult(true));

    /// <summary>Makes a room without encryption for several people and invites one of them, who can invite the others.</summary>
    internal async Task<MatrixAnswer<RoomId>> OpenForMany(string user, string name, CancellationToken cancel)
    {
        var how = Plan(user, isDirect: false, mark: null);
        how["name"] = name;
        var made = await client.CreateRoom(how, cancel);
        return made.Value is { } room && await IsEncrypted(room.Id, cancel)
            ? new(await Discard(room.Id, cancel), null)
            : made;
    }

    /// <summary>Ends what is still to be said.</summary>
    public void Dispose()
    {
        _ended.Cancel();
        _ended.Dispose();
    }

    private async Task<MatrixAnswer<MatrixRoom>> FindOrOpen(string account, bool isWayOut, CancellationToken cancel)
    {
        if (await book.DirectOf(account) is { } open)
            return new(MatrixOutcome.Done, open);
        var rooms = await book.OfAccount(account);
        if (!isWayOut && rooms.Any(r => r.State == RoomState.Left))
            return new(new MatrixOutcome.Forbidden("", "the person left"), null);
        if (UserOf(account, rooms) is not { } user || user == me.User || _isAlwaysEncrypted)
            return new(new MatrixOutcome.NotFound(), null);
        return await Open(account, user, isWayOut, cancel);
    }

    private async Task<MatrixAnswer<MatrixRoom>> Open(
        string account,
        string user,
        bool isWayOut,
        CancellationToken cancel
    )
    {
        var made = await client.CreateRoom(Plan(user, isDirect: true, mark: user), cancel);
        if (made.Value is not { } room)
            return new(made.Outcome, null);
        if (await IsEncrypted(room.Id, cancel))
        {
            _isAlwaysEncrypted = true;
            return new(await Discard(room.Id, cancel), null);
        }
        var kept = await book.Keep(room.Id, known => Opened(known, room.Id, account, user, isWayOut));
        counters.Happened("direct-opened");
        await list.Register(room.Id, user, cancel);
        await SayOpen(room.Id)
            .WaitAsync(LongestWait, time, cancel)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return new(MatrixOutcome.Done, kept);
    }

    /// <summary>That the room is open stands above everything else in it, unless the homeserver lets nothing through for long.</summary>
    private async Task SayOpen(string room)
    {
        for (var tries = 1; tries < MostTries; tries++)
        {
            var outcome = await notices.Say(room, "open", ["messenger.matrix.open"]);
            if (outcome is not (MatrixOutcome.Transient or MatrixOutcome.Limited))
                return;
            var pause = outcome is MatrixOutcome.Limited(var after) ? after : Pause * tries;
            await Task.Delay(pause, time, _ended.Token);
        }
    }

    private MatrixRoom Opened(MatrixRoom? known, string room, string account, string user, bool isWayOut) =>
        (known ?? new MatrixRoom { Id = MatrixIds.Short(room), RoomId = room }) with
        {
            IsDirect = true,
            Account = account,
            User = user,
            Humans = 1,
            State = RoomState.Open,
            IsWayOut = isWayOut,
            Greeted = isWayOut ? -1 : known?.Round ?? 0,
            LastUsed = time.GetCurrentInstant(),
        };

    /// <summary>Members read what was said since they were invited; encrypting it takes more rights than they have.</summary>
    private static JsonObject Plan(string user, bool isDirect, string? mark)
    {
        var plan = new JsonObject
        {
            ["preset"] = "private_chat",
            ["visibility"] = "private",
            ["is_direct"] = isDirect,
            ["invite"] = new JsonArray(user),
            ["initial_state"] = new JsonArray(
                new JsonObject
                {
                    ["type"] = "m.room.history_visibility",
                    ["state_key"] = "",
                    ["content"] = new JsonObject { ["history_visibility"] = "invited" },
                }
            ),
        };
        if (mark is not null)
            plan["creation_content"] = new JsonObject { [Mark] = mark };
        return plan;
    }

    /// <summary>Some homeservers encrypt every new room, whatever was asked for.</summary>
    private async Task<bool> IsEncrypted(string room, CancellationToken cancel) =>
        (await client.State(room, "m.room.encryption", "", cancel)).IsOk;

    private async Task<MatrixOutcome> Discard(string room, CancellationToken cancel)
    {
        counters.Happened("server-encrypts-all");
        await client.Leave(room, null, cancel);
        await client.Forget(room, cancel);
        return new MatrixOutcome.NotFound();
    }

    private static string? UserOf(string account, IReadOnlyList<MatrixRoom> rooms) =>
        rooms.Select(r => r.User).FirstOrDefault(u => u is not null)
        ?? (MatrixEventReader.IsUser(account) && account.Length < MatrixIds.Longest ? account : null);
}
