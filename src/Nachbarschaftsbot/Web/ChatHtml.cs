using Nachbarschaftsbot.Messengers.WebChat;

namespace Nachbarschaftsbot.Web;

/// <summary>What a chat looks like apart from its lines.</summary>
/// <param name="Heading">Its heading.</param>
/// <param name="Role">A word beside the heading, or null.</param>
/// <param name="Message">Label of the field for messages.</param>
/// <param name="Empty">Shown while there is no line.</param>
/// <param name="Quick">Label and words of buttons beside the field.</param>
/// <param name="Examples">Label and words of buttons that put words into the field.</param>
internal sealed record ChatLook(
    string Heading,
    string? Role,
    string Message,
    Html Empty,
    IReadOnlyList<(string Label, string Say)> Quick,
    IReadOnlyList<(string Label, string Put)>? Examples = null
);

/// <summary>One chat: its lines as they stand, and the field to write in.</summary>
internal static class ChatHtml
{
    /// <summary>The chat as a section.</summary>
    /// <param name="chat">Its name.</param>
    /// <param name="visit">Who reads it; null before the first visit.</param>
    /// <param name="lines">Its lines in order.</param>
    /// <param name="look">What stands around.</param>
    /// <param name="texts">Words of the page.</param>
    public static Html Of(string chat, WebVisit? visit, IReadOnlyList<WebLine> lines, ChatLook look, PageTexts texts)
    {
        var id = chat.Replace('.', '-');
        var over = WebSteps.Over(lines);
        var after = lines.Count == 0 ? 0 : lines.Max(l => l.Seq);
        var shown = visit is null
            ? Html.Empty
            : Html.Join(lines.Select(l => LineHtml.Of(l, visit, texts, over.Contains(l.Id))));
        var kind = visit is { IsShared: true } ? "chat shared" : "chat";
        return Html.Of(
            $"""
            <section class="{kind}" id="chat-{id}" data-chat="{chat}" data-after="{after}" data-me="{visit?.Account.Id[
                ..8
            ]}" data-you="{texts["chat.you"]}" aria-labelledby="{id}-title">
            <h2 id="{id}-title">{look.Heading}{(
                look.Role is null ? Html.Empty : Html.Of($" <small>{look.Role}</small>")
            )}</h2>
            <div class="log" role="log" aria-live="polite" aria-label="{texts[
                "chat.log"
            ]}: {look.Heading}" tabindex="0">{shown}</div>
            <div class="empty">{look.Empty}</div>
            <p class="state" role="status"></p>
            <form class="composer">
            <div class="quick">{Html.Join((look.Examples ?? []).Select(Example))}{Html.Join(look.Quick.Select(Quick))}</div>
            <label for="{id}-text">{look.Message}</label>
            <div class="row"><textarea id="{id}-text" name="text" rows="1" maxlength="4096" autocomplete="off"></textarea>
            <button type="submit" class="main">{texts["chat.send"]}</button></div>
            </form>
            </section>
            """
        );
    }

    /// <summary>The words that the scripts need, and what to do without scripts.</summary>
    public static Html Words(PageTexts texts, string contact)
    {
        string[] keys =
        [
            "chat.sending",
            "chat.waiting",
            "chat.offline",
            "chat.online",
            "chat.refused",
            "chat.done",
            "chat.answer-sent",
            "try.busy",
            "leave.failed",
        ];
        var data = keys.Select(k => Html.Of($"""<span data-key="{k}">{texts[k]}</span>"""));
        var human =
            contact.Length == 0
                ? Html.Empty
                : Html.Of($"<p>{texts["chat.noscript-contact", ("contact", contact)]}</p>");
        return Html.Of(
            $"""
            <noscript><div class="notice"><p>{texts["chat.noscript"]}</p>{human}</div></noscript>
            <div id="words" hidden>{Html.Join(data)}</div>
            """
        );
    }

    private static Html Quick((string Label, string Say) quick) =>
        Html.Of($"""<button type="button" class="small" data-say="{quick.Say}">{quick.Label}</button>""");

    private static Html Example((string Label, string Put) example) =>
        Html.Of($"""<button type="button" class="small" data-put="{example.Put}">{example.Label}</button>""");
}
