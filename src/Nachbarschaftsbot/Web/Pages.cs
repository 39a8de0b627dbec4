using Nachbarschaftsbot.Messengers.WebChat;
using Nachbarschaftsbot.Operations;

namespace Nachbarschaftsbot.Web;

/// <summary>The pages and their addresses.</summary>
internal static class Pages
{
    /// <summary>Opens the pages' addresses.</summary>
    public static void MapPages(this WebApplication app)
    {
        app.MapGet("/", Home);
        app.MapGet("/moderation", ModerationPage.Show);
        app.MapProbierstube();
        app.MapMinutes();
        app.MapGet(LeaveHtml.Address, LeaveHtml.Ended);
        app.MapGet("/datenschutz", TextPages.Privacy);
        app.MapGet("/impressum", TextPages.Imprint);
        app.MapGet("/barrierefreiheit", TextPages.Accessibility);
    }

    private static async Task<IResult> Home(HttpContext http, WebVisits visits, WebLog log, Settings settings)
    {
        var texts = PageTexts.For(http);
        var visit = await visits.Of(http, WebVisits.Private);
        var lines = visit is null ? [] : await log.Read(visit.Place.Key);
        var look = new ChatLook(
            texts["chat.title"],
            null,
            texts["chat.message"],
            Welcome(http, texts),
            [.. Link(http, lines.Count, texts), (texts["chat.help"], "/hilfe"), (texts["chat.human"], "/mensch")]
        );
        var main = Html.Of(
            $"""
            <div class="hero"><h1>{texts["home.title"]}</h1><p class="lead">{texts["home.lead"]}</p>{Html.If(
                visits.IsDemo(http),
                () =>
                    Html.Of(
                        $"""<p class="notice">{texts["home.try"]} <a href="/probierstube">{texts["home.try-link"]}</a></p>"""
                    )
            )}<p data-staff{new Html(visit is { MayModerate: true } ? "" : " hidden")}><a class="button" href="/moderation">{texts[
                "home.moderation"
            ]}</a></p></div>
            {ChatHtml.Words(texts, settings.Bot.OperatorContact)}
            {ChatHtml.Of(WebVisits.Private, visit, lines, look, texts)}
            {LeaveHtml.Of(texts)}
            """
        );
        return Layout.Page(http, texts["home.title"], main, "chat.js", "chat-privat", "home");
    }

    /// <summary>Who has a chat already sees no welcome; the link they came by is a button.</summary>
    private static IEnumerable<(string Label, string Say)> Link(HttpContext http, int lines, PageTexts texts) =>
        lines > 0 && WebLinks.PayloadOf(http.Request) is { Length: > 0 } payload
            ? [(texts["home.link"], $"/start {payload}")]
            : [];

    private static Html Welcome(HttpContext http, PageTexts texts)
    {
        var payload = WebLinks.PayloadOf(http.Request);
        return Html.Of(
            $"""
            <div class="welcome">
            <p class="title">{texts["home.welcome"]}</p><p>{texts["home.bot"]}</p>
            <p>{texts["home.can"]}</p><ul><li>{texts["home.can-ask"]}</li><li>{texts["home.can-offer"]}</li><li>{texts[
                "home.can-see"
            ]}</li></ul>
            <p>{texts["home.data"]}</p>
            <button type="button" class="main" data-say="{$"/start {payload}".TrimEnd()}">{texts["home.start"]}</button>
            </div>
            """
        );
    }
}
