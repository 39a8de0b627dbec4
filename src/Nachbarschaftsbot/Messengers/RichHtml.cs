using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Messengers;

/// <summary>How a messenger writes in HTML what others write otherwise.</summary>
/// <param name="Strike">Element of what is struck out.</param>
/// <param name="Spoiler">Opening of what is hidden, or null where nothing can be.</param>
internal sealed record HtmlDialect(string Strike, string? Spoiler);

/// <summary>From the neutral tree to HTML. Everything that people wrote is escaped; there is no element or attribute that came from outside.</summary>
internal static class RichHtml
{
    /// <summary>The tree as HTML.</summary>
    public static string Write(Rich rich, HtmlDialect dialect)
    {
        var html = new StringBuilder();
        foreach (var block in rich.Blocks)
            Write(html, block, dialect);
        return html.ToString();
    }

    /// <summary>Text that is text and nothing else.</summary>
    public static string Escaped(string text)
    {
        if (text.AsSpan().IndexOfAny("&<>\"'") < 0)
            return text;
        return text.Replace("&", "&amp;")
            .Replace("<", "&lt;")
            .Replace(">", "&gt;")
            .Replace("\"", "&quot;")
            .Replace("'", "&#39;");
    }

    private static void Write(StringBuilder html, RichBlock block, HtmlDialect dialect)
    {
        switch (block)
        {
            case RichBlock.Paragraph(var words):
                Write(html.Append("<p>"), words, dialect).Append("</p>");
                break;
            case RichBlock.Heading(var level, var words):
                var heading = $"h{Math.Clamp(level, 1, 6).ToString(CultureInfo.InvariantCulture)}";
                Write(html.Append($"<{heading}>"), words, dialect).Append($"</{heading}>");
                break;
            case RichBlock.Code(var code):
                html.Append("<pre><code>").Append(Escaped(code)).Append("</code></pre>");
                break;
            case RichBlock.List(var ordered, var items):
                html.Append(ordered ? "<ol>" : "<ul>");
                foreach (var item in items)
                    Write(html.Append("<li>"), item, dialect).Append("</li>");
                html.Append(ordered ? "</ol>" : "</ul>");
                break;
            case RichBlock.Quote(var quoted):
                html.Append("<blockquote>");
                foreach (var inner in quoted)
                    Write(html, inner, dialect);
                html.Append("</blockquote>");
                break;
        }
    }

    private static StringBuilder Write(StringBuilder html, IReadOnlyList<RichInline> words, HtmlDialect dialect)
    {
        foreach (var run in RichRun.Of(words))
            Write(html, run, dialect);
        return html;
    }

    private static void Write(StringBuilder html, RichRun run, HtmlDialect dialect)
    {
        if (run.IsBreak)
        {
            html.Append("<br>");
            return;
        }
        var ends = new Stack<string>();
        void Open(bool isSet, string start, string end)
        {
            if (!isSet)
                return;
            html.Append(start);
            ends.Push(end);
        }
        Open(run.Address is not null, $"<a href=\"{Escaped(run.Address ?? "")}\">", "</a>");
        Open(run.Style.HasFlag(RichStyle.Spoiler) && dialect.Spoiler is not null, dialect.Spoiler ?? "", "</span>");
        Open(run.Style.HasFlag(RichStyle.Bold), "<strong>", "</strong>");
        Open(run.Style.HasFlag(RichStyle.Italic), "<em>", "</em>");
        Open(run.Style.HasFlag(RichStyle.Strike), $"<{dialect.Strike}>", $"</{dialect.Strike}>");
        Open(run.Style.HasFlag(RichStyle.Code), "<code>", "</code>");
        html.Append(Escaped(run.Text));
        foreach (var end in ends)
            html.Append(end);
    }
}

/// <summary>
/// From the HTML of a messenger to the neutral tree. Knows the elements that people's clients write and passes over all others; counts
/// instead of nesting, so that no depth and no missing end does any harm.
/// </summary>
internal sealed partial class RichHtmlReader
{
    /// <summary>Most characters that are looked at.</summary>
    public const int Longest = 64 * 1024;

