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
        var lines = answer.Numbers.Select(number => Line(number, texts));
        return string.Join('\n', [texts["emergency.intro"], .. lines, texts["emergency.after"]]);
    }

    /// <summary>The message behind the button "Alle Nummern".</summary>
    public static string RenderAll(string language, EmergencyNumber? poisonCentre = null)
    {
        var texts = For(language);
        var numbers = poisonCentre is null
            ? EmergencyNumbers.Germany.All
            : [.. EmergencyNumbers.Germany.All, poisonCentre];
        var lines = numbers.Select(number => Line(number, texts));
        return string.Join('\n', [texts["emergency.all.title"], .. lines, texts["emergency.all.nora"]]);
    }

    /// <summary>The label of the button that leads to all numbers.</summary>
    public static string AllNumbersButton(string language) => For(language)["emergency.button.all"];

    /// <summary>The label of the button that leads to a person.</summary>
    public static string HumanButton(string language) => For(language)["emergency.button.human"];

    // The number stands first and alone, so that a phone offers to call it and a screen reader reads it at once.
    private static string Line(EmergencyNumber number, Dictionary<string, string> texts)
    {
        var label = texts.GetValueOrDefault(number.Label, number.Label);
        return number.Hours is { } hours ? $"{number.Number} – {label} ({texts[hours]})" : $"{number.Number} – {label}";
    }

    private static Dictionary<string, string> For(string language)
    {
        var end = language.IndexOf('-', StringComparison.Ordinal);
        var name = (end < 0 ? language : language[..end]).ToLowerInvariant();
        return Texts.TryGetValue(name, out var texts) ? texts : Texts[Fallback];
    }

    private static Dictionary<string, string> Load(string language)
    {
        using var stream = Assembly
            .GetExecutingAssembly()
            .GetManifestResourceStream($"Emergency/texts.{language}.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.EnumerateObject().ToDictionary(text => text.Name, text => text.Value.GetString()!);
    }
}
