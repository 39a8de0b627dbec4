using System.Text.RegularExpressions;

namespace Nachbarschaftsbot.Core.KollegialeBeratungen;

/// <summary>What by which somebody could be recognised.</summary>
public enum GuardKind
{
    /// <summary>A name of a person.</summary>
    Name,

    /// <summary>Street and house number, or postal code and town.</summary>
    Address,

    /// <summary>A telephone number.</summary>
    Phone,

    /// <summary>A mail address, a link or an account name.</summary>
    Mail,

    /// <summary>A date of birth.</summary>
    BirthDate,

    /// <summary>A number of a bank account, an insurance or a file.</summary>
    Number,
}

/// <summary>Something that points at a person.</summary>
/// <param name="Kind">What it looks like.</param>
/// <param name="Words">The words, as they stand in the text.</param>
public sealed record GuardFinding(GuardKind Kind, string Words);

/// <summary>
/// Points at what could tell who a situation is about, in German text, before anything is saved. It only points: what a name is, the
/// person decides. Pure; better one finding too many than one too few.
/// </summary>
public static partial class Guard
{
    private const int PhoneDigits = 6;
    private const int MostFindings = 6;
    private const int LongestShown = 60;

    /// <summary>What was found, in the order of the text, each words once, at most six.</summary>
    public static IReadOnlyList<GuardFinding> Read(string text)
    {
        var found = new List<(int At, GuardFinding Finding)>();
        var taken = new bool[text.Length];
        Take(Mail(), GuardKind.Mail);
        Take(Link(), GuardKind.Mail);
        Take(Handle(), GuardKind.Mail);
        Take(Account(), GuardKind.Number);
        Take(FileNumber(), GuardKind.Number);
        Take(BirthDate(), GuardKind.BirthDate);
        Take(OldDate(), GuardKind.BirthDate);
        Take(Street(), GuardKind.Address);
        Take(HouseNumber(), GuardKind.Address);
        Take(Town(), GuardKind.Address);
        foreach (Match number in Numbers().Matches(text))
            if (IsPhone(number.Value))
                Add(number.Index, number.Length, GuardKind.Phone);
        foreach (var (at, length) in GuardNames.In(text))
            Add(at, length, GuardKind.Name);
        return [.. found.OrderBy(f => f.At).Select(f => f.Finding).DistinctBy(f => f.Words).Take(MostFindings)];

        void Take(Regex pattern, GuardKind kind)
        {
            foreach (Match match in pattern.Matches(text))
                Add(match.Index, match.Length, kind);
        }

        void Add(int at, int length, GuardKind kind)
        {
            if (taken.AsSpan(at, length).Contains(true))
                return;
            taken.AsSpan(at, length).Fill(true);
            var words = text.Substring(at, Math.Min(length, LongestShown)).Trim();
            found.Add((at, new(kind, words)));
        }
    }

    private static bool IsPhone(string run) =>
        run.Count(char.IsDigit) >= PhoneDigits && Times().Replace(run, "").Count(char.IsDigit) >= PhoneDigits;

    [GeneratedRegex(
        @"[\w.+-]+\s?(@|\(at\)|\[at\])\s?[\w-]+(\.|\s?\(dot\)\s?|\s?\[punkt\]\s?)\w{2,}",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Mail();

    [GeneratedRegex(@"(https?://|www\.|t\.me/|wa\.me/)\S+", RegexOptions.IgnoreCase)]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<=^|\s)@\w{4,}")]
    private static partial Regex Handle();

    /// <summary>IBAN; German pension insurance number; number on the health card.</summary>
    [GeneratedRegex(
        @"\b[A-Z]{2}\s?\d{2}(\s?[A-Z0-9]{4}){3,7}(\s?[A-Z0-9]{1,3})?\b|\b\d{2}\s?\d{6}\s?[A-Z]\s?\d{3}\b|\b[A-Z]\s?\d{9}\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Account();

    [GeneratedRegex(
        @"\b(aktenzeichen|az\.|aktennummer|kundennummer|versichertennummer|versicherungsnummer|steuernummer|steuer-id|ausweisnummer|kontonummer|bg-nummer|fallnummer)\s*(:|ist|lautet)?\s*[\w/.-]*\d[\w/.-]*",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex FileNumber();

    [GeneratedRegex(
        @"(\bgeb\.?|\bgeboren|\bgeburtsdatum|\bgeburtstag|\*)\s*(ist|war|am|:|den|hat\s+(er|sie)\s+am)*\s*\d{1,2}\.\s?(\d{1,2}\.|(januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember)\b)(\s?\d{2,4})?",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex BirthDate();

    /// <summary>A whole date of long ago is a date of birth more often than anything else.</summary>
    [GeneratedRegex(
        @"\b\d{1,2}\.\s?(\d{1,2}\.|(januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember))\s?(19\d{2}|200\d|201\d)\b|\b(19\d{2}|200\d|201\d)-\d{2}-\d{2}\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex OldDate();

    [GeneratedRegex(
        @"\b(\p{L}{2,}-?(straße|strasse|str|allee|gasse|chaussee|promenade|ufer|damm|steig|stieg|pfad|weg|platz|ring)|\p{L}+\s(straße|strasse|str|allee|weg|platz|gasse))\.?,?\s*(nr\.?\s*)?\d{1,4}\s?[a-z]?\b(?!\s*(uhr|h\b|:|\.\d|min|std|stunde|tag|woche|monat|jahr|mal\b|x\b|person|leute|kinder|meter|km|m\b|%|euro|€))",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Street();

    [GeneratedRegex(@"\b(hausnummer|haus-nr|hausnr|haus nr)\.?\s*:?\s*\d+\s?[a-z]?\b", RegexOptions.IgnoreCase)]
    private static partial Regex HouseNumber();

    [GeneratedRegex(@"(?<![\d.,])\d{5}\s+\p{Lu}\p{Ll}{2,}(?!\p{L})")]
    private static partial Regex Town();

    [GeneratedRegex(@"(\+|\(0)?\d[\d\s/().:–-]{4,}\d")]
    private static partial Regex Numbers();

    /// <summary>Dates, times, years and sums of money inside a run of digits.</summary>
    [GeneratedRegex(
        @"\b\d{1,2}\.\s?\d{1,2}\.(\s?\d{2,4})?|\b\d{4}-\d{2}-\d{2}|\b\d{1,2}[:.]\d{2}\b|\b(19|20)\d{2}\b(?!\s?[/\d])|\b\d{1,3}(\.\d{3})+\b"
    )]
    private static partial Regex Times();
}
