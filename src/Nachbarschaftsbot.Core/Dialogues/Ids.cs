using System.Buffers.Binary;
using System.Security.Cryptography;
using NodaTime;

namespace Nachbarschaftsbot.Core.Dialogues;

/// <summary>New ids and codes of one decision, made from bytes passed in, so that deciding stays pure and codes cannot be guessed.</summary>
/// <param name="entropy">At least 16 unpredictable bytes, new for every try.</param>
/// <param name="now">The present; what is made later sorts later.</param>
public sealed class Ids(ReadOnlyMemory<byte> entropy, Instant now)
{
    /// <summary>In the order of their character codes, so that ids sort as the numbers in them do.</summary>
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const string CodeAlphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private const int SecondDigits = 6;
    private static readonly Instant Beginning = Instant.FromUtc(2020, 1, 1, 0, 0);
    private readonly List<string> _made = [];

    /// <summary>Whether this was made here just now: nothing can stand under it in the store yet.</summary>
    public bool HasMade(string id) => _made.Contains(id);

    /// <summary>
    /// Twelve characters for a document that people refer to by button: the second it was made in, and chance. Documents made one after the
    /// other so stand side by side in the store's indexes, and a commit touches few pages. Not a secret: rights are checked when used.
    /// </summary>
    public string Short()
    {
        Span<char> text = stackalloc char[SecondDigits + 6];
        var rest = (long)(now - Beginning).TotalSeconds;
        for (var i = SecondDigits - 1; i >= 0; i--, rest >>= 5)
            text[i] = Alphabet[(int)(rest & 31)];
        return Made(text, SecondDigits, Alphabet);
    }

    /// <summary>Sixteen characters for a person.</summary>
    public string Long() => Make(16, Alphabet);

    /// <summary>Twenty characters that name a key; guessing them gives nothing, but two are never the same.</summary>
    public string Key() => Make(20, Alphabet);

    /// <summary>A code that people type: eight characters without those that look alike.</summary>
    public string Code() => Make(8, CodeAlphabet);

    private string Make(int length, string alphabet) => Made(stackalloc char[length], 0, alphabet);

    /// <summary>What stands before a place in the text, and chance from there on.</summary>
    private string Made(Span<char> text, int from, string alphabet)
    {
        Span<byte> source = stackalloc byte[64];
        var used = Math.Min(entropy.Length, 60);
        entropy.Span[..used].CopyTo(source);
        BinaryPrimitives.WriteInt32LittleEndian(source[used..], _made.Count);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(source[..(used + 4)], hash);
        for (var i = from; i < text.Length; i++)
            text[i] = alphabet[hash[i - from] % alphabet.Length];
        _made.Add(text.ToString());
        return _made[^1];
    }
}
