using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Nachbarschaftsbot.Core.KollegialeBeratungen;

/// <summary>
/// Finds names of persons: behind a title ("Frau Yılmaz"), behind a word that introduces one ("heißt Amira"), and frequent first and
/// family names. German writes every noun with a capital, so a capital alone says nothing.
/// </summary>
internal static partial class GuardNames
{
    private const int ShortestInSmallLetters = 5;

    private static readonly FrozenSet<string> First = Set(FirstNames);
    private static readonly FrozenSet<string> Last = Set(LastNames);
    private static readonly FrozenSet<string> FirstSmall = First
        .Where(n => n.Length >= ShortestInSmallLetters)
        .Select(n => n.ToLowerInvariant())
        .ToFrozenSet();

    /// <summary>Words with a capital that stand behind a title and are no name: "eine Frau Mitte 40".</summary>
    private static readonly FrozenSet<string> NoNames = Set(
        """
        Mitte Anfang Ende Anwältin Anwalt Direktor Direktorin Professor Doktor Nachbarin Nachbar Mutter Vater Kinder Kind Eltern
        Freunde Schule Arbeit Beruf Wohnung Hilfe Zeit Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag Januar Februar
        März April Mai Juni Juli August September Oktober November Dezember Ich Wir Sie Er Es Der Die Das Und Oder Aber Was Wie Wer
        Sozialarbeiterin Sozialarbeiter Ärztin Arzt Lehrerin Lehrer Betreuerin Betreuer Mann Frau Angst Geld Sorgen Probleme Ruhe
        Niemand Jemand Unterstützung Kontakt Besuch Nachbarn Verwandte Beratung Pflege Amt Jugendamt Jobcenter
        """
    );

    /// <summary>Where names stand: start and length, each found once.</summary>
    public static IEnumerable<(int At, int Length)> In(string text)
    {
        foreach (Match match in Titled().Matches(text))
            if (Name(match) is var name && !NoNames.Contains(name.Value) && !IsEverydayWord(text, match, name))
                yield return (match.Index, match.Length);
        foreach (Match match in Introduced().Matches(text))
            if (Name(match) is var name && !NoNames.Contains(name.Value))
                yield return (name.Index, name.Length);
        foreach (Match word in Word().Matches(text))
            if (IsName(word.Value))
                yield return (word.Index, WithFamilyName(text, word));
    }

    private static Group Name(Match match) => match.Groups["name"];

    /// <summary>"die Frau Kaffee trinkt": a noun behind an article and a title; with an article only known names count.</summary>
    private static bool IsEverydayWord(string text, Match match, Group name) =>
        Article().IsMatch(text[..match.Index]) && !IsName(name.Value) && !HasTitleOnly(match.Value);

    private static bool HasTitleOnly(string words) =>
        words.StartsWith("Herrn", StringComparison.Ordinal) || words.StartsWith("Dr", StringComparison.Ordinal);

    private static bool IsName(string word) =>
        First.Contains(word)
        || Last.Contains(word)
        || FirstSmall.Contains(word)
        || word.Length > 4 && word.EndsWith('s') && (First.Contains(word[..^1]) || Last.Contains(word[..^1]));

    /// <summary>A first name takes the family name behind it along, if there is one: a word with a capital that is known as one.</summary>
    private static int WithFamilyName(string text, Match word)
    {
        var behind = FamilyName().Match(text, word.Index + word.Length);
        return behind.Success && (IsName(behind.Groups["name"].Value) || EndsLikeOne(behind.Groups["name"].Value))
            ? word.Length + behind.Length
            : word.Length;
    }

    private static bool EndsLikeOne(string word) =>
        word.EndsWith("mann", StringComparison.Ordinal)
        || word.EndsWith("owski", StringComparison.Ordinal)
        || word.EndsWith("enko", StringComparison.Ordinal)
        || word.EndsWith("oğlu", StringComparison.Ordinal)
        || word.EndsWith("meier", StringComparison.Ordinal)
        || word.EndsWith("meyer", StringComparison.Ordinal);

    private static FrozenSet<string> Set(string words) =>
        words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();

    [GeneratedRegex(
        @"(?<!\p{L})(Frau|Herrn?|Fr\.|Hr\.|Hrn\.|Familie|Fam\.|Eheleute|Dr\.|Prof\.|Oma|Opa|Tante|Onkel)\s+((Dr|Prof)\.\s+)?(?<name>\p{Lu}[\p{Ll}ıİğş'’]+(-\p{Lu}\p{Ll}+)?)(?!\p{L})"
    )]
    private static partial Regex Titled();

    [GeneratedRegex(
        @"(?<!\p{L})(heißt|heisst|hieß|namens|genannt|Vorname:?( ist)?|Nachname:?( ist)?|Name:|Name ist|Namen ist)\s+(?<name>\p{Lu}[\p{Ll}ığş'’]+(-\p{Lu}\p{Ll}+)?)(?!\p{L})"
    )]
    private static partial Regex Introduced();

    [GeneratedRegex(
        @"(?<!\p{L})(der|die|das|eine?|einer|einem|einen|den|dem|diese[rmns]?|jede[rmns]?|meine?|ihre?|seine?)\s+$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Article();

    [GeneratedRegex(@"(?<!\p{L})\p{L}[\p{Ll}ıİğş'’]{2,}(?!\p{L})")]
    private static partial Regex Word();

    [GeneratedRegex(@"\G\s+(?<name>\p{Lu}[\p{Ll}ığş'’]+)(?!\p{L})")]
    private static partial Regex FamilyName();
}
