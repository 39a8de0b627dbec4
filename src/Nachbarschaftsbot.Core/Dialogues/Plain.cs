using System.Buffers;

namespace Nachbarschaftsbot.Core.Dialogues;

/// <summary>Brings words into one shape for comparing: lower case, umlauts as two letters, no punctuation, single blanks.</summary>
public static class Plain
{
    private const int Short = 256;

    /// <summary>The folded text.</summary>
    public static string Fold(string text) => With(text, text, static (folded, said) => Unless(said, folded));

    /// <summary>Whether the folded text is nothing but <paramref name="words"/>, or begins with them.</summary>
    internal static (bool Is, bool Begins) Compare(string text, string words) =>
        With(text, words, static (folded, meant) => (folded.SequenceEqual(meant), folded.StartsWith(meant)));

    private delegate TResult Use<TResult>(ReadOnlySpan<char> folded, string other);

    /// <summary>Folds a text beside the heap where it is short, as nearly all are, and hands it on.</summary>
    private static TResult With<TResult>(string text, string other, Use<TResult> use)
    {
        // An umlaut becomes two letters.
        var room = text.Length * 2;
        if (room <= Short)
        {
            Span<char> near = stackalloc char[Short];
            return use(near[..Fold(text, near)], other);
        }
        var rented = ArrayPool<char>.Shared.Rent(room);
        try
        {
            return use(rented.AsSpan(0, Fold(text, rented)), other);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(rented, clearArray: true);
        }
    }

    private static string Unless(string said, ReadOnlySpan<char> folded) =>
        folded.SequenceEqual(said) ? said : folded.ToString();

    /// <summary>Writes the folded text and says how long it is.</summary>
    private static int Fold(string text, Span<char> folded)
    {
        var length = 0;
        foreach (var c in text)
            length = Append(folded, length, char.ToLowerInvariant(c));
        return length > 0 && folded[length - 1] == ' ' ? length - 1 : length;
    }

    private static int Append(Span<char> folded, int at, char c)
    {
        switch (c)
        {
            case 'ä':
                return Append(folded, at, 'a', 'e');
            case 'ö':
                return Append(folded, at, 'o', 'e');
            case 'ü':
                return Append(folded, at, 'u', 'e');
            case 'ß':
                return Append(folded, at, 's', 's');
        }
        if (char.IsLetterOrDigit(c))
            folded[at++] = c;
        else if (at > 0 && folded[at - 1] != ' ')
            folded[at++] = ' ';
        return at;
    }

    private static int Append(Span<char> folded, int at, char first, char second)
    {
        folded[at] = first;
        folded[at + 1] = second;
        return at + 2;
    }
}
