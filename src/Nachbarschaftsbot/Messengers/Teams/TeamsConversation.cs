using System.Text.Json.Serialization;
using Nachbarschaftsbot.Core.Documents;
using NodaTime;

namespace Nachbarschaftsbot.Messengers.Teams;

/// <summary>
/// What writing into a conversation needs. It is kept from what comes in from there, overwritten when Teams moves it, and the only
/// source of addresses to send to: none is ever taken from a message that was not checked.
/// </summary>
internal sealed record TeamsConversation : IDocument
{
    internal static readonly Kind<TeamsConversation> Kind = new(
        "teams",
        TeamsConversationJson.Default.TeamsConversation,
        new Index<TeamsConversation>("account", c => c.Type == "personal" ? c.Account : null),
        new Index<TeamsConversation>("team", c => c.Team is null ? null : IndexValue.Of(c.Team, c.Id))
    );

    /// <summary>What stands in <c>Place.Chat</c>: the account id in a personal chat, elsewhere the id of channel or group chat.</summary>
    public required string Id { get; init; }

    /// <summary>The id of the conversation on the wire, without <c>;messageid=</c>.</summary>
    public required string WireId { get; init; }

    /// <summary>The connector to send to.</summary>
    public required string ServiceUrl { get; init; }

    /// <summary>Whether <see cref="ServiceUrl"/> stood in a checked token. Only then a token of ours may go there.</summary>
    public bool IsChecked { get; init; }

    /// <summary>The tenant of the conversation, where the wire tells.</summary>
    public string? Tenant { get; init; }

    /// <summary>Our own id there: <c>28:…</c>.</summary>
    public string Bot { get; init; } = "";

    /// <summary>Our own name there.</summary>
    public string? BotName { get; init; }

    /// <summary>personal, groupChat or channel.</summary>
    public required string Type { get; init; }

    /// <summary>The team of a channel.</summary>
    public string? Team { get; init; }

    /// <summary>The account of a personal chat.</summary>
    public string? Account { get; init; }

    /// <summary>Teams' own id of the person in a personal chat: <c>29:…</c>, good for this bot only.</summary>
    public string? UserId { get; init; }

    /// <summary>How often the bot was taken out and put back: tells one joining from the next.</summary>
    public int Round { get; init; }

    /// <summary>The day of the last word from there.</summary>
    public Instant LastSeen { get; init; }
}

[JsonSerializable(typeof(TeamsConversation))]
[JsonSourceGenerationOptions(Converters = [typeof(InstantConverter)])]
internal sealed partial class TeamsConversationJson : JsonSerializerContext;
