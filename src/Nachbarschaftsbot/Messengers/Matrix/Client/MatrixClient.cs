using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Nachbarschaftsbot.Messengers.Matrix.Client;

/// <summary>The calls of the client-server API that we make. All are idempotent, so each may be tried again.</summary>
internal sealed class MatrixClient(MatrixWire wire)
{
    /// <summary>How long the homeserver waits for news before it answers a long poll.</summary>
    internal static readonly TimeSpan LongPoll = TimeSpan.FromSeconds(30);

    private const string V3 = "/_matrix/client/v3";
    private const string V1 = "/_matrix/client/v1";
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(20);

    /// <summary>Whose token it is.</summary>
    internal Task<MatrixAnswer<WhoAmI>> WhoAmI(CancellationToken cancel) =>
        Get($"{V3}/account/whoami", MatrixJson.Default.WhoAmI, cancel);

    /// <summary>Waits for news.</summary>
    /// <param name="since">Where the last answer ended; null for the first.</param>
    /// <param name="filter">What to leave out, as JSON.</param>
    /// <param name="wait">How long the homeserver may wait for something to happen.</param>
    /// <param name="cancel">Ends the call.</param>
    internal Task<MatrixAnswer<SyncAnswer>> Sync(string? since, string filter, TimeSpan wait, CancellationToken cancel)
    {
        var path = string.Create(
            CultureInfo.InvariantCulture,
            $"{V3}/sync?timeout={(long)wait.TotalMilliseconds}&filter={Escaped(filter)}"
        );
        if (since is not null)
            path += $"&since={Escaped(since)}";
        // A first answer over many rooms takes a homeserver its time.
        var patience = wait + (since is null ? Slow + Slow : Margin);
        return wire.Call(HttpMethod.Get, path, null, MatrixJson.Default.SyncAnswer, patience, cancel);
    }

    /// <summary>What happened in a room before <paramref name="from"/>, newest first, not further back than <paramref name="to"/>.</summary>
    internal Task<MatrixAnswer<PastEvents>> Past(
        string room,
        string from,
        string? to,
        string filter,
        CancellationToken cancel
    ) =>
        Get(
            $"{Room(room)}/messages?dir=b&limit=100&from={Escaped(from)}{(to is null ? "" : $"&to={Escaped(to)}")}&filter={Escaped(filter)}",
            MatrixJson.Default.PastEvents,
            cancel
        );

    /// <summary>Sends an event; the same <paramref name="txn"/> again is the same event.</summary>
    internal Task<MatrixAnswer<SentEvent>> Send(
        string room,
        string type,
        string txn,
        JsonObject content,
        CancellationToken cancel
    ) => Put($"{Room(room)}/send/{Escaped(type)}/{Escaped(txn)}", content, MatrixJson.Default.SentEvent, cancel);

    /// <summary>Takes an event back.</summary>
    internal Task<MatrixAnswer<SentEvent>> Redact(
        string room,
        string eventId,
        string txn,
        string? reason,
        CancellationToken cancel
    ) =>
        Put(
            $"{Room(room)}/redact/{Escaped(eventId)}/{Escaped(txn)}",
            reason is null ? [] : new JsonObject { ["reason"] = reason },
            MatrixJson.Default.SentEvent,
            cancel
        );

    /// <summary>One event of a room.</summary>
    internal Task<MatrixAnswer<JsonElement>> Event(string room, string eventId, CancellationToken cancel) =>
        Get($"{Room(room)}/event/{Escaped(eventId)}", MatrixJson.Default.JsonElement, cancel);

    /// <summary>Joins a room, over these servers where ours does not know it.</summary>
    internal Task<MatrixAnswer<RoomId>> Join(string room, IReadOnlyList<string> via, CancellationToken cancel)
    {
        var over = string.Join('&', via.Select(v => $"via={Escaped(v)}&server_name={Escaped(v)}"));
        var path = $"{V3}/join/{Escaped(room)}{(over.Length > 0 ? "?" : "")}{over}";
        return wire.Call(HttpMethod.Post, path, Json([]), MatrixJson.Default.RoomId, Slow, cancel);
    }

