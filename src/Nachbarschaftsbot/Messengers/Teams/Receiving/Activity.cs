using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nachbarschaftsbot.Messengers.Teams.Receiving;

/// <summary>
/// What the Bot Connector posts, as far as we read it. Teams adds properties and events without notice: what is not here is passed
/// over.
/// </summary>
internal sealed record Activity
{
    public string Type { get; init; } = "";
    public string? Id { get; init; }
    public string? ServiceUrl { get; init; }
    public string? ChannelId { get; init; }
    public ChannelAccount? From { get; init; }
    public ChannelAccount? Recipient { get; init; }
    public ConversationAccount? Conversation { get; init; }
    public string? Text { get; init; }
    public string? Locale { get; init; }
    public string? Timestamp { get; init; }
    public IReadOnlyList<Attachment>? Attachments { get; init; }
    public IReadOnlyList<Entity>? Entities { get; init; }
    public string? ReplyToId { get; init; }

    /// <summary>Of an invoke or event: its name.</summary>
    public string? Name { get; init; }

    /// <summary>Of an invoke or a sent card: its content.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>Of an installationUpdate: add, add-upgrade, remove, remove-upgrade.</summary>
    public string? Action { get; init; }
    public IReadOnlyList<ChannelAccount>? MembersAdded { get; init; }
    public IReadOnlyList<ChannelAccount>? MembersRemoved { get; init; }
    public IReadOnlyList<MessageReaction>? ReactionsAdded { get; init; }
    public IReadOnlyList<MessageReaction>? ReactionsRemoved { get; init; }
    public ChannelData? ChannelData { get; init; }
}

/// <summary>A person or a bot. <see cref="Id"/> is good for this bot only; <see cref="AadObjectId"/> is the person's own.</summary>
internal sealed record ChannelAccount(string? Id, string? Name = null, string? AadObjectId = null, string? Role = null);

/// <summary>A conversation. In a channel the id ends with <c>;messageid=</c> and the first message of the thread.</summary>
internal sealed record ConversationAccount(
    string? Id,
    string? ConversationType = null,
    bool? IsGroup = null,
    string? TenantId = null
);

/// <summary>A picture, file, card or the formatted form of the text.</summary>
internal sealed record Attachment(string? ContentType, JsonElement? Content = null, string? ContentUrl = null);

/// <summary>What somebody put to a message of the bot: like, heart, …</summary>
internal sealed record MessageReaction(string? Type);

/// <summary>A mention or a note about the client.</summary>
internal sealed record Entity(
    string? Type,
    ChannelAccount? Mentioned = null,
    string? Text = null,
    string? Locale = null
);

/// <summary>What only Teams knows.</summary>
internal sealed record ChannelData(
    Named? Tenant = null,
    Named? Team = null,
    Named? Channel = null,
    string? EventType = null
);

/// <summary>Something with an id.</summary>
internal sealed record Named(string? Id);

[JsonSerializable(typeof(Activity))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
internal sealed partial class ActivityJson : JsonSerializerContext;