    private readonly List<RichBlock> _top = [];
    private readonly List<RichRun> _line = [];
    private readonly StringBuilder _code = new();
    private List<RichBlock>? _quote;
    private List<IReadOnlyList<RichInline>>? _items;
    private bool _isOrdered;
    private int _quotes;
    private int _lists;
    private int _heading;
    private int _pre;
    private int _bold;
    private int _italic;
    private int _strike;
    private int _spoiler;
    private int _spans;
    private int _codes;
    private string? _address;
    private string? _skipping;
    private int _skipped;

    private RichHtmlReader() { }

    /// <summary>The tree of HTML.</summary>
    public static Rich Read(string html)
    {
        var reader = new RichHtmlReader();
        reader.ReadAll(html.Length <= Longest ? html : html[..Longest]);
        return new(reader._top);
    }

    private void ReadAll(string html)
    {
        for (var at = 0; at < html.Length; )
        {
            var open = html.IndexOf('<', at);
            if (open < 0)
                open = html.Length;
            if (open > at)
                Text(html[at..open]);
            if (open == html.Length)
                break;
            if (Tag().Match(html, open) is { Success: true } tag)
            {
                Element(tag);
                at = open + tag.Length;
            }
            else if (Comment().Match(html, open) is { Success: true } comment)
                at = open + comment.Length;
            else
            {
                Text("<");
                at = open + 1;
            }
        }
        EndLine();
        EndList();
        EndQuote();
    }

    private void Element(Match tag)
    {
        var (name, isEnd) = (tag.Groups["name"].Value.ToLowerInvariant(), tag.Groups["end"].Length > 0);
        var attributes = tag.Groups["rest"].Value;
        if (Skips(name, isEnd, attributes))
            return;
        switch (name)
        {
            case "br":
                Break();
                break;
            case "b" or "strong":
                Count(ref _bold, isEnd);
                break;
            case "i" or "em":
                Count(ref _italic, isEnd);
                break;
            case "s" or "del" or "strike":
                Count(ref _strike, isEnd);
                break;
            case "code" or "tt":
                Count(ref _codes, isEnd);
                break;
            case "span":
                Span(isEnd, attributes);
                break;
            case "a":
                _address = isEnd ? null : Value(attributes, "href");
                break;
            case "img" when !isEnd && Value(attributes, "alt") is { } alternative:
                Add(alternative);
                break;
            case "pre":
                Pre(isEnd);
                break;
            case "blockquote":
                Quote(isEnd);
                break;
            case "ul" or "ol":
                List(isEnd, name == "ol");
                break;
            case ['h', >= '1' and <= '6']:
                EndLine();
                _heading = isEnd ? 0 : name[1] - '0';
                break;
            case "p" or "div" or "li" or "tr" or "table" or "hr" or "details" or "summary" or "caption":
                EndLine();
                break;
            case "td" or "th":
                Add(" ");
                break;
        }
    }

    /// <summary>What is no part of the words: quoted answers as some clients send them along, programs and styles.</summary>
    private bool Skips(string name, bool isEnd, string attributes)
    {
        if (_skipping is not null)
        {
            if (name == _skipping && (_skipped += isEnd ? -1 : 1) == 0)
                _skipping = null;
            return true;
        }
        var isSkipped =
            name is "mx-reply" or "script" or "style" or "title" or "head" or "template"
            || name == "blockquote"
                && Value(attributes, "itemtype")?.EndsWith("/Reply", StringComparison.Ordinal) == true;
        if (isEnd || !isSkipped)
            return false;
        (_skipping, _skipped) = (name, 1);
        return true;
    }

    private void Text(string html)
    {
        if (_skipping is not null)
            return;
        var text = WebUtility.HtmlDecode(html);
        if (_pre > 0)
            _code.Append(text);
        else
            Add(Blank().Replace(text, " "));
    }

