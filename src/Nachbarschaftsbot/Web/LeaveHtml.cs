using Nachbarschaftsbot.Operations;

namespace Nachbarschaftsbot.Web;

/// <summary>Ending the chat on a device that others use too: the button, the question behind it, and the page afterwards.</summary>
internal static class LeaveHtml
{
    /// <summary>Address of the page afterwards.</summary>
    public const string Address = "/chat-beendet";

    /// <summary>The button, and the question that says what happens.</summary>
    public static Html Of(PageTexts texts) =>
        Html.Of(
            $"""
            <p class="leave"><button type="button" class="small" data-leave aria-haspopup="dialog">{texts[
                "leave.button"
            ]}</button></p>
            <dialog id="leave" aria-labelledby="leave-title" aria-describedby="leave-text">
            <h2 id="leave-title">{texts["leave.title"]}</h2>
            <div id="leave-text"><p>{texts["leave.shared"]}</p><p>{texts["leave.data"]}</p><p class="title">{texts[
                "leave.back"
            ]}</p><p>{texts["leave.erase"]}</p></div>
            <p class="error" role="alert"></p>
            <form method="dialog" class="buttons"><button autofocus>{texts[
                "leave.stay"
            ]}</button><button class="main" data-end>{texts["leave.now"]}</button></form>
            </dialog>
            """
        );

    /// <summary>The page afterwards.</summary>
    public static IResult Ended(HttpContext http, Settings settings)
    {
        var texts = PageTexts.For(http);
        var contact = settings.Bot.OperatorContact.Trim();
        var main = Html.Of(
            $"""
            <h1>{texts["leave.done"]}</h1>
            <p>{texts["leave.done-text"]}</p>
            {Html.If(contact.Length > 0, () => Html.Of($"<p>{texts["leave.done-contact", ("contact", contact)]}</p>"))}
            <p>{texts["leave.done-new"]}</p>
            <p><a class="button" href="/">{texts["leave.new"]}</a></p>
            """
        );
        return Layout.Page(http, texts["leave.done"], main);
    }
}
