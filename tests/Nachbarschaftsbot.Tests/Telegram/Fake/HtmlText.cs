using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Nachbarschaftsbot.Tests.Telegram.Fake;

/// <summary>Reads parse_mode HTML as strictly as Telegram does: unknown tags, wrong nesting and loose "&lt;" are refused.</summary>
internal static partial class HtmlText
{
    private static readonly HashSet<string> Tags =
    [
        "b",
        "strong",
        "i",
        "em",
        "u",
        "ins",
        "s",
        "strike",
        "del",
        "code",
        "pre",
        "a",
        "blockquote",
        "tg-spoiler",
        "span",
    ];

    /// <summary>The text without its tags, or null and the reason.</summary>
    internal static string? Parse(string html, out string? refusal)
    {
        refusal = null;
        var text = new StringBuilder();
        var open = new Stack<string>();
        for (var i = 0; i < html.Length; )
        {
            if (html[i] != '<')
            {
                i = ReadCharacter(html, i, text);
                continue;
            }
            var tag = Tag().Match(html, i);
            var name = tag.Groups["name"].Value.ToLowerInvariant();
            if (!tag.Success || !Tags.Contains(name))
                refusal = $"can't parse entities: Unsupported start tag \"{name}\" at byte offset {i}";
            else if (!tag.Groups["end"].Success)
                open.Push(name);
            else if (!open.TryPop(out var last) || last != name)
                refusal = $"can't parse entities: Unexpected end tag at byte offset {i}";
            if (refusal is not null)
                return null;
            i += tag.Length;
        }
        if (open.TryPeek(out var unclosed))
            refusal = $"can't parse entities: Can't find end tag corresponding to start tag \"{unclosed}\"";
        return refusal is null ? text.ToString() : null;
    }

    private static int ReadCharacter(string html, int at, StringBuilder text)
    {
        var entity = Entity().Match(html, at);
        text.Append(entity.Success ? WebUtility.HtmlDecode(entity.Value) : html[at].ToString());
        return at + (entity.Success ? entity.Length : 1);
    }

    [GeneratedRegex(@"\G<(?<end>/)?(?<name>[a-zA-Z-]+)(\s[^<>]*)?>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\G&(lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")]
    private static partial Regex Entity();
}
