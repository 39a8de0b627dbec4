using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Nachbarschaftsbot.Messengers.Teams.Receiving;

/// <summary>What somebody wrote, without what Teams put around it.</summary>
internal static partial class TeamsWords
{
    private const int LongestHtml = 64 * 1024;

    /// <summary>
    /// The words: without the mention of the bot, which its entity names (names of other people stay), decoded, with plain blanks. Of an
    /// answer that quotes a message only the answer.
    /// </summary>
    internal static string Of(Activity activity)
    {
        var text = QuotedIn(activity) is not null ? AnswerIn(Html(activity)!) : activity.Text ?? "";
        foreach (var mention in activity.Entities ?? [])
            if (mention is { Type: "mention", Mentioned: { } who } && TeamsPlaces.IsBot(activity, who))
                text = Without(text, mention.Text ?? $"<at>{who.Name}</at>");
        return Blanks(WebUtility.HtmlDecode(OtherMentions().Replace(text, "$1")));
    }

    /// <summary>The id of the message that an answer quotes, or null.</summary>
    internal static string? QuotedIn(Activity activity) =>
        Html(activity) is { } html && Quote().Match(html) is { Success: true } quote ? quote.Groups["id"].Value : null;

    /// <summary>Formatted text without its tags, as Teams gives it with a message that somebody chose.</summary>
    internal static string Plain(string html) =>
        Blanks(WebUtility.HtmlDecode(html.Length <= LongestHtml ? OtherMentions().Replace(AnswerIn(html), "$1") : ""));

    /// <summary>The formatted form of a message, or null.</summary>
    internal static string? Html(Activity activity) =>
        activity.Attachments?.FirstOrDefault(a => a.ContentType == "text/html")?.Content
            is { ValueKind: JsonValueKind.String } content
        && content.GetString() is { Length: <= LongestHtml } html
            ? html
            : null;

    private static string AnswerIn(string html)
    {
        var end = html.LastIndexOf("</blockquote>", StringComparison.OrdinalIgnoreCase);
        var answer = end < 0 ? html : html[(end + "</blockquote>".Length)..];
        // In the formatted form a mention is a span; the name in it is the name in the entity.
        answer = MentionStart().Replace(MentionSpan().Replace(answer, "<at>$1</at>"), "<at>");
        return OtherTags().Replace(LineEnds().Replace(answer, "\n"), "");
    }

    private static string Without(string text, string mention) =>
        mention.Length > 0 && text.IndexOf(mention, StringComparison.OrdinalIgnoreCase) is >= 0 and var at
            ? $"{text[..at]} {text[(at + mention.Length)..]}"
            : text;

    private static string Blanks(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var c in text.ReplaceLineEndings("\n"))
            if (c == '\n' || !char.IsControl(c))
                kept.Append(
                    c == '\n' ? c
                    : char.IsWhiteSpace(c) ? ' '
                    : c
                );
        return ManyLines().Replace(ManyBlanks().Replace(kept.ToString(), " "), "\n\n").Trim();
    }

    [GeneratedRegex("<at[^>]*>([^<]*)</at>", RegexOptions.IgnoreCase)]
    private static partial Regex OtherMentions();

    // What stands in these is short: else a message could be made in which one is looked for without end.
    [GeneratedRegex(
        """<blockquote[^<>]{0,500}itemtype="http://schema\.skype\.com/Reply"[^<>]{0,500}itemid="(?<id>[0-9]{1,20})" """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace
    )]
    private static partial Regex Quote();

    [GeneratedRegex(
        """<span[^<>]{0,500}itemtype="http://schema\.skype\.com/Mention"[^<>]{0,500}>([^<]*)</span>""",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex MentionSpan();

    [GeneratedRegex("<at [^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex MentionStart();

    [GeneratedRegex("</p>|<br ?/?>|</div>|</li>", RegexOptions.IgnoreCase)]
    private static partial Regex LineEnds();

    [GeneratedRegex("<(?!/?at[ >])[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex OtherTags();

    [GeneratedRegex(" {2,}| (?=\n)|(?<=\n) ")]
    private static partial Regex ManyBlanks();

    [GeneratedRegex("\n{3,}")]
    private static partial Regex ManyLines();
}
