using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Core.Understanding;

namespace Nachbarschaftsbot.Core.Sozialraumdialoge;

/// <summary>How themes are called. Nothing in it is about a person.</summary>
internal static class ThemeText
{
    /// <summary>The name of a theme.</summary>
    public static Text Title(Theme theme) =>
        theme.Words is { } words
            ? Text.Plain(theme.Area is null ? words : $"{words} ({theme.Area})")
            : Text.Of(
                $"theme.counted.{theme.Source.ToString().ToLowerInvariant()}",
                Arg.OfKey("category", Categories.Find(theme.Category)?.LabelKey ?? "category.anderes"),
                ("count", theme.Count),
                Arg.OfKey("reason", theme.Reason ?? "theme.no-reason")
            );

    /// <summary>The name of a theme in words, at most <paramref name="most"/> characters.</summary>
    public static string Words(Theme theme, string language, int most = 300) =>
        Shorten(Catalog.BuiltIn.Words(Title(theme), language), most);

    /// <summary>Where a theme comes from.</summary>
    public static Arg Source(Theme theme) =>
        Arg.OfKey("source", $"theme.source.{theme.Source.ToString().ToLowerInvariant()}");

    /// <summary>A text of at most so many characters.</summary>
    public static string Shorten(string words, int most) =>
        words.Length <= most ? words : words[..(most - 1)].TrimEnd() + "…";
}
