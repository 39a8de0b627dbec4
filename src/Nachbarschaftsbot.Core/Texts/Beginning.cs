namespace Nachbarschaftsbot.Core.Texts;

/// <summary>The beginning of what people wrote, never cut inside a character.</summary>
public static class Beginning
{
    /// <summary>What fits.</summary>
    /// <param name="text">The words.</param>
    /// <param name="most">UTF-16 units, at least 0.</param>
    public static string Of(string text, int most) =>
        text.Length <= most ? text : text[..(most > 0 && char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    /// <summary>What fits, with a sign that there was more.</summary>
    public static string Shortened(string text, int most) =>
        text.Length <= most ? text : Of(text, most).TrimEnd() + " …";
}
