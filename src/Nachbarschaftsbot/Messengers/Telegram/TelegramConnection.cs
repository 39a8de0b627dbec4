using System.Security.Cryptography;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Operations;

namespace Nachbarschaftsbot.Messengers.Telegram;

/// <summary>The settings of Telegram as the adapter uses them; <see cref="SettingsCheck"/> has looked at them before.</summary>
internal sealed class TelegramConnection
{
    /// <summary>Simultaneous webhook connections we ask Telegram for; it allows 1 to 100.</summary>
    internal const int WebhookConnections = 64;

    private TelegramConnection(TelegramSettings settings)
    {
        Token = settings.Token;
        BaseAddress = new Uri(settings.BaseAddress);
        _ = long.TryParse(settings.Token.AsSpan(0, Math.Max(0, settings.Token.IndexOf(':'))), out var id);
        BotId = id;
        WebhookAddress = settings.WebhookAddress.Length > 0 ? new Uri(settings.WebhookAddress) : null;
        // Telegram is told the new one at each start.
        WebhookSecret =
            settings.WebhookSecret.Length > 0 ? settings.WebhookSecret : RandomNumberGenerator.GetHexString(48);
        Pace = new Pace(
            settings.PerChatPerSecond,
            settings.ChatBurst,
            settings.PerGroupPerMinute,
            settings.OverallPerSecond
        );
    }

    internal string Token { get; }
    internal Uri BaseAddress { get; }
    internal long BotId { get; }

    /// <summary>Where Telegram posts updates to; null for long polling.</summary>
    internal Uri? WebhookAddress { get; }
    internal string WebhookSecret { get; }
    internal Pace Pace { get; }

    /// <summary>Names this instance where several share a database; the same after a restart.</summary>
    internal string Instance { get; } = Environment.MachineName;

    /// <summary>Null when Telegram is off: there is no token.</summary>
    internal static TelegramConnection? Of(TelegramSettings settings) =>
        string.IsNullOrWhiteSpace(settings.Token) ? null : new TelegramConnection(settings);
}
