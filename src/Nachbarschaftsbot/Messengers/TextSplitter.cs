using System.Globalization;

namespace Nachbarschaftsbot.Messengers;

/// <summary>
/// Cuts a long text where a reader would pause: between paragraphs, lines, sentences, words, and only then anywhere, but
/// never inside a character.
/// </summary>
internal static class TextSplitter
{
    private static readonly string[][] Pauses =
    [
        ["\n\n"],
        ["\n"],
        [". ", "! ", "? ", "… "],
        [" "],
    ];

    /// <summary>The parts as ranges of the text, white space around them left out; none is longer than allowed or empty.</summary>
    internal static List<Range> Split(string text, int longest)
    {
        var parts = new List<Range>();
        var start = SkipSpace(text, 0);
        while (start < text.Length)
        {
            var end = text.Length - start <= longest ? text.Length : FindCut(text, start, longest);
            var last = end;
            while (last > start && char.IsWhiteSpace(text[last - 1]))
                last--;
            if (last > start)
                parts.Add(start..last);
            start = SkipSpace(text, end);
        }
        return parts;
    }

    /// <summary>A pause counts only in the second half, so that no part is tiny.</summary>
    private static int FindCut(string text, int start, int longest)
    {
        var window = text.AsSpan(start, longest);
        foreach (var pauses in Pauses)
        {
            var cut = -1;
            foreach (var pause in pauses)
            {
                var at = window.LastIndexOf(pause);
                if (at >= 0)
                    cut = Math.Max(cut, at + pause.Length);
            }
            if (cut > longest / 2)
                return start + cut;
        }
        return WholeCharacter(text, start, start + longest);
    }

    /// <summary>The last end of a whole visible character (an emoji can have eleven units) not behind the cut.</summary>
    private static int WholeCharacter(string text, int start, int cut)
    {
        var at = start;
        while (true)
        {
            var next = at + StringInfo.GetNextTextElementLength(text, at);
            if (next > cut)
                break;
            at = next;
        }
        if (at > start)
            return at;
        return char.IsLowSurrogate(text[cut]) ? cut - 1 : cut;
    }

    private static int SkipSpace(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        return at;
    }
}
