using System.Collections.Frozen;
using Nachbarschaftsbot.Core.Texts;

namespace Nachbarschaftsbot.Core.Dialogues;

/// <summary>The words that work at every step, in every language (<c>way.back.words</c> and so on, separated by comma).</summary>
public static class Ways
{
    private static readonly FrozenDictionary<string, string> ByWord = Read();

    /// <summary>The way that somebody typed, or null.</summary>
    public static string? Of(string text) =>
        text.Length > 40 ? null : ByWord.GetValueOrDefault(Plain.Fold(text.TrimStart('/')));

    private static FrozenDictionary<string, string> Read()
    {
        var words = new Dictionary<string, string>();
        foreach (var language in Catalog.BuiltIn.Languages)
        foreach (
            var way in (string[])
                [Forms.Back, Forms.Cancel, Forms.Help, Forms.Human, Forms.Skip, Forms.Submit, Forms.Resume, Forms.Done]
        )
            if (Catalog.BuiltIn.Of(language).TryGetValue($"way.{way[1..]}.words", out var list))
                foreach (
                    var word in list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                )
                    words.TryAdd(Plain.Fold(word), way);
        return words.ToFrozenDictionary();
    }
}
