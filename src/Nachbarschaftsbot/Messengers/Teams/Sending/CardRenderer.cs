using System.Text.Json.Nodes;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Messengers.Teams.Receiving;

namespace Nachbarschaftsbot.Messengers.Teams.Sending;

/// <summary>A line in the reader's words.</summary>
internal readonly record struct CardLine(string Words, TextStyle Style);

/// <summary>What goes into one card.</summary>
/// <param name="Lines">The words, in reading order.</param>
/// <param name="Form">The form behind them, or null.</param>
/// <param name="Buttons">The rows of buttons at the end.</param>
/// <param name="View">Who gets another card than the one that all see, or null.</param>
internal sealed record CardContent(
    IReadOnlyList<CardLine> Lines,
    FormView? Form,
    IReadOnlyList<IReadOnlyList<Button>> Buttons,
    CardView? View = null
);

/// <summary>Who asks for a card of their own: at most 60 of Teams' ids, and our own id of the message.</summary>
internal sealed record CardView(string Reference, IReadOnlyList<string> UserIds);

/// <summary>
/// Adaptive Cards 1.5. Words go in as runs of text, which no client takes for formatting; what is read aloud comes in the order in which it
/// stands. The word for apps that cannot show cards says nothing of what is in it.
/// </summary>
internal sealed class CardRenderer(Catalog catalog)
{
    /// <summary>The version that Teams shows (https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference).</summary>
    internal const string Version = "1.5";

    /// <summary>Buttons that stand beside each other; Teams shows six, other clients five.</summary>
    private const int MostInARow = 5;

    /// <summary>Answers that are all shown; more fold up.</summary>
    private const int MostShown = 7;

    /// <summary>A line at least this long is a paragraph of its own.</summary>
    private const int Paragraph = 60;

    /// <summary>From here on a text gets several lines to be typed into.</summary>
    private const int LongText = 80;

    /// <summary>The card.</summary>
    internal JsonObject Card(CardContent content, string language)
    {
        var body = new JsonArray();
        AddLines(body, content.Lines);
        if (content.Form is { } form)
            AddForm(body, form, language);
        foreach (var row in content.Buttons)
        foreach (var buttons in row.Chunk(MostInARow))
            body.Add(Actions([.. buttons.Select(b => Action(b, language))]));
        var card = new JsonObject
        {
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["type"] = "AdaptiveCard",
            ["version"] = Version,
            ["lang"] = language,
            ["fallbackText"] = catalog.Words("messenger.card.fallback", language),
            ["body"] = body,
        };
        if (content.View is { UserIds.Count: > 0 } view)
            card["refresh"] = Refresh(view);
        return card;
    }

    /// <summary>Short lines one after the other stand close together, like a list.</summary>
    private static void AddLines(JsonArray body, IReadOnlyList<CardLine> lines)
    {
        var isListed = false;
        foreach (var line in lines)
        {
            var row = Row(line.Words, line.Style, body.Count == 0);
            var isShort = line.Style == TextStyle.Normal && line.Words.Length < Paragraph;
            if (isShort && isListed)
                row["spacing"] = "Small";
            body.Add(row);
            isListed = isShort;
        }
    }

    private static JsonObject Row(string words, TextStyle style, bool isFirst)
    {
        var run = new JsonObject { ["type"] = "TextRun", ["text"] = words };
        if (style == TextStyle.Title)
            (run["weight"], run["size"]) = ("Bolder", "Medium");
        var block = new JsonObject { ["type"] = "RichTextBlock", ["inlines"] = new JsonArray(run) };
        if (style == TextStyle.Quote)
            return new()
            {
                ["type"] = "Container",
                ["style"] = "emphasis",
                ["items"] = new JsonArray(block),
            };
        if (style == TextStyle.Title && !isFirst)
            block["spacing"] = "Large";
        return block;
    }

    private void AddForm(JsonArray body, FormView form, string language)
    {
        body.Add(Row(catalog.Words(form.Title, language), TextStyle.Title, body.Count == 0));
        foreach (var field in form.Fields)
        {
            var input = Input(field, language);
            if (field.Error is null)
            {
                body.Add(input);
                continue;
            }
            var error = catalog.Words(
                Text.Of("messenger.card.error", ("reason", catalog.Words(field.Error, language))),
                language
            );
            body.Add(
                new JsonObject
                {
                    ["type"] = "Container",
                    ["style"] = "attention",
                    ["items"] = new JsonArray(Row(error, TextStyle.Normal, true), input),
                }
            );
        }
        var data = new JsonObject { ["stamp"] = form.Stamp };
        var submit = Execute(catalog.Words(form.Submit, language), "form", data, "auto");
        submit["style"] = "positive";
        body.Add(Actions(submit));
    }

