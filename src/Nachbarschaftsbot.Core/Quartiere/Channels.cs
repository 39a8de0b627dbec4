using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.Quartiere;

/// <summary>The places bound to a Quartier.</summary>
public static class Channels
{
    private const int Most = 50;

    /// <summary>The places of a Quartier with a purpose that can be written to.</summary>
    public static IReadOnlyList<Channel> Of(Call call, string quartier, ChannelPurpose purpose) =>
        [.. All(call, quartier, purpose).Where(c => !c.Inactive && c.Quartier == quartier && c.Purpose == purpose)];

    /// <summary>The moderation page of a Quartier in the web chat: made with the Quartier, never unbound.</summary>
    public static Channel Page(string quartier) =>
        new()
        {
            Id = PagePlace(quartier).Key,
            Place = PagePlace(quartier),
            Quartier = quartier,
            Purpose = ChannelPurpose.Moderation,
        };

    /// <summary>Where the moderation page of a Quartier is.</summary>
    public static Place PagePlace(string quartier) => new("web", $"moderation-{quartier}", null, PlaceKind.Channel);

    private static IReadOnlyList<Channel> All(Call call, string quartier, ChannelPurpose purpose) =>
        call.Query(
            Channel.Kind,
            "quartier",
            IndexValue.Of(quartier, purpose.ToString()),
            IndexValue.After(quartier, purpose.ToString()),
            Most
        );
}
