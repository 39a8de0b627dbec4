using System.Text.Json.Serialization;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.Quartiere;

/// <summary>A neighbourhood; everything belongs to exactly one.</summary>
public sealed record Quartier : IDocument
{
    /// <summary>The kind and its indexes.</summary>
    public static readonly Kind<Quartier> Kind = new(
        "quartier",
        QuartierJson.Default.Quartier,
        new Index<Quartier>("name", q => q.Name),
        new Index<Quartier>("code", q => q.JoinCode)
    );

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>The name people know, at most 60 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The code with which people join; also the payload of the deep link.</summary>
    public required string JoinCode { get; init; }

    /// <summary>IANA time zone of all dates and quiet hours.</summary>
    public string Zone { get; init; } = "Europe/Berlin";

    /// <summary>Whether requests and offers wait for release by a moderator.</summary>
    public bool ReleaseFirst { get; init; } = true;

    /// <summary>Hours after which an untouched card comes up again.</summary>
    public int RemindCardHours { get; init; } = 4;

    /// <summary>Months after which minutes, themes and rounds that have ended are deleted, from 1 to 60.</summary>
    public int KeepRoundsMonths { get; init; } = 12;
}

/// <summary>What a bound group or page is for.</summary>
public enum ChannelPurpose
{
    /// <summary>Moderators see and decide what comes in.</summary>
    Moderation,

    /// <summary>Neighbours see what is open.</summary>
    Neighbourhood,

    /// <summary>Professionals work together: dates, dialogues, consultations.</summary>
    Working,
}

/// <summary>A place bound to a Quartier.</summary>
public sealed record Channel : IDocument
{
    /// <summary>The kind and its indexes.</summary>
    public static readonly Kind<Channel> Kind = new(
        "channel",
        QuartierJson.Default.Channel,
        new Index<Channel>("quartier", c => IndexValue.Of(c.Quartier, c.Purpose.ToString())),
        new Index<Channel>("chat", c => IndexValue.Of(c.Place.Messenger, c.Place.Chat, c.Place.Thread ?? ""))
    );

    /// <summary>The place's key.</summary>
    public required string Id { get; init; }

    /// <summary>The place.</summary>
    public required Place Place { get; init; }

    /// <summary>Id of the Quartier.</summary>
    public required string Quartier { get; init; }

    /// <summary>What it is for.</summary>
    public required ChannelPurpose Purpose { get; init; }

    /// <summary>Language of what is written there.</summary>
    public string Language { get; init; } = "de";

    /// <summary>The bot was removed or cannot write there; the binding is kept for its return.</summary>
    public bool Inactive { get; init; }
}

[JsonSerializable(typeof(Quartier))]
[JsonSerializable(typeof(Channel))]
[JsonSerializable(typeof(Contact))]
[JsonSerializable(typeof(Code))]
[JsonSerializable(typeof(CodeTries))]
[JsonSerializable(typeof(RoleChange))]
[JsonSerializable(typeof(RoleWish))]
[JsonSerializable(typeof(DeafPlace))]
[JsonSerializable(typeof(BotLinks))]
[JsonSourceGenerationOptions(UseStringEnumConverter = true, Converters = [typeof(InstantConverter)])]
internal sealed partial class QuartierJson : JsonSerializerContext;
