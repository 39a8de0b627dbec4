using System.Globalization;
using System.Text;

namespace Nachbarschaftsbot.Core.LinkedRooms;

/// <summary>
/// A name as other rooms see it: one line, at most 40 characters, nothing that turns the writing around, calls people, looks like an address
/// or could be taken for the mark of where it comes from.
/// </summary>
public static class ShownName
{
    /// <summary>Longest name in UTF-16 code units.</summary>
    public const int Longest = 40;

    private const int MostMarks = 2;

    /// <summary>The name to show; empty where nothing of it can be shown.</summary>
    public static string Of(string raw)
    {
        var shown = new StringBuilder(raw.Length);
        var marks = 0;
        foreach (var rune in raw.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            marks = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            if (IsGap(rune, category))
                Gap(shown);
            else if (marks <= MostMarks && !IsHidden(rune, category))
                Append(shown, rune);
        }
        return Cut(shown.ToString().Trim());
    }

    /// <summary>A dot between two letters would make an address of a name: a blank goes behind it.</summary>
    private static void Append(StringBuilder shown, Rune rune)
    {
        if (Rune.IsLetterOrDigit(rune) && shown.Length > 0 && shown[^1] == '.')
            shown.Append(' ');
        shown.Append(rune);
    }

    private static void Gap(StringBuilder shown)
    {
        if (shown.Length > 0 && shown[^1] != ' ')
            shown.Append(' ');
    }

    private static bool IsGap(Rune rune, UnicodeCategory category) =>
        category
            is UnicodeCategory.Control
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.SpaceSeparator
        || (rune.Value < 128 ? "@/\\:<>[](){}*_`~|#!&\"=?%" : "＠／：。．｡․﹒﹫（）［］∕⁄").Contains(rune.ToString());

    private static bool IsHidden(Rune rune, UnicodeCategory category) =>
        category
            is UnicodeCategory.Format
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned
                or UnicodeCategory.Surrogate
        || rune == Rune.ReplacementChar;

    private static string Cut(string name)
    {
        if (name.Length <= Longest)
            return name;
        var end = 0;
        while (end < name.Length && StringInfo.GetNextTextElementLength(name, end) is var next && end + next <= Longest)
            end += next;
        return name[..end].TrimEnd();
    }
}
