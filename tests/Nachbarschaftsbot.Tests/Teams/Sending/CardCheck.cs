using System.Text.Json.Nodes;

namespace Nachbarschaftsbot.Tests.Teams.Sending;

/// <summary>
/// The part of Adaptive Cards 1.5 that a bot in Teams may use, and what this bot asks of its own cards on top: labels, words for what is
/// missing, wrapping, ways back for old clients (https://adaptivecards.io/explorer, https://learn.microsoft.com/microsoftteams/platform).
/// </summary>
internal static class CardCheck
{
    private static readonly Dictionary<string, (string[] Required, string[] Allowed)> Elements = new()
    {
        ["AdaptiveCard"] = (["version", "body", "fallbackText", "lang"], ["$schema", "refresh", "actions"]),
        ["RichTextBlock"] = (["inlines"], ["spacing", "separator", "id"]),
        ["TextRun"] = (["text"], ["weight", "size", "color", "isSubtle", "italic"]),
        ["TextBlock"] = (["text", "wrap"], ["weight", "size", "color", "isSubtle", "spacing", "style"]),
        ["Container"] = (["items"], ["style", "spacing", "id"]),
        ["ActionSet"] = (["actions"], ["spacing"]),
        ["Input.Text"] = (
            ["id", "label", "isRequired", "errorMessage"],
            ["value", "maxLength", "isMultiline", "placeholder", "spacing"]
        ),
        ["Input.Number"] = (
            ["id", "label", "isRequired", "errorMessage"],
            ["value", "min", "max", "placeholder", "spacing"]
        ),
        ["Input.ChoiceSet"] = (
            ["id", "label", "isRequired", "errorMessage", "choices", "wrap"],
            ["value", "style", "isMultiSelect", "spacing"]
        ),
        ["Action.Execute"] = (["title", "verb", "data", "associatedInputs", "fallback"], ["style", "id"]),
        ["Action.Submit"] = (["title", "data", "associatedInputs"], ["style", "id"]),
        ["Action.OpenUrl"] = (["title", "url"], ["style", "id"]),
    };

    /// <summary>What is wrong with a card; nothing where all is well.</summary>
    internal static IReadOnlyList<string> Faults(JsonObject card)
    {
        var faults = new List<string>();
        Look(card, "card", faults);
        if ((string?)card["type"] != "AdaptiveCard" || (string?)card["version"] != "1.5")
            faults.Add("not a card of version 1.5");
        if (card["refresh"] is JsonObject refresh)
            LookAtRefresh(refresh, faults);
        var inputs = All(card).Where(e => Type(e).StartsWith("Input.", StringComparison.Ordinal)).ToList();
        if (inputs.Select(i => (string?)i["id"]).Distinct().Count() != inputs.Count)
            faults.Add("two inputs of one id");
        if (
            inputs.Count > 0
            && All(card).Count(a => (string?)a["associatedInputs"] == "auto" && Type(a) == "Action.Execute") != 1
        )
            faults.Add("a form that nothing sends");
        return faults;
    }

    /// <summary>Every object of a card that has a type, in reading order.</summary>
    internal static IEnumerable<JsonObject> All(JsonNode? node) =>
        node switch
        {
            JsonObject o => (o.ContainsKey("type") ? [o] : Enumerable.Empty<JsonObject>()).Concat(
                o.Where(p => p.Key is not ("data" or "fallback" or "refresh")).SelectMany(p => All(p.Value))
            ),
            JsonArray a => a.SelectMany(All),
            _ => [],
        };

    /// <summary>The words that a person reads, line by line.</summary>
    internal static string Words(JsonNode? card) =>
        string.Join(
            '\n',
            All(card)
                .Where(e => Type(e) is "RichTextBlock" or "TextBlock")
                .Select(e =>
                    (string?)e["text"] ?? string.Concat(e["inlines"]!.AsArray().Select(r => (string?)r!["text"]))
                )
        );

    /// <summary>The buttons of a card.</summary>
    internal static IReadOnlyList<JsonObject> Buttons(JsonNode? card) =>
        [.. All(card).Where(e => Type(e).StartsWith("Action.", StringComparison.Ordinal))];

    internal static string Type(JsonObject element) => (string?)element["type"] ?? "";