    /// <summary>Leaves a room or declines an invitation.</summary>
    internal Task<MatrixAnswer<Nothing>> Leave(string room, string? reason, CancellationToken cancel) =>
        Post(
            $"{Room(room)}/leave",
            reason is null ? [] : new JsonObject { ["reason"] = reason },
            MatrixJson.Default.Nothing,
            cancel
        );

    /// <summary>Lets go of a room that was left.</summary>
    internal Task<MatrixAnswer<Nothing>> Forget(string room, CancellationToken cancel) =>
        Post($"{Room(room)}/forget", [], MatrixJson.Default.Nothing, cancel);

    /// <summary>Makes a room.</summary>
    internal Task<MatrixAnswer<RoomId>> CreateRoom(JsonObject how, CancellationToken cancel) =>
        wire.Call(HttpMethod.Post, $"{V3}/createRoom", Json(how), MatrixJson.Default.RoomId, Slow, cancel);

    /// <summary>Invites somebody.</summary>
    internal Task<MatrixAnswer<Nothing>> Invite(string room, string user, string reason, CancellationToken cancel) =>
        Post(
            $"{Room(room)}/invite",
            new JsonObject { ["user_id"] = user, ["reason"] = reason },
            MatrixJson.Default.Nothing,
            cancel
        );

    /// <summary>The rooms we are in.</summary>
    internal Task<MatrixAnswer<JoinedRooms>> Joined(CancellationToken cancel) =>
        Get($"{V3}/joined_rooms", MatrixJson.Default.JoinedRooms, cancel);

    /// <summary>Who is in a room.</summary>
    internal Task<MatrixAnswer<JoinedMembers>> Members(string room, CancellationToken cancel) =>
        Get($"{Room(room)}/joined_members", MatrixJson.Default.JoinedMembers, cancel);

    /// <summary>A piece of a room's state: the content of the event.</summary>
    internal Task<MatrixAnswer<JsonElement>> State(string room, string type, string key, CancellationToken cancel) =>
        Get($"{Room(room)}/state/{Escaped(type)}/{Escaped(key)}", MatrixJson.Default.JsonElement, cancel);

    /// <summary>Writes a piece of a room's state.</summary>
    internal Task<MatrixAnswer<SentEvent>> SetState(
        string room,
        string type,
        string key,
        JsonObject content,
        CancellationToken cancel
    ) => Put($"{Room(room)}/state/{Escaped(type)}/{Escaped(key)}", content, MatrixJson.Default.SentEvent, cancel);

    /// <summary>A piece of our own account's data.</summary>
    internal Task<MatrixAnswer<JsonElement>> AccountData(string user, string type, CancellationToken cancel) =>
        Get($"{V3}/user/{Escaped(user)}/account_data/{Escaped(type)}", MatrixJson.Default.JsonElement, cancel);

    /// <summary>Writes a piece of our own account's data.</summary>
    internal Task<MatrixAnswer<Nothing>> SetAccountData(
        string user,
        string type,
        JsonObject content,
        CancellationToken cancel
    ) => Put($"{V3}/user/{Escaped(user)}/account_data/{Escaped(type)}", content, MatrixJson.Default.Nothing, cancel);

    /// <summary>How somebody calls themselves.</summary>
    /// <param name="user">Whose; our homeserver may have to ask another one.</param>
    /// <param name="patience">How long to wait; null: as usual.</param>
    /// <param name="cancel">Ends the call.</param>
    internal Task<MatrixAnswer<MemberProfile>> Profile(string user, TimeSpan? patience, CancellationToken cancel) =>
        wire.Call(
            HttpMethod.Get,
            $"{V3}/profile/{Escaped(user)}",
            null,
            MatrixJson.Default.MemberProfile,
            patience ?? Usual,
            cancel
        );

