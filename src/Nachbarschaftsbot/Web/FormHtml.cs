using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.WebChat;

namespace Nachbarschaftsbot.Web;

/// <summary>A form of the bot as a native HTML form: visible labels, hints and errors tied to their field, a summary of errors on top.</summary>
internal static class FormHtml
{
    private const int MostRadios = 6;
    private const int LongText = 120;

    /// <summary>The form.</summary>
    public static Html Of(WebForm form, string id, PageTexts texts, bool isOver)
    {
        var fields = Html.Join(form.Fields.Select(f => Field(f, $"{id}-{f.Id}", texts)));
        return Html.Of(
            $"""
            <form class="sheet" data-stamp="{form.Stamp}" novalidate><fieldset{new Html(isOver ? " disabled" : "")}>
            <legend>{form.Title}</legend>
            {Summary(form, id, texts)}
            {fields}
            <button type="submit" class="main">{form.Submit}</button>
            </fieldset></form>
            """
        );
    }

    private static Html Summary(WebForm form, string id, PageTexts texts)
    {
        var wrong = form.Fields.Where(f => f.Error is not null).ToList();
        if (wrong.Count == 0)
            return Html.Empty;
        var items = wrong.Select(f =>
            Html.Of($"""<li><a href="#{Target(f, $"{id}-{f.Id}")}">{f.Label}: {f.Error}</a></li>""")
        );
        return Html.Of(
            $"""
            <div class="summary" tabindex="-1" role="group" aria-labelledby="{id}-wrong">
            <p id="{id}-wrong" class="title">{texts["form.wrong"]}</p><ul>{Html.Join(items)}</ul></div>
            """
        );
    }

    private static Html Field(WebField field, string id, PageTexts texts) =>
        field.Kind switch
        {
            FieldKind.Choice when field.Options.Count <= MostRadios => Group(field, id, texts, "radio"),
            FieldKind.Choice => Labelled(field, id, texts, Select(field, id, texts)),
            FieldKind.Several => Group(field, id, texts, "checkbox"),
            FieldKind.Number => Labelled(field, id, texts, Input(field, id, "number", " inputmode=\"numeric\"")),
            FieldKind.When => Labelled(field, id, texts, When(field, id)),
            _ when field.MaxLength > LongText => Labelled(field, id, texts, Area(field, id)),
            _ => Labelled(field, id, texts, Input(field, id, "text", $" maxlength=\"{field.MaxLength}\"")),
        };

    private static Html Labelled(WebField field, string id, PageTexts texts, Html element) =>
        Html.Of(
            $"""
            <div class="field{(field.Error is null ? "" : " wrong")}"><label for="{id}">{field.Label}{Optional(
                field,
                texts
            )}</label>
            {Hint(field, id)}{Error(field, id, texts)}{element}</div>
            """
        );

    private static Html Group(WebField field, string id, PageTexts texts, string type)
    {
        var chosen = field.Kind == FieldKind.Several ? (field.Value ?? "").Split(',') : [field.Value ?? ""];
        var options = field.Options.Select(
            (option, n) =>
                Html.Of(
                    $"""
                    <label class="option"><input type="{type}" name="{field.Id}" value="{option.Value}" id="{id}-{n}"{Described(
                        field,
                        id
                    )}{new Html(chosen.Contains(option.Value) ? " checked" : "")}> <span>{option.Label}</span></label>
                    """
                )
        );
        return Html.Of(
            $"""
            <fieldset class="field{(field.Error is null ? "" : " wrong")}" id="{id}"><legend>{field.Label}{Optional(
                field,
                texts
            )}</legend>
            {Hint(field, id)}{Error(field, id, texts)}<div class="options">{Html.Join(options)}</div></fieldset>
            """
        );
    }

    private static Html Select(WebField field, string id, PageTexts texts)
    {
        var options = field.Options.Select(o =>
            Html.Of(
                $"""<option value="{o.Value}"{new Html(o.Value == field.Value ? " selected" : "")}>{o.Label}</option>"""
            )
        );
        return Html.Of(
            $"""<select id="{id}" name="{field.Id}"{Described(field, id)}><option value="">{texts["form.choose"]}</option>{Html.Join(options)}</select>"""
        );
    }

    private static Html Area(WebField field, string id) =>
        Html.Of(
            $"""<textarea id="{id}" name="{field.Id}" rows="3" maxlength="{field.MaxLength}"{Described(field, id)}>{field.Value}</textarea>"""
        );

    private static Html Input(WebField field, string id, string type, string more) =>
        Html.Of(
            $"""<input type="{type}" id="{id}" name="{field.Id}" value="{field.Value}" autocomplete="off"{new Html(more)}{Described(field, id)}>"""
        );

    private static Html When(WebField field, string id)
    {
        var fill = field.Options.Select(o =>
            Html.Of(
                $"""<button type="button" class="small" data-fill="{id}" data-value="{o.Label}">{o.Label}</button>"""
            )
        );
        return Html.Of($"{Input(field, id, "text", $" maxlength=\"{field.MaxLength}\"")}{Html.Join(fill)}");
    }

    private static Html Optional(WebField field, PageTexts texts) =>
        field.Optional ? Html.Of($""" <span class="optional">{texts["form.optional"]}</span>""") : Html.Empty;

    private static Html Hint(WebField field, string id) =>
        field.Hint is null ? Html.Empty : Html.Of($"""<p class="hint" id="{id}-h">{field.Hint}</p>""");

    private static Html Error(WebField field, string id, PageTexts texts) =>
        field.Error is null
            ? Html.Empty
            : Html.Of($"""<p class="error" id="{id}-e"><span>{texts["form.error"]}</span> {field.Error}</p>""");

    private static Html Described(WebField field, string id)
    {
        var by = string.Join(
            ' ',
            new[] { field.Hint is null ? null : $"{id}-h", field.Error is null ? null : $"{id}-e" }.OfType<string>()
        );
        var described = by.Length == 0 ? Html.Empty : Html.Of($" aria-describedby=\"{by}\"");
        return field.Error is null || field.Kind is FieldKind.Several
            ? described
            : Html.Of($"{described} aria-invalid=\"true\"");
    }

    /// <summary>Where a link of the summary leads: the element that takes the answer.</summary>
    private static string Target(WebField field, string id) =>
        field.Kind == FieldKind.Several || (field.Kind == FieldKind.Choice && field.Options.Count <= MostRadios)
            ? $"{id}-0"
            : id;
}
