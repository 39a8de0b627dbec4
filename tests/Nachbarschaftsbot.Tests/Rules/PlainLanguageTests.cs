using System.Globalization;
using System.Text.RegularExpressions;
using Nachbarschaftsbot.Core;
using Nachbarschaftsbot.Core.Texts;

namespace Nachbarschaftsbot.Tests.Rules;

/// <summary>German texts are Einfache Sprache, as far as a program can tell.</summary>
public sealed partial class PlainLanguageTests
{
    private const int MostWords = 20;
    private const int GoodWords = 15;
    private const int LongestLabel = 40;
    private const int LongestWord = 24;

    /// <summary>What the bot says: not what people may type to it.</summary>
    private static readonly IReadOnlyList<(string Key, string Text)> Said =
    [
        .. Catalog
            .BuiltIn.Of("de")
            .Where(t => !t.Key.EndsWith(".words", StringComparison.Ordinal))
            .Select(t => (t.Key, t.Value)),
    ];

    /// <summary>Words of the code, of offices or of other tongues that people should not have to know.</summary>
    private static readonly string[] Forbidden =
    [
        "Gesuch",
        "Gesuche",
        "Ticket",
        "Request",
        "Button",
        "User",
        "Login",
        "Account",
        "Feedback",
        "Default",
        "Error",
        "Fehlercode",
        "Status",
        "Match",
        "Matching",
        "Update",
        "Klient",
        "Klientin",
        "Betroffene",
        "Hilfsbedürftige",
        "diesbezüglich",
        "gegebenenfalls",
        "ggf",
        "bzw",
        "z.B.",
        "usw",
        "etc",
        "hiermit",
        "mittels",
        "selbstverständlich",
    ];

    [Fact]
    public void No_sentence_has_more_than_20_words() =>
        Rule.None(Sentences().Where(s => Words(s.Sentence) > MostWords));

    [Fact]
    public void Nearly_all_sentences_have_at_most_15_words()
    {
        var sentences = Sentences().ToList();
        var good = sentences.Count(s => Words(s.Sentence) <= GoodWords);
        Assert.True(good >= sentences.Count * 0.97, $"Only {good} of {sentences.Count} sentences are short.");
    }

    [Fact]
    public void No_forbidden_words() =>
        Rule.None(
            Said.SelectMany(t =>
                Forbidden
                    .Where(w => Regex.IsMatch(t.Text, $@"(?<!\w){Regex.Escape(w)}(?!\w)", RegexOptions.IgnoreCase))
                    .Select(w => (t.Key, w))
            )
        );

    [Fact]
    public void People_are_addressed_with_Sie() => Rule.None(Said.Where(t => Du().IsMatch(t.Text)));

    [Fact]
    public void No_double_negation() =>
        Rule.None(Sentences().Where(s => Negation().Matches(SeveralThings().Replace(s.Sentence, "keine")).Count > 1));

    [Fact]
    public void No_subjunctive_and_no_shouting()
    {
        Rule.None(Said.Where(t => Subjunctive().IsMatch(t.Text)));
        Rule.None(Said.Where(t => t.Text.Contains("!!") || t.Text.Contains("??")));
    }

    [Fact]
    public void At_most_one_emoji_a_text_and_none_inside_a_sentence() => Rule.None(Said.Where(t => Emoji(t.Text) > 1));

    [Fact]
    public void No_word_is_so_long_that_it_has_to_be_spelled() =>
        Rule.None(
            Said.SelectMany(t => Word().Matches(t.Text).Select(m => (t.Key, m.Value)))
                .Where(w => w.Value.Split('-').Any(part => part.Length > LongestWord))
        );

    [Fact]
    public void Labels_are_short_and_can_be_understood_alone()
    {
        var labels = Said.Where(t => IsLabel(t.Key)).ToList();
        Rule.None(labels.Where(l => Hole().Replace(l.Text, "").Length > LongestLabel));
        string[] empty = ["Ja", "Nein", "OK", "Ok", "Los", "Klick", "Hier"];
        Rule.None(labels.Where(l => empty.Contains(l.Text.Trim('.', '!'))));
        Rule.None(labels.Where(l => Emoji(l.Text) > 0));
    }

