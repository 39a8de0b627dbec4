using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Nachbarschaftsbot.Messengers;

/// <summary>
/// Ids of what comes in, for messengers whose own name the account. They are kept for days so that nothing takes effect twice, also when the
/// person is deleted meanwhile: so only a hash is. It leads back to nobody; at most who knows an account's id already could try it out.
/// </summary>
internal static class InboundIds
{
    /// <summary>The same for the same, and tells nothing of it.</summary>
    /// <param name="messenger">Name of the messenger.</param>
    /// <param name="what">What tells one from all others.</param>
    public static string Of(string messenger, string what) =>
        $"{messenger}:{Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(what)).AsSpan(0, 18))}";
}
