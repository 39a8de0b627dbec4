using System.Security.Cryptography;
using System.Text;

namespace Nachbarschaftsbot.Store.Sealing;

/// <summary>
/// Sealed bytes as they stand in the file: four bytes that no JSON begins with, length of the key's name, the name, nonce, tag, ciphertext (AES-256-GCM, the name is
/// authenticated with it). Sealed and plain bytes can stand side by side.
/// </summary>
internal static class Envelope
{
    /// <summary>What everything sealed begins with, as SQL writes it.</summary>
    public const string MarkInSql = "x'01534C31'";

    private const int NameAt = 5;

    private const int Nonce = 12;
    private const int Tag = 16;

    /// <summary>Whether bytes are sealed.</summary>
    public static bool IsSealed(ReadOnlySpan<byte> stored) =>
        stored.Length > NameAt && stored.StartsWith("\u0001SL1"u8);

    /// <summary>The name of the key.</summary>
    public static string KeyOf(ReadOnlySpan<byte> stored) =>
        stored.Length >= Header(stored) + Nonce + Tag
            ? Encoding.ASCII.GetString(stored[NameAt..Header(stored)])
            : throw new InvalidDataException("Sealed bytes are cut off.");

    /// <summary>Seals.</summary>
    public static byte[] Close(string key, ReadOnlySpan<byte> secret, ReadOnlySpan<byte> plain)
    {
        var header = NameAt + key.Length;
        var sealedBytes = new byte[header + Nonce + Tag + plain.Length];
        var all = sealedBytes.AsSpan();
        "\u0001SL1"u8.CopyTo(all);
        all[NameAt - 1] = (byte)key.Length;
        Encoding.ASCII.GetBytes(key, all[NameAt..]);
        RandomNumberGenerator.Fill(all.Slice(header, Nonce));
        using var cipher = new AesGcm(secret, Tag);
        cipher.Encrypt(
            all.Slice(header, Nonce),
            plain,
            all[(header + Nonce + Tag)..],
            all.Slice(header + Nonce, Tag),
            all[..header]
        );
        return sealedBytes;
    }

    /// <summary>Opens.</summary>
    /// <exception cref="InvalidDataException">The bytes were changed, or the secret is another one.</exception>
    public static byte[] Open(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> stored)
    {
        var header = Header(stored);
        var plain = new byte[stored.Length - header - Nonce - Tag];
        using var cipher = new AesGcm(secret, Tag);
        try
        {
            cipher.Decrypt(
                stored.Slice(header, Nonce),
                stored[(header + Nonce + Tag)..],
                stored.Slice(header + Nonce, Tag),
                plain,
                stored[..header]
            );
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new InvalidDataException("Sealed bytes were changed.");
        }
        return plain;
    }

    private static int Header(ReadOnlySpan<byte> stored) => NameAt + stored[NameAt - 1];
}
