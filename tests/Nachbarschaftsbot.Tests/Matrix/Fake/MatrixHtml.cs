using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Nachbarschaftsbot.Tests.Matrix.Fake;

/// <summary>Reads HTML as strictly as a client that shows only what the specification lists.</summary>
internal static partial class MatrixHtml
{
    private static readonly HashSet<string> Known =
    [
        "del",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "p",
        "a",
        "ul",
        "ol",
        "sup",
        "sub",
        "li",
        "b",
        "i",
        "u",
        "strong",
        "em",
        "s",
        "code",
        "hr",
        "br",
        "pre",
        "span",
        "details",
        "summary",
    ];

    private static readonly string[] Schemes = ["https:", "http:", "ftp:", "mailto:", "magnet:"];

    /// <summary>The words as a person reads them, numbers and addresses included; or what is wrong with it.</summary>
    internal static (string Words, string? Fault) Read(string html)
    {
        var (words, open, numbers) = (new StringBuilder(), new Stack<(string Tag, int At)>(), new Stack<int>());
        var address = "";
        foreach (Match piece in Piece().Matches(html))
        {
            if (piece.Groups["text"] is { Success: true, Value: var text })
            {
                if (text.AsSpan().IndexOfAny('<', '>') >= 0)
                    return ("", "an angle bracket that is no tag");
                words.Append(WebUtility.HtmlDecode(text));
                continue;
            }
            var (tag, attributes) = (piece.Groups["tag"].Value, piece.Groups["attributes"].Value.Trim());
            if (!Known.Contains(tag))
                return ("", $"<{tag}> is not shown");
            if (piece.Groups["close"].Success)
            {
                if (open.Count == 0 || open.Pop() is var (last, at) && last != tag)
                    return ("", $"</{tag}> closes nothing");
                if (tag == "ol")
                    numbers.Pop();
                if (tag == "a" && words.ToString(at, words.Length - at) != address && !IsPill(address))
                    words.Append(": ").Append(address);
                words.Append(tag is "p" or "li" or "blockquote" ? "\n" : "");
                continue;
            }
            if (Fault(tag, attributes, ref address) is { } fault)
                return ("", fault);
            if (tag is "br" or "hr")
            {
                words.Append('\n');
                continue;
            }
            open.Push((tag, words.Length));
            if (tag == "ol")
                numbers.Push(Start(attributes));
            if (tag == "li" && numbers.TryPop(out var number))
            {
                words.Append(CultureInfo.InvariantCulture, $"{number}. ");
                numbers.Push(number + 1);
            }
        }
        return open.Count > 0 ? ("", $"<{open.Peek().Tag}> is not closed") : (words.ToString(), null);
    }

    private static string? Fault(string tag, string attributes, ref string address)
    {
        if (tag == "a")
        {
            var link = Href().Match(attributes);
            if (!link.Success)
                return "a link with other attributes than href";
            address = WebUtility.HtmlDecode(link.Groups[1].Value);
            var scheme = address;
            return Schemes.Any(s => scheme.StartsWith(s, StringComparison.Ordinal)) ? null : $"a link to {address}";
        }
        if (tag == "ol" && attributes.Length > 0)
            return OlStart().IsMatch(attributes) ? null : "an attribute that <ol> has not";
        return attributes.Length > 0 && tag != "span" ? $"an attribute that <{tag}> has not: {attributes}" : null;
    }

    private static int Start(string attributes) =>
        OlStart().Match(attributes) is { Success: true } start
            ? int.Parse(start.Groups[1].Value, CultureInfo.InvariantCulture)
            : 1;

    /// <summary>A link to a person is shown as their name.</summary>
    private static bool IsPill(string address) => address.StartsWith("https://matrix.to/#/@", StringComparison.Ordinal);

    [GeneratedRegex(@"<(?<close>/)?(?<tag>[a-z0-9]+)(?<attributes>(?:\s[^<>]*)?)>|(?<text>[^<]+|<)")]
    private static partial Regex Piece();

    [GeneratedRegex("^href=\"([^\"]*)\"$")]
    private static partial Regex Href();

    [GeneratedRegex("^start=\"(\\d+)\"$")]
    private static partial Regex OlStart();
}
