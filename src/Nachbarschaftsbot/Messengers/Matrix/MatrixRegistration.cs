using System.Security.Cryptography;
using Nachbarschaftsbot.Operations;

namespace Nachbarschaftsbot.Messengers.Matrix;

/// <summary>
/// The registration file that makes the bot an application service of a homeserver, with tokens of its own or those that the settings hold
/// already. Users beside the bot's own may only be called <c>@_nachbar_…</c>.
/// </summary>
internal sealed record MatrixRegistration(string Id, string Url, string AsToken, string HsToken, string Localpart)
{
    /// <summary>The beginning of the names of all further users of ours.</summary>
    internal const string Ghosts = "_nachbar_";

    private const string UsualId = "nachbarschaftsbot";
    private const string UsualUrl = "http://127.0.0.1:5080";
    private const int TokenBytes = 32;

    /// <summary>What the settings say, completed where they say nothing.</summary>
    internal static MatrixRegistration Of(AppserviceSettings settings) =>
        new(
            Or(settings.Id.Trim(), UsualId),
            Or(settings.Url.Trim(), UsualUrl),
            Or(settings.AsToken, Token()),
            Or(settings.HsToken, Token()),
            Or(settings.SenderLocalpart.Trim(), UsualId)
        );

    /// <summary>The file, as homeservers read it (YAML). Every value is one that needs no escaping but quotes.</summary>
    internal string File() =>
        $"""
            # Registrierung des Nachbarschaftsbots als Application Service. Geheim: nur der Homeserver darf sie lesen.
            id: {Quoted(Id)}
            url: {Quoted(Url)}
            as_token: {Quoted(AsToken)}
            hs_token: {Quoted(HsToken)}
            sender_localpart: {Quoted(Localpart)}
            rate_limited: false
            receive_ephemeral: false
            namespaces:
              users:
                - exclusive: true
                  regex: "@{Ghosts}.*"
              aliases: []
              rooms: []

            """;

    /// <summary>The settings that belong to the file, as environment variables.</summary>
    internal string Environment() =>
        $"""
            Matrix__Appservice__Id={Id}
            Matrix__Appservice__Url={Url}
            Matrix__Appservice__AsToken={AsToken}
            Matrix__Appservice__HsToken={HsToken}
            Matrix__Appservice__SenderLocalpart={Localpart}
            """;

    private static string Token() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));

    private static string Or(string value, string otherwise) => value.Length > 0 ? value : otherwise;

    private static string Quoted(string value) => $"\"{value.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";
}
