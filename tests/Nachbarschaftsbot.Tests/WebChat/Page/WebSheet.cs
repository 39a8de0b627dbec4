using System.Xml.Linq;

namespace Nachbarschaftsbot.Tests.WebChat.Page;

/// <summary>A form on a page, with what stands in its fields before anybody touches it.</summary>
internal sealed record WebSheet(string Stamp, string Title, IReadOnlyList<WebInput> Inputs)
{
    public static WebSheet Of(XElement form) =>
        new(
            (string)form.Attribute("data-stamp")!,
            form.Element("fieldset")!.Element("legend")!.Value,
            [
                .. form.Element("fieldset")!
                    .Elements()
                    .Where(e => ((string?)e.Attribute("class") ?? "").Split(' ').Contains("field"))
                    .Select(WebInput.Of),
            ]
        );

    public override string ToString() => $"\n[{Title}]{string.Concat(Inputs.Select(i => $"\n{i}"))}";
}

/// <summary>A question of a form.</summary>
/// <param name="Name">What its answer is sent under.</param>
/// <param name="Label">Its words.</param>
/// <param name="Value">What stands there; null where nothing is chosen.</param>
/// <param name="Options">What can be chosen, or put into it with a button: label and value.</param>
/// <param name="IsTyped">Whether words are typed into it.</param>
internal sealed record WebInput(
    string Name,
    string Label,
    string? Value,
    IReadOnlyDictionary<string, string> Options,
    bool IsTyped
)
{
    public static WebInput Of(XElement field)
    {
        var inputs = field.Descendants().Where(e => e.Name.LocalName is "input" or "select" or "textarea").ToList();
        var label = (field.Element("label") ?? field.Element("legend")!).Value;
        var (name, kind) = ((string)inputs[0].Attribute("name")!, (string?)inputs[0].Attribute("type"));
        if (kind is "radio" or "checkbox")
            return new(name, label, Chosen(inputs), inputs.ToDictionary(i => i.Parent!.Value.Trim(), ValueOf), false);
        if (inputs[0].Name.LocalName == "select")
        {
            var options = inputs[0].Elements("option").ToList();
            var chosen = options.FirstOrDefault(o => o.Attribute("selected") is not null);
            return new(
                name,
                label,
                chosen is null ? "" : ValueOf(chosen),
                options.ToDictionary(o => o.Value, ValueOf),
                false
            );
        }
        var filled = field.Descendants("button").ToDictionary(b => b.Value, b => (string)b.Attribute("data-value")!);
        var value = inputs[0].Name.LocalName == "textarea" ? inputs[0].Value : ValueOf(inputs[0]);
        return new(name, label, value, filled, true);
    }

    public override string ToString() =>
        $"{Label}: {Value}{(Options.Count > 0 ? $" ({string.Join(" | ", Options.Keys)})" : "")}";

    private static string ValueOf(XElement element) => (string?)element.Attribute("value") ?? "";

    private static string? Chosen(List<XElement> inputs)
    {
        var chosen = inputs.Where(i => i.Attribute("checked") is not null).Select(ValueOf).ToList();
        return chosen.Count == 0 ? null : string.Join(',', chosen);
    }
}
