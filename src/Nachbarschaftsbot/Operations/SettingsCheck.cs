using NodaTime;

namespace Nachbarschaftsbot.Operations;

/// <summary>One thing that is wrong with a setting.</summary>
/// <param name="Setting">Its full name.</param>
/// <param name="Reason">What is wrong.</param>
/// <param name="Example">What would be right.</param>
internal sealed record SettingProblem(string Setting, string Reason, string Example)
{
    /// <summary>As the operator reads it.</summary>
    public override string ToString() =>
        IsValue
            ? $"Einstellung {Setting}: {Reason}\n  Beispiel: \"{Setting}\": {Example}\n  Als Umgebungsvariable: {Setting.Replace(":", "__")}='{Example.Trim('"')}'"
            : $"Einstellung {Setting}: {Reason}\n  {Example}";

    private bool IsValue => Example.Length > 0 && (Example[0] == '"' || char.IsDigit(Example[0]) || Example is "true");
}

/// <summary>Checks all settings at start; every problem names the setting, the reason and an example.</summary>
internal static class SettingsCheck
{
    /// <summary>Everything that is wrong, in the order of the settings; never contains a secret.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="isDevelopment">Whether the program runs in the environment Development.</param>
    /// <param name="time">Tells whether a certificate has run out.</param>
    public static IReadOnlyList<SettingProblem> Problems(Settings settings, bool isDevelopment, TimeProvider time) =>
        [
            .. Bot(settings),
            .. Quartier(settings.Quartier),
            .. Telegram(settings.Telegram),
            .. TeamsCheck.Problems(settings, isDevelopment, time),
            .. MatrixCheck.Problems(settings),
            .. GraphCheck.Problems(settings.Graph, time),
            .. Web(settings),
            .. Store(settings.Store),
        ];

    /// <summary>Names in our sections that no setting has: a slip of the pen would otherwise be passed over in silence.</summary>
    public static IEnumerable<SettingProblem> Unknown(IConfiguration configuration) =>
        typeof(Settings)
            .GetProperties()
            .Where(p => p.CanWrite)
            .SelectMany(s => Unknown(configuration.GetSection(s.Name), s.PropertyType));

    private static IEnumerable<SettingProblem> Unknown(IConfigurationSection section, Type type)
    {
        var known = type.GetProperties().Where(p => p.CanWrite).ToArray();
        foreach (var found in section.GetChildren())
        {
            var property = known.FirstOrDefault(p => p.Name.Equals(found.Key, StringComparison.OrdinalIgnoreCase));
            if (property is null)
                yield return new(
                    $"{section.Path}:{found.Key}",
                    "Diese Einstellung gibt es nicht.",
                    $"Hier gibt es: {string.Join(", ", known.Select(p => p.Name))}"
                );
            else if (property.PropertyType.IsClass && property.PropertyType != typeof(string))
                foreach (var inner in Unknown(found, property.PropertyType))
                    yield return inner;
        }
    }

    private static IEnumerable<SettingProblem> Bot(Settings settings)
    {
        if (settings.IsDemo)
            yield break;
        if (settings.Bot.OperatorName.Trim().Length is < 2 or > 100)
            yield return new(
                "Bot:OperatorName",
                "Der Name des Trägers fehlt oder ist zu lang.",
                "\"Nachbarschaftshilfe Lindenviertel e. V.\""
            );
        if (settings.Bot.OperatorContact.Trim().Length is < 5 or > 200)
            yield return new(
                "Bot:OperatorContact",
                "Es fehlt, wie man einen Menschen erreicht.",
                "\"Telefon 0000 123456\""
            );
        if (settings.Bot.OfficeHours.Trim().Length > 200)
            yield return new(
                "Bot:OfficeHours",
                "Erlaubt sind höchstens 200 Zeichen.",
                "\"Montag bis Freitag, 9 bis 16 Uhr\""
            );
        if (settings.Bot.AnswerHours is < 2 or > 168)
            yield return new("Bot:AnswerHours", "Erlaubt ist 2 bis 168.", "24");
        if (settings.Bot.PoisonCentre.Trim() is { Length: > 0 } number && !IsTelephone(number))
            yield return new("Bot:PoisonCentre", "Das ist keine Telefonnummer.", "\"030 19240\"");
    }