    private static void Look(JsonObject element, string at, List<string> faults)
    {
        var type = Type(element);
        if (!Elements.TryGetValue(type, out var rule))
        {
            faults.Add($"{at}: no such element {type}");
            return;
        }
        faults.AddRange(rule.Required.Where(r => element[r] is null).Select(r => $"{at}: {type} without {r}"));
        foreach (var (name, value) in element)
        {
            if (name != "type" && !rule.Required.Contains(name) && !rule.Allowed.Contains(name))
                faults.Add($"{at}: {type} has no {name}");
            if (name is "title" or "label" or "text" && string.IsNullOrWhiteSpace((string?)value))
                faults.Add($"{at}: empty {name}");
            if (name is "body" or "items" or "actions" or "inlines")
                LookAtAll(value!.AsArray(), $"{at}.{name}", faults);
        }
        LookAtType(element, type, at, faults);
    }

    private static void LookAtAll(JsonArray elements, string at, List<string> faults)
    {
        if (elements.Count == 0 && !at.EndsWith("body", StringComparison.Ordinal))
            faults.Add($"{at}: empty");
        if (at.EndsWith("actions", StringComparison.Ordinal) && elements.Count > 5)
            faults.Add($"{at}: more than five buttons");
        for (var i = 0; i < elements.Count; i++)
            Look((JsonObject)elements[i]!, $"{at}[{i}]", faults);
    }

    private static void LookAtType(JsonObject element, string type, string at, List<string> faults)
    {
        switch (type)
        {
            case "TextBlock" when (bool?)element["wrap"] != true:
                faults.Add($"{at}: text is cut off");
                break;
            case "Action.OpenUrl"
                when !Uri.TryCreate((string?)element["url"], UriKind.Absolute, out var url)
                    || url.Scheme is not ("https" or "http"):
                faults.Add($"{at}: no address");
                break;
            case "Action.Execute":
                LookAtExecute(element, at, faults);
                break;
            case "Input.ChoiceSet":
                LookAtChoices(element, at, faults);
                break;
            case "Input.Number"
                when element["value"] is { } value && value.GetValueKind() != System.Text.Json.JsonValueKind.Number:
                faults.Add($"{at}: value is no number");
                break;
        }
    }

    private static void LookAtExecute(JsonObject action, string at, List<string> faults)
    {
        if (action["fallback"] is not JsonObject fallback || Type(fallback) != "Action.Submit")
            faults.Add($"{at}: nothing for old clients");
        else
        {
            Look(fallback, $"{at}.fallback", faults);
            if (!JsonNode.DeepEquals(fallback["data"], action["data"]))
                faults.Add($"{at}: old clients send something else");
        }
        var isPress = (string?)action["verb"] == "press" && action["data"]?["token"] is not null;
        var isForm = (string?)action["verb"] == "form" && action["data"]?["stamp"] is not null;
        if (!isPress && !isForm)
            faults.Add($"{at}: neither press nor form");
        if (isPress && (string?)action["associatedInputs"] != "none")
            faults.Add($"{at}: a button that asks for a filled form");
    }

    private static void LookAtChoices(JsonObject input, string at, List<string> faults)
    {
        var values = input["choices"]?.AsArray().Select(c => (string?)c!["value"]).ToList() ?? [];
        if (
            values.Count == 0
            || values.Distinct().Count() != values.Count
            || values.Any(v => v?.Contains(',') != false)
        )
            faults.Add($"{at}: choices without clear values");
        if (input["choices"]?.AsArray().Any(c => string.IsNullOrWhiteSpace((string?)c!["title"])) == true)
            faults.Add($"{at}: a choice without words");
        if (((string?)input["value"])?.Split(',').Any(v => !values.Contains(v)) == true)
            faults.Add($"{at}: chosen what is not there");
    }

    private static void LookAtRefresh(JsonObject refresh, List<string> faults)
    {
        if (Type((JsonObject)refresh["action"]!) != "Action.Execute" || refresh["action"]?["data"]?["ref"] is null)
            faults.Add("refresh without a reference");
        var users = refresh["userIds"]?.AsArray();
        if (
            users is null
            || users.Count is 0 or > 60
            || users.Any(u => !((string)u!).StartsWith("29:", StringComparison.Ordinal))
        )
            faults.Add("refresh for nobody, for too many or for wrong ids");
    }
}
