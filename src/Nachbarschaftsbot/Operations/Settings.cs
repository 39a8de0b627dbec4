namespace Nachbarschaftsbot.Operations;

/// <summary>
/// All settings, from <c>appsettings.json</c> in the working folder (or the file of <c>--settings=FILE</c>), then environment
/// variables (<c>Bot__OperatorName</c>), then the command line. <see cref="SettingsCheck"/> checks them at start.
/// </summary>
internal sealed class Settings
{
    /// <summary>The bot and who runs it.</summary>
    public BotSettings Bot { get; set; } = new();

    /// <summary>The first Quartier; further ones are made in the chat.</summary>
    public QuartierSettings Quartier { get; set; } = new();

    /// <summary>Telegram; without a token it stays off.</summary>
    public TelegramSettings Telegram { get; set; } = new();

    /// <summary>Microsoft Teams; without an app id it stays off.</summary>
    public TeamsSettings Teams { get; set; } = new();

    /// <summary>Matrix; without a homeserver it stays off.</summary>
    public MatrixSettings Matrix { get; set; } = new();

    /// <summary>The calendar of Microsoft 365; without an app id it stays off and everybody gets files.</summary>
    public GraphSettings Graph { get; set; } = new();

    /// <summary>The web chat.</summary>
    public WebSettings Web { get; set; } = new();

    /// <summary>The store.</summary>
    public StoreSettings Store { get; set; } = new();

    /// <summary>
    /// Whether the program runs as a demonstration: no operator is named and no messenger is connected. Only then the Probierstube is
    /// there, and only on loopback.
    /// </summary>
    public bool IsDemo =>
        string.IsNullOrWhiteSpace(Bot.OperatorName)
        && string.IsNullOrWhiteSpace(Telegram.Token)
        && !Teams.IsOn
        && !Matrix.IsOn;
}

/// <summary>The bot and who runs it (Art. 13 GDPR, § 5 DDG).</summary>
internal sealed class BotSettings
{
    /// <summary>Name of the association, agency or municipality that runs the bot.</summary>
    public string OperatorName { get; set; } = "";

    /// <summary>How to reach a human there: telephone or e-mail, as people read it.</summary>
    public string OperatorContact { get; set; } = "";

    /// <summary>Postal address for the imprint.</summary>
    public string OperatorAddress { get; set; } = "";

    /// <summary>The data protection authority for complaints.</summary>
    public string ComplaintOffice { get; set; } = "";

    /// <summary>When somebody usually answers, in words.</summary>
    public string OfficeHours { get; set; } = "";

    /// <summary>Hours within which the moderation usually answers, 2 to 168.</summary>
    public int AnswerHours { get; set; } = 24;

    /// <summary>Number of the poison centre of the region, with spaces to be read aloud; empty: none is named.</summary>
    public string PoisonCentre { get; set; } = "";
}

/// <summary>The first Quartier.</summary>
internal sealed class QuartierSettings
{
    /// <summary>Its name, 2 to 60 characters.</summary>
    public string Name { get; set; } = "Quartier";

    /// <summary>IANA time zone.</summary>
    public string Zone { get; set; } = "Europe/Berlin";

    /// <summary>Whether requests wait for release by a moderator.</summary>
    public bool ReleaseFirst { get; set; } = true;
}

/// <summary>Telegram.</summary>
internal sealed class TelegramSettings
{
    /// <summary>The token from BotFather. A secret: environment variable or a file only the bot can read.</summary>
    public string Token { get; set; } = "";

    /// <summary>Base address of the Bot API: Telegram's, an own server's, or a fake one's in tests.</summary>
    public string BaseAddress { get; set; } = "https://api.telegram.org";

    /// <summary>Our own public https address for the webhook; empty: long polling.</summary>
    public string WebhookAddress { get; set; } = "";

    /// <summary>The secret that Telegram sends back with each update, 16 to 256 characters of <c>A-Za-z0-9_-</c>; empty: made at start.</summary>
    public string WebhookSecret { get; set; } = "";

    /// <summary>Messages a second to one chat, 0.1 to 1000; Telegram publishes 1.</summary>
    public double PerChatPerSecond { get; set; } = 1;

    /// <summary>Messages one chat takes at once, 1 to 1000.</summary>
    public int ChatBurst { get; set; } = 4;

    /// <summary>Messages a minute to one group, 0 (no limit) to 100000; Telegram publishes 20.</summary>
    public int PerGroupPerMinute { get; set; } = 20;

    /// <summary>Messages a second over all chats, 0 (no limit) to 100000; Telegram publishes 30.</summary>
    public double OverallPerSecond { get; set; } = 28;
}

