namespace Nachbarschaftsbot.Core.Understanding;

/// <summary>Counts for each kind of help how many words of a text lead to it.</summary>
internal static class CategoryFinder
{
    // A verb that goes with many kinds ("fahren", "tragen") counts less than the thing it is about.
    private static readonly HashSet<string> Weak =
    [
        "fahren",
        "tragen",
        "reden",
        "walk",
        "spielen",
        "allein*",
        "lernen",
        "post",
        "app",
        "form",
        "talk",
        "company",
        "else",
        "schrank*",
        "moving",
        "telefon*",
        "kind",
        "phone",
        "besuch*",
        "lampe*",
        "online*",
        "tool",
        "tools",
        "leiter*",
    ];

    private static readonly Dictionary<string, (Category Kind, int Weight)> Exact = [];
    private static readonly List<(string Stem, Category Kind, int Weight)> Stems = [];

    static CategoryFinder()
    {
        foreach (var kind in Categories.All)
        foreach (var word in kind.Words)
            Add(kind, word, Weak.Contains(word) ? 2 : 3);
        Stems.Sort((a, b) => b.Stem.Length.CompareTo(a.Stem.Length));
    }

    public static Category? Find(IEnumerable<string> words)
    {
        var score = new Dictionary<Category, (int Points, int First)>();
        var at = 0;
        foreach (var word in words)
        {
            at++;
            if (Of(word) is not { } found)
                continue;
            var (points, first) = score.GetValueOrDefault(found.Kind, (0, at));
            score[found.Kind] = (points + found.Weight, first);
        }
        return score.Count == 0
            ? null
            : score.OrderByDescending(entry => entry.Value.Points).ThenBy(entry => entry.Value.First).First().Key;
    }

    private static (Category Kind, int Weight)? Of(string word)
    {
        if (Exact.TryGetValue(word, out var exact))
            return exact;
        foreach (var (stem, kind, weight) in Stems)
            if (word.StartsWith(stem, StringComparison.Ordinal))
                return (kind, weight);
        return null;
    }

    private static void Add(Category kind, string word, int weight)
    {
        if (word[^1] == '*')
            Stems.Add((word[..^1], kind, weight));
        else
            Exact.TryAdd(word, (kind, weight));
    }
}