    [Fact]
    public void No_codes_or_traces_of_the_program() => Rule.None(Said.Where(t => Code().IsMatch(WithoutNames(t.Text))));

    [Fact]
    public void Every_command_a_text_names_exists()
    {
        var registry = Features.Register();
        var unknown = new[] { "de", "en" }
            .SelectMany(l => Catalog.BuiltIn.Of(l))
            .Where(t => !t.Key.EndsWith(".words", StringComparison.Ordinal))
            .SelectMany(t => CommandName().Matches(t.Value).Select(m => (t.Key, Name: m.Groups[1].Value)))
            .Where(t => registry.Command(t.Name) is null);
        Rule.None(unknown);
    }

    private static IEnumerable<(string Key, string Sentence)> Sentences() =>
        Said.SelectMany(t => End().Split(t.Text).Where(s => s.Trim().Length > 0).Select(s => (t.Key, s.Trim())));

    private static int Words(string sentence) => sentence.Split(' ').Count(w => w.Any(char.IsLetterOrDigit));

    private static bool IsLabel(string key) =>
        key.StartsWith("button.", StringComparison.Ordinal)
        || key.StartsWith("menu.", StringComparison.Ordinal) && key is not ("menu.hello" or "menu.choose")
        || key.StartsWith("settings.change.", StringComparison.Ordinal)
        || key.StartsWith("form.", StringComparison.Ordinal)
            && (key.Split('.')[^1] is "yes" or "no" or "submit" or "label")
        || key is "form.back" or "form.cancel" or "form.skip" or "form.done" or "form.human" or "form.help.button";

    private static int Emoji(string text) =>
        StringInfo
            .GetTextElementEnumerator(text)
            .Elements()
            .Count(e => char.ConvertToUtf32(e, 0) is > 0x1F000 or (>= 0x2600 and <= 0x27BF and not 0x2713) or 0x2B50);

    /// <summary>Names of commands and examples of what people type are no traces.</summary>
    private static string WithoutNames(string text) => CommandName().Replace(Example().Replace(text, ""), " ");

    [GeneratedRegex(@"(?<=[.!?:])\s+|\n")]
    private static partial Regex End();

    [GeneratedRegex(
        @"(?<!\w)(du|dich|dir|dein|deine|deinen|deiner|deinem|ihr habt|euch|euer)(?!\w)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Du();

    [GeneratedRegex(@"(?<!\w)(nicht|nichts|nie|niemals|niemand\w*|kein\w*|ohne)(?!\w)", RegexOptions.IgnoreCase)]
    private static partial Regex Negation();

    [GeneratedRegex(@"kein\w* [\w, -]+? (und|oder) kein\w*", RegexOptions.IgnoreCase)]
    private static partial Regex SeveralThings();

    [GeneratedRegex(
        @"(?<!\w)(würde\w*|hätte\w*|könnte\w*|wäre\w*|sollte\w*|müsste\w*|dürfte\w*)(?!\w)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Subjunctive();

    [GeneratedRegex(@"[\w-]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"null|undefined|Exception|HTTP|JSON|\w_\w|\b[A-Z]{2,}\d{3,}\b|<[a-z]+>")]
    private static partial Regex Code();

    [GeneratedRegex(@"(?<=Beispiel: )[A-Z]{4,5}\d{3,4}")]
    private static partial Regex Example();

    [GeneratedRegex(@"(?<![\w/])/([a-z][a-z0-9_]*)")]
    private static partial Regex CommandName();
}

/// <summary>Text elements as a sequence.</summary>
internal static class TextElements
{
    public static IEnumerable<string> Elements(this TextElementEnumerator elements)
    {
        while (elements.MoveNext())
            yield return elements.GetTextElement();
    }
}
