using System.Net;
using System.Text.RegularExpressions;

namespace Nachbarschaftsbot.Messengers;

/// <summary>A piece of HTML: words as they stand there, or a tag.</summary>
/// <param name="Text">The words, or null for a tag.</param>
/// <param name="Name">The name of the tag in small letters.</param>
/// <param name="IsEnd">Whether it ends an element.</param>
/// <param name="Attributes">What else stands in the tag.</param>
internal readonly partial record struct HtmlPiece(string? Text, string Name, bool IsEnd, string Attributes)
{
    private const string Comment = "<!--";
    private const string CommentEnd = "-->";

    /// <summary>The pieces of HTML in their order, without comments. What looks like a tag and is none is words.</summary>
    internal static IEnumerable<HtmlPiece> Of(string html)
    {
        var (endsComments, endsTags) = (true, true);
        for (var at = 0; at < html.Length; )
        {
            var open = html.IndexOf('<', at);
            if (open < 0)
                open = html.Length;
            if (open > at)
                yield return Words(html[at..open]);
            if (open == html.Length)
                break;
            if (Tag().Match(html, open) is { Success: true } tag)
            {
                yield return OfTag(tag);
                at = open + tag.Length;
            }
            else if (EndOfComment(html, open, ref endsComments, ref endsTags) is { } end)
                at = end;
            else
            {
                yield return Words("<");
                at = open + 1;
            }
        }
    }

    /// <summary>The value of an attribute, or null.</summary>
    internal string? Value(string name)
    {
        foreach (Match attribute in Attribute().Matches(Attributes))
            if (attribute.Groups["name"].Value.Equals(name, StringComparison.OrdinalIgnoreCase))
                return WebUtility.HtmlDecode(attribute.Groups["value"].Value);
        return null;
    }

    /// <summary>Where a comment or a declaration ends; null where it is none. An end that is missing is looked for once: they can be many.</summary>
    private static int? EndOfComment(string html, int open, ref bool endsComments, ref bool endsTags)
    {
        var rest = html.AsSpan(open);
        if (!endsTags || rest is not ['<', '!' or '?', ..])
            return null;
        if (endsComments && rest.StartsWith(Comment))
        {
            var length = rest[Comment.Length..].IndexOf(CommentEnd);
            if (length >= 0)
                return open + Comment.Length + length + CommentEnd.Length;
            endsComments = false;
        }
        var close = rest.IndexOf('>');
        endsTags = close >= 0;
        return endsTags ? open + close + 1 : null;
    }

    private static HtmlPiece Words(string text) => new(text, "", false, "");

    private static HtmlPiece OfTag(Match tag) =>
        new(null, tag.Groups["name"].Value.ToLowerInvariant(), tag.Groups["end"].Length > 0, tag.Groups["rest"].Value);

    [GeneratedRegex("""\G<(?<end>/?)(?<name>[A-Za-z][A-Za-z0-9\-]{0,20})(?<rest>(?>[^<>"']+|"[^"]*"|'[^']*')*)>""")]
    private static partial Regex Tag();

    [GeneratedRegex(
        """(?<![A-Za-z\-])(?<name>[A-Za-z\-]+)\s*=\s*(?:"(?<value>[^"]*)"|'(?<value>[^']*)'|(?<value>[^\s"'>]+))"""
    )]
    private static partial Regex Attribute();
}
