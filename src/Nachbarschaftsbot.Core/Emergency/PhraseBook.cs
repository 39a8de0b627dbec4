using Nachbarschaftsbot.Core.Understanding;

namespace Nachbarschaftsbot.Core.Emergency;

/// <summary>Many phrases, found by their first word without trying each.</summary>
internal sealed class PhraseBook
{
    private const int StemLength = 2;

    private readonly Dictionary<int, Start> _starts = [];

    // Phrases whose first word may begin with anything: few, since they are tried at every word.
    private readonly List<Phrase> _anywhere = [];

    /// <summary>Phrases in plain spelling; those with umlauts are taken in both ways of folding.</summary>
    public PhraseBook(params string[] lists)
    {
        foreach (var line in lists.SelectMany(list => list.Split(';', '\n')))
        {
            var phrase = line.Trim();
            if (phrase.Length == 0)
                continue;
            var folded = Folded(phrase, Umlauts.WrittenOut);
            Add(folded);
            if (Folded(phrase, Umlauts.Dropped) is var bare && bare != folded)
                Add(bare);
        }
    }

    public bool IsIn(IReadOnlyList<string> words)
    {
        for (var at = 0; at < words.Count; at++)
            if (EndOf(words, at) > 0)
                return true;
        return false;
    }

    /// <summary>Takes every place where a phrase stands out of the text.</summary>
    public void Blank(List<string> words)
    {
        for (var at = 0; at < words.Count; at++)
        for (var end = EndOf(words, at); at < end; at++)
            if (words[at] != "$")
                words[at] = "";
    }

    private int EndOf(IReadOnlyList<string> words, int at)
    {
        var anywhere = Longest(_anywhere, words, at);
        if (!_starts.TryGetValue(StartOf(words[at]), out var start))
            return anywhere;
        var end = start.Exact.TryGetValue(words[at], out var exact) ? Longest(exact, words, at) : 0;
        return Math.Max(Math.Max(anywhere, end), Longest(start.Stems, words, at));
    }

    /// <summary>The first two letters as a number: most words of everyday are told apart by it alone.</summary>
    private static int StartOf(string word) =>
        word.Length switch
        {
            0 => 0,
            1 => word[0],
            _ => (word[0] << 16) | word[1],
        };

    private static int Longest(List<Phrase> phrases, IReadOnlyList<string> words, int at)
    {
        var longest = 0;
        foreach (var phrase in phrases)
            if (phrase.EndAt(words, at) is { } end && end > longest)
                longest = end;
        return longest;
    }

    private void Add(string line)
    {
        var phrase = Phrase.Parse(line);
        if (phrase.FirstWords.Any(word => word[0] == '*'))
        {
            _anywhere.Add(phrase);
            return;
        }
        foreach (var word in phrase.FirstWords)
        {
            var isStem = word[^1] == '*';
            var key = StartOf(isStem ? word[..StemLength] : word);
            if (!_starts.TryGetValue(key, out var start))
                _starts[key] = start = new([], []);
            if (isStem)
                start.Stems.Add(phrase);
            else if (start.Exact.TryGetValue(word, out var known))
                known.Add(phrase);
            else
                start.Exact[word] = [phrase];
        }
    }

    private static string Folded(string phrase, Umlauts umlauts) =>
        string.Join(' ', phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => Fold(word, umlauts)));

    private static string Fold(string word, Umlauts umlauts) =>
        string.Concat(Words.Read(word, umlauts).Select(token => token.Text));

    private sealed record Start(Dictionary<string, List<Phrase>> Exact, List<Phrase> Stems);
}
