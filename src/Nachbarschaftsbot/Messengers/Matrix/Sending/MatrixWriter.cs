using System.Globalization;
using System.Text;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Messengers.Matrix.Sending;

/// <summary>
/// Writes the same words twice: plain, and in the part of HTML that Matrix clients show. Nothing goes into the HTML but through
/// <see cref="Escaped"/>.
/// </summary>
internal sealed class MatrixWriter
{
    private readonly StringBuilder plain = new();
    private readonly StringBuilder html = new();
    private bool isOpen;
    private bool isRich;

    /// <summary>The plain words.</summary>
    internal string Plain => plain.ToString();

    /// <summary>The HTML; null where it would say no more than the plain words.</summary>
    internal string? Html
    {
        get
        {
            if (!isRich)
                return null;
            Close();
            return html.ToString();
        }
    }

    /// <summary>Adds a line.</summary>
    /// <param name="words">The words.</param>
    /// <param name="style">How they are set.</param>
    /// <param name="opens">Whether it stands apart from the line before.</param>
    internal void Line(string words, TextStyle style, bool opens)
    {
        if (plain.Length > 0)
            plain.Append(opens ? "\n\n" : "\n");
        plain.Append(words);
        isRich |= style != TextStyle.Normal;
        if (style == TextStyle.Quote)
        {
            Close();
            html.Append("<blockquote>").Append(Escaped(words)).Append("</blockquote>");
            return;
        }
        Open(opens);
        if (style == TextStyle.Title)
            html.Append("<strong>").Append(Escaped(words)).Append("</strong>");
        else
            html.Append(Escaped(words));
    }

    /// <summary>Adds addresses, each on a line of its own.</summary>
    internal void Links(IReadOnlyList<NamedLink> links)
    {
        for (var i = 0; i < links.Count; i++)
        {
            var (label, address) = links[i];
            if (plain.Length > 0)
                plain.Append(i == 0 ? "\n\n" : "\n");
            plain.Append(label).Append(": ").Append(address);
            Open(i == 0);
            html.Append("<a href=\"").Append(Escaped(address)).Append("\">").Append(Escaped(label)).Append("</a>");
            isRich = true;
        }
    }

    /// <summary>Adds choices as a numbered list.</summary>
    internal void Choices(IReadOnlyList<NumberedChoice> choices)
    {
        if (choices.Count == 0)
            return;
        isRich = true;
        Close();
        for (var i = 0; i < choices.Count; i++)
        {
            var (number, label, _) = choices[i];
            if (plain.Length > 0)
                plain.Append(i == 0 ? "\n\n" : "\n");
            plain.Append(CultureInfo.InvariantCulture, $"{number}. {label}");
            if (i == 0 || number != choices[i - 1].Number + 1)
                html.Append(i == 0 ? "" : "</ol>").Append(ListFrom(number));
            html.Append("<li>").Append(Escaped(label)).Append("</li>");
        }
        html.Append("</ol>");
    }

    /// <summary>Adds a word about what to do.</summary>
    internal void Hint(string words)
    {
        isRich = true;
        plain.Append(plain.Length > 0 ? "\n\n" : "").Append(words);
        Open(opens: true);
        html.Append("<em>").Append(Escaped(words)).Append("</em>");
    }

    /// <summary>Words that cannot be anything but words in HTML; line ends become breaks.</summary>
    internal static string Escaped(string words) =>
        words
            .Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal)
            .Replace("\"", "&quot;", StringComparison.Ordinal)
            .Replace("\n", "<br>", StringComparison.Ordinal);

    private static string ListFrom(int number) =>
        number == 1 ? "<ol>" : string.Create(CultureInfo.InvariantCulture, $"<ol start=\"{number}\">");

    private void Open(bool opens)
    {
        if (isOpen && !opens)
        {
            html.Append("<br>");
            return;
        }
        Close();
        html.Append("<p>");
        isOpen = true;
    }

    private void Close()
    {
        if (isOpen)
            html.Append("</p>");
        isOpen = false;
    }
}
