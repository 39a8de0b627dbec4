using Nachbarschaftsbot.Operations;

namespace Nachbarschaftsbot.Web;

/// <summary>Data protection, imprint, accessibility: short, from the settings, in plain language.</summary>
internal static class TextPages
{
    /// <summary>Who stores what, what for, and how to get rid of it.</summary>
    public static IResult Privacy(HttpContext http, Settings settings)
    {
        var texts = PageTexts.For(http);
        var bot = settings.Bot;
        var office = bot.ComplaintOffice.Trim();
        var main = Html.Of(
            $"""
            <h1>{texts["privacy.title"]}</h1>
            <h2>{texts["privacy.who"]}</h2>{Operator(bot, texts, "privacy.nobody")}
            <h2>{texts["privacy.what"]}</h2><p>{texts["privacy.what-text"]}</p><p>{texts["privacy.cookie"]}</p>
            <h2>{texts["privacy.why"]}</h2><p>{texts["privacy.why-text"]}</p>
            <h2>{texts["privacy.see"]}</h2><p>{texts["privacy.see-text"]}</p>
            <h2>{texts["privacy.rights"]}</h2><p>{texts["privacy.rights-text"]}</p>
            <p>{(
                office.Length == 0 ? texts["privacy.complain-any"] : texts["privacy.complain", ("office", office)]
            )}</p>
            {Back(texts)}
            """
        );
        return Layout.Page(http, texts["privacy.title"], main);
    }

    /// <summary>Who runs the site (§ 5 DDG).</summary>
    public static IResult Imprint(HttpContext http, Settings settings)
    {
        var texts = PageTexts.For(http);
        var hours = settings.Bot.OfficeHours.Trim();
        var main = Html.Of(
            $"""
            <h1>{texts["imprint.title"]}</h1>{Operator(settings.Bot, texts, "imprint.nobody")}
            {Html.If(hours.Length > 0, () => Html.Of($"<p>{texts["imprint.hours", ("hours", hours)]}</p>"))}
            {Back(texts)}
            """
        );
        return Layout.Page(http, texts["imprint.title"], main);
    }

    /// <summary>What works for everybody, what is missing, whom to tell.</summary>
    public static IResult Accessibility(HttpContext http, Settings settings)
    {
        var texts = PageTexts.For(http);
        var contact = settings.Bot.OperatorContact.Trim();
        var can = Enumerable.Range(1, 5).Select(n => Html.Of($"<li>{texts[$"access.can-{n}"]}</li>"));
        var cannot = Enumerable.Range(1, 2).Select(n => Html.Of($"<li>{texts[$"access.cannot-{n}"]}</li>"));
        var main = Html.Of(
            $"""
            <h1>{texts["access.title"]}</h1><p>{texts["access.goal"]}</p>
            <h2>{texts["access.can"]}</h2><ul>{Html.Join(can)}</ul>
            <h2>{texts["access.cannot"]}</h2><ul>{Html.Join(cannot)}</ul>
            <h2>{texts["access.tell"]}</h2>
            <p>{(contact.Length == 0 ? texts["access.tell-chat"] : texts["access.tell-text", ("contact", contact)])}</p>
            {Back(texts)}
            """
        );
        return Layout.Page(http, texts["access.title"], main);
    }

    private static Html Operator(BotSettings bot, PageTexts texts, string nobody) =>
        string.IsNullOrWhiteSpace(bot.OperatorName)
            ? Html.Of($"<p>{texts[nobody]}</p>")
            : Html.Of(
                $"""
                <p>{texts["imprint.who"]}<br><b>{bot.OperatorName}</b></p>
                {Html.If(
                    bot.OperatorAddress.Length > 0,
                    () => Html.Of($"""<p>{texts["imprint.address"]}<br><span class="lines">{bot.OperatorAddress}</span></p>""")
                )}
                <p>{texts["imprint.contact"]}<br><span class="lines">{bot.OperatorContact}</span></p>
                """
            );

    private static Html Back(PageTexts texts) =>
        Html.Of($"""<p><a class="button" href="/">{texts["site.home"]}</a></p>""");
}
