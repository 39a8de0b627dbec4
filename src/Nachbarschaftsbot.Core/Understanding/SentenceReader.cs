using Nachbarschaftsbot.Core.Texts;
using NodaTime;

namespace Nachbarschaftsbot.Core.Understanding;

/// <summary>Reads a plain sentence for what the person is after, what for, when, how many and how soon. Pure.</summary>
public static class SentenceReader
{
    private const int LongestWhat = 300;

    /// <summary>Reads <paramref name="text"/> as of <paramref name="now"/>, the local time of the Quartier.</summary>
    public static Sentence Read(string text, LocalDateTime now)
    {
        var tokens = Words.Read(text);
        var words = Words.Of(tokens);
        var time = WhenReader.Read(text, tokens, now);
        return new Sentence(
            IntentReader.Read(words),
            CategoryFinder.Find(words),
            (time as WhenReading.Understood)?.When,
            PeopleReader.Read(tokens),
            UrgencyReader.Read(words),
            Tidy(text),
            time
        );
    }

    /// <summary>One line without doubled spaces, cut at a word.</summary>
    internal static string Tidy(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= LongestWhat)
            return line;
        var cut = line.LastIndexOf(' ', LongestWhat - 1);
        var end = cut > LongestWhat / 2 ? cut : LongestWhat - 1;
        return Beginning.Of(line, end).TrimEnd(' ', ',', ';', '-') + "…";
    }
}
