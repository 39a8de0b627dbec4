using System.Text;

namespace Nachbarschaftsbot.Core.Dialogues;

/// <summary>Brings words into one shape for comparing: lower case, umlauts as two letters, no punctuation, single blanks.</summary>
public static class Plain
{
    /// <summary>The folded text.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length + 8);
        foreach (var c in text)
            Append(folded, char.ToLowerInvariant(c));
        return folded.ToString().TrimEnd();
    }

    private static void Append(StringBuilder folded, char c)
    {
        switch (c)
        {
            case 'ä':
                folded.Append("ae");
                break;
            case 'ö':
                folded.Append("oe");
                break;
            case 'ü':
                folded.Append("ue");
                break;
            case 'ß':
                folded.Append("ss");
                break;
            default:
                if (char.IsLetterOrDigit(c))
                    folded.Append(c);
                else if (folded.Length > 0 && folded[^1] != ' ')
                    folded.Append(' ');
                break;
        }
    }
}