/// <summary>Microsoft Teams.</summary>
internal sealed class TeamsSettings
{
    /// <summary>The id of the app registration (client id) that the bot belongs to.</summary>
    public string AppId { get; set; } = "";

    /// <summary>The id of the tenant with the app registration.</summary>
    public string TenantId { get; set; } = "";

    /// <summary>A secret of the app registration. A secret: environment variable or a file only the bot can read.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>A certificate with its key (PFX or PEM), in place of the secret.</summary>
    public string CertificateFile { get; set; } = "";

    /// <summary>The password of the certificate file; empty: none.</summary>
    public string CertificatePassword { get; set; } = "";

    /// <summary>Further tenants whose people are heard, separated by comma; the own one always is.</summary>
    public string AllowedTenants { get; set; } = "";

    /// <summary>Where outbound tokens are asked for: Microsoft's address, or a stand-in's in tests.</summary>
    public string LoginAddress { get; set; } = "https://login.microsoftonline.com";

    /// <summary>Where the keys of inbound tokens are described: Microsoft's address, or a stand-in's in tests.</summary>
    public string KeyAddress { get; set; } = "https://login.botframework.com/v1/.well-known/openidconfiguration";

    /// <summary>Whether to do without tokens, for the Playground: only in Development and on loopback.</summary>
    public bool Anonymous { get; set; }

    /// <summary>The certificate; only of use where there is a file of it.</summary>
    internal AppCertificate Certificate => new("Teams", CertificateFile, CertificatePassword);

    /// <summary>Whether Teams is connected.</summary>
    public bool IsOn => AppId.Trim().Length > 0 || Anonymous;

    /// <summary>The tenants whose people are heard, in lower case.</summary>
    public IReadOnlySet<string> Tenants() =>
        AllowedTenants
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Append(TenantId.Trim())
            .Where(t => t.Length > 0)
            .Select(t => t.ToLowerInvariant())
            .ToHashSet();
}

/// <summary>The calendar of Microsoft 365 (Graph).</summary>
internal sealed class GraphSettings
{
    /// <summary>The id of the app registration (client id) that may use the mailbox.</summary>
    public string AppId { get; set; } = "";

    /// <summary>The id of the tenant with the mailbox.</summary>
    public string TenantId { get; set; } = "";

    /// <summary>A secret of the app registration. A secret: environment variable or a file only the bot can read.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>A certificate with its key (PFX or PEM), in place of the secret.</summary>
    public string CertificateFile { get; set; } = "";

    /// <summary>The password of the certificate file; empty: none.</summary>
    public string CertificatePassword { get; set; } = "";

    /// <summary>The mailbox in whose name invitations go out; best one that is nobody's own.</summary>
    public string Mailbox { get; set; } = "";

    /// <summary>Base address of Graph: Microsoft's, or a stand-in's in tests.</summary>
    public string BaseAddress { get; set; } = "https://graph.microsoft.com/v1.0";

    /// <summary>Where tokens are asked for: Microsoft's address, or a stand-in's in tests.</summary>
    public string LoginAddress { get; set; } = "https://login.microsoftonline.com";

    /// <summary>The certificate; only of use where there is a file of it.</summary>
    internal AppCertificate Certificate => new("Graph", CertificateFile, CertificatePassword);

    /// <summary>Whether it is connected.</summary>
    public bool IsOn => AppId.Trim().Length > 0;
}

/// <summary>The web chat.</summary>
internal sealed class WebSettings
{
    /// <summary>Where the program listens.</summary>
    public string Listen { get; set; } = "http://127.0.0.1:5080";

    /// <summary>The public https address of the web chat, for links; empty: the listening address.</summary>
    public string PublicAddress { get; set; } = "";

    /// <summary>Address or network (CIDR) of a reverse proxy whose word on the visitor's address counts; loopback always counts.</summary>
    public string Proxy { get; set; } = "";

    /// <summary>Whether the web chat is open.</summary>
    public bool Chat { get; set; } = true;

    /// <summary>Messages a minute from one visitor, 5 to 600.</summary>
    public int PerVisitorPerMinute { get; set; } = 40;

    /// <summary>Requests a minute from one network address, 30 to 60000.</summary>
    public int PerAddressPerMinute { get; set; } = 600;
}

/// <summary>The store.</summary>
internal sealed class StoreSettings
{
    /// <summary>The folder for the database, its backups and the key for secrets.</summary>
    public string Folder { get; set; } = "data";

    /// <summary>The database file.</summary>
    public string Database => Path.Combine(Folder, "nachbarschaft.db");
}
