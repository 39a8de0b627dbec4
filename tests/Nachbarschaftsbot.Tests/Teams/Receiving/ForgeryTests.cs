using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Nachbarschaftsbot.Messengers.Teams.Receiving.Tokens;

namespace Nachbarschaftsbot.Tests.Teams.Receiving;

/// <summary>Whoever is not Teams is turned away, each for the reason that is theirs, and nothing of it is read or kept.</summary>
public sealed class ForgeryTests : AtTheTeamsDoor
{
    [Theory]
    [InlineData("no bearer", TokenFault.Missing)]
    [InlineData("an empty bearer", TokenFault.Empty)]
    [InlineData("another scheme", TokenFault.Scheme)]
    [InlineData("two segments", TokenFault.Segments)]
    [InlineData("five segments", TokenFault.Segments)]
    [InlineData("oversized", TokenFault.Oversized)]
    [InlineData("alg none", TokenFault.Algorithm)]
    [InlineData("alg None", TokenFault.Algorithm)]
    [InlineData("alg NONE", TokenFault.Algorithm)]
    [InlineData("alg missing", TokenFault.Algorithm)]
    [InlineData("HS256 with the public key", TokenFault.Algorithm)]
    [InlineData("inline jwk", TokenFault.InlineKey)]
    [InlineData("inline jku", TokenFault.InlineKey)]
    [InlineData("inline x5u", TokenFault.InlineKey)]
    [InlineData("kid missing", TokenFault.KeyMissing)]
    [InlineData("kid unknown", TokenFault.KeyUnknown)]
    [InlineData("signed by another key", TokenFault.Signature)]
    [InlineData("changed after signing", TokenFault.Signature)]
    [InlineData("issuer missing", TokenFault.IssuerMissing)]
    [InlineData("issuer wrong", TokenFault.Issuer)]
    [InlineData("audience missing", TokenFault.AudienceMissing)]
    [InlineData("audience wrong", TokenFault.Audience)]
    [InlineData("expiry missing", TokenFault.ExpiryMissing)]
    [InlineData("expired", TokenFault.Expired)]
    [InlineData("not-before missing", TokenFault.NotBeforeMissing)]
    [InlineData("not yet valid", TokenFault.NotYet)]
    [InlineData("endorsement missing", TokenFault.EndorsementMissing)]
    [InlineData("endorsement wrong", TokenFault.Endorsement)]
    [InlineData("serviceurl missing", TokenFault.ServiceMissing)]
    [InlineData("serviceurl wrong", TokenFault.Service)]
    [InlineData("tenant missing", TokenFault.TenantMissing)]
    [InlineData("tenant wrong", TokenFault.Tenant)]
    public async Task A_forgery_is_refused_for_its_own_reason(string forgery, object reason)
    {
        var activity = Activities.Message("Ich bin Teams");
        if (forgery == "tenant missing")
        {
            activity["channelData"]!["tenant"] = null;
            activity["conversation"]!["tenantId"] = null;
        }
        if (forgery == "tenant wrong")
            activity["conversation"]!["tenantId"] = "ffffffff-ffff-ffff-ffff-ffffffffffff";
        if (forgery == "endorsement missing")
            Publish([]);
        if (forgery == "endorsement wrong")
            Publish(["webchat", "directline"]);
        using var response = await Door.Post(activity.ToJsonString(), Authorization(forgery));

        Assert.Equal([(TokenFault)reason], Door.Refused);
        var isAboutTheActivity = (TokenFault)reason >= TokenFault.Service;
        Assert.Equal(isAboutTheActivity ? HttpStatusCode.Forbidden : HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
        Assert.Empty(Door.Taken);
        Assert.Null(await Door.Book.Find(Activities.Ada));

        // It is the forgery that was refused: without it the same activity is taken.
        if (forgery.StartsWith("endorsement", StringComparison.Ordinal))
            return;
        using var sound = await Door.Post(Activities.Message("Ich bin Teams"));
        Assert.Equal(HttpStatusCode.OK, sound.StatusCode);
        Assert.Single(Door.Taken);
    }

    [Theory]
    [InlineData("RS384", TokenFault.Algorithm)]
    [InlineData("PS256", TokenFault.Algorithm)]
    [InlineData("ES256", TokenFault.Algorithm)]
    [InlineData("alg twice", TokenFault.Malformed)]
    [InlineData("alg is a list", TokenFault.Algorithm)]
    [InlineData("x5c", TokenFault.InlineKey)]
    [InlineData("crit", TokenFault.Critical)]
    [InlineData("audience is a list with ours in it", TokenFault.Audience)]
    [InlineData("expiry is a word", TokenFault.ExpiryMissing)]
    [InlineData("expiry is too large for a number", TokenFault.ExpiryMissing)]
    [InlineData("issuer twice", TokenFault.Malformed)]
    [InlineData("header is no JSON", TokenFault.Malformed)]
    [InlineData("claims are a list", TokenFault.Malformed)]
    [InlineData("standard base64 in the signature", TokenFault.Malformed)]
    [InlineData("an empty signature", TokenFault.Signature)]
    [InlineData("bearer without a token behind blanks", TokenFault.Empty)]
    public async Task Further_tricks_do_not_help_either(string forgery, object reason)
    {
        using var response = await Door.Post(Activities.Message("Hallo").ToJsonString(), Authorization(forgery));
        Assert.Equal([(TokenFault)reason], Door.Refused);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(Door.Taken);
    }

    [Fact]
    public async Task Two_headers_are_one_too_many()
    {
        var token = "Bearer " + Door.Signer.Token(Door.Now);
        var (found, fault) = await Door.Tokens.Check(new[] { token, token });
        Assert.Equal((null, TokenFault.Several), (found, fault));
    }

    private void Publish(string[] endorsements)
    {
        Door.Keys.Keys.Clear();
        Door.Keys.Keys.Add(Door.Signer.Published(endorsements));
    }

    private string[] Authorization(string forgery)
    {
        var (signer, now) = (Door.Signer, Door.Now);
        var sound = signer.Token(now);
        var parts = sound.Split('.');
        string Head(Action<JsonObject> change) => Bearer(signer.Token(now, header: change));
        string Claim(string name, JsonNode? value) => Bearer(signer.Token(now, claims: c => Set(c, name, value)));
        return forgery switch
        {
            "no bearer" => [],
            _ =>
            [
                forgery switch
                {
                    "an empty bearer" => "Bearer",
                    "bearer without a token behind blanks" => "Bearer    ",
                    "another scheme" => "Basic " + sound,
                    "two segments" => Bearer($"{parts[0]}.{parts[1]}"),
                    "five segments" => Bearer($"{sound}.{parts[0]}.{parts[1]}"),
                    "oversized" => Claim("fill", new string('x', TokenCheck.Largest)),
                    "alg none" => Unsigned("none"),
                    "alg None" => Unsigned("None"),
                    "alg NONE" => Unsigned("NONE"),
                    "alg missing" => Head(h => h.Remove("alg")),
                    "alg is a list" => Head(h => h["alg"] = new JsonArray("RS256")),
                    "alg twice" => Bearer(
                        signer.Sign(
                            $$"""{"alg":"none","kid":"{{signer.KeyId}}","alg":"RS256"}""",
                            Signer.Claims(now).ToJsonString()
                        )
                    ),
                    "RS384" or "PS256" or "ES256" => Head(h => h["alg"] = forgery),
                    "HS256 with the public key" => Symmetric(),
                    "inline jwk" => Head(h => h["jwk"] = signer.Published("msteams")),
                    "inline jku" => Head(h => h["jku"] = "https://angreifer.example/keys"),
                    "inline x5u" => Head(h => h["x5u"] = "https://angreifer.example/cert"),
                    "x5c" => Head(h => h["x5c"] = new JsonArray("MIIB")),
                    "crit" => Head(h => h["crit"] = new JsonArray("b64")),
                    "kid missing" => Head(h => h.Remove("kid")),
                    "kid unknown" => Head(h => h["kid"] = "key-2"),
                    "signed by another key" => Foreign(),
                    "changed after signing" => Bearer(
                        $"{parts[0]}.{Signer.Base64(Signer.Claims(now.AddYears(1)).ToJsonString())}.{parts[2]}"
                    ),
                    "an empty signature" => Bearer($"{parts[0]}.{parts[1]}."),
                    "standard base64 in the signature" => Bearer($"{parts[0]}.{parts[1]}.a+/="),
                    "header is no JSON" => Bearer(signer.Sign("RS256", Signer.Claims(now).ToJsonString())),
                    "claims are a list" => Bearer(signer.Sign(signer.Header().ToJsonString(), "[]")),
                    "issuer twice" => Bearer(
                        signer.Sign(
                            signer.Header().ToJsonString(),
                            Signer.Claims(now).ToJsonString()[..^1] + ""","iss":"https://api.botframework.com"}"""
                        )
                    ),
                    "issuer missing" => Claim("iss", null),
                    "issuer wrong" => Claim("iss", $"https://sts.windows.net/{Signer.Tenant}/"),
                    "audience missing" => Claim("aud", null),
                    "audience wrong" => Claim("aud", "99999999-2222-3333-4444-555555555555"),
                    "audience is a list with ours in it" => Claim("aud", new JsonArray("andere", Signer.AppId)),
                    "expiry missing" => Claim("exp", null),
                    "expired" => Claim("exp", now.ToUnixTimeSeconds() - 301),
                    "expiry is a word" => Claim("exp", "9999999999"),
                    "expiry is too large for a number" => Claim("exp", 1e300),
                    "not-before missing" => Claim("nbf", null),
                    "not yet valid" => Claim("nbf", now.ToUnixTimeSeconds() + 301),
                    "serviceurl missing" => Claim("serviceurl", null),
                    "serviceurl wrong" => Claim("serviceurl", "https://angreifer.example/"),
                    _ => Bearer(sound),
                },
            ],
        };
    }

    private static void Set(JsonObject claims, string name, JsonNode? value)
    {
        claims.Remove(name);
        if (value is not null)
            claims[name] = value;
    }

    private string Unsigned(string algorithm)
    {
        var header = Door.Signer.Header();
        header["alg"] = algorithm;
        return Bearer(
            $"{Signer.Base64(header.ToJsonString())}.{Signer.Base64(Signer.Claims(Door.Now).ToJsonString())}."
        );
    }

    private string Symmetric()
    {
        var header = Door.Signer.Header();
        header["alg"] = "HS256";
        var signed = $"{Signer.Base64(header.ToJsonString())}.{Signer.Base64(Signer.Claims(Door.Now).ToJsonString())}";
        var secret = Encoding.ASCII.GetBytes(Door.Signer.Key.ExportSubjectPublicKeyInfoPem());
        var mac = HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(signed));
        return Bearer($"{signed}.{Base64Url.EncodeToString(mac)}");
    }

    private string Foreign()
    {
        using var other = new Signer(Door.Signer.KeyId);
        return Bearer(other.Token(Door.Now));
    }

    private static string Bearer(string token) => "Bearer " + token;
}
