using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Identity.Client;
using Nachbarschaftsbot.Calendar.Graph;
using Nachbarschaftsbot.Operations;
using Nachbarschaftsbot.Tests.Store;

namespace Nachbarschaftsbot.Tests.Calendar;

/// <summary>Settings, login and the doctor's words about the calendar service.</summary>
public sealed class GraphSettingsTests
{
    private const string Id = "11111111-2222-3333-4444-555555555555";

    [Fact]
    public void Without_an_app_id_it_is_off_and_nothing_is_wrong()
    {
        Assert.False(new GraphSettings().IsOn);
        Assert.Empty(GraphCheck.Problems(new(), ManualTime.Wednesday()));
        Assert.Empty(GraphCheck.Problems(Right(), ManualTime.Wednesday()));
    }

    [Theory]
    [InlineData("Graph:AppId", "AppId", "meine-app")]
    [InlineData("Graph:AppId", "AppId", "")]
    [InlineData("Graph:TenantId", "TenantId", "example.org")]
    [InlineData("Graph:Mailbox", "Mailbox", "")]
    [InlineData("Graph:Mailbox", "Mailbox", "quartier")]
    [InlineData("Graph:Mailbox", "Mailbox", "a@b.de\r\nX: y")]
    [InlineData("Graph:Mailbox", "Mailbox", "a@b.de/../../users")]
    [InlineData("Graph:ClientSecret", "ClientSecret", "")]
    [InlineData("Graph:ClientSecret", "ClientSecret", Id)]
    [InlineData("Graph:ClientSecret", "CertificateFile", "/gibt/es/nicht.pfx")]
    [InlineData("Graph:BaseAddress", "BaseAddress", "http://graph.example.org")]
    [InlineData("Graph:LoginAddress", "LoginAddress", "ftp://login.example.org")]
    public void Every_wrong_setting_is_named_without_its_secret(string named, string property, string value)
    {
        var settings = Right();
        typeof(GraphSettings).GetProperty(property)!.SetValue(settings, value);
        var problems = GraphCheck.Problems(settings, ManualTime.Wednesday()).ToList();
        Assert.Contains(problems, p => p.Setting == named);
        Assert.DoesNotContain(problems, p => p.ToString().Contains("geheim-wort"));
    }

    [Fact]
    public void A_certificate_has_to_open_and_the_doctor_says_how_long_it_counts()
    {
        using var folder = new TestFolder();
        var settings = Right();
        settings.ClientSecret = "";
        settings.CertificateFile = Path.Combine(folder.Root, "graph.pfx");
        using var key = RSA.Create(2048);
        var now = ManualTime.Wednesday().GetUtcNow();
        using var certificate = new CertificateRequest(
            "CN=graph",
            key,
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        ).CreateSelfSigned(now.AddDays(-1), now.AddDays(20.5));
        File.WriteAllBytes(settings.CertificateFile, certificate.Export(X509ContentType.Pfx, "geheim-wort"));
        Assert.Contains(
            GraphCheck.Problems(settings, ManualTime.Wednesday()),
            p => p.Reason.Contains("lässt sich nicht öffnen")
        );
        settings.CertificatePassword = "geheim-wort";
        Assert.Empty(GraphCheck.Problems(settings, ManualTime.Wednesday()));
        var time = ManualTime.Wednesday();
        Assert.Equal((Finding.Look, "Das Zertifikat gilt noch 20 Tage."), Of(settings, time));
        time.Advance(NodaTime.Duration.FromDays(30));
        Assert.Equal(Finding.Ill, Of(settings, time).Finding);
        Assert.StartsWith("Das Zertifikat ist abgelaufen.", Of(settings, time).Says);
        var expired = Assert.Single(GraphCheck.Problems(settings, time));
        Assert.Equal("Graph:CertificateFile", expired.Setting);
        Assert.StartsWith("Das Zertifikat ist abgelaufen.", expired.Reason);
        Assert.NotNull(new GraphLogin(settings));

        static (Finding Finding, string Says) Of(GraphSettings settings, TimeProvider time) =>
            settings.Certificate.Look("Microsoft-Kalender", time) is var diagnosis
                ? (diagnosis.Finding, diagnosis.Says)
                : default;
    }

