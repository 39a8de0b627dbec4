namespace Nachbarschaftsbot.Core.Understanding;

/// <summary>
/// Words in order, written as one line: a star at the end of a word stands for any ending, a star at its beginning for any
/// beginning, <c>..</c> for up to five words of any kind, <c>.</c> for up to two, <c>a|b</c> for one of them. No phrase reaches
/// over a <see cref="Stop"/> unless it names it.
/// </summary>
internal sealed class Phrase
{
    private const int Gap = 5;
    private const int ShortGap = 2;

    /// <summary>Stands in a list of words for a mark that ends a part of a sentence.</summary>
    public const string Stop = ",";

    private readonly string[][] _words;
    private readonly int[] _gapBefore;

    private Phrase(string[][] words, int[] gapBefore) => (_words, _gapBefore) = (words, gapBefore);

    /// <summary>Reads phrases separated by semicolons or line ends.</summary>
    public static Phrase[] List(string phrases) =>
        phrases
            .Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(Parse)
            .ToArray();

    public static Phrase Parse(string phrase)
    {
        var words = new List<string[]>();
        var gaps = new List<int>();
        var gap = 0;
        foreach (var word in phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (word is ".." or ".")
            {
                gap += word == ".." ? Gap : ShortGap;
                continue;
            }
            words.Add(word.Split('|'));
            gaps.Add(gap);
            gap = 0;
        }
        return new Phrase([.. words], [.. gaps]);
    }

    /// <summary>What the phrase can begin with.</summary>
    public IReadOnlyList<string> FirstWords => _words[0];

    /// <summary>Where the phrase ends (exclusive) when the word at this place is one that it can begin with.</summary>
    public int? EndAfterFirst(List<string> words, int at) => MatchRest(words, at + 1);

    /// <summary>Where the phrase stands first, as positions in <paramref name="words"/>, end exclusive; null when it does not.</summary>
    public (int First, int End)? FindIn(List<string> words)
    {
        for (var at = 0; at < words.Count; at++)
            if (IsOneOf(words[at], _words[0]) && MatchRest(words, at + 1) is { } end)
                return (at, end);
        return null;
    }

    /// <summary>Each gap takes the nearest match, so that the work per place is bounded.</summary>
    private int? MatchRest(List<string> words, int at)
    {
        for (var next = 1; next < _words.Length; next++)
        {
            var last = Math.Min(words.Count - 1, at + _gapBefore[next]);
            while (at <= last && words[at] != Stop && !IsOneOf(words[at], _words[next]))
                at++;
            if (at > last || !IsOneOf(words[at], _words[next]))
                return null;
            at++;
        }
        return at;
    }

    private static bool IsOneOf(string word, string[] patterns)
    {
        foreach (var pattern in patterns)
            if (Matches(word, pattern))
                return true;
        return false;
    }

    /// <summary>Whether a word is one that a pattern with or without stars stands for.</summary>
    public static bool Matches(string word, string pattern) =>
        (pattern[0], pattern[^1]) switch
        {
            ('*', '*') => word.AsSpan().IndexOf(pattern.AsSpan(1, pattern.Length - 2)) >= 0,
            ('*', _) => word.AsSpan().EndsWith(pattern.AsSpan(1)),
            (_, '*') => word.AsSpan().StartsWith(pattern.AsSpan(..^1)),
            _ => word == pattern,
        };
}
