using System.Text.Json.Nodes;

namespace Nachbarschaftsbot.Tests.Telegram.Fake;

/// <summary>Checks a request body against Telegram's own description of its methods and types.</summary>
internal sealed class ApiDescription
{
    private static readonly HashSet<string> Scalars = ["Integer", "String", "Boolean", "Float", "InputFile"];

    private readonly Dictionary<string, Field[]> methods;
    private readonly Dictionary<string, Shape> types;

    private ApiDescription(JsonObject root)
    {
        methods = root["methods"]!.AsObject().ToDictionary(m => m.Key, m => Fields(m.Value!));
        types = root["types"]!
            .AsObject()
            .ToDictionary(t => t.Key, t => new Shape(Fields(t.Value!), Subtypes(t.Value!)));
    }

    internal static ApiDescription Load()
    {
        var assembly = typeof(ApiDescription).Assembly;
        var name = assembly.GetManifestResourceNames().Single(n => n.EndsWith("bot-api-10.1.json"));
        using var stream = assembly.GetManifestResourceStream(name)!;
        return new ApiDescription(JsonNode.Parse(stream)!.AsObject());
    }

    internal bool Knows(string method) => methods.ContainsKey(method);

    internal string? ProperName(string method) =>
        methods.Keys.FirstOrDefault(m => m.Equals(method, StringComparison.OrdinalIgnoreCase));

    /// <summary>What is wrong with the parameters of a method; empty when nothing is.</summary>
    internal List<string> Check(string method, JsonObject parameters) =>
        CheckFields(method, methods[method], parameters);

    /// <summary>What is wrong with an object of a type; empty when nothing is.</summary>
    internal List<string> CheckType(string type, JsonNode? value) => CheckValue(type, [type], value);

    /// <summary>The declared types of one parameter, to read form fields by.</summary>
    internal string[] TypesOf(string method, string parameter) =>
        methods[method].FirstOrDefault(f => f.Name == parameter)?.Types ?? ["String"];

    private List<string> CheckFields(string where, Field[] fields, JsonObject value)
    {
        var wrong = new List<string>();
        foreach (var missing in fields.Where(f => f.Required && value[f.Name] is null))
            wrong.Add($"{where}: {missing.Name} is missing");
        foreach (var (name, content) in value)
        {
            var field = fields.FirstOrDefault(f => f.Name == name);
            if (field is null)
                wrong.Add($"{where}: {name} is unknown");
            else
                wrong.AddRange(CheckValue($"{where}.{name}", field.Types, content));
        }
        return wrong;
    }

    /// <summary>A value is right when it fits one of the types; else the complaints of the closest one are told.</summary>
    private List<string> CheckValue(string where, string[] candidates, JsonNode? value)
    {
        List<string>? closest = null;
        foreach (var type in candidates)
        {
            var wrong = CheckOne(where, type, value);
            if (wrong.Count == 0)
                return [];
            if (closest is null || wrong.Count < closest.Count)
                closest = wrong;
        }
        return closest ?? [];
    }

    private List<string> CheckOne(string where, string type, JsonNode? value)
    {
        const string array = "Array of ";
        if (type.StartsWith(array))
            return value is JsonArray items
                ? [.. items.SelectMany((item, i) => CheckOne($"{where}[{i}]", type[array.Length..], item))]
                : [$"{where}: is not an array"];
        if (Scalars.Contains(type))
            return IsScalar(type, value) ? [] : [$"{where}: is not {type}"];
        if (!types.TryGetValue(type, out var shape))
            return [];
        if (value is not JsonObject members)
            return [$"{where}: is not {type}"];
        return shape.Subtypes.Length > 0
            ? CheckValue(where, shape.Subtypes, value)
            : CheckFields($"{where}({type})", shape.Fields, members);
    }

    private static bool IsScalar(string type, JsonNode? value)
    {
        if (value is not JsonValue scalar)
            return false;
        return type switch
        {
            "Integer" => scalar.TryGetValue<long>(out _),
            "Float" => scalar.TryGetValue<double>(out _),
            "Boolean" => scalar.TryGetValue<bool>(out _),
            _ => scalar.TryGetValue<string>(out _),
        };
    }

    private static Field[] Fields(JsonNode node) =>
        [
            .. node["fields"]!
                .AsArray()
                .Select(f => new Field(
                    (string)f!["name"]!,
                    [.. f["types"]!.AsArray().Select(t => (string)t!)],
                    (bool)f["required"]!
                )),
        ];

    private static string[] Subtypes(JsonNode node) =>
        node["subtypes"] is JsonArray list ? [.. list.Select(t => (string)t!)] : [];

    private sealed record Field(string Name, string[] Types, bool Required);

    private sealed record Shape(Field[] Fields, string[] Subtypes);
}
