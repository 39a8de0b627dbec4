using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Nachbarschaftsbot.Tests.WebChat.Page;

/// <summary>A line as it stands on a page.</summary>
/// <param name="Id">The id of its element.</param>
/// <param name="Line">What the page names when somebody acts on it.</param>
/// <param name="Order">Where it stands among the others.</param>
/// <param name="Words">Its paragraphs, one below the other.</param>
/// <param name="Buttons">What is pressed below it; without a token, a link.</param>
/// <param name="Sheet">The form in it, or null.</param>
internal sealed record WebShown(
    string Id,
    string Line,
    long Order,
    string Words,
    IReadOnlyList<(string Label, string? Token)> Buttons,
    WebSheet? Sheet
)
{
    /// <summary>How often something on the page had changed when it came or changed last.</summary>
    public long Seq { get; init; }

    public bool IsFromBot { get; init; }

    /// <summary>Whether its step of a form is over: what stands there is inert.</summary>
    public bool IsOver { get; init; }

    /// <summary>Belongs to a step of a form.</summary>
    public bool IsStep { get; init; }

    /// <summary>Whether there is a field below it to write to the person it is about.</summary>
    public bool TakesReply { get; init; }

    public static WebShown Of(XElement article)
    {
        var classes = Classes(article);
        return new(
            (string)article.Attribute("id")!,
            (string)article.Attribute("data-line")!,
            (long)article.Attribute("data-order")!,
            string.Join(
                '\n',
                Of(article, "words")
                    .Descendants("p")
                    .Where(p => p.Element("a")?.Attribute("download") is null)
                    .Select(p => p.Value)
            ),
            [
                .. article
                    .Elements("div")
                    .Where(d => Classes(d).Contains("buttons"))
                    .Elements()
                    .Select(b => (b.Value, (string?)b.Attribute("data-token"))),
            ],
            article.Elements("form").Select(WebSheet.Of).SingleOrDefault()
        )
        {
            IsFromBot = classes.Contains("bot"),
            IsOver = classes.Contains("over"),
            IsStep = (string?)article.Attribute("data-step") is { Length: > 0 },
            TakesReply = article.Elements("details").Any(d => Classes(d).Contains("reply")),
        };
    }

    /// <summary>What somebody reads, for comparing and for reading aloud.</summary>
    public override string ToString() =>
        $"{(IsFromBot ? "" : "> ")}{Words}{Sheet}{string.Concat(Buttons.Select(b => $"\n[{b.Label}]"))}{(IsOver ? "\n(vorbei)" : "")}";

    private static string[] Classes(XElement element) => ((string?)element.Attribute("class") ?? "").Split(' ');

    private static XElement Of(XElement article, string name) =>
        article.Elements("div").Single(d => Classes(d).Contains(name));
}

/// <summary>Reads our own HTML, which is XML but for the few things that HTML writes shorter.</summary>
internal static partial class WebHtml
{
    public static XElement Read(string html) =>
        XElement.Parse(
            Tag().Replace(html.Trim(), tag => Bare().Replace(Void().Replace(tag.Value, "$1/>"), Named)),
            LoadOptions.PreserveWhitespace
        );

    /// <summary>The lines of one chat of a whole page, and how far the page is.</summary>
    public static (IReadOnlyList<WebShown> Lines, long After) Page(string html, string chat)
    {
        var page = Read(html[html.IndexOf("<html", StringComparison.Ordinal)..]);
        var section = page.Descendants("section").Single(s => (string?)s.Attribute("data-chat") == chat);
        return ([.. section.Descendants("article").Select(WebShown.Of)], (long)section.Attribute("data-after")!);
    }

    private static string Named(Match bare) => bare.Groups["bare"].Success ? $"{bare.Value}=\"\"" : bare.Value;

    [GeneratedRegex("<[a-z][^<>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("^(<(?:meta|link|img|input|br|hr)\\b[^<>]*)>$")]
    private static partial Regex Void();

    [GeneratedRegex("\"[^\"]*\"|(?<bare>\\s[a-z-]+(?=[\\s/>]))")]
    private static partial Regex Bare();
}
