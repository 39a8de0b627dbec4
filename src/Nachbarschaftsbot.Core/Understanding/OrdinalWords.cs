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

    /// <summary>1 to 31, or null when the word is no such number.</summary>
    public static int? Day(string word)
    {
        if (word.Length < 5)
            return null;
        var at = Array.IndexOf(German, word);
        if (at < 0 && word.EndsWith("te", StringComparison.Ordinal))
            at = Array.IndexOf(German, word + "n");
        if (at < 0)
            at = Array.IndexOf(English, word);
        return at < 0 ? null : at + 1;
    }
}
