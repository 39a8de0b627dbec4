using System.Collections.Frozen;

namespace Nachbarschaftsbot.Core.Understanding;

/// <summary>Days of a month as words: "dritten", "third".</summary>
internal static class OrdinalWords
{
    private static readonly string[] German =
        "ersten zweiten dritten vierten fuenften sechsten siebten achten neunten zehnten elften zwoelften dreizehnten vierzehnten fuenfzehnten sechzehnten siebzehnten achtzehnten neunzehnten zwanzigsten einundzwanzigsten zweiundzwanzigsten dreiundzwanzigsten vierundzwanzigsten fuenfundzwanzigsten sechsundzwanzigsten siebenundzwanzigsten achtundzwanzigsten neunundzwanzigsten dreissigsten einunddreissigsten".Split(
            ' '
        );

    private static readonly string[] English =
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".Split(
            ' '
        );

    private static readonly FrozenDictionary<string, int> ByWord = Read();

    /// <summary>1 to 31, or null when the word is no such number.</summary>
    public static int? Day(string word)
    {
        if (word.Length < 5)
            return null;
        if (ByWord.TryGetValue(word, out var day))
            return day;
        return word.EndsWith("te", StringComparison.Ordinal) && ByWord.TryGetValue(word + "n", out day) ? day : null;
    }

    private static FrozenDictionary<string, int> Read()
    {
        var days = new Dictionary<string, int>();
        for (var at = 0; at < German.Length; at++)
            days[German[at]] = at + 1;
        for (var at = 0; at < English.Length; at++)
            days[English[at]] = at + 1;
        return days.ToFrozenDictionary();
    }
}