    private static IEnumerable<SettingProblem> Quartier(QuartierSettings quartier)
    {
        if (quartier.Name.Trim().Length is < 2 or > 60)
            yield return new("Quartier:Name", "Der Name braucht 2 bis 60 Zeichen.", "\"Lindenviertel\"");
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(quartier.Zone) is null)
            yield return new("Quartier:Zone", "Diese Zeitzone gibt es nicht.", "\"Europe/Berlin\"");
    }

    private static IEnumerable<SettingProblem> Telegram(TelegramSettings telegram)
    {
        if (telegram.Token.Length > 0 && !IsToken(telegram.Token))
            yield return new(
                "Telegram:Token",
                "Das ist kein Token von BotFather.",
                "\"123456789:AAExampleExampleExampleExampleExample\""
            );
        if (!IsAddress(telegram.BaseAddress, "https", "http"))
            yield return new("Telegram:BaseAddress", "Das ist keine Adresse.", "\"https://api.telegram.org\"");
        if (telegram.WebhookAddress.Length > 0 && !IsAddress(telegram.WebhookAddress, "https"))
            yield return new(
                "Telegram:WebhookAddress",
                "Telegram ruft nur https-Adressen auf.",
                "\"https://bot.example.org/telegram\""
            );
        else if (telegram.WebhookAddress.Length > 0 && !IsCalled(new(telegram.WebhookAddress), telegram.BaseAddress))
            yield return new(
                "Telegram:WebhookAddress",
                "Telegram ruft nur die Ports 443, 80, 88 und 8443 auf.",
                "\"https://bot.example.org:8443/telegram\""
            );
        if (telegram.WebhookSecret.Length > 0 && !IsWord(telegram.WebhookSecret, 16, 256))
            yield return new(
                "Telegram:WebhookSecret",
                "Erlaubt sind 16 bis 256 Zeichen: A-Z, a-z, 0-9, _ und -.",
                "\"ein-langes-geheimes-Wort-123\""
            );
        if (telegram.PerChatPerSecond is < 0.1 or > 1000)
            yield return new("Telegram:PerChatPerSecond", "Erlaubt ist 0.1 bis 1000.", "1");
        if (telegram.ChatBurst is < 1 or > 1000)
            yield return new("Telegram:ChatBurst", "Erlaubt ist 1 bis 1000.", "4");
        if (telegram.PerGroupPerMinute is < 0 or > 100_000)
            yield return new("Telegram:PerGroupPerMinute", "Erlaubt ist 0 bis 100000.", "20");
        if (telegram.OverallPerSecond is < 0 or > 100_000)
            yield return new("Telegram:OverallPerSecond", "Erlaubt ist 0 bis 100000.", "28");
    }

    private static IEnumerable<SettingProblem> Web(Settings settings)
    {
        var web = settings.Web;
        if (!IsAddress(web.Listen, "http"))
            yield return new(
                "Web:Listen",
                "Das ist keine http-Adresse, auf der der Bot lauschen kann. Für https steht ein Reverse-Proxy davor.",
                "\"http://127.0.0.1:5080\""
            );
        else if (settings.IsDemo && !new Uri(Plain(web.Listen)).IsLoopback)
            yield return new(
                "Web:Listen",
                "Die Vorführung gibt es nur auf diesem Rechner. Für den echten Betrieb fehlt Bot:OperatorName.",
                "\"http://127.0.0.1:5080\""
            );
        if (web.Proxy.Length > 0 && ReverseProxy.NetworkOf(web.Proxy) is null)
            yield return new("Web:Proxy", "Das ist keine Adresse und kein Netz.", "\"10.0.0.0/24\"");
        if (web.PublicAddress.Length > 0 && !IsAddress(web.PublicAddress, "https", "http"))
            yield return new("Web:PublicAddress", "Das ist keine Adresse.", "\"https://hilfe.example.org\"");
        if (web.PerVisitorPerMinute is < 5 or > 600)
            yield return new("Web:PerVisitorPerMinute", "Erlaubt ist 5 bis 600.", "40");
        if (web.PerAddressPerMinute is < 30 or > 60_000)
            yield return new("Web:PerAddressPerMinute", "Erlaubt ist 30 bis 60000.", "600");
    }

    private static IEnumerable<SettingProblem> Store(StoreSettings store)
    {
        if (string.IsNullOrWhiteSpace(store.Folder) || store.Folder.IndexOfAny(Path.GetInvalidPathChars()) >= 0)
            yield return new("Store:Folder", "Das ist kein Ordner.", "\"data\"");
    }

    /// <summary>Whether Telegram calls this port; a Bot API server of one's own calls any (https://core.telegram.org/bots/api#setwebhook).</summary>
    private static bool IsCalled(Uri webhook, string api) =>
        webhook.Port is 443 or 80 or 88 or 8443
        || !Uri.TryCreate(api, UriKind.Absolute, out var server)
        || !server.Host.Equals("api.telegram.org", StringComparison.OrdinalIgnoreCase);

    internal static bool IsAddress(string text, params string[] schemes) =>
        Uri.TryCreate(Plain(text), UriKind.Absolute, out var uri)
        && schemes.Contains(uri.Scheme)
        && uri.Host.Length > 0;

    /// <summary>Whether nobody on the way can read or answer what goes to an address: https, or this machine.</summary>
    internal static bool IsTrusted(string address) =>
        IsAddress(address, "https") || (IsAddress(address, "http") && new Uri(address).IsLoopback);

    internal static string Plain(string listen) => listen.Replace("://*", "://0.0.0.0").Replace("://+", "://0.0.0.0");

    /// <summary>The number of a bot, a colon and a secret. Patterns would load the whole engine for two checks at start.</summary>
    private static bool IsToken(string text) =>
        text.IndexOf(':') is var at and >= 1 and <= 20
        && !text.AsSpan(0, at).ContainsAnyExceptInRange('0', '9')
        && IsWord(text[(at + 1)..], 1, 100);

    /// <summary>Digits with spaces, dashes, strokes and a plus in front.</summary>
    private static bool IsTelephone(string text) =>
        text.Length <= 30
        && text.Count(char.IsAsciiDigit) >= 3
        && text.All(c => char.IsAsciiDigit(c) || c is ' ' or '-' or '/' or '+');

    /// <summary>Letters, digits, underscores and dashes only.</summary>
    private static bool IsWord(string text, int least, int most) =>
        text.Length >= least && text.Length <= most && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
}
