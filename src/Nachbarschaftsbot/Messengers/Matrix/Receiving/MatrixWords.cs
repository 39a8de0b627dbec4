using System.Text.RegularExpressions;
using Nachbarschaftsbot.Core.Texts;

namespace Nachbarschaftsbot.Messengers.Matrix.Receiving;

/// <summary>How a message calls the bot.</summary>
internal enum Address
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By its name or with a mention.</summary>
    Name,

    /// <summary>With <c>!nachbar</c>.</summary>
    Prefix,
}

/// <summary>What somebody says, without what clients put around it. Pure.</summary>
internal static partial class MatrixWords
{
    /// <summary>What commands in rooms begin with.</summary>
    internal const string Prefix = "!nachbar";

    private const int Longest = 16 * 1024;

    /// <summary>The words of a message and how they call us.</summary>
    internal static (string Text, Address Address) Heard(MatrixEvent said, MatrixIdentity me)
    {
        var text = Text(said);
        if (AfterPrefix(text) is { } rest)
            return (rest, Address.Prefix);
        var named = AfterName(text, me);
        var isNamed = named is not null || said.Mentions.Contains(me.User) || IsPill(said.Html, me.User);
        return (named ?? text, isNamed ? Address.Name : Address.None);
    }

    /// <summary>
    /// The words: without the quote that old clients put before an answer, and of a file only the words that came with it. What is longer
    /// than anybody writes is cut.
    /// </summary>
    internal static string Text(MatrixEvent said) => Cut(WithoutQuote(Caption(said) ?? "", said.ReplyTo is not null));

    /// <summary>The words without the lines of the quote before them.</summary>
    internal static string WithoutQuote(string text, bool isReply)
    {
        if (!isReply || !text.StartsWith("> ", StringComparison.Ordinal))
            return text.Trim();
        var at = 0;
        while (at < text.Length && text[at] == '>')
        {
            var end = text.IndexOf('\n', at);
            at = end < 0 ? text.Length : end + 1;
        }
        return text[at..].Trim();
    }

    /// <summary>Whether it is a file and not words.</summary>
    internal static bool IsFile(MatrixEvent said) =>
        said.MessageType is "m.image" or "m.audio" or "m.video" or "m.file" or "m.location" || said.Type == "m.sticker";

    private static string? Caption(MatrixEvent said) =>
        !IsFile(said) ? said.Body
        : said.FileName is { } name && name != said.Body ? said.Body
        : null;

    private static string? AfterPrefix(string text) =>
        text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
        && (text.Length == Prefix.Length || text[Prefix.Length] is ' ' or '\n' or '\t' or ':' or ',')
            ? text[Prefix.Length..].TrimStart(' ', '\n', '\t', ':', ',')
            : null;

    /// <summary>What stands behind our name at the beginning, or null where it does not stand there.</summary>
    private static string? AfterName(string text, MatrixIdentity me)
    {
        if (me.User.Length == 0)
            return null;
        var plain = text.TrimStart('@');
        return After(plain, me.Name, isWord: false)
            ?? After(plain, me.User.TrimStart('@'), isWord: false)
            ?? After(plain, MatrixIds.LocalpartOf(me.User), isWord: true);
    }

    /// <summary>What stands behind a name. One that may be a word like others needs a colon or comma behind it.</summary>
    private static string? After(string text, string name, bool isWord)
    {
        if (name.Length < 2 || !text.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            return null;
        var rest = text[name.Length..];
        var isCalled =
            rest.Length > 0 && (isWord ? rest[0] is ':' or ',' : !char.IsLetterOrDigit(rest[0]))
            || (rest.Length == 0 && !isWord);
        return isCalled ? rest.TrimStart(' ', '\n', '\t', ':', ',') : null;
    }

    /// <summary>A link to us, as clients write a mention.</summary>
    private static bool IsPill(string? html, string user) =>
        html is not null && user.Length > 0 && Pills().Matches(html).Any(p => IsLinkTo(p.Groups[1].Value, user));

    private static bool IsLinkTo(string link, string user) =>
        Uri.UnescapeDataString(link.Split('?', 2)[0]) is var target && target == user;

    private static string Cut(string text) => Beginning.Of(text, Longest);

    [GeneratedRegex("""href=["']https://matrix\.to/#/([^"'<>\s]{1,800})["']""", RegexOptions.NonBacktracking)]
    private static partial Regex Pills();
}
