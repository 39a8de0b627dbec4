using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Nachbarschaftsbot.Core.Dialogues;

/// <summary>New ids and codes of one decision, made from bytes passed in, so that deciding stays pure and codes cannot be guessed.</summary>
/// <param name="entropy">At least 16 unpredictable bytes, new for every try.</param>
public sealed class Ids(ReadOnlyMemory<byte> entropy)
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const string CodeAlphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private int _count;

    /// <summary>Eight characters for a document that people refer to by button.</summary>
    public string Short() => Make(8, Alphabet);

    /// <summary>Sixteen characters for a person.</summary>
    public string Long() => Make(16, Alphabet);

    /// <summary>A code that people type: eight characters without those that look alike.</summary>
    public string Code() => Make(8, CodeAlphabet);

    private string Make(int length, string alphabet)
    {
        Span<byte> source = stackalloc byte[64];
        var used = Math.Min(entropy.Length, 60);
        entropy.Span[..used].CopyTo(source);
        BinaryPrimitives.WriteInt32LittleEndian(source[used..], _count++);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(source[..(used + 4)], hash);
        Span<char> text = stackalloc char[length];
        for (var i = 0; i < length; i++)
            text[i] = alphabet[hash[i] % alphabet.Length];
        return text.ToString();
    }
}
