namespace Nachbarschaftsbot.Web;

/// <summary>The friendly pages for what is not there and what went wrong.</summary>
internal static class ErrorPages
{
    /// <summary>Not there, or not for this visitor: both look alike.</summary>
    public static IResult NotFound(HttpContext http) =>
        Page(http, "error.missing", "error.missing-text", StatusCodes.Status404NotFound);

    /// <summary>Our fault.</summary>
    public static IResult Failed(HttpContext http) =>
        Page(http, "error.failed", "error.failed-text", StatusCodes.Status500InternalServerError);

    private static IResult Page(HttpContext http, string title, string text, int status)
    {
        var texts = PageTexts.For(http);
        var main = Html.Of(
            $"""<h1>{texts[title]}</h1><p>{texts[text]}</p><p><a class="button" href="/">{texts["error.back"]}</a></p>"""
        );
        return Layout.Page(http, texts[title], main, status: status);
    }
}
