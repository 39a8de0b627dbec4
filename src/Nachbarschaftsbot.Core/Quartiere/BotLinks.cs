using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.Quartiere;

/// <summary>Where people find the bot, for deep links. The host writes it when it knows its names; without it only codes are shown.</summary>
public sealed record BotLinks : IDocument
{
    /// <summary>The kind; there is one document.</summary>
    public static readonly Kind<BotLinks> Kind = new("links", QuartierJson.Default.BotLinks);

    /// <summary>The id of the one document.</summary>
    public const string Only = "links";

    /// <inheritdoc/>
    public string Id { get; init; } = Only;

    /// <summary>Beginnings of addresses that open the bot with a payload behind them: <c>https://t.me/name?start=</c>.</summary>
    public IReadOnlyList<string> Starts { get; init; } = [];

    /// <summary>The addresses that open the bot with a payload; none while the host does not know its names.</summary>
    public static IReadOnlyList<Text> To(Call call, string payload) =>
        [.. (call.Find(Kind, Only)?.Starts ?? []).Select(start => Text.Plain(start + payload))];
}
