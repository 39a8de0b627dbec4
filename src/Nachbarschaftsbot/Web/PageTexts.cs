using System.Collections.Frozen;
using System.Text.Json;
using Nachbarschaftsbot.Core.Texts;

namespace Nachbarschaftsbot.Web;

/// <summary>The words of the pages in one language, from <c>texts.*.json</c> beside this file.</summary>
internal sealed class PageTexts
{
    /// <summary>Name of the cookie with the chosen language.</summary>
    public const string CookieName = "sprache";

    private static readonly FrozenDictionary<string, PageTexts> ByLanguage = Load();
    private static readonly string[] RightToLeft = ["ar", "fa", "he", "ur"];
    private readonly FrozenDictionary<string, string> _texts;

    private PageTexts(string language, FrozenDictionary<string, string> texts) =>
        (Language, _texts) = (language, texts);

    /// <summary>The languages there are.</summary>
    public static IEnumerable<string> Languages => ByLanguage.Keys.Order(StringComparer.Ordinal);

    /// <summary>Two letters.</summary>
    public string Language { get; }

    /// <summary>In which direction it is written: <c>ltr</c> or <c>rtl</c>.</summary>
    public string Direction => DirectionOf(Language);

    /// <summary>All keys and texts.</summary>
    public IReadOnlyDictionary<string, string> All => _texts;

    /// <summary>The text of a key.</summary>
    public string this[string key] => _texts[key];

    /// <summary>The text of a key with values.</summary>
    public string this[string key, params ReadOnlySpan<(string Name, string Value)> values]
    {
        get
        {
            var text = _texts[key];
            foreach (var (name, value) in values)
                text = text.Replace($"{{{name}}}", value, StringComparison.Ordinal);
            return text;
        }
    }

    /// <summary>The texts of a language, of the best there is for an unknown one.</summary>
    public static PageTexts For(string? language) =>
        ByLanguage.GetValueOrDefault(language ?? "") ?? ByLanguage[Catalog.Resolve(language)];

    /// <summary>The texts for a request: what was chosen on the page, then what the browser prefers.</summary>
    public static PageTexts For(HttpContext http)
    {
        var chosen = http.Request.Query[CookieName].ToString();
        if (!ByLanguage.ContainsKey(chosen))
            chosen = http.Request.Cookies[CookieName] ?? "";
        return ByLanguage.GetValueOrDefault(chosen) ?? For(http.Request.Headers.AcceptLanguage.ToString());
    }

    /// <summary>In which direction a language is written.</summary>
    public static string DirectionOf(string language) => RightToLeft.Contains(language) ? "rtl" : "ltr";

    private static FrozenDictionary<string, PageTexts> Load()
    {
        var assembly = typeof(PageTexts).Assembly;
        var all = new Dictionary<string, PageTexts>();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("Web/texts.")))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var json = JsonDocument.Parse(stream);
            var texts = json.RootElement.EnumerateObject().ToFrozenDictionary(t => t.Name, t => t.Value.GetString()!);
            var language = name.Split('.')[^2];
            all[language] = new(language, texts);
        }
        return all.ToFrozenDictionary();
    }
}
