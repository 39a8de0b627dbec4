using System.Text.Json.Serialization;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Core.LinkedRooms;

/// <summary>One of the rooms of a link.</summary>
/// <param name="Place">Where it is.</param>
/// <param name="Language">Language of what is written there.</param>
public sealed record Room(Place Place, string Language);

/// <summary>Rooms on several messengers that are one: what is said in one is carried to the others.</summary>
public sealed record LinkedRoom : IDocument
{
    /// <summary>The kind and its index.</summary>
    public static readonly Kind<LinkedRoom> Kind = new(
        "linkedroom",
        LinkedRoomsJson.Default.LinkedRoom,
        new Index<LinkedRoom>("quartier", l => IndexValue.Of(l.Quartier, l.Id))
    );

    /// <summary>Most rooms of one link.</summary>
    public const int MostRooms = 6;

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>The Quartier whose moderation linked them.</summary>
    public required string Quartier { get; init; }

    /// <summary>The rooms, two or more.</summary>
    public IReadOnlyList<Room> Rooms { get; init; } = [];

    /// <summary>The rooms apart from one.</summary>
    public IEnumerable<Room> Others(Place place) => Rooms.Where(r => r.Place.Key != place.Key);
}

/// <summary>That a place is linked; a place belongs to one link at most.</summary>
public sealed record LinkedPlace : IDocument
{
    /// <summary>The kind and its index.</summary>
    public static readonly Kind<LinkedPlace> Kind = new(
        "linkedplace",
        LinkedRoomsJson.Default.LinkedPlace,
        new Index<LinkedPlace>("place", l => l.Id),
        new Index<LinkedPlace>("chat", l => IndexValue.Of(l.Place.Messenger, l.Place.Chat, l.Id))
    );

    /// <summary>The place's key.</summary>
    public required string Id { get; init; }

    /// <summary>The place.</summary>
    public required Place Place { get; init; }

    /// <summary>Id of the link.</summary>
    public required string Link { get; init; }
}

/// <summary>An account whose words are not carried, in whatever room.</summary>
public sealed record KeptOut : IDocument
{
    /// <summary>The kind.</summary>
    public static readonly Kind<KeptOut> Kind = new("keptout", LinkedRoomsJson.Default.KeptOut);

    /// <summary>The account's key.</summary>
    public required string Id { get; init; }
}

/// <summary>A one-time code, made in one room and said in another by somebody with rights in both. Only its hash is kept.</summary>
public sealed record LinkCode : IDocument
{
    /// <summary>The kind and its index.</summary>
    public static readonly Kind<LinkCode> Kind = new(
        "linkcode",
        LinkedRoomsJson.Default.LinkCode,
        new Index<LinkCode>("person", c => IndexValue.Of(c.Person, c.Id))
    );

    /// <summary>Hash of the code.</summary>
    public required string Id { get; init; }

    /// <summary>The room it was made in.</summary>
    public required Room Room { get; init; }

    /// <summary>The Quartier whose moderation made it.</summary>
    public required string Quartier { get; init; }

    /// <summary>Id of the person who made it.</summary>
    public required string Person { get; init; }

    /// <summary>First moment at which it no longer counts.</summary>
    public required Instant Until { get; init; }
}

[JsonSerializable(typeof(LinkedRoom))]
[JsonSerializable(typeof(LinkedPlace))]
[JsonSerializable(typeof(KeptOut))]
[JsonSerializable(typeof(LinkCode))]
[JsonSerializable(typeof(Carried))]
[JsonSerializable(typeof(CarriedEmoji))]
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true,
    Converters = [typeof(InstantConverter)]
)]
internal sealed partial class LinkedRoomsJson : JsonSerializerContext;
