namespace Nachbarschaftsbot.Core.Understanding;

/// <summary>Tells whether a word is another one with a single slip: a letter too many, missing, wrong, or two swapped.</summary>
internal static class Spelling
{
    public static bool IsSlipOf(string written, string meant)
    {
        if (written == meant)
            return true;
        if (Math.Abs(written.Length - meant.Length) > 1 || written.Length == 0 || written[0] != meant[0])
            return false;
        var same = 0;
        while (same < written.Length && same < meant.Length && written[same] == meant[same])
            same++;
        var rest = written.AsSpan(same);
        var other = meant.AsSpan(same);
        if (rest.Length > other.Length)
            return rest[1..].SequenceEqual(other);
        if (rest.Length < other.Length)
            return other[1..].SequenceEqual(rest);
        return rest[1..].SequenceEqual(other[1..]) || IsSwap(rest, other);
    }

    private static bool IsSwap(ReadOnlySpan<char> rest, ReadOnlySpan<char> other) =>
        rest.Length > 1 && rest[0] == other[1] && rest[1] == other[0] && rest[2..].SequenceEqual(other[2..]);
}