    private JsonObject Input(Field field, string language)
    {
        var input = new JsonObject
        {
            ["type"] = "Input.Text",
            ["id"] = field.Id,
            ["label"] = Label(field, language),
            ["isRequired"] = !field.Optional,
            ["errorMessage"] = catalog.Words("form.missing", language),
        };
        switch (field.Kind)
        {
            case FieldKind.Choice or FieldKind.Several:
                AddChoices(input, field, language);
                break;
            case FieldKind.Number when long.TryParse(field.Value ?? "0", out var number):
                input["type"] = "Input.Number";
                if (field.Value is not null)
                    input["value"] = number;
                break;
            default:
                AddText(input, field);
                break;
        }
        return input;
    }

    private static void AddText(JsonObject input, Field field)
    {
        if (field.MaxLength > 0)
            input["maxLength"] = field.MaxLength;
        if (field.Kind == FieldKind.Text && field.MaxLength is 0 or > LongText)
            input["isMultiline"] = true;
        if (field.Value is { Length: > 0 } value)
            input["value"] = value;
    }

    private void AddChoices(JsonObject input, Field field, string language)
    {
        input["type"] = "Input.ChoiceSet";
        input["wrap"] = true;
        var isSeveral = field.Kind == FieldKind.Several;
        if (isSeveral)
            input["isMultiSelect"] = true;
        input["style"] = isSeveral || field.Options.Count <= MostShown ? "expanded" : "compact";
        input["choices"] = new JsonArray([
            .. field.Options.Select(o => new JsonObject
            {
                ["title"] = catalog.Words(o.Label, language),
                ["value"] = o.Value,
            }),
        ]);
        var chosen = (field.Value ?? "").Split(',').Where(v => field.Options.Any(o => o.Value == v)).ToList();
        if (chosen.Count > 0)
            input["value"] = isSeveral ? string.Join(',', chosen) : chosen[0];
    }

    /// <summary>The question with its hint: only what is in the label is read aloud with the field.</summary>
    private string Label(Field field, string language)
    {
        var label = catalog.Words(field.Label, language);
        if (field.Hint is null)
            return label;
        var stop = label.Length > 0 && char.IsPunctuation(label[^1]) ? " " : ". ";
        return label + stop + catalog.Words(field.Hint, language);
    }

    private JsonObject Action(Button button, string language)
    {
        var label = catalog.Words(button.Label, language);
        return button.IsLink
            ? new()
            {
                ["type"] = "Action.OpenUrl",
                ["title"] = label,
                ["url"] = button.Token,
            }
            : Execute(label, "press", new() { ["token"] = button.Token }, "none");
    }

    /// <summary>A button of ours. Clients that know no universal actions send the same the old way.</summary>
    /// <param name="label">What stands on it.</param>
    /// <param name="verb">What it is.</param>
    /// <param name="data">What comes back.</param>
    /// <param name="inputs">"auto": with all fields, which have to be filled; "none": without.</param>
    private static JsonObject Execute(string label, string verb, JsonObject data, string inputs) =>
        new()
        {
            ["type"] = "Action.Execute",
            ["title"] = label,
            ["verb"] = verb,
            ["data"] = data,
            ["associatedInputs"] = inputs,
            ["fallback"] = new JsonObject
            {
                ["type"] = "Action.Submit",
                ["title"] = label,
                ["data"] = data.DeepClone(),
                ["associatedInputs"] = inputs,
            },
        };

    private static JsonObject Actions(params JsonNode[] actions) =>
        new() { ["type"] = "ActionSet", ["actions"] = new JsonArray(actions) };

    private static JsonObject Refresh(CardView view) =>
        new()
        {
            ["action"] = new JsonObject
            {
                ["type"] = "Action.Execute",
                ["verb"] = "view",
                ["data"] = new JsonObject { ["ref"] = view.Reference },
            },
            ["userIds"] = new JsonArray([.. view.UserIds.Select(id => JsonValue.Create(id))]),
        };
}
