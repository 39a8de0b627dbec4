using System.Text.Json.Serialization;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Messengers.Matrix;

/// <summary>A room that the bot is in, was asked into or has just left: which chat of ours it stands for, and whether we can read there.</summary>
internal sealed record MatrixRoom : IDocument
{
    internal static readonly Kind<MatrixRoom> Kind = new(
        "matrix-room",
        MatrixRoomJson.Default.MatrixRoom,
        new Index<MatrixRoom>("account", r => r.Account is null ? null : IndexValue.Of(r.Account, r.Id)),
        new Index<MatrixRoom>("state", r => IndexValue.Of(r.State.ToString(), r.Id))
    );

    /// <summary>The room's id, shortened where it is too long.</summary>
    public required string Id { get; init; }

    /// <summary>The room's id on the wire.</summary>
    public required string RoomId { get; init; }

    /// <summary>Whether it is the chat of one person with the bot.</summary>
    public bool IsDirect { get; init; }

    /// <summary>Of a direct chat: the account, as it stands in <c>Place.Chat</c>.</summary>
    public string? Account { get; init; }

    /// <summary>Of a direct chat: the account's id on the wire. Of an invitation: who invited.</summary>
    public string? User { get; init; }

    /// <summary>How many people are in it, apart from the bot.</summary>
    public int Humans { get; init; }

    /// <summary>Whether messages are encrypted there. Once it is, it stays so.</summary>
    public bool IsEncrypted { get; init; }

    /// <summary>When the bot joined, by its homeserver's clock, in milliseconds. What is older is not for us.</summary>
    public long Joined { get; init; }

    /// <summary>How it stands.</summary>
    public RoomState State { get; init; }

    /// <summary>Whether the word about encryption was said there.</summary>
    public bool NoticeGiven { get; init; }

    /// <summary>Of a group that is encrypted: the open room that the bot made for it, by its id on the wire.</summary>
    public string? WayOut { get; init; }

    /// <summary>Servers over which the room can be found.</summary>
    public IReadOnlyList<string> Via { get; init; } = [];

    /// <summary>How often the bot has come in: tells one joining from the next.</summary>
    public int Round { get; init; }

    /// <summary>The joining that was answered with a greeting; -1 while it waits for the person to come.</summary>
    public int Greeted { get; init; } = -1;

    /// <summary>Of a direct chat: when somebody last wrote there after writing elsewhere. The newest is written to.</summary>
    public Instant LastUsed { get; init; }

    /// <summary>Whether the bot made it as the way out of an encrypted chat: then the person is greeted there.</summary>
    public bool IsWayOut { get; init; }

    /// <summary>Of an invitation: tries to join so far.</summary>
    public int Tries { get; init; }

    /// <summary>When the next thing has to be done there: the next try to join, the leaving, the forgetting.</summary>
    public Instant Next { get; init; }

    /// <summary>The room that this one goes on from.</summary>
    public string? Replaces { get; init; }

    /// <summary>Where it is said in our terms; null while that is not known.</summary>
    [JsonIgnore]
    public Place? Place =>
        !IsDirect ? new(MatrixModule.MessengerName, Id, null, PlaceKind.Group)
        : Account is null ? null
        : new(MatrixModule.MessengerName, Account, null, PlaceKind.Private);

    /// <summary>Whether the bot is in the room.</summary>
    [JsonIgnore]
    public bool IsIn => State is RoomState.Open or RoomState.Deaf;
}

/// <summary>How a room stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RoomState>))]
internal enum RoomState
{
    /// <summary>The bot was asked in and tries to join.</summary>
    Invited,

    /// <summary>The bot is in and reads.</summary>
    Open,

    /// <summary>The bot is in, but messages are encrypted and it has no keys.</summary>
    Deaf,

    /// <summary>The bot has to go.</summary>
    Leaving,

    /// <summary>The bot is not in any more.</summary>
    Left,

    /// <summary>The room goes on elsewhere.</summary>
    Replaced,
}

[JsonSerializable(typeof(MatrixRoom))]
[JsonSourceGenerationOptions(Converters = [typeof(InstantConverter)])]
internal sealed partial class MatrixRoomJson : JsonSerializerContext;
