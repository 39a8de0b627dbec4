using System.Text.RegularExpressions;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Messengers.Telegram;

/// <summary>The section <c>Telegram</c> of the settings. Without a token Telegram is off.</summary>
internal sealed partial class TelegramOptions
{
    internal const string Section = "Telegram";

    /// <summary>From @BotFather: the bot's id, a colon, a secret.</summary>
    public string Token { get; set; } = "";

    /// <summary>Where the Bot API answers: Telegram itself, a server of one's own, or a test server.</summary>
    public string BaseAddress { get; set; } = "https://api.telegram.org";

    /// <summary>The public https address Telegram posts updates to; empty for long polling.</summary>
    public string WebhookUrl { get; set; } = "";

    /// <summary>What Telegram proves itself with at the webhook: 16 to 256 of A-Z a-z 0-9 _ -.</summary>
    public string WebhookSecret { get; set; } = "";

    /// <summary>The path the program listens on; by default the path of <see cref="WebhookUrl"/>.</summary>
    public string WebhookPath { get; set; } = "";

    /// <summary>Simultaneous webhook connections, 1 to 100.</summary>
    public int WebhookConnections { get; set; } = 40;

    /// <summary>Messages a second over all chats; Telegram takes 30, a paid broadcast or a test server more. 0: no limit.</summary>
    public double MessagesPerSecond { get; set; } = 30;

    /// <summary>Messages a second in one chat; Telegram takes 1. 0: no limit.</summary>
    public double MessagesPerSecondInChat { get; set; } = 1;

    /// <summary>Messages a minute in one group; Telegram takes 20. 0: no limit.</summary>
    public int MessagesPerMinuteInGroup { get; set; } = 20;

    /// <summary>Names this instance where several share a database; the same after a restart.</summary>
    public string Instance { get; set; } = Environment.MachineName;

    internal bool IsOn => Token.Length > 0;

    internal bool UsesWebhook => WebhookUrl.Length > 0;

    internal long BotId => long.Parse(Token[..Token.IndexOf(':')]);

    internal string ListenPath => WebhookPath.Length > 0 ? WebhookPath : new Uri(WebhookUrl).AbsolutePath;

    internal Pace Pace =>
        TelegramMessenger.PublishedPace with
        {
            PerChatPerSecond = MessagesPerSecondInChat,
            PerGroupPerMinute = MessagesPerMinuteInGroup,
            OverallPerSecond = MessagesPerSecond,
        };

    /// <summary>What is wrong with the settings: each with name, reason and example, none with a secret.</summary>
    internal IEnumerable<string> Problems()
    {
        if (!IsOn)
            yield break;
        if (!TokenForm().IsMatch(Token))
            yield return "Telegram:Token does not look like a token of @BotFather. Example: 123456789:AAE1… (35 characters)";
        if (!IsAddress(BaseAddress))
            yield return "Telegram:BaseAddress is not an http(s) address. Example: https://api.telegram.org";
        if (UsesWebhook && !IsAddress(WebhookUrl))
            yield return "Telegram:WebhookUrl is not an http(s) address. Example: https://bot.example.org/telegram";
        if (UsesWebhook && IsAddress(WebhookUrl) && ListenPath is "/" or "")
            yield return "Telegram:WebhookUrl needs a path of its own. Example: https://bot.example.org/telegram";
        if (UsesWebhook && !SecretForm().IsMatch(WebhookSecret))
            yield return "Telegram:WebhookSecret needs 16 to 256 of A-Z a-z 0-9 _ -. Example: the output of openssl rand -hex 32";
        if (WebhookConnections is < 1 or > 100)
            yield return "Telegram:WebhookConnections is not between 1 and 100. Example: 40";
        if (MessagesPerSecond is < 0 or > 100_000)
            yield return "Telegram:MessagesPerSecond is not between 0 and 100000. Example: 30";
        if (MessagesPerSecondInChat is < 0 or > 1000)
            yield return "Telegram:MessagesPerSecondInChat is not between 0 and 1000. Example: 1";
        if (MessagesPerMinuteInGroup is < 0 or > 60_000)
            yield return "Telegram:MessagesPerMinuteInGroup is not between 0 and 60000. Example: 20";
    }

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http";

    [GeneratedRegex(@"^\d{1,16}:[\w-]{4,}$")]
    private static partial Regex TokenForm();

    [GeneratedRegex("^[A-Za-z0-9_-]{16,256}$")]
    private static partial Regex SecretForm();
}
