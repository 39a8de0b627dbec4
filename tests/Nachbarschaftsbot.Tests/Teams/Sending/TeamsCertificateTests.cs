using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Nachbarschaftsbot.Calendar.Graph;
using Nachbarschaftsbot.Messengers.Teams;
using Nachbarschaftsbot.Messengers.Teams.Sending;
using Nachbarschaftsbot.Operations;
using Nachbarschaftsbot.Tests.Store;

namespace Nachbarschaftsbot.Tests.Teams.Sending;

/// <summary>
/// The app proves who it is by a certificate of its own. What Microsoft's library sends for that is checked as the login checks it: the
/// signature by the certificate's key, the thumbprint, for whom it is and how long it counts. The library takes no loopback as login.
/// </summary>
public sealed class TeamsCertificateTests : IDisposable
{
    private const string AppId = "11111111-2222-3333-4444-555555555555";
    private const string Tenant = "77777777-2222-3333-4444-555555555555";
    private const string Password = "kein-echtes-wort";
    private readonly TestFolder folder = new();
    private readonly FakeLogin login = new();
    private readonly RSA key = RSA.Create(2048);
    private readonly X509Certificate2 certificate;

    public TeamsCertificateTests()
    {
        var now = TimeProvider.System.GetUtcNow();
        certificate = Request(key).CreateSelfSigned(now.AddDays(-1), now.AddDays(100));
    }

    public void Dispose()
    {
        certificate.Dispose();
        key.Dispose();
        login.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("app.pfx", "")]
    [InlineData("app.pfx", Password)]
    [InlineData("app.pem", "")]
    [InlineData("app.pem", Password)]
    public async Task A_token_for_Teams_is_asked_for_with_a_proof_that_only_the_key_can_make(
        string name,
        string password
    )
    {
        var settings = new TeamsSettings
        {
            AppId = AppId,
            TenantId = Tenant,
            CertificateFile = Written(name, password),
            CertificatePassword = password,
        };
        var token = await TeamsTokens.Of(TeamsConnection.Of(settings)!, login).Get(false, CancellationToken.None);
        Assert.True(login.IsGood(token.Value!));
        IsProof("https://api.botframework.com/.default");
    }

    [Fact]
    public async Task A_token_for_the_calendar_is_asked_for_in_the_same_way()
    {
        var settings = new GraphSettings
        {
            AppId = AppId,
            TenantId = Tenant,
            CertificateFile = Written("app.pfx", Password),
            CertificatePassword = Password,
        };
        var token = await new GraphLogin(settings, login).Get(false, CancellationToken.None);
        Assert.True(login.IsGood(token.Value!));
        IsProof("https://graph.microsoft.com/.default");
    }

    [Fact]
    public async Task A_certificate_the_login_does_not_know_is_an_alarm_without_a_secret_in_it()
    {
        login.Refusal = (HttpStatusCode.Unauthorized, "invalid_client");
        var settings = new TeamsSettings
        {
            AppId = AppId,
            TenantId = Tenant,
            CertificateFile = Written("app.pfx", Password),
            CertificatePassword = Password,
        };
        var token = await TeamsTokens.Of(TeamsConnection.Of(settings)!, login).Get(false, CancellationToken.None);
        Assert.Equal((null, true), (token.Value, token.IsRefused));
        Assert.DoesNotContain(Password, token.Reason);
    }

    private void IsProof(string scope)
    {
        var form = QueryHelpers.ParseQuery(login.LastForm);
        Assert.Equal("client_credentials", form["grant_type"]);
        Assert.Equal(scope, form["scope"]);
        Assert.Equal("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", form["client_assertion_type"]);
        Assert.False(form.ContainsKey("client_secret"));
        var parts = form["client_assertion"].ToString().Split('.');
        var (head, claims) = (Json(parts[0]), Json(parts[1]));
        Assert.Equal("PS256", (string?)head["alg"]);
        Assert.Equal(
            certificate.GetCertHash(HashAlgorithmName.SHA256),
            Base64Url.DecodeFromChars((string)head["x5t#S256"]!)
        );
        Assert.Equal((AppId, AppId), ((string?)claims["iss"], (string?)claims["sub"]));
        Assert.Equal($"https://login.microsoftonline.com/{Tenant}/oauth2/v2.0/token", (string?)claims["aud"]);
        Assert.InRange(Seconds(claims, "exp") - Seconds(claims, "nbf"), 1, 3600);
        var said = Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}");
        var signature = Base64Url.DecodeFromChars(parts[2]);
        using var known = certificate.GetRSAPublicKey()!;
        Assert.True(known.VerifyData(said, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss));
        using var other = RSA.Create(2048);
        Assert.False(other.VerifyData(said, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss));
    }

    private string Written(string name, string password)
    {
        var file = Path.Combine(folder.Root, name);
        if (name.EndsWith(".pfx", StringComparison.Ordinal))
            File.WriteAllBytes(file, certificate.Export(X509ContentType.Pfx, password));
        else
            File.WriteAllText(file, $"{certificate.ExportCertificatePem()}\n{KeyPem(password)}");
        return file;
    }

    private string KeyPem(string password) =>
        password.Length == 0
            ? key.ExportPkcs8PrivateKeyPem()
            : key.ExportEncryptedPkcs8PrivateKeyPem(
                password,
                new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)
            );

    private static CertificateRequest Request(RSA key) =>
        new("CN=Nachbarschaftsbot", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private static long Seconds(JsonNode claims, string name) =>
        long.Parse(claims[name]!.ToString(), CultureInfo.InvariantCulture);

    private static JsonNode Json(string part) => JsonNode.Parse(Base64Url.DecodeFromChars(part))!;
}
