using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Nachbarschaftsbot.Tests.Calendar.Fake;

/// <summary>Checks bodies against the names and types of Graph's metadata: an unknown property, a wrong type or an unknown member is a fault.</summary>
internal sealed partial class GraphTypes
{
    private readonly Dictionary<string, HashSet<string>> enums = [];
    private readonly Dictionary<string, Dictionary<string, string>> types = [];
    private readonly Dictionary<string, string> bases = [];

    private GraphTypes(IEnumerable<string> lines)
    {
        var open = new Dictionary<string, string>();
        foreach (var words in lines.Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split(' ')))
            switch (words)
            {
                case ["enum", var name, .. var members]:
                    enums[name] = [.. members];
                    break;
                case ["type" or "action", var name, .. var rest]:
                    types[name] = open = [];
                    if (rest is [":", var parent])
                        bases[name] = parent;
                    break;
                case ["", "", var property, var type]:
                    open[property] = type;
                    break;
                default:
                    throw new InvalidDataException(string.Join(' ', words));
            }
    }

    public static GraphTypes Load()
    {
        using var stream = typeof(GraphTypes).Assembly.GetManifestResourceStream("graph-calendar.txt")!;
        return new(new StreamReader(stream).ReadToEnd().Split('\n'));
    }

    /// <summary>What the table says otherwise than the metadata in a file; empty where they agree.</summary>
    public IEnumerable<string> Differences(XElement metadata)
    {
        var all = metadata.Descendants().Where(e => e.Attribute("Name") is not null).ToList();
        foreach (var (name, members) in enums)
            if (
                !Named(all, name, "EnumType")
                    .Elements()
                    .Select(m => m.Attribute("Name")!.Value)
                    .ToHashSet()
                    .SetEquals(members)
            )
                yield return name;
        foreach (var (name, properties) in types)
        {
            var found = Named(all, name, "ComplexType", "EntityType", "Action")
                .Elements()
                .Where(e => e.Name.LocalName is "Property" or "Parameter")
                .ToDictionary(e => e.Attribute("Name")!.Value, e => e.Attribute("Type")!.Value.Replace("graph.", ""));
            foreach (var (property, type) in properties)
                if (found.GetValueOrDefault(property) != type)
                    yield return $"{name}/{property}";
        }
    }

    private static XElement Named(IEnumerable<XElement> all, string name, params string[] kinds) =>
        all.Single(e => kinds.Contains(e.Name.LocalName) && e.Attribute("Name")!.Value == name);

    /// <summary>What is wrong with a body; empty where nothing.</summary>
    public IEnumerable<string> Faults(string type, JsonElement body, string path = "")
    {
        if (type.StartsWith("Collection(", StringComparison.Ordinal))
            return body.ValueKind == JsonValueKind.Array
                ? body.EnumerateArray().SelectMany((one, i) => Faults(type[11..^1], one, $"{path}[{i}]"))
                : [$"{path} is no list"];
        if (type.StartsWith("Edm.", StringComparison.Ordinal))
            return IsPrimitive(type, body) ? [] : [$"{path} is no {type}"];
        if (enums.TryGetValue(type, out var members))
            return body.ValueKind == JsonValueKind.String && members.Contains(body.GetString()!)
                ? []
                : [$"{path} is none of {type}"];
        if (body.ValueKind != JsonValueKind.Object)
            return [$"{path} is no {type}"];
        return body.EnumerateObject()
            .SelectMany(p =>
                TypeOf(type, p.Name) is { } inner
                    ? Faults(inner, p.Value, $"{path}/{p.Name}")
                    : [$"{path}/{p.Name} is not in {type}"]
            );
    }

    private string? TypeOf(string type, string property) =>
        types.TryGetValue(type, out var known) && known.TryGetValue(property, out var found) ? found
        : bases.TryGetValue(type, out var parent) ? TypeOf(parent, property)
        : null;

    private static bool IsPrimitive(string type, JsonElement body) =>
        type switch
        {
            "Edm.String" => body.ValueKind == JsonValueKind.String,
            "Edm.Boolean" => body.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "Edm.Int32" => body.ValueKind == JsonValueKind.Number && body.TryGetInt32(out _),
            "Edm.DateTimeOffset" => body.ValueKind == JsonValueKind.String && Offset().IsMatch(body.GetString()!),
            _ => throw new NotSupportedException(type),
        };

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")]
    private static partial Regex Offset();
}
