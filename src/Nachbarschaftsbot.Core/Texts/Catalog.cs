using System.Collections.Frozen;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Understanding;

namespace Nachbarschaftsbot.Core.Texts;

/// <summary>
/// The texts of all features, by language. They stand beside their feature as <c>texts.de.json</c>, <c>texts.en.json</c>: flat
/// objects of key and text. A text may hold <c>{name}</c> and <c>{count:one|other}</c>.
/// </summary>
public sealed class Catalog
{
    /// <summary>The language every key exists in.</summary>
    public const string Fallback = "de";

    private readonly FrozenDictionary<string, FrozenDictionary<string, string>> _byLanguage;

    private Catalog(Dictionary<string, Dictionary<string, string>> byLanguage) =>
        _byLanguage = byLanguage.ToFrozenDictionary(l => l.Key, l => l.Value.ToFrozenDictionary());

    /// <summary>The catalog of the texts built into the program.</summary>
    public static Catalog BuiltIn { get; } = Load(typeof(Catalog).Assembly);

    /// <summary>The languages there are, German first.</summary>
    public IReadOnlyList<string> Languages =>
        [Fallback, .. _byLanguage.Keys.Where(l => l != Fallback).Order(StringComparer.Ordinal)];

    /// <summary>All keys and texts of a language.</summary>
    public IReadOnlyDictionary<string, string> Of(string language) =>
        _byLanguage.TryGetValue(language, out var texts) ? texts : FrozenDictionary<string, string>.Empty;

    /// <summary>The language to use for a wish that may be missing or unknown (<c>de-AT</c>, <c>pt</c>): only full languages count.</summary>
    public static string Resolve(string? wish) =>
        wish is not null && wish.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? "en" : Fallback;

    /// <summary>
    /// The raw text of a key, German where the language lacks it, the key in brackets where all do: a test finds those, and a message
    /// to a person must not be lost over one.
    /// </summary>
    public string Raw(string key, string language) =>
        _byLanguage.TryGetValue(language, out var texts) && texts.TryGetValue(key, out var text) ? text
        : _byLanguage[Fallback].TryGetValue(key, out var german) ? german
        : $"[{key}]";

    /// <summary>Whether some language has the key.</summary>
    public bool Has(string key) => _byLanguage[Fallback].ContainsKey(key);

    /// <summary>The words of a text.</summary>
    public string Words(Text text, string language)
    {
        if (text.Key.Length == 0)
            return text.Args.Count == 0 ? "" : text.Args[0].Value;
        var raw = Raw(text.Key, language);
        return raw.Contains('{') ? Fill(raw, text.Args, language) : raw;
    }

    private string Fill(string raw, IReadOnlyList<Arg> args, string language)
    {
        var words = new StringBuilder(raw.Length + 64);
        for (var at = 0; at < raw.Length; )
        {
            var open = raw.IndexOf('{', at);
            var close = open < 0 ? -1 : raw.IndexOf('}', open);
            if (close < 0)
            {
                words.Append(raw, at, raw.Length - at);
                break;
            }
            words.Append(raw, at, open - at).Append(Value(raw.AsSpan(open + 1, close - open - 1), args, language));
            at = close + 1;
        }
        return words.ToString();
    }

    private string Value(ReadOnlySpan<char> hole, IReadOnlyList<Arg> args, string language)
    {
        var colon = hole.IndexOf(':');
        var name = colon < 0 ? hole : hole[..colon];
        foreach (var arg in args)
            if (name.SequenceEqual(arg.Name))
                return colon < 0 ? Value(arg, language) : Form(hole[(colon + 1)..], arg.Value);
        return $"[{name}]";
    }

    private string Value(Arg arg, string language) =>
        arg.Kind switch
        {
            ArgKind.Key => Raw(arg.Value, language),
            ArgKind.When => When.Decode(arg.Value) is { } when ? WhenText.Format(when, language) : arg.Value,
            _ => arg.Value,
        };

    private static string Form(ReadOnlySpan<char> forms, string count)
    {
        var bar = forms.IndexOf('|');
        return (count == "1" ? forms[..bar] : forms[(bar + 1)..]).ToString();
    }

    private static Catalog Load(Assembly assembly)
    {
        var all = new Dictionary<string, Dictionary<string, string>>();
        foreach (
            var name in assembly.GetManifestResourceNames().Where(n => n.Contains("texts.") && n.EndsWith(".json"))
        )
        {
            var language = name.Split('.')[^2];
            var texts = all.TryGetValue(language, out var known) ? known : all[language] = [];
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var json = JsonDocument.Parse(stream);
            foreach (var text in json.RootElement.EnumerateObject())
                if (!texts.TryAdd(text.Name, text.Value.GetString()!))
                    throw new InvalidOperationException($"The text '{text.Name}' stands twice in '{language}'.");
        }
        return new Catalog(all);
    }
}
