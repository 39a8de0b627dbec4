namespace Nachbarschaftsbot.Messengers.Matrix.Sending;

/// <summary>The emoji that stand for numbers, and numbers as people type them.</summary>
internal static class MatrixKeys
{
    /// <summary>The highest number that has an emoji.</summary>
    internal const int Highest = 10;

    /// <summary>Turns the character before it into a picture.</summary>
    private const char Variation = '\ufe0f';

    /// <summary>Draws a key around the digit before it.</summary>
    private const char Keycap = '\u20e3';
    private const string Ten = "\U0001f51f";
    private const int LongestTyped = 12;

    /// <summary>The emoji of a number, always in the same spelling; null above ten.</summary>
    internal static string? Of(int number) =>
        number switch
        {
            >= 0 and < Highest => string.Concat((char)('0' + number), Variation, Keycap),
            Highest => Ten,
            _ => null,
        };

    /// <summary>The number that an emoji stands for, in whatever spelling a client sends it.</summary>
    internal static int? Number(string? key)
    {
        var plain = key?.Replace(Variation.ToString(), "", StringComparison.Ordinal).Trim() ?? "";
        return plain switch
        {
            Ten => Highest,
            [>= '0' and <= '9' and var digit, Keycap] => digit - '0',
            _ => null,
        };
    }

    /// <summary>The number that somebody typed and nothing else: <c>3</c>, <c>3.</c>, <c>(3)</c>, <c>Nr. 3</c>, an emoji.</summary>
    internal static int? Typed(string text)
    {
        if (text.Length > LongestTyped)
            return null;
        var plain = text.Trim();
        if (Number(plain) is { } key)
            return key;
        if (plain.StartsWith("Nr", StringComparison.OrdinalIgnoreCase))
            plain = plain[2..].TrimStart('.', ' ');
        plain = plain.Trim('(', ')', '.', '#', ' ');
        var isSmall = plain is [>= '0' and <= '9'] or [>= '1' and <= '9', >= '0' and <= '9'];
        return isSmall ? int.Parse(plain, System.Globalization.CultureInfo.InvariantCulture) : null;
    }
}
