using System.Text;
using Nachbarschaftsbot.Core.Understanding;

namespace Nachbarschaftsbot.Core.Emergency;

/// <summary>
/// Looks for words of danger in a text in German, English, Turkish, Russian, Ukrainian or Arabic. Rules only, nothing is
/// kept, time used grows with the length of the text. False alarms are preferred to silence; common everyday turns of
/// phrase are excepted by a list.
/// </summary>
public static class Danger
{
    private static readonly SortedSet<DangerKind> Nothing = [];

    // Ukrainian words of danger without a letter that only Ukrainian has.
    private static readonly string[] UkrainianStems =
    [
        "виклич",
        "швидк",
        "пожеж",
        "диха",
        "помира",
        "вбити",
        " жити",
        "дитин",
        "проковт",
        "горить",
        "вогонь",
        "рятуй",
        "бабус",
        " зник",
        "додому",
    ];

    /// <summary>The kinds of danger the text points to; empty for an everyday text.</summary>
    public static IReadOnlySet<DangerKind> Read(string text)
    {
        var found = Look(WordsOf(text, Umlauts.WrittenOut));
        if (!Words.HasUmlauts(text))
            return found;
        var bare = Look(WordsOf(text, Umlauts.Dropped));
        return bare.Count == 0 ? found : new SortedSet<DangerKind>(found.Concat(bare));
    }

    /// <summary>
    /// The language of the answer: that of the script when it is Arabic or Cyrillic; in Latin letters <paramref name="known"/>,
    /// unless the words of danger are only in another language.
    /// </summary>
    /// <param name="text">What the person wrote.</param>
    /// <param name="known">The language the person chose, or the default of the Quartier.</param>
    public static string LanguageOf(string text, string known)
    {
        if (text.Any(letter => letter is >= '\u0600' and <= '\u06FF'))
            return "ar";
        if (!text.Any(letter => letter is >= '\u0400' and <= '\u04FF'))
            return InLatinLetters(text, known);
        if (text.Any(letter => letter is 'і' or 'ї' or 'є' or 'ґ' or 'І' or 'Ї' or 'Є' or 'Ґ'))
            return "uk";
        return
            known == "uk"
            || Array.Exists(UkrainianStems, stem => text.Contains(stem, StringComparison.OrdinalIgnoreCase))
            ? "uk"
            : "ru";
    }

    private static string InLatinLetters(string text, string known)
    {
        var words = WordsOf(text, Umlauts.Dropped);
        TakeOutHarmless(words);
        var written = WordsOf(text, Umlauts.WrittenOut);
        TakeOutHarmless(written);
        var spoken = new HashSet<string>();
        DangerWords.Languages.Look(words, spoken);
        DangerWords.Languages.Look(written, spoken);
        return spoken.Count == 0 || spoken.Contains(known) || spoken.Contains("de")
            ? known
            : DangerWords.InLatinLetters.First(spoken.Contains);
    }

    /// <summary>Most everyday texts have no word that could begin a phrase of danger, so nothing more is done for them.</summary>
    private static SortedSet<DangerKind> Look(List<string> words)
    {
        if (!DangerWords.Kinds.MayBeIn(words))
            return Nothing;
        var found = new SortedSet<DangerKind>();
        TakeOutHarmless(words);
        DangerWords.Kinds.Look(words, found);
        return found;
    }

    private static void TakeOutHarmless(List<string> words)
    {
        DangerWords.Harmless.Blank(words);
        words.RemoveAll(word => word == Phrase.Stop);
    }

    /// <summary>The folded words, and "$" for the end of the text.</summary>
    private static List<string> WordsOf(string text, Umlauts umlauts)
    {
        var tokens = Words.Read(text, umlauts);
        var words = new List<string>(tokens.Count + 1);
        foreach (var token in tokens)
            if (token.Kind == TokenKind.Word)
                words.Add(Calmed(token.Text));
            else if (IsStop(token))
                words.Add(Phrase.Stop);
            else if (token.Text is "🆘" or "🔥")
                words.Add(token.Text);
        words.Add("$");
        return words;
    }

    private static bool IsStop(Token token) => token.Text is "," or "." or "!" or "?" or ";" or ":" or "،" or "؟";

    /// <summary>"hiiiilfe" is "hilfe": a letter three times or more in a row counts once.</summary>
    private static string Calmed(string word)
    {
        if (!HasRun(word))
            return word;
        var calm = new StringBuilder();
        for (var at = 0; at < word.Length; )
        {
            var end = at;
            while (end < word.Length && word[end] == word[at])
                end++;
            calm.Append(word[at], end - at >= 3 ? 1 : end - at);
            at = end;
        }
        return calm.ToString();
    }

    private static bool HasRun(string word)
    {
        for (var at = 2; at < word.Length; at++)
            if (word[at] == word[at - 1] && word[at] == word[at - 2])
                return true;
        return false;
    }
}
