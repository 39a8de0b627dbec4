using System.Text.RegularExpressions;
using Nachbarschaftsbot.Core;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Texts;

namespace Nachbarschaftsbot.Tests.Rules;

/// <summary>Every text that is used exists in every full language, with the same values, and every text that exists is used.</summary>
public sealed partial class TextKeyTests
{
    /// <summary>The languages people can choose; the others only have the emergency texts.</summary>
    private static readonly string[] Full = ["de", "en"];

    private static readonly Registry Registry = Features.Register();

    private static IReadOnlyDictionary<string, string> German => Catalog.BuiltIn.Of("de");

    [Fact]
    public void German_and_English_have_the_same_keys()
    {
        foreach (var language in Full)
            Rule.None(
                Full.SelectMany(l => Catalog.BuiltIn.Of(l).Keys).Distinct().Except(Catalog.BuiltIn.Of(language).Keys)
            );
    }

    [Fact]
    public void A_text_has_the_same_values_in_all_languages()
    {
        foreach (var (key, text) in German)
            Assert.True(
                Holes(text).SetEquals(Holes(Catalog.BuiltIn.Raw(key, "en"))),
                $"{key} has other values in English."
            );
    }

    [Fact]
    public void No_text_is_empty_or_has_blanks_around_it()
    {
        var odd = Full.SelectMany(l => Catalog.BuiltIn.Of(l).Select(t => (Key: $"{l} {t.Key}", t.Value)))
            .Where(t => !IsPiece(t.Key))
            .Where(t => t.Value != t.Value.Trim() || t.Value.Contains("  ") || IsMissing(t.Key, t.Value));
        Rule.None(odd);

        // Pieces of a line bring their blank along, or are nothing.
        static bool IsPiece(string key) => key.EndsWith("request.short.urgent") || key.EndsWith("request.short.calm");

        static bool IsMissing(string key, string text) => text.Length == 0 && !key.EndsWith(".words");
    }

    [Fact]
    public void Every_key_in_the_code_exists()
    {
        var first = German.Keys.Select(First).ToHashSet();
        var missing = Sources
            .Below("src/Nachbarschaftsbot.Core")
            .Concat(Sources.Below("src/Nachbarschaftsbot/Turns"))
            .SelectMany(s => Sources.Literals(Counted().Replace(s.Text, "")).Select(literal => (s.File, literal)))
            .Where(l => KeyShape().IsMatch(l.literal) && first.Contains(First(l.literal)))
            .Where(l => !Catalog.BuiltIn.Has(l.literal) && !IsPrefixOrName(l.literal))
            .Distinct();
        Rule.None(missing);
    }

    [Fact]
    public void Every_text_is_used()
    {
        var literals = Sources.Below("src").SelectMany(s => Sources.Literals(s.Text)).Distinct().ToList();
        var exact = literals.ToHashSet();
        var patterns = literals
            .Where(l => l.Contains('.') && KeyPattern().IsMatch(l) && (l.Contains("{}") || l.EndsWith('.')))
            .Select(l => new Regex($"^{Regex.Escape(l.EndsWith('.') ? l + "{}" : l).Replace(@"\{}", ".+")}$"))
            .ToList();
        var unused = German.Keys.Where(k =>
            !exact.Contains(k)
            && !exact.Contains(WithoutWay(k))
            && !ByRule().Contains(k)
            && !patterns.Any(p => p.IsMatch(k))
            && !IsData(k)
        );
        Rule.None(unused);
    }

    [Fact]
    public void Texts_of_commands_buttons_and_forms_belong_to_one()
    {
        var stray = German.Keys.Where(k =>
            k.Split('.') is ["command", var command, ..] && Registry.Command(command) is null
            || k.Split('.') is ["button", var verb] && Registry.Button(verb) is null
            || k.Split('.') is ["form", var form, _, ..]
                && Registry.Form(form) is null
                && !k.StartsWith("form.change.")
                && !k.StartsWith("form.help.")
                && !k.StartsWith("form.preview.")
                && !k.StartsWith("form.resume.")
        );
        Rule.None(stray);
    }

    /// <summary>Texts with a wording for requests and one for offers are named by what stands before it.</summary>
    private static string WithoutWay(string key) =>
        key.EndsWith(".gesuch") ? key[..^7]
        : key.EndsWith(".angebot") ? key[..^8]
        : key;

    /// <summary>Keys that exist by the rules of the registry.</summary>
    private static HashSet<string> ByRule() =>
        [
            .. Registry.Commands.SelectMany(c => new[] { $"command.{c.Name}.help", $"command.{c.Name}.words" }),
            .. Registry.Buttons.Select(b => $"button.{b.Verb}"),
            .. Registry.Forms.SelectMany(f => new[] { $"form.{f.Name}.title", $"form.{f.Name}.submit" }),
            .. Registry.Forms.SelectMany(f =>
                f.Questions.SelectMany(q =>
                    new[] { "", ".label", ".hint", ".yes", ".no" }.Select(end => f.Key(q) + end)
                )
            ),
            .. Registry.Forms.Select(f => $"form.{f.Name}.preview"),
        ];

    /// <summary>Texts whose keys stand in data files, and the names of states, which pages make from the state.</summary>
    private static bool IsData(string key) =>
        key.StartsWith("emergency.number.")
        || key.StartsWith("emergency.hours.")
        || key.StartsWith("way.")
        || key.Contains(".state.");

    private static bool IsPrefixOrName(string literal) =>
        German.Keys.Any(k => k.StartsWith(literal + ".")) || literal.EndsWith(".json") || literal.EndsWith(".cs");

    private static HashSet<string> Holes(string text) =>
        [.. Hole().Matches(text).Select(m => m.Groups[1].Value.Split(':')[0])];

    private static string First(string key) => key.Split('.')[0];

    [GeneratedRegex(@"\{([^{}]+)\}")]
    private static partial Regex Hole();

    /// <summary>Names of what is counted look like keys.</summary>
    [GeneratedRegex("Counted(\\.Add\\(| = )\"[^\"]*\"")]
    private static partial Regex Counted();

    [GeneratedRegex(@"^[a-z][a-z0-9_-]*(\.[a-z0-9_-]+)+$")]
    private static partial Regex KeyShape();

    [GeneratedRegex(@"^[a-z][A-Za-z0-9_.{}-]*$")]
    private static partial Regex KeyPattern();
}
