using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Sozialraumdialoge;
using Nachbarschaftsbot.Turns;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Web;

/// <summary>
/// Minutes behind a secret link: whole for those who take part, short for everybody after release. Without a valid link the page does
/// not exist. No search engine keeps it, no cache, and the link reaches no other site.
/// </summary>
internal static class MinutesPages
{
    /// <summary>Opens the addresses.</summary>
    public static void MapMinutes(this WebApplication app)
    {
        app.MapGet(Links.Path + "{secret}", Show);
        app.MapGet(Links.Path + "{secret}/datei", File);
    }

    private static async Task<IResult> Show(HttpContext http, Turn turn, TimeProvider time, string secret)
    {
        var texts = PageTexts.For(http);
        http.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        return await Read(turn, time, secret, texts.Language) switch
        {
            MinutesPage.Whole(var minutes) => Layout.Page(
                http,
                minutes.Title,
                Whole(minutes, secret, texts),
                kind: "text minutes"
            ),
            MinutesPage.Short(var title, var words) => Layout.Page(
                http,
                title,
                Short(title, words, texts),
                kind: "text minutes"
            ),
            _ => ErrorPages.NotFound(http),
        };
    }

    private static async Task<IResult> File(HttpContext http, Turn turn, TimeProvider time, string secret)
    {
        http.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        return await Read(turn, time, secret, PageTexts.For(http).Language) is MinutesPage.Whole(var minutes)
            ? Results.File(Docx.Of(minutes), Docx.MediaType, "protokoll.docx")
            : ErrorPages.NotFound(http);
    }

    private static Task<MinutesPage?> Read(Turn turn, TimeProvider time, string secret, string language)
    {
        var now = time.GetCurrentInstant();
        var place = new Place("web", "protokoll", null, PlaceKind.Private);
        var inbound = new Inbound("web:protokoll", place, null, new Content.Due("page", "", now));
        return turn.Look(inbound, call => MinutesByLink.Of(call, secret, language));
    }

    private static Html Whole(MinutesWords minutes, string secret, PageTexts texts) =>
        Html.Of(
            $"""
            <h1>{minutes.Title}</h1>
            {Paragraphs(minutes.Facts)}
            {Html.If(
                minutes.Review.Rows.Count > 0,
                () => Html.Of($"<h2>{minutes.Review.Heading}</h2>{Table(minutes.Columns, minutes.Review.Rows)}")
            )}
            {Html.Join(minutes.Parts.Select(Part))}
            <h2>{minutes.Heading}</h2>
            {(
                minutes.Agreements.Count > 0
                    ? Table(minutes.Columns, minutes.Agreements)
                    : Html.Of($"<p>{texts["minutes.nothing"]}</p>")
            )}
            <p><a class="button" href="{Links.Path + secret}/datei">{texts["minutes.file"]}</a></p>
            <p class="soft">{texts["minutes.secret"]}</p>
            """
        );

    private static Html Short(string title, string words, PageTexts texts) =>
        Html.Of(
            $"""<h1>{title}</h1>{Paragraphs(words.Split('\n'))}<p><a class="button" href="/">{texts["minutes.join"]}</a></p>"""
        );

    private static Html Paragraphs(IEnumerable<string> lines) =>
        Html.Join(lines.Where(l => l.Length > 0).Select(l => Html.Of($"<p>{l}</p>")));

    private static Html Part(MinutesPart part) =>
        Html.Of($"<h2>{part.Heading}</h2>{Html.Join(part.Points.Select(p => Point(p.Question, p.Said)))}");

    private static Html Point(string question, IReadOnlyList<string> said) =>
        said.Count == 0
            ? Html.Of($"<p>{question}</p>")
            : Html.Of($"<h3>{question}</h3><ul>{Html.Join(said.Select(s => Html.Of($"<li>{s}</li>")))}</ul>");

    private static Html Table(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var head = Html.Join(columns.Select(c => Html.Of($"""<th scope="col">{c}</th>""")));
        var body = Html.Join(
            rows.Select(r => Html.Of($"<tr>{Html.Join(r.Select(cell => Html.Of($"<td>{cell}</td>")))}</tr>"))
        );
        return Html.Of(
            $"""<div class="wide" tabindex="0" role="region" aria-label="{columns[0]}"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"""
        );
    }
}
