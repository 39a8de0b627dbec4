using System.Security.Cryptography;
using System.Text;
using Nachbarschaftsbot.Core.Texts;

namespace Nachbarschaftsbot.Messengers.Matrix;

/// <summary>Ids of Matrix in documents and places: what is too long there is shortened, always in the same way.</summary>
internal static class MatrixIds
{
    /// <summary>The longest id that is kept as it is.</summary>
    internal const int Longest = 120;

    private const int Kept = 80;
    private const string Media = "mxc://";
    private const int LongestMedia = 512;

    /// <summary>The id itself, or its beginning and a hash of the whole.</summary>
    internal static string Short(string id)
    {
        if (id.Length <= Longest)
            return id;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..32];
        return $"{Beginning.Of(id, Kept)}~{hash}";
    }

    /// <summary>The server of a user's id. Never ask this of a room's id: newer rooms have none.</summary>
    internal static string ServerOf(string user) => user[(user.IndexOf(':') + 1)..];

    /// <summary>The name before the server.</summary>
    internal static string LocalpartOf(string user) => user[1..user.IndexOf(':')];

    /// <summary>
    /// Server and id of a file, of its <c>mxc://</c> address; null where it is none. Both become parts of an address of ours: nothing that
    /// means something else there gets through.
    /// </summary>
    internal static (string Server, string Id)? MediaOf(string address) =>
        address.Length <= LongestMedia
        && address.StartsWith(Media, StringComparison.Ordinal)
        && address[Media.Length..].Split('/') is [var server, var id]
        && server.Any(char.IsAsciiLetterOrDigit)
        && server.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or ':' or '-' or '[' or ']')
        && id.Length > 0
        && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')
            ? (server, id)
            : null;
}
