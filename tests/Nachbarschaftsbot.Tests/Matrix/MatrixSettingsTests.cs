using Nachbarschaftsbot.Messengers.Matrix;
using Nachbarschaftsbot.Operations;
using Nachbarschaftsbot.Tests.Rules;

namespace Nachbarschaftsbot.Tests.Matrix;

/// <summary>Wrong settings of Matrix keep the program from starting; the registration file fits the settings that belong to it.</summary>
public sealed class MatrixSettingsTests
{
    private const string Token = "geheim-geheim-geheim";

    [Fact]
    public void Nothing_set_is_well_and_off()
    {
        Assert.Empty(Problems(new()));
        Assert.False(new MatrixSettings().IsOn);
    }

    [Fact]
    public void An_account_or_an_application_service_is_well_and_on()
    {
        Assert.Empty(Problems(Account()));
        Assert.Empty(Problems(Service()));
        Assert.True(Account().IsOn);
        var account = Account();
        account.AllowInvitesFrom = "*, example.org:8448 , @ada:example.com, [::1]:8448";
        Assert.Empty(Problems(account));
        Assert.Equal(4, account.Inviters().Count);
    }

    [Theory]
    [InlineData("Matrix:Homeserver", "matrix.example.org")]
    [InlineData("Matrix:Homeserver", "http://matrix.example.org")]
    [InlineData("Matrix:AccessToken", "")]
    [InlineData("Matrix:AccessToken", "zu-kurz")]
    [InlineData("Matrix:AccessToken", "mit einem Leerzeichen darin")]
    [InlineData("Matrix:AllowInvitesFrom", "@ada")]
    [InlineData("Matrix:AllowInvitesFrom", "example.org, alle Nachbarn")]
    [InlineData("Matrix:PerRoomPerSecond", 0.0)]
    [InlineData("Matrix:RoomBurst", 0)]
    [InlineData("Matrix:OverallPerSecond", -1.0)]
    public void A_wrong_setting_of_an_account_is_named(string named, object value)
    {
        var matrix = Account();
        typeof(MatrixSettings).GetProperty(named.Split(':')[1])!.SetValue(matrix, value);
        Named(named, matrix);
    }

    [Theory]
    [InlineData("Matrix:Appservice:Id", "mit Leerzeichen")]
    [InlineData("Matrix:Appservice:AsToken", "")]
    [InlineData("Matrix:Appservice:HsToken", "kurz")]
    [InlineData("Matrix:Appservice:HsToken", Token)]
    [InlineData("Matrix:Appservice:Url", "")]
    [InlineData("Matrix:Appservice:Url", "bot.example.org")]
    [InlineData("Matrix:Appservice:SenderLocalpart", "Groß")]
    public void A_wrong_setting_of_an_application_service_is_named(string named, string value)
    {
        var matrix = Service();
        typeof(AppserviceSettings).GetProperty(named.Split(':')[2])!.SetValue(matrix.Appservice, value);
        Named(named, matrix);
    }

    [Fact]
    public void Both_ways_at_once_or_none_are_refused()
    {
        var both = Service();
        both.AccessToken = Token;
        Named("Matrix:AccessToken", both);
        Named("Matrix:Homeserver", new() { AccessToken = Token });
    }

    [Fact]
    public void A_slip_of_the_pen_inside_a_section_is_named()
    {
        var sources = new Microsoft.Extensions.Configuration.ConfigurationBuilder();
        Microsoft.Extensions.Configuration.MemoryConfigurationBuilderExtensions.AddInMemoryCollection(
            sources,
            new Dictionary<string, string?> { ["Matrix:Appservice:Id"] = "a", ["Matrix:Appservice:Tokn"] = "b" }
        );
        var problem = Assert.Single(SettingsCheck.Unknown(sources.Build()));
        Assert.Equal("Matrix:Appservice:Tokn", problem.Setting);
        Assert.Contains("HsToken", problem.Example);
    }

    [Fact]
    public void The_registration_is_what_the_sample_shows_but_for_its_tokens()
    {
        var made = MatrixRegistration.Of(new());
        Assert.Equal(64, made.AsToken.Length);
        Assert.NotEqual(made.AsToken, made.HsToken);
        Assert.NotEqual(made.AsToken, MatrixRegistration.Of(new()).AsToken);
        var sample = File.ReadAllText(Path.Combine(Sources.Root, "manifests/matrix/registration.sample.yaml"));
        Assert.Equal(Lines(sample), Lines(made.File()));
        Assert.All(made.Environment().Split('\n'), l => Assert.StartsWith("Matrix__Appservice__", l));
        Assert.Contains($"Matrix__Appservice__HsToken={made.HsToken}", made.Environment());

        static IEnumerable<string> Lines(string file) =>
            file.Split('\n').Where(l => !l.StartsWith('#') && !l.Contains("_token:", StringComparison.Ordinal));
    }

    [Fact]
    public void The_registration_keeps_the_tokens_that_are_set()
    {
        var made = MatrixRegistration.Of(Service().Appservice);
        Assert.Contains($"as_token: \"{Token}\"", made.File());
        Assert.Contains("url: \"https://bot.example.org/matrix\"", made.File());
    }

    [Fact]
    public void The_file_is_written_once_and_only_for_its_owner()
    {
        var folder = Directory.CreateTempSubdirectory("registration-").FullName;
        try
        {
            var file = Path.Combine(folder, "registration.yaml");
            var said = new StringWriter();
            Assert.Equal(0, RegistrationCommand.Write([], file, said));
            Assert.Contains("Matrix__Appservice__AsToken=", said.ToString());
            var written = File.ReadAllText(file);
            Assert.Contains("hs_token:", written);
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            Assert.Equal(1, RegistrationCommand.Write([], file, said));
            Assert.Equal(written, File.ReadAllText(file));
            Assert.Equal(1, RegistrationCommand.Write([], Path.Combine(folder, "fehlt", "x.yaml"), said));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Named(string named, MatrixSettings matrix)
    {
        var problem = Problems(matrix).First();
        Assert.Equal(named, problem.Setting);
        Assert.NotEmpty(problem.Reason);
        Assert.NotEmpty(problem.Example);
        Assert.DoesNotContain(Token, string.Join('\n', Problems(matrix)));
    }

    private static MatrixSettings Account() => new() { Homeserver = "https://matrix.example.org", AccessToken = Token };

    private static MatrixSettings Service() =>
        new()
        {
            Homeserver = "http://127.0.0.1:8008",
            Appservice = new()
            {
                Id = "nachbarschaftsbot",
                AsToken = Token,
                HsToken = $"anders-{Token}",
                Url = "https://bot.example.org/matrix",
            },
        };

    private static IReadOnlyList<SettingProblem> Problems(MatrixSettings matrix)
    {
        var settings = new Settings { Matrix = matrix };
        settings.Bot.OperatorName = "Nachbarschaftshilfe";
        settings.Bot.OperatorContact = "Telefon 0000 123456";
        return SettingsCheck.Problems(settings, isDevelopment: false, ManualTime.Wednesday());
    }
}
