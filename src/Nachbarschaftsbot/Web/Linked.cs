using System.Text;
using System.Text.RegularExpressions;

namespace Nachbarschaftsbot.Web;

/// <summary>Makes the bot's own words usable: commands become buttons, telephone numbers and addresses become links.</summary>
internal static partial class Linked
{
    /// <summary>The words as HTML.</summary>
    public static Html Of(string words)
    {
        var html = new StringBuilder();
        var at = 0;
        foreach (Match match in Pattern().Matches(words))
        {
            html.Append(Html.Of($"{words[at..match.Index]}"));
            html.Append(One(match));
            at = match.Index + match.Length;
        }
        return new(html.Append(Html.Of($"{words[at..]}")).ToString());
    }

    private static string One(Match match) =>
        match.Groups["command"].Success
            ? Html.Of($"""<button type="button" class="command" data-say="{match.Value}">{match.Value}</button>""")
                .ToString()
        : match.Groups["phone"].Success
            ? Html.Of($"""<a href="tel:{match.Value.Replace(" ", "")}">{match.Value}</a>""").ToString()
        : Html.Of($"""<a href="{match.Value}" rel="noopener noreferrer">{match.Value}</a>""").ToString();

    // 112 and 110 are numbers to call only where the words say so: "110 Stück" is none.
    [GeneratedRegex(
        @"(?<address>https?://[^\s<>""]+[^\s<>"".,;:!?)])|(?<=^|[\s(„“""'‚])(?<command>/[a-z][a-z_]{1,31})\b(?![/.]\w)|(?<![\d.:])(?<phone>(?<=^|\n|\u2066|: |[Rr]ufen Sie (?:bitte |sofort )?|[Cc]all )11[02]|116 ?\d{3}|0800(?: ?\d){6,8})(?![\d:]|\.\d)",
        RegexOptions.CultureInvariant,
        100
    )]
    private static partial Regex Pattern();
}
