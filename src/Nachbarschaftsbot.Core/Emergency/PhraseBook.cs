using Nachbarschaftsbot.Core.Understanding;

namespace Nachbarschaftsbot.Core.Emergency;

/// <summary>Many phrases, each with what it stands for, found by their first word without trying each.</summary>
internal sealed class PhraseBook<TMeaning>
{
    private const int StemLength = 2;

    private readonly Dictionary<int, Start> _starts = [];

    // What may begin with anything: few, since they are tried at every word.
    private readonly List<(string Pattern, Entry Entry)> _anywhere = [];

    /// <summary>Phrases as <see cref="PhraseLines"/> reads them, by what they stand for.</summary>
    public PhraseBook(IEnumerable<(TMeaning Meaning, string[] Lists)> chapters)
    {
        foreach (var (meaning, lists) in chapters)
        foreach (var line in PhraseLines.Read(lists))
            Add(new Entry(Phrase.Parse(line), meaning));
    }

    /// <summary>Whether one of the words could begin a phrase. Where none could, no phrase stands in the text.</summary>
    public bool MayBeIn(List<string> words)
    {
        var beginning = new List<Entry>();
        foreach (var word in words)
        {
            Gather(word, beginning);
            if (beginning.Count > 0)
                return true;
        }
        return false;
    }

    /// <summary>Adds what the phrases in a text stand for.</summary>
    public void Look(List<string> words, ISet<TMeaning> found)
    {
        var beginning = new List<Entry>();
        for (var at = 0; at < words.Count; at++)
        {
            Gather(words[at], beginning);
            foreach (var entry in beginning)
                if (!found.Contains(entry.Meaning) && entry.Phrase.EndAfterFirst(words, at) is not null)
                    found.Add(entry.Meaning);
        }
    }

    /// <summary>Takes every place where a phrase stands out of the text.</summary>
    public void Blank(List<string> words)
    {
        var beginning = new List<Entry>();
        for (var at = 0; at < words.Count; at++)
        {
            Gather(words[at], beginning);
            for (var end = Longest(beginning, words, at); at < end; at++)
                if (words[at] != "$")
                    words[at] = "";
        }
    }

    private static int Longest(List<Entry> beginning, List<string> words, int at)
    {
        var longest = 0;
        foreach (var entry in beginning)
            if (entry.Phrase.EndAfterFirst(words, at) is { } end && end > longest)
                longest = end;
        return longest;
    }

    /// <summary>Fills a list with the phrases that can begin with a word; one with several ways to begin may come twice.</summary>
    private void Gather(string word, List<Entry> beginning)
    {
        beginning.Clear();
        foreach (var (pattern, entry) in _anywhere)
            if (Phrase.Matches(word, pattern))
                beginning.Add(entry);
        if (!_starts.TryGetValue(StartOf(word), out var start))
            return;
        if (start.Exact.TryGetValue(word, out var exact))
            beginning.AddRange(exact);
        foreach (var (stem, entry) in start.Stems)
            if (word.StartsWith(stem, StringComparison.Ordinal))
                beginning.Add(entry);
    }

    /// <summary>The first two letters as a number: most words of everyday are told apart by it alone.</summary>
    private static int StartOf(string word) =>
        word.Length switch
        {
            0 => 0,
            1 => word[0],
            _ => (word[0] << 16) | word[1],
        };

    private void Add(Entry entry)
    {
        foreach (var word in entry.Phrase.FirstWords)
            if (word[0] == '*')
                _anywhere.Add((word, entry));
            else if (word[^1] == '*')
                StartAt(StartOf(word[..StemLength])).Stems.Add((word[..^1], entry));
            else if (StartAt(StartOf(word)) is var start && start.Exact.TryGetValue(word, out var known))
                known.Add(entry);
            else
                start.Exact[word] = [entry];
    }

    private Start StartAt(int key) =>
        _starts.TryGetValue(key, out var start) ? start : _starts[key] = new Start([], []);

    private readonly record struct Entry(Phrase Phrase, TMeaning Meaning);

    private sealed record Start(Dictionary<string, List<Entry>> Exact, List<(string Stem, Entry Entry)> Stems);
}
