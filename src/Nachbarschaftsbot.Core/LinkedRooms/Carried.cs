using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Core.LinkedRooms;

/// <summary>An emoji that somebody put to a carried message.</summary>
public sealed record CarriedEmoji : IDocument
{
    /// <summary>The kind and its indexes.</summary>
    public static readonly Kind<CarriedEmoji> Kind = new(
        "carriedemoji",
        LinkedRoomsJson.Default.CarriedEmoji,
        new Index<CarriedEmoji>("message", e => IndexValue.Of(e.Message, e.Id)),
        new Index<CarriedEmoji>("account", e => IndexValue.Of(e.Account, e.Id)),
        new Index<CarriedEmoji>("event", e => e.Event)
    );

    /// <summary>Follows from message, emoji and account.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the <see cref="Carried"/>.</summary>
    public required string Message { get; init; }

    /// <summary>The emoji.</summary>
    public required string Emoji { get; init; }

    /// <summary>Key of the account that put it there.</summary>
    public required string Account { get; init; }

    /// <summary>Key of the place where.</summary>
    public required string Place { get; init; }

    /// <summary>The id of what told of it: some messengers take an emoji back by deleting that.</summary>
    public string? Event { get; init; }
}

/// <summary>Where a message of a linked room stands: who, where, which ids. Never a word of it.</summary>
public sealed record Carried : IDocument
{
    /// <summary>The kind and its indexes.</summary>
    public static readonly Kind<Carried> Kind = new(
        "carried",
        LinkedRoomsJson.Default.Carried,
        new Index<Carried>("age", c => IndexValue.Of(c.Link, Second(c.At), c.Id)),
        new Index<Carried>("account", c => IndexValue.Of(c.Account, c.Id))
    );

    /// <summary>The prefix of the refs of copies: <c>carried:&lt;id&gt;</c>; a picture with it has <c>:p</c> behind.</summary>
    public const string RefPrefix = "carried";

    /// <summary>Follows from the place and the messenger's id of the message.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the link.</summary>
    public required string Link { get; init; }

    /// <summary>Key of the account that said it.</summary>
    public required string Account { get; init; }

    /// <summary>Where it was said.</summary>
    public required Place Place { get; init; }

    /// <summary>The messenger's id of it.</summary>
    public required string Message { get; init; }

    /// <summary>The messenger's id under which an answer to it goes, where that is another one (threads of Teams).</summary>
    public string? Under { get; init; }

    /// <summary>Where copies stand.</summary>
    public IReadOnlyList<Room> To { get; init; } = [];

    /// <summary>Whether a picture was carried with it.</summary>
    public bool HasPicture { get; init; }

    /// <summary>When.</summary>
    public Instant At { get; init; }

    /// <summary>Whether people put emojis to it (<see cref="CarriedEmoji"/>).</summary>
    public bool HasEmojis { get; init; }

    /// <summary>Our own id of the copies.</summary>
    [JsonIgnore]
    public string Ref => $"{RefPrefix}:{Id}";

    /// <summary>Our own id of the copies of its picture.</summary>
    [JsonIgnore]
    public string PictureRef => $"{Ref}:p";

    /// <summary>
    /// The id of what is known of a message. Threads do not count: ids of messages are unique in their chat, and some events name only that.
    /// </summary>
    public static string IdOf(Place place, string message) => Short(12, place.Messenger, place.Chat, message);

    /// <summary>The first bytes of a hash, as letters that may stand in ids.</summary>
    internal static string Short(int bytes, params ReadOnlySpan<string> parts)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(IndexValue.Of(parts)), hash);
        return Convert.ToHexStringLower(hash[..bytes]);
    }

    /// <summary>The id in one of our own ids of copies, or null where it is none of those.</summary>
    public static string? IdIn(string? reference) => reference?.Split(':') is [RefPrefix, var id, ..] ? id : null;

    /// <summary>A moment as it stands in the index.</summary>
    public static string Second(Instant at) => at.ToUnixTimeSeconds().ToString("D11", CultureInfo.InvariantCulture);
}
