using System.Text.Encodings.Web;
using System.Text.Json;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;
using NodaTime.Text;

namespace Nachbarschaftsbot.Core.Neighbours;

/// <summary>
/// <c>/meine_daten</c>: everything stored about the person, to read at once and as a file. The file is JSON of this schema, version 1:
/// <c>schema</c> (text), <c>version</c> (number), <c>created</c> (ISO 8601, UTC), <c>data</c>: a list of objects with <c>what</c> (stable key),
/// <c>title</c> (in the person's language) and <c>values</c> (stable English field name to text). A new version keeps what was there.
/// </summary>
internal static class MyData
{
    /// <summary>Name of the file's schema.</summary>
    public const string Schema = "nachbarschaftsbot/my-data";

    /// <summary>Version of the file's schema.</summary>
    public const int Version = 1;

    private const int MostShown = 12;
    private const int LongestShown = 200;

    /// <summary>Declares the command.</summary>
    public static void Register(Registry registry)
    {
        registry.PersonData.Add(new NeighbourData());
        NeighbourData.Follow(registry);
        registry.Add(
            new CommandSpec("meine_daten", Who.Everyone, Where.Private, call => Show(call, registry), ["mydata"])
        );
    }

    private static void Show(Call call, Registry registry)
    {
        if (call.Person is not { } me)
        {
            Nothing(call);
            return;
        }
        call.Decision.Counted.Add("rights.export");
        var data = registry.PersonData.SelectMany(f => f.Export(call, me)).ToList();
        List<Text> lines = [Text.Title("mydata.title"), .. data.Take(MostShown).SelectMany(Lines)];
        lines.Add(data.Count > MostShown ? "mydata.more-in-file" : "mydata.file");
        lines.Add("mydata.rights");
        call.Say(
            Message.Of([.. lines]) with
            {
                File = new OutboundFile("meine-daten.json", "application/json", Json(call, data)),
            }
        );
    }

    private static void Nothing(Call call)
    {
        if (call.Conversation.Carried is { Length: > 0 } sentence)
            call.Say("mydata.only-sentence", Text.Quote(sentence));
        else
            call.Say("mydata.nothing");
    }

    private static IEnumerable<Text> Lines(PersonDatum datum)
    {
        yield return Text.Title(datum.Key);
        foreach (var (field, value) in datum.Values.Where(v => v.Value.Length > 0))
        {
            var shown = Beginning.Shortened(value, LongestShown);
            yield return Catalog.BuiltIn.Has($"mydata.field.{field}")
                ? Text.Of("mydata.field", Arg.OfKey("field", $"mydata.field.{field}"), ("value", shown))
                : Text.Of("mydata.field", ("field", field), ("value", shown));
        }
    }

    private static byte[] Json(Call call, IReadOnlyList<PersonDatum> data)
    {
        using var bytes = new MemoryStream();
        using (
            var json = new Utf8JsonWriter(
                bytes,
                new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
            )
        )
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteNumber("version", Version);
            json.WriteString("created", InstantPattern.General.Format(call.Now));
            json.WriteStartArray("data");
            foreach (var datum in data)
                Write(json, call, datum);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }

    private static void Write(Utf8JsonWriter json, Call call, PersonDatum datum)
    {
        json.WriteStartObject();
        json.WriteString("what", datum.Key);
        json.WriteString("title", Catalog.BuiltIn.Words(datum.Key, call.Language));
        json.WriteStartObject("values");
        foreach (var (field, value) in datum.Values)
            json.WriteString(field, value);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
