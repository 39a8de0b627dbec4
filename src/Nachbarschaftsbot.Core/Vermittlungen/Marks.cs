using System.Security.Cryptography;
using System.Text;

namespace Nachbarschaftsbot.Core.Vermittlungen;

/// <summary>Ids that follow from what they are about, so that a second tap or a second device never makes a second one.</summary>
internal static class Marks
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>The id of the Vermittlung of one request and one person.</summary>
    public static string Vermittlung(string request, string person) => $"{request}-{Hash($"{request}|{person}", 10)}";

    /// <summary>The id of the record that one side's contact was shown to the other.</summary>
    public static string Disclosure(string vermittlung, string of) => $"{vermittlung}-{Hash($"{vermittlung}|{of}", 6)}";

    /// <summary>Marks one proposal, so that an old button does not accept a newer one.</summary>
    public static string Of(Appointment proposal) => Hash($"{proposal.When}|{proposal.Where}|{proposal.By}", 6);

    private static string Hash(string text, int length)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        Span<char> mark = stackalloc char[length];
        for (var i = 0; i < length; i++)
            mark[i] = Alphabet[hash[i] % Alphabet.Length];
        return mark.ToString();
    }
}
