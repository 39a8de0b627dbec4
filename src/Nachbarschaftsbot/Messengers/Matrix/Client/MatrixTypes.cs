using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nachbarschaftsbot.Messengers.Matrix.Client;

/// <summary>What a homeserver says when it refuses.</summary>
internal sealed record MatrixError(string? Errcode, string? Error, long? RetryAfterMs = null);

/// <summary>Who we are.</summary>
internal sealed record WhoAmI(string UserId, string? DeviceId = null);

/// <summary>The id of what was sent, redacted or set.</summary>
internal sealed record SentEvent(string EventId);

/// <summary>The id of a room that was made or joined.</summary>
internal sealed record RoomId([property: JsonPropertyName("room_id")] string Id);

/// <summary>The rooms we are in.</summary>
internal sealed record JoinedRooms([property: JsonPropertyName("joined_rooms")] IReadOnlyList<string> Rooms);

/// <summary>Who is in a room, by id.</summary>
internal sealed record JoinedMembers(IReadOnlyDictionary<string, MemberProfile> Joined);

/// <summary>How somebody calls themselves.</summary>
internal sealed record MemberProfile
{
    /// <summary>The name in lists of members.</summary>
    [JsonPropertyName("display_name")]
    public string? InList { get; init; }

    /// <summary>The same in member events and profiles.</summary>
    [JsonPropertyName("displayname")]
    public string? InProfile { get; init; }

    /// <summary>The name, of whichever form.</summary>
    [JsonIgnore]
    public string? Name => InList ?? InProfile;
}

/// <summary>Where an upload lies.</summary>
internal sealed record Uploaded(string ContentUri);

/// <summary>What the homeserver takes at most.</summary>
internal sealed record MediaConfig([property: JsonPropertyName("m.upload.size")] long? UploadSize);

/// <summary>How long a ping took.</summary>
internal sealed record Pinged(long DurationMs);

/// <summary>A part of a room's past, newest first.</summary>
internal sealed record PastEvents(IReadOnlyList<JsonElement>? Chunk, string? End);

/// <summary>An answer that holds nothing we need.</summary>
internal sealed record Nothing;

/// <summary>What a long poll brings.</summary>
internal sealed record SyncAnswer(string? NextBatch, RoomNews? Rooms = null);

/// <summary>The rooms of a long poll, by id.</summary>
internal sealed record RoomNews(
    IReadOnlyDictionary<string, SyncRoom>? Join = null,
    IReadOnlyDictionary<string, SyncInvite>? Invite = null,
    IReadOnlyDictionary<string, SyncRoom>? Leave = null
);

/// <summary>News of a room.</summary>
internal sealed record SyncRoom(SyncTimeline? Timeline = null, SyncEvents? State = null);

/// <summary>An invitation: the little that is told before.</summary>
internal sealed record SyncInvite(SyncEvents? InviteState = null);

/// <summary>The newest events; <paramref name="Limited"/> when some before them were left out.</summary>
internal sealed record SyncTimeline(
    IReadOnlyList<JsonElement>? Events = null,
    bool Limited = false,
    string? PrevBatch = null
);

/// <summary>Events.</summary>
internal sealed record SyncEvents(IReadOnlyList<JsonElement>? Events = null);

/// <summary>What a homeserver pushes to an application service.</summary>
internal sealed record Transaction(IReadOnlyList<JsonElement>? Events = null);

[JsonSerializable(typeof(MatrixError))]
[JsonSerializable(typeof(WhoAmI))]
[JsonSerializable(typeof(SentEvent))]
[JsonSerializable(typeof(RoomId))]
[JsonSerializable(typeof(JoinedRooms))]
[JsonSerializable(typeof(JoinedMembers))]
[JsonSerializable(typeof(MemberProfile))]
[JsonSerializable(typeof(Uploaded))]
[JsonSerializable(typeof(MediaConfig))]
[JsonSerializable(typeof(Pinged))]
[JsonSerializable(typeof(PastEvents))]
[JsonSerializable(typeof(Nothing))]
[JsonSerializable(typeof(SyncAnswer))]
[JsonSerializable(typeof(Transaction))]
[JsonSerializable(typeof(JsonElement))]
// Anybody can nest what they send: an event has at most 65,536 bytes, and none may hold up those beside it.
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, MaxDepth = 70_000)]
internal sealed partial class MatrixJson : JsonSerializerContext;
