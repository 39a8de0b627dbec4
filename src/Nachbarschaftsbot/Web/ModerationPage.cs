using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Messengers.WebChat;
using Nachbarschaftsbot.Operations;

namespace Nachbarschaftsbot.Web;

/// <summary>The moderation page of a Quartier: its cards, live. For anybody else it does not exist.</summary>
internal static class ModerationPage
{
    /// <summary>Shows the page of the Quartier that was asked for, else of the person's own, else of the first.</summary>
    public static async Task<IResult> Show(
        HttpContext http,
        WebVisits visits,
        ModerationRooms rooms,
        WebLog log,
        Settings settings,
        string? quartier
    )
    {
        if ((await visits.Of(http, WebVisits.Private))?.Person is not { } person)
            return ErrorPages.NotFound(http);
        var all = await rooms.Of(person);
        var shown = quartier is null
            ? all.FirstOrDefault(q => q.Id == person.Quartier) ?? all.FirstOrDefault()
            : all.FirstOrDefault(q => q.Id == quartier);
        if (shown is null)
            return ErrorPages.NotFound(http);
        await rooms.Open(shown.Id);
        if (await visits.Of(http, WebVisits.Moderation + shown.Id) is not { } visit)
            return ErrorPages.NotFound(http);
        var texts = PageTexts.For(http);
        var lines = await log.Read(visit.Place.Key);
        var main = Html.Of(
            $"""
            <div class="hero"><h1>{texts["moderation.title"]}: {shown.Name}</h1>
            <p class="lead">{texts["moderation.lead", ("quartier", shown.Name)]}</p>{Others(all, shown, texts)}</div>
            {ChatHtml.Words(texts, settings.Bot.OperatorContact)}
            {Filter(texts)}
            {ChatHtml.Of(visit.Chat, visit, lines, Look(texts), texts)}
            {LeaveHtml.Of(texts)}
            """
        );
        return Layout.Page(http, texts["moderation.title"], main, "chat.js", $"chat-{visit.Chat}", "moderation");
    }

    /// <summary>How the channel looks, here and in the Probierstube.</summary>
    public static ChatLook Look(PageTexts texts) =>
        new(
            texts["moderation.queue"],
            null,
            texts["moderation.message"],
            Html.Of($"<p>{texts["moderation.empty"]}</p>"),
            [(texts["moderation.show-queue"], "/warteschlange")]
        );

    private static Html Filter(PageTexts texts) =>
        Html.Of(
            $"""<p class="filter"><label class="option"><input type="checkbox" data-filter> <span>{texts["moderation.only-open"]}</span></label></p>"""
        );

    private static Html Others(IReadOnlyList<Quartier> all, Quartier shown, PageTexts texts)
    {
        var links = all.Where(q => q.Id != shown.Id)
            .Select(q => Html.Of($"""<a href="/moderation?quartier={Uri.EscapeDataString(q.Id)}">{q.Name}</a> """))
            .ToList();
        return links.Count == 0
            ? Html.Empty
            : Html.Of($"""<nav aria-label="{texts["moderation.other"]}"><p>{Html.Join(links)}</p></nav>""");
    }
}
