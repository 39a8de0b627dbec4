using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Nachbarschaftsbot.Web;

/// <summary>Finished HTML. Made with <see cref="Of"/> from an interpolated string whose values are encoded unless they are HTML themselves.</summary>
internal readonly struct Html(string text)
{
    /// <summary>Nothing.</summary>
    public static readonly Html Empty = new("");

    private readonly string? _text = text;

    /// <summary>HTML of a literal with encoded values.</summary>
    public static Html Of(HtmlHandler html) => new(html.ToString());

    /// <summary>Several pieces, one after the other.</summary>
    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts.Select(p => p._text)));

    /// <summary>The piece when the condition holds, nothing otherwise.</summary>
    public static Html If(bool condition, Func<Html> html) => condition ? html() : Empty;

    /// <inheritdoc/>
    public override string ToString() => _text ?? "";
}

/// <summary>Encodes the values of an interpolated string on their way into HTML.</summary>
[InterpolatedStringHandler]
internal readonly ref struct HtmlHandler
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder _html;

    /// <summary>Begins; called by the compiler.</summary>
    public HtmlHandler(int literalLength, int formattedCount) =>
        _html = new StringBuilder(literalLength + formattedCount * 24);

    /// <summary>Takes the literal part, as it is.</summary>
    public void AppendLiteral(string text) => _html.Append(text);

    /// <summary>Takes finished HTML, as it is.</summary>
    public void AppendFormatted(Html html) => _html.Append(html.ToString());

    /// <summary>Takes words, encoded.</summary>
    public void AppendFormatted(string? words) => _html.Append(Encoder.Encode(words ?? ""));

    /// <summary>Takes a number.</summary>
    public void AppendFormatted(long number) => _html.Append(number);

    /// <inheritdoc/>
    public override string ToString() => _html.ToString();
}
