using System.Text.RegularExpressions;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.Vermittlungen;

/// <summary>Finds what looks like a way to reach somebody: telephone numbers, mail addresses, links, account names.</summary>
internal static partial class ContactWords
{
    private const int PhoneDigits = 7;

    /// <summary>Whether a text holds something that looks like a contact.</summary>
    public static bool In(string text) =>
        Mail().IsMatch(text)
        || Link().IsMatch(text)
        || Handle().IsMatch(text)
        || Numbers().Matches(text).Any(m => m.Value.Count(char.IsDigit) >= PhoneDigits && !Date().IsMatch(m.Value));

    /// <summary>Refuses a text with a contact, for texts that are seen before both sides agreed.</summary>
    public static Text? Refuse(string text) => In(text) ? Text.Of("vermittlung.no-contact") : null;

    [GeneratedRegex(@"[\w.+-]+@[\w-]+\.\w{2,}", RegexOptions.CultureInvariant)]
    private static partial Regex Mail();

    [GeneratedRegex(@"(https?://|www\.|t\.me/)\S+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex(@"(^|\s)@\w{4,}", RegexOptions.CultureInvariant)]
    private static partial Regex Handle();

    [GeneratedRegex(@"\+?\d[\d\s/().-]{5,}\d", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"^\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{2,4}$|^\d{4}-\d{2}-\d{2}$", RegexOptions.CultureInvariant)]
    private static partial Regex Date();
}
