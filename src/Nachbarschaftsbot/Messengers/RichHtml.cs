using System.Globalization;
using System.Text;
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
