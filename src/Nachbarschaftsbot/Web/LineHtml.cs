using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.WebChat;
using NodaTime;

namespace Nachbarschaftsbot.Web;

/// <summary>A line of a chat as HTML, the same for the first page and for what comes live.</summary>
internal static class LineHtml
{
    private static readonly string[] Months =
    [
        "Jan.",
        "Feb.",
        "März",
        "Apr.",
        "Mai",
        "Juni",
        "Juli",
        "Aug.",
        "Sept.",
        "Okt.",
        "Nov.",
        "Dez.",
    ];

    /// <summary>The id of a line's element: the page can make that of its own messages itself.</summary>
    public static string DomId(WebLine line, WebVisit visit) => DomId(line.Id, visit);

    /// <summary>The id of a line's element.</summary>
    public static string DomId(string lineId, WebVisit visit) =>
        $"z-{visit.Chat.Replace('.', '-')}-{lineId[(lineId.LastIndexOf('/') + 1)..]}";

    /// <summary>The line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="visit">Who reads it.</param>
    /// <param name="texts">Words around it.</param>
    /// <param name="isOver">Whether its step of a form is over.</param>
    public static Html Of(WebLine line, WebVisit visit, PageTexts texts, bool isOver = false)
    {
        var isMine = line.From == visit.Account.Id;
        var side =
            isMine ? "mine"
            : line.From is null ? "bot"
            : "other";
        var who =
            isMine ? texts["chat.you"]
            : line.From is null ? texts["site.name"]
            : line.Name is { Length: > 0 } name ? name
            : texts["chat.somebody"];
        var id = DomId(line, visit);
        var isOpen = line.Buttons.Count > 0 || line.Form is not null;
        return Html.Of(
            $"""
            <article class="line {side}{(isOver ? " over" : "")}" id="{id}" data-line="{line.Id}" data-order="{line.Order}" data-step="{line.Step}" data-open="{(
                isOpen ? "yes" : "no"
            )}" lang="{line.Language}" dir="{PageTexts.DirectionOf(line.Language)}" tabindex="-1">
            <p class="who"><span class="name">{who}</span> {Time(line.At, visit.Zone, texts.Language)}</p>
            <div class="words">{Html.Join(line.Texts.Select(t => Paragraph(t, line.From is null)))}{File(
                line,
                visit,
                texts
            )}</div>
            {Html.If(line.Form is not null, () => FormHtml.Of(line.Form!, id, texts, isOver))}
            {Buttons(line, isOver)}
            {Html.If(line.Step is not null, () => Html.Of($"""<p class="done-note">{texts["chat.step-over"]}</p>"""))}
            {Html.If(visit.IsShared && line.Ref is not null && isOpen, () => Reply(id, texts))}
            </article>
            """
        );
    }

    /// <summary>The moment of a line as the clocks of the Quartier show it: the time today, with the date on other days.</summary>
    private static Html Time(Instant at, DateTimeZone zone, string language)
    {
        var local = at.InZone(zone).LocalDateTime;
        var time = $"{local.Hour:00}:{local.Minute:00}";
        var day = language == "de" ? $"{local.Day}. {Months[local.Month - 1]}" : $"{local.Day}/{local.Month}";
        return Html.Of(
            $"""<time datetime="{at.ToString()}" data-zone="{zone.Id}"><span class="day">{day}, </span>{time}</time>"""
        );
    }

    private static Html Paragraph(WebText text, bool isOurs)
    {
        var words = isOurs && text.Style != TextStyle.Quote ? Linked.Of(text.Words) : Html.Of($"{text.Words}");
        return text.Style switch
        {
            TextStyle.Title => Html.Of($"""<p class="title" dir="auto">{words}</p>"""),
            TextStyle.Quote => Html.Of($"""<blockquote dir="auto"><p>{words}</p></blockquote>"""),
            _ => Html.Of($"""<p dir="auto">{words}</p>"""),
        };
    }

    private static Html Buttons(WebLine line, bool isOver) =>
        line.Buttons.Count == 0
            ? Html.Empty
            : Html.Of(
                $"""<div class="buttons">{Html.Join(line.Buttons.SelectMany(r => r).Select(b => Button(b, isOver)))}</div>"""
            );

    private static Html Button(WebButton button, bool isOver) =>
        button.IsLink && !IsAddress(button.Token) ? Html.Empty
        : button.IsLink
            ? Html.Of($"""<a class="button" href="{button.Token}" rel="noopener noreferrer">{button.Label}</a>""")
        : Html.Of(
            $"""<button type="button" data-token="{button.Token}"{new Html(isOver && WebSteps.StampOf(button.Token) is not null ? " disabled" : "")}>{button.Label}</button>"""
        );

    /// <summary>Only addresses of pages: <c>javascript:</c> and the like lead nowhere.</summary>
    private static bool IsAddress(string link) =>
        link is ['/', not '/', ..]
        || (Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https");

    private static Html File(WebLine line, WebVisit visit, PageTexts texts) =>
        line.File is null
            ? Html.Empty
            : Html.Of(
                $"""<p><a class="file" download href="/chat/datei?chat={Uri.EscapeDataString(visit.Chat)}&amp;zeile={Uri.EscapeDataString(line.Id)}">{texts["chat.file", ("name", line.File)]}</a></p>"""
            );

    private static Html Reply(string id, PageTexts texts) =>
        Html.Of(
            $"""
            <details class="reply"><summary>{texts["moderation.reply"]}</summary>
            <form><label for="{id}-r">{texts["moderation.reply.label"]}</label>
            <textarea id="{id}-r" name="reply" rows="2" maxlength="1000" required></textarea>
            <button type="submit">{texts["moderation.reply.send"]}</button></form></details>
            """
        );
}
