using System.Text.Json.Serialization;

namespace Nachbarschaftsbot.Messengers.Matrix.Receiving;

/// <summary>
/// What happened in a room, as far as we read it. Whatever has another form than the specification says counts as missing; relations that
/// cannot be read make an event <see cref="IsOdd"/>, because without its relation an edit would look like a new message.
/// </summary>
internal sealed record MatrixEvent
{
    /// <summary>For example <c>m.room.message</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The id; empty in the little that an invitation tells.</summary>
    public string Id { get; init; } = "";

    /// <summary>Who sent it.</summary>
    public required string Sender { get; init; }

    /// <summary>The room, where the event says it (transactions).</summary>
    public string? Room { get; init; }

    /// <summary>What makes it a state event, also when it is empty.</summary>
    public string? StateKey { get; init; }

    /// <summary>When, by the clock of the sender's homeserver, in milliseconds.</summary>
    public long Sent { get; init; }

    /// <summary>What somebody wrote, or null.</summary>
    public string? Body { get; init; }

    /// <summary>For example <c>m.text</c>.</summary>
    public string? MessageType { get; init; }

    /// <summary>What somebody wrote as HTML, where it is Matrix' own subset.</summary>
    public string? Html { get; init; }

    /// <summary>The address of a file (<c>mxc://</c>).</summary>
    public string? Url { get; init; }

    /// <summary>The media type of a file.</summary>
    public string? MediaType { get; init; }

    /// <summary>The size of a file in bytes.</summary>
    public long? Size { get; init; }

    /// <summary>The name of a file, where the words beside it are a caption.</summary>
    public string? FileName { get; init; }

    /// <summary>How it relates to <see cref="RelatesTo"/>: <c>m.thread</c>, <c>m.replace</c>, <c>m.annotation</c> …</summary>
    public string? Relation { get; init; }

    /// <summary>The event it relates to.</summary>
    public string? RelatesTo { get; init; }

    /// <summary>What a reaction says.</summary>
    public string? Key { get; init; }

    /// <summary>The event it answers.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Whether <see cref="ReplyTo"/> is there only for clients without threads.</summary>
    public bool IsFallingBack { get; init; }

    /// <summary>The users it calls by name.</summary>
    public IReadOnlyList<string> Mentions { get; init; } = [];

    /// <summary>The new content of an edit.</summary>
    public string? NewBody { get; init; }

    /// <summary>The new content of an edit as HTML.</summary>
    public string? NewHtml { get; init; }

    /// <summary>The event that is taken back.</summary>
    public string? Redacts { get; init; }

    /// <summary>What a member event says: <c>join</c>, <c>invite</c>, <c>leave</c> …</summary>
    public string? Membership { get; init; }

    /// <summary>Whether a member was in already before this event: then only their name or picture is new.</summary>
    public bool WasIn { get; init; }

    /// <summary>How a member calls themselves.</summary>
    public string? Name { get; init; }

    /// <summary>Whether an invitation calls itself one to a direct chat. A hint, no proof.</summary>
    public bool IsDirect { get; init; }

    /// <summary>Where a room goes on.</summary>
    public string? Replacement { get; init; }

    /// <summary>The sort of room, in its first event: <c>m.space</c> or none.</summary>
    public string? RoomType { get; init; }

    /// <summary>The answers of a poll.</summary>
    public IReadOnlyList<string> Answers { get; init; } = [];

    /// <summary>Whether its relation cannot be read.</summary>
    public bool IsOdd { get; init; }

    /// <summary>What an invitation tells of its room.</summary>
    public InviteHints? Invite { get; init; }

    /// <summary>Whether it is a state event.</summary>
    [JsonIgnore]
    public bool IsState => StateKey is not null;

    /// <summary>The first event of the thread it stands in, or null.</summary>
    [JsonIgnore]
    public string? Thread => Relation == "m.thread" ? RelatesTo : null;
}

/// <summary>What an invitation tells of its room.</summary>
/// <param name="IsEncrypted">Whether the room is encrypted.</param>
/// <param name="IsSpace">Whether it is no room but a space.</param>
internal sealed record InviteHints(bool IsEncrypted, bool IsSpace);

[JsonSerializable(typeof(MatrixEvent))]
[JsonSerializable(typeof(IReadOnlyList<MatrixEvent>))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
internal sealed partial class MatrixEventJson : JsonSerializerContext;
