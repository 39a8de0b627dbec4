using System.Security.Cryptography;
using System.Text;

namespace Nachbarschaftsbot.Messengers.Matrix;

/// <summary>Ids of Matrix can have 255 characters, ids of documents and places 120.</summary>
internal static class Shortened
{
    /// <summary>The longest id that is kept as it is.</summary>
    internal const int Longest = 120;

    /// <summary>The id, or where it is too long its beginning and a hash of all of it.</summary>
    internal static string Of(string id)
    {
        if (id.Length <= Longest)
            return id;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 20));
        return $"{id[..(Longest - hash.Length - 1)]}~{hash}";
    }
}
