using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Nachbarschaftsbot.Tests.Teams.Receiving;

/// <summary>Signs tokens as the Bot Connector does, and every wrong way there is.</summary>
internal sealed class Signer : IDisposable
{
    private static readonly RSAParameters Usual = RSA.Create(2048).ExportParameters(true);

    /// <summary>The usual key, made once for all tests.</summary>
    internal Signer() => (KeyId, Key) = ("key-1", RSA.Create(Usual));

    /// <summary>Another key.</summary>
    internal Signer(string keyId) => (KeyId, Key) = (keyId, RSA.Create(2048));

    internal const string AppId = "11111111-2222-3333-4444-555555555555";
    internal const string Tenant = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";
    internal const string Service = "https://smba.trafficmanager.net/emea/";

    internal RSA Key { get; }
    internal string KeyId { get; }

    /// <summary>A sound header.</summary>
    internal JsonObject Header() =>
        new()
        {
            ["alg"] = "RS256",
            ["kid"] = KeyId,
            ["x5t"] = KeyId,
            ["typ"] = "JWT",
        };

    /// <summary>Sound claims at a moment.</summary>
    internal static JsonObject Claims(DateTimeOffset now) =>
        new()
        {
            ["serviceurl"] = Service,
            ["nbf"] = now.ToUnixTimeSeconds() - 60,
            ["exp"] = now.ToUnixTimeSeconds() + 3600,
            ["iss"] = "https://api.botframework.com",
            ["aud"] = AppId,
        };

    /// <summary>A sound token, with changes.</summary>
    internal string Token(DateTimeOffset now, Action<JsonObject>? header = null, Action<JsonObject>? claims = null)
    {
        var (head, body) = (Header(), Claims(now));
        header?.Invoke(head);
        claims?.Invoke(body);
        return Sign(head.ToJsonString(), body.ToJsonString());
    }

    /// <summary>Any text as a signed token.</summary>
    internal string Sign(string header, string claims)
    {
        var signed = $"{Base64(header)}.{Base64(claims)}";
        var signature = Key.SignData(
            Encoding.ASCII.GetBytes(signed),
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        );
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    /// <summary>What is published of the key.</summary>
    internal JsonObject Published(params string[] endorsements)
    {
        var key = Key.ExportParameters(false);
        return new()
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = KeyId,
            ["n"] = Base64Url.EncodeToString(key.Modulus),
            ["e"] = Base64Url.EncodeToString(key.Exponent),
            ["endorsements"] = new JsonArray([.. endorsements.Select(e => (JsonNode)e)]),
        };
    }

    internal static string Base64(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    public void Dispose() => Key.Dispose();
}

/// <summary>Where the keys are published: answers as login.botframework.com does.</summary>
internal sealed class KeyDesk : HttpMessageHandler
{
    internal static readonly Uri Address = new("https://login.botframework.com/v1/.well-known/openidconfiguration");

    internal List<JsonObject> Keys { get; } = [];

    /// <summary>How often the key set was asked for.</summary>
    internal int Fetches { get; private set; }

    /// <summary>Whether it answers.</summary>
    internal bool IsDown { get; set; }

    internal string KeySet { get; set; } = "https://login.botframework.com/v1/.well-known/keys";

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        if (IsDown)
            throw new HttpRequestException("No route.");
        if (request.RequestUri == Address)
            return Json(new JsonObject { ["issuer"] = "https://api.botframework.com", ["jwks_uri"] = KeySet });
        Fetches++;
        return Json(new JsonObject { ["keys"] = new JsonArray([.. Keys.Select(k => k.DeepClone())]) });
    }

    private static Task<HttpResponseMessage> Json(JsonObject body) =>
        Task.FromResult(new HttpResponseMessage { Content = new StringContent(body.ToJsonString()) });
}