    private void Add(string text)
    {
        var style =
            _codes > 0
                ? RichStyle.Code
                : (_bold > 0 ? RichStyle.Bold : 0)
                    | (_italic > 0 ? RichStyle.Italic : 0)
                    | (_strike > 0 ? RichStyle.Strike : 0)
                    | (_spoiler > 0 ? RichStyle.Spoiler : 0);
        RichRun.Add(_line, new(text, style, _codes > 0 ? null : _address));
    }

    private void Break()
    {
        if (_pre > 0)
            _code.Append('\n');
        else
            _line.Add(RichRun.Break);
    }

    private static void Count(ref int depth, bool isEnd) => depth = Math.Max(0, depth + (isEnd ? -1 : 1));

    /// <summary>Hidden from the first span that says so up to the end of it.</summary>
    private void Span(bool isEnd, string attributes)
    {
        Count(ref _spans, isEnd);
        if (!isEnd && _spoiler == 0 && attributes.Contains("data-mx-spoiler", StringComparison.OrdinalIgnoreCase))
            _spoiler = _spans;
        else if (isEnd && _spans < _spoiler)
            _spoiler = 0;
    }

    private void Pre(bool isEnd)
    {
        if (!isEnd)
            EndLine();
        Count(ref _pre, isEnd);
        if (_pre > 0 || _code.Length == 0)
            return;
        var code = _code.ToString();
        _code.Clear();
        if (_lists > 0)
            _line.Add(new(code.ReplaceLineEndings(" "), RichStyle.Code));
        else
            Blocks.Add(new RichBlock.Code(code));
        EndLine();
    }

    private void Quote(bool isEnd)
    {
        EndLine();
        EndList();
        Count(ref _quotes, isEnd);
        if (!isEnd)
            _quote ??= [];
        else if (_quotes == 0)
            EndQuote();
    }

    private void List(bool isEnd, bool isOrdered)
    {
        EndLine();
        Count(ref _lists, isEnd);
        if (isEnd && _lists == 0)
            EndList();
        else if (!isEnd && _items is null)
            (_items, _isOrdered) = ([], isOrdered);
    }

    private List<RichBlock> Blocks => _quote ?? _top;

    private void EndLine()
    {
        if (_line.Any(r => !string.IsNullOrWhiteSpace(r.Text)))
        {
            var words = RichRun.Words(_line);
            if (_items is not null)
                _items.Add(words);
            else
                Blocks.Add(_heading > 0 ? new RichBlock.Heading(_heading, words) : new RichBlock.Paragraph(words));
        }
        _line.Clear();
    }

    private void EndList()
    {
        if (_items is { Count: > 0 } items)
            Blocks.Add(new RichBlock.List(_isOrdered, items));
        (_items, _lists) = (null, 0);
    }

    private void EndQuote()
    {
        if (_quote is { Count: > 0 } quoted)
            _top.Add(new RichBlock.Quote(quoted));
        (_quote, _quotes) = (null, 0);
    }

    private static string? Value(string attributes, string name)
    {
        foreach (Match attribute in Attribute().Matches(attributes))
            if (attribute.Groups["name"].Value.Equals(name, StringComparison.OrdinalIgnoreCase))
                return WebUtility.HtmlDecode(attribute.Groups["value"].Value);
        return null;
    }

    [GeneratedRegex("""\G<(?<end>/?)(?<name>[A-Za-z][A-Za-z0-9\-]{0,20})(?<rest>(?>[^<>"']+|"[^"]*"|'[^']*')*)>""")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\G<!--.*?-->|\G<[!?][^>]*>", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex("""(?<name>[A-Za-z\-]+)\s*=\s*(?:"(?<value>[^"]*)"|'(?<value>[^']*)'|(?<value>[^\s"'>]+))""")]
    private static partial Regex Attribute();

    [GeneratedRegex(@"[ \t\r\n\f]+")]
    private static partial Regex Blank();
}
