using System.Buffers;
using System.Buffers.Text;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace Nachbarschaftsbot.Messengers.Teams.Receiving.Tokens;

/// <summary>A token that Teams signed for us.</summary>
/// <param name="ServiceUrl">The connector it speaks for.</param>
/// <param name="Endorsements">The channels its key may speak for.</param>
internal sealed record CheckedToken(string ServiceUrl, FrozenSet<string> Endorsements);

/// <summary>
/// Checks that a request comes from the Bot Connector and is meant for this app: RS256 with a published key, issuer, audience and time
/// with five minutes of skew. What the token says about the activity is compared by <see cref="Fits"/>. Source: Bot Framework REST API,
/// "Authentication with the Bot Connector", connector to bot.
/// </summary>
internal sealed class TokenCheck(string appId, KeyRing keys, TimeProvider time)
{
    internal const string Issuer = "https://api.botframework.com";

    /// <summary>Characters of a token; real ones have about a thousand.</summary>
    internal const int Largest = 8 * 1024;

    private const string Scheme = "Bearer ";
    private const long Skew = 5 * 60;
    private static readonly SearchValues<char> Base64UrlCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    );
    private static readonly string[] InlineKeys = ["jwk", "jku", "x5u", "x5c"];
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <summary>Checks the header of a request.</summary>
    /// <exception cref="KeysUnavailableException">Nobody can be checked now.</exception>
    internal async ValueTask<(CheckedToken? Token, TokenFault Fault)> Check(StringValues authorization)
    {
        if (Read(authorization, out var token) is var fault && fault != TokenFault.None)
            return (null, fault);
        if (Split(token, out var parts) is var torn && torn != TokenFault.None)
            return (null, torn);
        if (Header(parts.Header, out var keyId) is var wrong && wrong != TokenFault.None)
            return (null, wrong);
        if (await keys.Find(keyId) is not { } key)
            return (null, TokenFault.KeyUnknown);
        if (!IsSigned(token, parts.Signature, key))
            return (null, TokenFault.Signature);
        if (Claims(parts.Payload, out var serviceUrl) is var claim && claim != TokenFault.None)
            return (null, claim);
        return (new(serviceUrl, key.Endorsements), TokenFault.None);
    }

    /// <summary>
    /// Whether an activity is what the token speaks for: its channel is endorsed, its connector is the token's. This is what keeps our own
    /// token from being sent to a stranger.
    /// </summary>
    internal static TokenFault Fits(CheckedToken token, Activity activity)
    {
        if (token.Endorsements.Count == 0)
            return TokenFault.EndorsementMissing;
        if (activity.ChannelId is not { } channel || !token.Endorsements.Contains(channel))
            return TokenFault.Endorsement;
        return
            string.Equals(token.ServiceUrl, activity.ServiceUrl, StringComparison.OrdinalIgnoreCase)
            && Uri.TryCreate(activity.ServiceUrl, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || address.IsLoopback)
            ? TokenFault.None
            : TokenFault.Service;
    }

    /// <summary>Whether the activity's tenants are among those let in.</summary>
    internal static TokenFault LetsIn(IReadOnlySet<string> tenants, Activity activity)
    {
        var named = TeamsPlaces.TenantsOf(activity).ToList();
        return named.Count == 0 ? TokenFault.TenantMissing
            : named.All(tenants.Contains) ? TokenFault.None
            : TokenFault.Tenant;
    }

    private static TokenFault Read(StringValues authorization, out string token)
    {
        token = "";
        if (authorization.Count == 0 || authorization.Count == 1 && string.IsNullOrWhiteSpace(authorization[0]))
            return TokenFault.Missing;
        if (authorization.Count > 1)
            return TokenFault.Several;
        var header = authorization[0]!;
        if (header.Length > Largest)
            return TokenFault.Oversized;
        if (header.Equals(Scheme.Trim(), StringComparison.OrdinalIgnoreCase))
            return TokenFault.Empty;
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return TokenFault.Scheme;
        token = header[Scheme.Length..].Trim();
        return token.Length == 0 ? TokenFault.Empty : TokenFault.None;
    }

    private static TokenFault Split(string token, out (byte[] Header, byte[] Payload, byte[] Signature) parts)
    {
        parts = ([], [], []);
        if (token.Split('.') is not [var header, var payload, var signature])
            return TokenFault.Segments;
        if (Decode(header) is not { Length: > 0 } first || Decode(payload) is not { Length: > 0 } second)
            return TokenFault.Malformed;
        if (Decode(signature) is not { } third)
            return TokenFault.Malformed;
        parts = (first, second, third);
        return TokenFault.None;
    }

    private static TokenFault Header(byte[] json, out string keyId)
    {
        keyId = "";
        using var document = Parse(json);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } header)
            return TokenFault.Malformed;
        if (Text(header, "alg") != "RS256")
            return TokenFault.Algorithm;
        if (InlineKeys.Any(name => header.TryGetProperty(name, out _)))
            return TokenFault.InlineKey;
        if (header.TryGetProperty("crit", out _))
            return TokenFault.Critical;
        keyId = Text(header, "kid") ?? "";
        return keyId.Length == 0 ? TokenFault.KeyMissing : TokenFault.None;
    }

    private static bool IsSigned(string token, byte[] signature, SigningKey key)
    {
        var signed = Encoding.ASCII.GetBytes(token[..token.LastIndexOf('.')]);
        // One per check: an RSA object is not made for use by several threads.
        using var rsa = RSA.Create(key.Parameters);
        return rsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private TokenFault Claims(byte[] json, out string serviceUrl)
    {
        serviceUrl = "";
        using var document = Parse(json);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } claims)
            return TokenFault.Malformed;
        if (Wrong(claims, "iss", Issuer, TokenFault.IssuerMissing, TokenFault.Issuer) is { } issuer)
            return issuer;
        if (Wrong(claims, "aud", appId, TokenFault.AudienceMissing, TokenFault.Audience) is { } audience)
            return audience;
        if (Times(claims) is var times && times != TokenFault.None)
            return times;
        serviceUrl = Text(claims, "serviceurl") ?? "";
        return serviceUrl.Length == 0 ? TokenFault.ServiceMissing : TokenFault.None;
    }

    private TokenFault Times(JsonElement claims)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        if (Number(claims, "exp") is not { } end)
            return TokenFault.ExpiryMissing;
        if (end < now - Skew)
            return TokenFault.Expired;
        if (Number(claims, "nbf") is not { } begin)
            return TokenFault.NotBeforeMissing;
        return begin > now + Skew ? TokenFault.NotYet : TokenFault.None;
    }

    private static TokenFault? Wrong(
        JsonElement claims,
        string name,
        string wanted,
        TokenFault missing,
        TokenFault other
    ) =>
        !claims.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? missing
        : value.ValueKind == JsonValueKind.String && value.GetString() == wanted ? null
        : other;

    private static JsonDocument? Parse(byte[] json)
    {
        try
        {
            return JsonDocument.Parse(json, Strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[]? Decode(string text)
    {
        if (text.AsSpan().ContainsAnyExcept(Base64UrlCharacters))
            return null;
        try
        {
            return Base64Url.DecodeFromChars(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? Number(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt64(out var number)
            ? number
            : null;
}
