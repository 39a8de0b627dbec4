using System.Text.RegularExpressions;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.HelpRequests;

/// <summary>
/// Finds what should not stand where all neighbours read: telephone numbers, mail addresses, links, account names, street and
/// house number. Contacts are shared later, and only when both sides agree.
/// </summary>
internal static partial class PrivateWords
{
    private const int PhoneDigits = 6;

    /// <summary>Why a description cannot stay so, or null.</summary>
    public static Text? InWhat(string text) =>
        HasContact(text) ? Text.Of("request.private.contact")
        : Street().IsMatch(text) || HouseNumber().IsMatch(text) ? Text.Of("request.private.address")
        : null;

    /// <summary>Why the name of an area cannot stay so, or null.</summary>
    public static Text? InArea(string text) =>
        HasContact(text) ? Text.Of("request.private.contact")
        : Street().IsMatch(text) || HouseNumber().IsMatch(text) || HasNumberAtEnd(text)
            ? Text.Of("request.private.house")
        : null;

    /// <summary>Whether a text holds something with which somebody can be reached.</summary>
    public static bool HasContact(string text) =>
        Mail().IsMatch(text)
        || Link().IsMatch(text)
        || Handle().IsMatch(text)
        || Numbers().Matches(text).Any(m => m.Value.Count(char.IsDigit) >= PhoneDigits && !IsTime(m.Value));

    private static bool IsTime(string number) => Times().Replace(number, "").Count(char.IsDigit) < PhoneDigits;

    private static bool HasNumberAtEnd(string text) =>
        NumberAtEnd().Match(text) is { Success: true } found && !Line().IsMatch(found.Groups["before"].Value);

    [GeneratedRegex(@"[\w.+-]+\s?(@|\(at\)|\[at\])\s?[\w-]+\.\w{2,}", RegexOptions.IgnoreCase)]
    private static partial Regex Mail();

    [GeneratedRegex(@"(https?://|www\.|t\.me/|wa\.me/)\S+", RegexOptions.IgnoreCase)]
    private static partial Regex Link();

    [GeneratedRegex(@"(^|\s)@\w{4,}")]
    private static partial Regex Handle();

    [GeneratedRegex(@"(\+|\(0)?\d[\d\s/().:–-]{4,}\d")]
    private static partial Regex Numbers();

    /// <summary>Dates, times and years inside a run of digits: "3.12.2026 10:00", "10:00-12:00".</summary>
    [GeneratedRegex(
        @"\b\d{1,2}\.\s?\d{1,2}\.(\s?\d{2,4})?|\b\d{4}-\d{2}-\d{2}|\b\d{1,2}[:.]\d{2}\b|\b(19|20)\d{2}\b(?!\s?[/\d])"
    )]
    private static partial Regex Times();

    /// <summary>
    /// "Lindenstr. 12", "Mühlweg 5b", "Goethe Straße 7", "12 Mill Road"; not "2 Stunden auf den Spielplatz" nor "Spielplatz 2 Stunden".
    /// </summary>
    [GeneratedRegex(
        @"\b(\p{L}{2,}-?(straße|strasse|str|allee|gasse|chaussee|promenade|ufer|damm|steig|stieg|pfad|weg|platz|ring)|\p{L}+\s(straße|strasse|str|street|road|avenue|lane))\.?,?\s*(nr\.?\s*)?\d{1,4}\s?[a-z]?\b(?!\s*(uhr|h\b|:|\.\d|min|std|stunde|tag|woche|monat|jahr|mal\b|x\b|person|leute|helfer|kinder|kisten|stück|meter|km|m\b|%|euro|€))|\b\d{1,4}[a-z]?\s+\p{L}+\s+(street|road|avenue|lane)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Street();

    [GeneratedRegex(@"\b(hausnummer|haus-nr|hausnr|house number|haus nr)\.?\s*:?\s*\d", RegexOptions.IgnoreCase)]
    private static partial Regex HouseNumber();

    [GeneratedRegex(@"(?<before>\p{L}+)[\s.,]+\d{1,4}\s?[a-zA-Z]?\s*$")]
    private static partial Regex NumberAtEnd();

    [GeneratedRegex(
        @"^(linie|bus|u|s|tram|bahn|straßenbahn|strassenbahn|haltestelle|bezirk|etage|stock|zone|block|teil|abschnitt|line|district|floor|feld|tor|eingang|halle)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Line();
}