    [Fact]
    public async Task A_token_is_asked_for_in_the_own_tenant_for_Graph_alone_and_kept()
    {
        var login = new Login(HttpStatusCode.OK, """{"token_type":"Bearer","expires_in":3600,"access_token":"abc"}""");
        var tokens = new GraphLogin(Right(), login);
        Assert.Equal("abc", (await tokens.Get(false, CancellationToken.None)).Value);
        Assert.Equal("abc", (await tokens.Get(false, CancellationToken.None)).Value);
        var asked = Assert.Single(login.Asked);
        Assert.StartsWith($"https://login.microsoftonline.com/{Id}/oauth2/v2.0/token", asked.Address);
        Assert.Contains("scope=https%3A%2F%2Fgraph.microsoft.com%2F.default", asked.Body);
        await tokens.Get(true, CancellationToken.None);
        Assert.Equal(2, login.Asked.Count);
    }

    [Fact]
    public async Task A_secret_that_ran_out_is_told_apart_from_a_service_that_is_down()
    {
        var refused = new Login(
            HttpStatusCode.Unauthorized,
            """{"error":"invalid_client","error_description":"AADSTS7000222: geheim-wort"}"""
        );
        var trouble = (await new GraphLogin(Right(), refused).Get(false, CancellationToken.None)).Trouble;
        Assert.Equal(new GraphTrouble.Refused("login invalid_client"), trouble);
        var diagnosis = GraphDoctor.OfLogin(trouble);
        Assert.Equal(Finding.Ill, diagnosis.Finding);
        Assert.DoesNotContain("geheim-wort", diagnosis.ToString());

        var down = new Login(HttpStatusCode.ServiceUnavailable, "");
        var passing = (await new GraphLogin(Right(), down).Get(false, CancellationToken.None)).Trouble;
        Assert.IsType<GraphTrouble.Passing>(passing);
        Assert.Equal(Finding.Look, GraphDoctor.OfLogin(passing).Finding);
    }

    [Fact]
    public void The_doctor_says_what_to_do()
    {
        Assert.Equal(Finding.Well, GraphDoctor.OfMailbox(null).Finding);
        Assert.Contains(
            "Application Calendars.ReadWrite",
            GraphDoctor.OfMailbox(GraphTrouble.Of(403, "ErrorAccessDenied", null)).Todo
        );
        Assert.Contains("Graph:Mailbox", GraphDoctor.OfMailbox(GraphTrouble.Of(404, "ErrorInvalidUser", null)).Todo);
        Assert.Equal(Finding.Look, GraphDoctor.OfMailbox(GraphTrouble.Of(503, null, null)).Finding);
    }

    [Theory]
    [InlineData("""{"roles":["Calendars.ReadWrite"]}""", Finding.Look)]
    [InlineData("""{"roles":["User.ReadBasic.All"]}""", Finding.Well)]
    [InlineData("""{"aud":"https://graph.microsoft.com"}""", Finding.Well)]
    public void A_right_on_all_mailboxes_is_noticed(string claims, object finding)
    {
        var middle = Convert
            .ToBase64String(Encoding.UTF8.GetBytes(claims))
            .TrimEnd('=')
            .Replace('+', '-')
            .Replace('/', '_');
        Assert.Equal(finding, GraphDoctor.OfRights($"e30.{middle}.sig").Finding);
    }

    private static GraphSettings Right() =>
        new()
        {
            AppId = Id,
            TenantId = Id,
            ClientSecret = "geheim-wort",
            Mailbox = "quartier@example.org",
        };

    /// <summary>A login that answers always the same.</summary>
    private sealed class Login(HttpStatusCode status, string answer) : HttpMessageHandler, IMsalHttpClientFactory
    {
        public List<(string Address, string Body)> Asked { get; } = [];

        public HttpClient GetHttpClient() => new(this, disposeHandler: false);

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancel
        )
        {
            Asked.Add((request.RequestUri!.ToString(), await request.Content!.ReadAsStringAsync(cancel)));
            return new(status) { Content = new StringContent(answer, Encoding.UTF8, "application/json") };
        }
    }
}
