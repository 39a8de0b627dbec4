using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Nachbarschaftsbot.Operations;

namespace Nachbarschaftsbot.Tests.Teams;

/// <summary>Wrong settings of Teams keep the program from starting; each names itself, the reason and what would be right.</summary>
public sealed class TeamsSettingsTests
{
    private const string Id = "11111111-2222-3333-4444-555555555555";

    [Fact]
    public void Nothing_set_is_well_and_off()
    {
        Assert.Empty(Problems(new()));
        Assert.False(new TeamsSettings().IsOn);
    }

    [Fact]
    public void Everything_set_is_well_and_on()
    {
        var teams = Sound();
        Assert.Empty(Problems(teams));
        Assert.True(teams.IsOn);
        teams.AllowedTenants = $" {Id.Replace('1', '9')} , {Id.Replace('1', '8')}";
        Assert.Empty(Problems(teams));
        Assert.Equal(3, teams.Tenants().Count);
    }

    [Theory]
    [InlineData("Teams:AppId", "AppId", "nachbarschaftsbot")]
    [InlineData("Teams:AppId", "AppId", "")]
    [InlineData("Teams:TenantId", "TenantId", "")]
    [InlineData("Teams:TenantId", "TenantId", "linden.onmicrosoft.com")]
    [InlineData("Teams:TenantId", "TenantId", "common")]
    [InlineData("Teams:ClientSecret", "ClientSecret", "")]
    [InlineData("Teams:ClientSecret", "ClientSecret", Id)]
    [InlineData("Teams:CertificateFile", "CertificateFile", "/gibt/es/nicht.pfx")]
    [InlineData("Teams:AllowedTenants", "AllowedTenants", "alle")]
    [InlineData("Teams:LoginAddress", "LoginAddress", "http://login.example.org")]
    [InlineData("Teams:LoginAddress", "LoginAddress", "login")]
    [InlineData("Teams:LoginAddress", "LoginAddress", "http://127.0.0.1:1")]
    [InlineData("Teams:KeyAddress", "KeyAddress", "http://login.botframework.com/v1/.well-known/openidconfiguration")]
    [InlineData("Teams:KeyAddress", "KeyAddress", "")]
    public void A_wrong_setting_is_named_with_reason_and_example(string named, string setting, string value)
    {
        var teams = Sound();
        typeof(TeamsSettings).GetProperty(setting)!.SetValue(teams, value);
        var problem = Problems(teams).First();
        Assert.Equal(named, problem.Setting);
        Assert.NotEmpty(problem.Reason);
        Assert.NotEmpty(problem.Example);
        Assert.DoesNotContain("geheim-geheim", string.Join('\n', Problems(teams)));
    }

    [Theory]
    [InlineData(true, "http://127.0.0.1:5080", 0)]
    [InlineData(true, "http://localhost:5080", 0)]
    [InlineData(true, "http://[::1]:5080", 0)]
    [InlineData(true, "http://0.0.0.0:5080", 1)]
    [InlineData(true, "http://*:5080", 1)]
    [InlineData(true, "http://192.0.2.1:5080", 1)]
    [InlineData(false, "http://127.0.0.1:5080", 1)]
    [InlineData(false, "http://0.0.0.0:5080", 2)]
    public void Without_tokens_only_for_development_and_only_on_this_machine(
        bool isDevelopment,
        string listen,
        int problems
    )
    {
        var found = Problems(new() { Anonymous = true }, isDevelopment, listen);
        Assert.Equal(problems, found.Count);
        Assert.All(found, p => Assert.Equal("Teams:Anonymous", p.Setting));
    }

    [Fact]
    public void With_and_without_tokens_at_once_is_refused()
    {
        var teams = Sound();
        teams.Anonymous = true;
        Assert.Equal("Teams:Anonymous", Assert.Single(Problems(teams, isDevelopment: true)).Setting);
    }

    [Fact]
    public void A_stand_in_on_this_machine_needs_no_tls()
    {
        var teams = Sound();
        teams.KeyAddress = "http://localhost:2/keys";
        Assert.Empty(Problems(teams));
    }

    [Theory]
    [InlineData("teams.pem", true, true)]
    [InlineData("teams.pem", false, false)]
    [InlineData("teams.pfx", true, true)]
    [InlineData("kaputt.pfx", false, false)]
    public void A_certificate_needs_its_key_and_the_right_password(string name, bool withKey, bool isSound)
    {
        var folder = Directory.CreateTempSubdirectory("teams-certificate-").FullName;
        try
        {
            var teams = Sound();
            (teams.ClientSecret, teams.CertificateFile) = ("", Path.Combine(folder, name));
            Write(teams.CertificateFile, withKey);
            Assert.Equal(isSound ? [] : ["Teams:CertificateFile"], Problems(teams).Select(p => p.Setting));
            if (!name.EndsWith("x", StringComparison.Ordinal))
                return;
            teams.CertificatePassword = "falsch";
            Assert.Equal(["Teams:CertificateFile"], Problems(teams).Select(p => p.Setting));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_certificate_that_ran_out_keeps_the_bot_from_starting_and_the_doctor_says_so()
    {
        var folder = Directory.CreateTempSubdirectory("teams-certificate-").FullName;
        try
        {
            var teams = Sound();
            (teams.ClientSecret, teams.CertificateFile) = ("", Path.Combine(folder, "teams.pfx"));
            Write(teams.CertificateFile, withKey: true);
            var time = ManualTime.Wednesday();
            time.Advance(NodaTime.Duration.FromDays(350));
            Assert.Empty(Problems(teams, time: time));
            Assert.Equal(Finding.Look, teams.Certificate.Look("Teams-Zertifikat", time).Finding);
            time.Advance(NodaTime.Duration.FromDays(20));
            var problem = Assert.Single(Problems(teams, time: time));
            Assert.Equal("Teams:CertificateFile", problem.Setting);
            Assert.StartsWith("Das Zertifikat ist abgelaufen.", problem.Reason);
            Assert.Equal(Finding.Ill, teams.Certificate.Look("Teams-Zertifikat", time).Finding);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Write(string file, bool withKey)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Probe", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = ManualTime.Wednesday().GetUtcNow();
        using var certificate = request.CreateSelfSigned(now, now.AddYears(1));
        if (file.EndsWith(".pem", StringComparison.Ordinal))
            File.WriteAllText(
                file,
                certificate.ExportCertificatePem() + "\n" + (withKey ? key.ExportPkcs8PrivateKeyPem() : "")
            );
        else
            File.WriteAllBytes(file, withKey ? certificate.Export(X509ContentType.Pfx) : [1, 2, 3]);
    }

    private static TeamsSettings Sound() =>
        new()
        {
            AppId = Id,
            TenantId = Id.Replace('1', '7'),
            ClientSecret = "geheim-geheim",
        };

    private static IReadOnlyList<SettingProblem> Problems(
        TeamsSettings teams,
        bool isDevelopment = false,
        string listen = "http://127.0.0.1:5080",
        TimeProvider? time = null
    )
    {
        var settings = new Settings { Teams = teams };
        settings.Bot.OperatorName = "Nachbarschaftshilfe";
        settings.Bot.OperatorContact = "Telefon 0000 123456";
        settings.Web.Listen = listen;
        return SettingsCheck.Problems(settings, isDevelopment, time ?? ManualTime.Wednesday());
    }
}
