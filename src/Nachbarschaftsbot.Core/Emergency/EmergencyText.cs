using System.Reflection;
using System.Text.Json;

namespace Nachbarschaftsbot.Core.Emergency;

/// <summary>
/// The words of an emergency answer in German, English, Turkish, Russian, Ukrainian and Arabic. Needs nothing but the
/// program itself, so that it can be said when everything else has failed.
/// </summary>
public static class EmergencyText
{
    private const string Fallback = "de";

    // Between these marks a number is read from left to right also where the words run from right to left: without them the parts
    // of "116 117" change places in Arabic.
    private const char NumberStart = '\u2066';
    private const char NumberEnd = '\u2069';

    private static readonly Dictionary<string, Dictionary<string, string>> Texts = new[]
    {
        "de",
        "en",
        "tr",
        "ru",
        "uk",
        "ar",
    }.ToDictionary(language => language, Load);

    /// <summary>The whole message: that this is a program, the numbers one a line, and how it goes on.</summary>
    public static string Render(EmergencyAnswer answer, string language)
    {
        var texts = For(language);
        var lines = Lines(answer.Numbers, texts);
        return string.Join('\n', [texts["emergency.intro"], .. lines, texts["emergency.after"]]);
    }

    /// <summary>The message in a group: it names nobody and quotes nothing.</summary>
    public static string RenderGroup(string language) => For(language)["emergency.group"];

    /// <summary>The message behind the button "Alle Nummern".</summary>
    public static string RenderAll(string language, EmergencyNumber? poisonCentre = null)
    {
        var texts = For(language);
        var numbers = poisonCentre is null
            ? EmergencyNumbers.Germany.All
            : [.. EmergencyNumbers.Germany.All, poisonCentre];
        return string.Join(
            '\n',
            [
                texts["emergency.all.title"],
                .. Lines(numbers, texts),
                texts["emergency.all.nora"],
                texts["emergency.all.fax"],
                texts["emergency.all.tess"],
            ]
        );
    }

    /// <summary>The label of the button that leads to all numbers.</summary>
    public static string AllNumbersButton(string language) => For(language)["emergency.button.all"];

    /// <summary>The label of the button that leads to a person.</summary>
    public static string HumanButton(string language) => For(language)["emergency.button.human"];

    private static IEnumerable<string> Lines(IEnumerable<EmergencyNumber> numbers, Dictionary<string, string> texts) =>
        numbers.Select(number => Line(number, texts, isRightToLeft: texts == Texts["ar"]));

    // The number stands first and alone, so that a phone offers to call it and a screen reader reads it at once.
    private static string Line(EmergencyNumber number, Dictionary<string, string> texts, bool isRightToLeft)
    {
        var digits = isRightToLeft ? $"{NumberStart}{number.Number}{NumberEnd}" : number.Number;
        var label = texts.GetValueOrDefault(number.Label, number.Label);
        return number.Hours is { } hours ? $"{digits} – {label} ({texts[hours]})" : $"{digits} – {label}";
    }

    /// <summary>The language of these for a wish like <c>tr-TR</c>; null where there is none.</summary>
    public static string? Find(string? wish)
    {
        if (wish is null)
            return null;
        var end = wish.IndexOfAny(['-', '_']);
        var name = (end < 0 ? wish : wish[..end]).ToLowerInvariant();
        return Texts.ContainsKey(name) ? name : null;
    }

    private static Dictionary<string, string> For(string language) => Texts[Find(language) ?? Fallback];

    private static Dictionary<string, string> Load(string language)
    {
        using var stream = Assembly
            .GetExecutingAssembly()
            .GetManifestResourceStream($"Emergency/texts.{language}.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.EnumerateObject().ToDictionary(text => text.Name, text => text.Value.GetString()!);
    }
}
