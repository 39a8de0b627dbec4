using System.Text.Json.Serialization;
using Nachbarschaftsbot.Core.Documents;
using NodaTime;

namespace Nachbarschaftsbot.Messengers.Telegram;

/// <summary>What the adapter has to know over a restart.</summary>
internal sealed record TelegramState : IDocument
{
    internal static readonly Kind<TelegramState> Kind = new("telegram", TelegramStateJson.Default.TelegramState);

    /// <summary>poll or profile.</summary>
    public required string Id { get; init; }

    /// <summary>The first update that is not known to have taken effect; 0 before the first.</summary>
    public long Offset { get; init; }

    /// <summary>When the last update came. A day later the offset means nothing any more: ids may begin anew.</summary>
    public Instant LastUpdate { get; init; }

    /// <summary>Which instance polls.</summary>
    public string Holder { get; init; } = "";

    /// <summary>Until when nobody else may.</summary>
    public Instant Until { get; init; }

    /// <summary>What was last told to Telegram about the bot, as a hash.</summary>
    public string ProfileHash { get; init; } = "";
}

[JsonSerializable(typeof(TelegramState))]
[JsonSourceGenerationOptions(Converters = [typeof(InstantConverter)])]
internal sealed partial class TelegramStateJson : JsonSerializerContext;
