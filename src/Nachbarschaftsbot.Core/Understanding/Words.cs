using System.Buffers;
using System.Globalization;
using System.Text;

namespace Nachbarschaftsbot.Core.Understanding;

internal enum TokenKind
{
    Word,
    Number,
    Symbol,
}

/// <summary>One piece of a text.</summary>
/// <param name="Kind">Letters, digits, or any other single character.</param>
/// <param name="Text">Folded: lower case, umlauts written out, Latin accents dropped, digits 0 to 9.</param>
/// <param name="Start">Where it begins in the original text.</param>
/// <param name="End">Where it ends (exclusive) in the original text.</param>
/// <param name="Glued">True when no space stands before it.</param>
/// <param name="Noun">True when it begins with a capital and goes on in small letters, as German nouns do.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Start, int End, bool Glued, bool Noun);

/// <summary>How ä, ö, ü are folded: people write "ueber" as well as "uber".</summary>
internal enum Umlauts
{
    WrittenOut,
    Dropped,
}

/// <summary>Cuts a text into folded tokens, in one pass, whatever the text is.</summary>
internal static class Words
{
    /// <summary>Texts are read up to this many characters.</summary>
    public const int Limit = 4096;

    private const int TypicalLetters = 5;

    private static readonly SearchValues<char> UmlautLetters = SearchValues.Create("äöüÄÖÜ\u0308");

    // Most marks and many numbers are one character: those need no text of their own.
    private static readonly string[] Singles = [.. Enumerable.Range(0, 128).Select(c => FoldedSlowly($"{(char)c}"))];

    /// <summary>Whether the two ways of folding can differ for a text.</summary>
    public static bool HasUmlauts(string text) => text.AsSpan().ContainsAny(UmlautLetters);

    public static List<Token> Read(string text, Umlauts umlauts = Umlauts.WrittenOut)
    {
        var length = Math.Min(text.Length, Limit);
        var tokens = new List<Token>(length / TypicalLetters + 1);
        var glued = false;
        for (var at = 0; at < length; )
        {
            var rune = RuneAt(text, at);
            if (Rune.IsWhiteSpace(rune) || IsIgnored(rune))
            {
                glued = glued && !Rune.IsWhiteSpace(rune);
                at += rune.Utf16SequenceLength;
                continue;
            }
            var start = at;
            var kind = KindOf(rune);
            at = EndOf(text, at + rune.Utf16SequenceLength, length, kind);
            var folded = Folded(text.AsSpan(start, at - start), umlauts);
            tokens.Add(new Token(kind, folded, start, at, glued, IsNoun(text, start, at)));
            glued = true;
        }
        return tokens;
    }

    private static int EndOf(string text, int at, int length, TokenKind kind)
    {
        while (kind != TokenKind.Symbol && at < length && RuneAt(text, at) is var next && Continues(kind, next))
            at += next.Utf16SequenceLength;
        return at;
    }

    /// <summary>The words of a text, folded, without anything else.</summary>
    public static List<string> Of(string text, Umlauts umlauts = Umlauts.WrittenOut) => Of(Read(text, umlauts));

    /// <summary>The words among the pieces of a text.</summary>
    public static List<string> Of(List<Token> tokens)
    {
        var words = new List<string>(tokens.Count);
        foreach (var token in tokens)
            if (token.Kind == TokenKind.Word)
                words.Add(token.Text);
        return words;
    }

    private static Rune RuneAt(string text, int at) =>
        Rune.TryGetRuneAt(text, at, out var rune) ? rune : Rune.ReplacementChar;

    private static TokenKind KindOf(Rune rune) =>
        rune.Value == 0x02BC ? TokenKind.Symbol
        : Rune.IsLetter(rune) ? TokenKind.Word
        : Rune.IsDigit(rune) ? TokenKind.Number
        : TokenKind.Symbol;

    private static bool Continues(TokenKind kind, Rune next) =>
        KindOf(next) == kind || (kind == TokenKind.Word && (IsMark(next) || IsIgnored(next)));

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // Soft hyphens, joiners and direction marks change nothing that a person reads.
    private static bool IsIgnored(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format || rune.Value == 0xFE0F;

    private static bool IsNoun(string text, int start, int end) =>
        end - start > 1 && char.IsUpper(text[start]) && char.IsLower(text[start + 1]);

    private static string Folded(ReadOnlySpan<char> token, Umlauts umlauts) =>
        !Ascii.IsValid(token) ? FoldedSlowly(token, umlauts)
        : token.Length == 1 ? Singles[token[0]]
        : string.Create(token.Length, token, static (folded, plain) => Ascii.ToLower(plain, folded, out _));

    private static string FoldedSlowly(ReadOnlySpan<char> token, Umlauts umlauts = Umlauts.WrittenOut)
    {
        var folded = new StringBuilder(token.Length + 4);
        foreach (var rune in token.EnumerateRunes())
            Fold(folded, rune, umlauts);
        return folded.ToString();
    }

    private static void Fold(StringBuilder into, Rune rune, Umlauts umlauts)
    {
        if (rune.Value == 0x0308)
        {
            if (umlauts == Umlauts.WrittenOut && into.Length > 0 && into[^1] is 'a' or 'o' or 'u')
                into.Append('e');
            return;
        }
        if (IsMark(rune) || IsIgnored(rune) || rune.Value == 0x0640)
            return;
        if (Rune.IsDigit(rune))
        {
            into.Append((char)('0' + (int)Rune.GetNumericValue(rune)));
            return;
        }
        var lower = Rune.ToLowerInvariant(rune);
        if (lower.IsBmp && Spelling((char)lower.Value, umlauts) is { } spelled)
            into.Append(spelled);
        else
            Append(into, lower);
    }

    private static void Append(StringBuilder into, Rune rune)
    {
        Span<char> written = stackalloc char[2];
        into.Append(written[..rune.EncodeToUtf16(written)]);
    }

    private static string? Spelling(char letter, Umlauts umlauts) =>
        letter switch
        {
            'ä' => umlauts == Umlauts.WrittenOut ? "ae" : "a",
            'ö' => umlauts == Umlauts.WrittenOut ? "oe" : "o",
            'ü' => umlauts == Umlauts.WrittenOut ? "ue" : "u",
            'ß' or 'ẞ' => "ss",
            'à' or 'á' or 'â' or 'ã' => "a",
            'ç' => "c",
            'è' or 'é' or 'ê' or 'ë' => "e",
            'ì' or 'í' or 'î' or 'ï' or 'ı' or 'İ' => "i",
            'ğ' => "g",
            'ñ' => "n",
            'ò' or 'ó' or 'ô' => "o",
            'ş' => "s",
            'ù' or 'ú' or 'û' => "u",
            'ё' => "е",
            'й' => "и",
            'ї' => "і",
            'أ' or 'إ' or 'آ' or 'ٱ' => "ا",
            'ة' => "ه",
            'ى' => "ي",
            'ؤ' => "و",
            'ئ' => "ي",
            '’' or '‘' or '`' or '´' => "'",
            '–' or '—' or '−' or '‐' or '‑' => "-",
            '：' => ":",
            _ => null,
        };
}
