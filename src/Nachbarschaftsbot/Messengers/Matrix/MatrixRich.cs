using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Messengers.Matrix;

/// <summary>Between the neutral tree and the HTML subset of Matrix. The plain body is <see cref="Rich.Plain"/>.</summary>
internal static class MatrixRich
{
    private static readonly HtmlDialect Dialect = new("del", "<span data-mx-spoiler>");

    /// <summary>The tree as <c>formatted_body</c>.</summary>
    internal static string Write(Rich rich) => RichHtml.Write(rich, Dialect);

    /// <summary>The tree of a message: of its HTML where it has some, else of its body.</summary>
    internal static Rich Read(string body, string? html) =>
        html is { Length: > 0 } ? RichHtmlReader.Read(html) : Rich.Of(WithoutFallback(body));

    /// <summary>Old clients quote the answered message in the body.</summary>
    private static string WithoutFallback(string body)
    {
        if (!body.StartsWith("> <", StringComparison.Ordinal))
            return body;
        var lines = body.Split('\n');
        return string.Join('\n', lines.SkipWhile(l => l.StartsWith('>')).SkipWhile(l => l.Length == 0));
    }
}