    /// <summary>Says how we are called.</summary>
    internal Task<MatrixAnswer<Nothing>> SetName(string user, string name, CancellationToken cancel) =>
        Put(
            $"{V3}/profile/{Escaped(user)}/displayname",
            new JsonObject { ["displayname"] = name },
            MatrixJson.Default.Nothing,
            cancel
        );

    /// <summary>Lays a file on the homeserver.</summary>
    internal Task<MatrixAnswer<Uploaded>> Upload(
        string name,
        string mediaType,
        ReadOnlyMemory<byte> bytes,
        CancellationToken cancel
    )
    {
        var body = new ReadOnlyMemoryContent(bytes);
        body.Headers.ContentType = MediaTypeHeaderValue.TryParse(mediaType, out var type)
            ? type
            : new MediaTypeHeaderValue("application/octet-stream");
        var path = $"/_matrix/media/v3/upload?filename={Escaped(name)}";
        return wire.Call(HttpMethod.Post, path, body, MatrixJson.Default.Uploaded, Slow, cancel);
    }

    /// <summary>Fetches a file by its <c>mxc://</c> address, not larger than <paramref name="largest"/> bytes.</summary>
    internal Task<MatrixAnswer<ReadOnlyMemory<byte>>> Download(
        string mxc,
        int largest,
        TimeSpan patience,
        CancellationToken cancel
    ) =>
        MatrixIds.MediaOf(mxc) is var (server, id)
            ? wire.Fetch($"{V1}/media/download/{Escaped(server)}/{Escaped(id)}", largest, patience, cancel)
            : Task.FromResult(new MatrixAnswer<ReadOnlyMemory<byte>>(new MatrixOutcome.NotFound(), default));

    /// <summary>What the homeserver takes at most.</summary>
    internal Task<MatrixAnswer<MediaConfig>> MediaConfig(CancellationToken cancel) =>
        Get($"{V1}/media/config", MatrixJson.Default.MediaConfig, cancel);

    /// <summary>Makes a user of our application service; one that exists already is refused with <c>M_USER_IN_USE</c>.</summary>
    internal Task<MatrixAnswer<Nothing>> Register(string localpart, CancellationToken cancel) =>
        Post(
            $"{V3}/register",
            new JsonObject
            {
                ["type"] = "m.login.application_service",
                ["username"] = localpart,
                ["inhibit_login"] = true,
            },
            MatrixJson.Default.Nothing,
            cancel
        );

    /// <summary>Asks the homeserver to call our application service once.</summary>
    internal Task<MatrixAnswer<Pinged>> Ping(string appservice, string txn, CancellationToken cancel) =>
        wire.Call(
            HttpMethod.Post,
            $"{V1}/appservice/{Escaped(appservice)}/ping",
            Json(new JsonObject { ["transaction_id"] = txn }),
            MatrixJson.Default.Pinged,
            Slow,
            cancel
        );

    private Task<MatrixAnswer<T>> Get<T>(string path, JsonTypeInfo<T> type, CancellationToken cancel) =>
        wire.Call(HttpMethod.Get, path, null, type, Usual, cancel);

    private Task<MatrixAnswer<T>> Put<T>(
        string path,
        JsonObject body,
        JsonTypeInfo<T> type,
        CancellationToken cancel
    ) => wire.Call(HttpMethod.Put, path, Json(body), type, Usual, cancel);

    private Task<MatrixAnswer<T>> Post<T>(
        string path,
        JsonObject body,
        JsonTypeInfo<T> type,
        CancellationToken cancel
    ) => wire.Call(HttpMethod.Post, path, Json(body), type, Usual, cancel);

    private static string Room(string room) => $"{V3}/rooms/{Escaped(room)}";

    private static ByteArrayContent Json(JsonObject body)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToJsonString()));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    private static string Escaped(string part) => Uri.EscapeDataString(part);
}
