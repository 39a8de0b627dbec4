namespace Nachbarschaftsbot.Web;

/// <summary>What every page has: language and direction, one stylesheet, the emergency numbers, the legal pages.</summary>
internal static class Layout
{
    /// <summary>A whole page.</summary>
    /// <param name="http">The request.</param>
    /// <param name="title">Its title.</param>
    /// <param name="main">Its content.</param>
    /// <param name="script">A module it needs, or null.</param>
    /// <param name="skip">Id of the element the skip link leads to.</param>
    /// <param name="kind">A class for the page.</param>
    /// <param name="status">The HTTP status.</param>
    public static IResult Page(
        HttpContext http,
        string title,
        Html main,
        string? script = null,
        string skip = "main",
        string kind = "text",
        int status = 200
    )
    {
        var texts = PageTexts.For(http);
        RememberLanguage(http);
        var html = Html.Of(
            $"""
            <!doctype html>
            <html lang="{texts.Language}" dir="{texts.Direction}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{title} · {texts["site.name"]}</title>
            <link rel="stylesheet" href="{Assets.Address("site.css")}">
            <link rel="icon" href="{Assets.Address("icon.svg")}" type="image/svg+xml">
            {(
                script is null
                    ? Html.Empty
                    : Html.Of($"""<script type="module" src="{Assets.Address(script)}"></script>""")
            )}
            </head>
            <body class="{kind}">
            <a class="skip" href="#{skip}">{texts[skip == "main" ? "site.skip-main" : "site.skip"]}</a>
            {Header(http, texts)}
            <main id="main" tabindex="-1">
            {main}
            </main>
            {Footer(texts)}
            </body>
            </html>
            """
        );
        return Results.Content(html.ToString(), "text/html; charset=utf-8", statusCode: status);
    }

    private static Html Header(HttpContext http, PageTexts texts)
    {
        var other = texts.Language == "de" ? "en" : "de";
        return Html.Of(
            $"""
            <header class="top">
            <a class="brand" href="/"><img src="{Assets.Address("icon.svg")}" alt="" width="32" height="32"> {texts[
                "site.name"
            ]}</a>
            <a class="language" href="{http.Request.Path.Value}?{PageTexts.CookieName}={other}" lang="{other}" hreflang="{other}">{texts[
                "site.other-language"
            ]}</a>
            </header>
            """
        );
    }

    private static Html Footer(PageTexts texts) =>
        Html.Of(
            $"""
            <footer class="bottom">
            <p class="danger">{texts["site.danger"]} <a href="tel:112"><b>112</b> {texts[
                "site.fire"
            ]}</a> <a href="tel:110"><b>110</b> {texts["site.police"]}</a></p>
            <nav aria-label="{texts["site.footer"]}"><a href="/datenschutz">{texts[
                "site.privacy"
            ]}</a> <a href="/impressum">{texts["site.imprint"]}</a> <a href="/barrierefreiheit">{texts[
                "site.accessibility"
            ]}</a></nav>
            </footer>
            """
        );

    private static void RememberLanguage(HttpContext http)
    {
        var chosen = http.Request.Query[PageTexts.CookieName].ToString();
        if (PageTexts.Languages.Contains(chosen))
            http.Response.Cookies.Append(
                PageTexts.CookieName,
                chosen,
                new()
                {
                    SameSite = SameSiteMode.Lax,
                    Secure = http.Request.IsHttps,
                    HttpOnly = true,
                    MaxAge = TimeSpan.FromDays(400),
                    Path = "/",
                }
            );
    }
}
