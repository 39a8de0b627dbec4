using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Nachbarschaftsbot.Tests.Teams.Manifest;

/// <summary>
/// Checks JSON against a schema of draft 4 with <c>const</c>: the words that Microsoft's schemas use, and an alarm for any other, so that no
/// rule is passed over in silence.
/// </summary>
internal sealed class SchemaCheck(JsonObject root)
{
    private static readonly HashSet<string> SaysNothing =
    [
        "$schema",
        "description",
        "default",
        "definitions",
        "format",
    ];

    /// <summary>Everything that is wrong, each with its place.</summary>
    internal IReadOnlyList<string> Faults(JsonNode? value) => [.. Faults(root, value, "$")];

    private IEnumerable<string> Faults(JsonObject schema, JsonNode? value, string at) =>
        schema
            .Where(rule => !SaysNothing.Contains(rule.Key))
            .SelectMany(rule => Faults(schema, rule.Key, rule.Value!, value, at));

    private IEnumerable<string> Faults(JsonObject schema, string name, JsonNode rule, JsonNode? value, string at) =>
        name switch
        {
            "$ref" => Faults(Find((string)rule!), value, at),
            "type" => One(Types(rule).Any(t => Is(t, value)), at, $"is no {rule.ToJsonString()}"),
            "enum" => One(rule.AsArray().Any(e => JsonNode.DeepEquals(e, value)), at, "is none of the allowed values"),
            "const" => One(JsonNode.DeepEquals(rule, value), at, $"is not {rule.ToJsonString()}"),
            "anyOf" => One(Fitting(rule, value, at) > 0, at, "fits none of several"),
            "oneOf" => One(Fitting(rule, value, at) == 1, at, "does not fit exactly one of several"),
            "pattern" => One(value is not JsonValue || Matches(rule, value), at, $"does not match {rule}"),
            "minLength" => One(Length(value) is not { } l || l >= (int)rule, at, "is too short"),
            "maxLength" => One(Length(value) is not { } l || l <= (int)rule, at, "is too long"),
            "minItems" => One(value is not JsonArray a || a.Count >= (int)rule, at, "has too few"),
            "maxItems" => One(value is not JsonArray a || a.Count <= (int)rule, at, "has too many"),
            "uniqueItems" => One(value is not JsonArray a || !(bool)rule || AreUnique(a), at, "has the same twice"),
            "minProperties" => One(value is not JsonObject o || o.Count >= (int)rule, at, "has too few properties"),
            "minimum" => One(Number(value) is not { } n || n >= (double)rule, at, "is too small"),
            "maximum" => One(Number(value) is not { } n || n <= (double)rule, at, "is too large"),
            "required" => Required(rule.AsArray(), value, at),
            "items" => Items(rule.AsObject(), value, at),
            "properties" => Properties(rule.AsObject(), value, at),
            "patternProperties" => PatternProperties(rule.AsObject(), value, at),
            "additionalProperties" => Additional(schema, rule, value, at),
            "dependencies" => Dependencies(rule.AsObject(), value, at),
            _ => [$"{at}: the schema says '{name}', which is not understood here"],
        };

    private static IEnumerable<string> One(bool isRight, string at, string wrong) => isRight ? [] : [$"{at} {wrong}"];

    private int Fitting(JsonNode rule, JsonNode? value, string at) =>
        rule.AsArray().Count(s => !Faults(s!.AsObject(), value, at).Any());

    private static IEnumerable<string> Required(JsonArray names, JsonNode? value, string at) =>
        value is JsonObject o ? names.Where(n => !o.ContainsKey((string)n!)).Select(n => $"{at} lacks {n}") : [];

    private IEnumerable<string> Items(JsonObject schema, JsonNode? value, string at) =>
        value is JsonArray list ? list.SelectMany((item, i) => Faults(schema, item, $"{at}[{i}]")) : [];

    private IEnumerable<string> Properties(JsonObject rules, JsonNode? value, string at) =>
        value is JsonObject o
            ? rules
                .Where(r => o.ContainsKey(r.Key))
                .SelectMany(r => Faults(r.Value!.AsObject(), o[r.Key], $"{at}.{r.Key}"))
            : [];

    private IEnumerable<string> PatternProperties(JsonObject rules, JsonNode? value, string at) =>
        value is JsonObject o
            ? from rule in rules
            from property in o
            where Regex.IsMatch(property.Key, rule.Key)
            from fault in Faults(rule.Value!.AsObject(), property.Value, $"{at}.{property.Key}")
            select fault
            : [];

    private IEnumerable<string> Additional(JsonObject schema, JsonNode rule, JsonNode? value, string at)
    {
        if (value is not JsonObject o)
            return [];
        var known = schema["properties"]?.AsObject();
        var patterns = schema["patternProperties"]?.AsObject();
        var others = o.Where(p =>
            known?.ContainsKey(p.Key) != true && patterns?.Any(x => Regex.IsMatch(p.Key, x.Key)) != true
        );
        return rule is JsonObject each
            ? others.SelectMany(p => Faults(each, p.Value, $"{at}.{p.Key}"))
            : others.Where(_ => !(bool)rule).Select(p => $"{at} has {p.Key}, which is not allowed");
    }

    private IEnumerable<string> Dependencies(JsonObject rules, JsonNode? value, string at) =>
        value is JsonObject o
            ? rules
                .Where(r => o.ContainsKey(r.Key))
                .SelectMany(r =>
                    r.Value is JsonArray names ? Required(names, value, at) : Faults(r.Value!.AsObject(), value, at)
                )
            : [];

    private JsonObject Find(string reference)
    {
        JsonNode node = root;
        foreach (var part in reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
            node = node[part] ?? throw new InvalidOperationException($"The schema has no {reference}.");
        return node.AsObject();
    }

    private static IEnumerable<string> Types(JsonNode rule) =>
        rule is JsonArray several ? several.Select(t => (string)t!) : [(string)rule!];

    private static bool Is(string type, JsonNode? value) =>
        type switch
        {
            "object" => value is JsonObject,
            "array" => value is JsonArray,
            "null" => value is null,
            "string" => value?.GetValueKind() == JsonValueKind.String,
            "boolean" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
            "integer" => Number(value) is { } n && double.IsInteger(n),
            "number" => Number(value) is not null,
            _ => false,
        };

    private static bool Matches(JsonNode rule, JsonNode value) =>
        value.GetValueKind() != JsonValueKind.String || Regex.IsMatch((string)value!, (string)rule!);

    private static int? Length(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.String ? new StringInfo((string)value!).LengthInTextElements : null;

    private static double? Number(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.Number ? (double)value : null;

    private static bool AreUnique(JsonArray list) =>
        list.Select(i => i?.ToJsonString()).Distinct().Count() == list.Count;
}
