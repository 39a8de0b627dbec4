using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Messengers.Teams;

/// <summary>Between the neutral tree and the HTML of Teams (<c>textFormat</c> xml). What is hidden elsewhere cannot be hidden there.</summary>
internal static class TeamsRich
{
    private static readonly HtmlDialect Dialect = new("s", null);

    /// <summary>The tree as HTML.</summary>
    internal static string Write(Rich rich) => RichHtml.Write(rich, Dialect);

    /// <summary>The tree of what somebody wrote.</summary>
    internal static Rich Read(string html) => RichHtmlReader.Read(html);
}
