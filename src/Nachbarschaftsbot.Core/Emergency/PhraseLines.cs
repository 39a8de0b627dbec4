using Nachbarschaftsbot.Core.Understanding;

namespace Nachbarschaftsbot.Core.Emergency;

/// <summary>Lists of phrases in plain spelling, as words of a text are folded: those with umlauts in both ways of folding.</summary>
internal static class PhraseLines
{
    /// <summary>The phrases of lists in which semicolons or line ends stand between them.</summary>
    public static IEnumerable<string> Read(params string[] lists)
    {
        foreach (var line in lists.SelectMany(list => list.Split(';', '\n')))
        {
            var phrase = line.Trim();
            if (phrase.Length == 0)
                continue;
            var folded = Folded(phrase, Umlauts.WrittenOut);
            yield return folded;
            if (Folded(phrase, Umlauts.Dropped) is var bare && bare != folded)
                yield return bare;
        }
    }

    private static string Folded(string phrase, Umlauts umlauts) =>
        string.Join(' ', phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => Fold(word, umlauts)));

    private static string Fold(string word, Umlauts umlauts) =>
        string.Concat(Words.Read(word, umlauts).Select(token => token.Text));
}
