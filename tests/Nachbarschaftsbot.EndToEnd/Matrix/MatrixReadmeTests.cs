using System.Text.RegularExpressions;
using Nachbarschaftsbot.EndToEnd.Operations;

namespace Nachbarschaftsbot.EndToEnd.Matrix;

/// <summary>"Matrix verbinden" in the README, followed step by step on a homeserver of others.</summary>
[Trait("Peer", "synapse")]
public sealed partial class MatrixReadmeTests
{
    private const string Run = "dotnet run --project src/Nachbarschaftsbot -- ";
    private const string UsualAddress = "http://127.0.0.1:5080";
    private const int MostSteps = 10;

    private static string Section =>
        File.ReadAllText(Path.Combine(Repository.Root, "README.md")).Split("### Matrix verbinden")[1].Split("\n### ")[
            0
        ];

    [Theory]
    [InlineData("**Mit einem Konto.**")]
    [InlineData("**Als Application Service.**")]
    public void Each_way_has_ten_steps_at_most(string way)
    {
        var steps = Way(way).Split('\n').Where(l => Step().IsMatch(l)).ToList();
        Assert.InRange(steps.Count, 1, MostSteps);
    }

    [Fact]
    public async Task With_an_account()
    {
        await using var homeserver = await Synapse.Start();
        await using var house = House();
        house.Settings["Matrix__Homeserver"] = homeserver.Address.ToString();
        house.Settings["Matrix__AccessToken"] = await homeserver.AccountByProgram("nachbarschaftsbot");
        Assert.Contains("`Matrix:Homeserver`", Section, StringComparison.Ordinal);
        Assert.Contains("`Matrix__AccessToken`", Section, StringComparison.Ordinal);
        await house.Start();
        var doctor = await house.Command("doctor");
        Assert.Contains($"Der Bot ist {MatrixHouse.Bot}.", doctor.Output, StringComparison.Ordinal);
        await IsGreeted(homeserver);
    }

    [Fact]
    public async Task As_an_application_service()
    {
        var homeserver = await Synapse.Make();
        await using var peer = homeserver;
        await using var house = House();
        var command = Assert.Single(Commands().Matches(Section)).Groups[1].Value.Trim();
        Assert.StartsWith(Run, command, StringComparison.Ordinal);
        var written = await house.Command(command[Run.Length..].Split(' '));
        Assert.True(written.Code == 0, written.Output);
        var values = Values().Matches(written.Output).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
        Assert.Equal(5, values.Count);
        foreach (var (name, value) in values)
            house.Settings[name] = value.Replace(UsualAddress, house.Address, StringComparison.Ordinal);
        var registration = await File.ReadAllTextAsync(Path.Combine(house.Folder, "registration.yaml"));
        Assert.Contains(UsualAddress, registration, StringComparison.Ordinal);
        homeserver.Register(registration.Replace(UsualAddress, house.Address, StringComparison.Ordinal));
        await homeserver.GoOn();
        house.Settings["Matrix__Homeserver"] = homeserver.Address.ToString();
        await house.Start();
        await IsGreeted(homeserver);
        var doctor = await house.Command("doctor");
        Assert.Contains($"Der Bot ist {MatrixHouse.Bot}.", doctor.Output, StringComparison.Ordinal);
        Assert.Contains("Der Homeserver erreicht den Bot.", doctor.Output, StringComparison.Ordinal);
        foreach (var secret in values.Where(v => v.Key.EndsWith("Token", StringComparison.Ordinal)))
            Assert.DoesNotContain(secret.Value, doctor.Output, StringComparison.Ordinal);
    }

    private static string Way(string heading) => Section.Split(heading)[1].Split("\n\n**")[0];

    private static Household House()
    {
        var house = new Household();
        house.Settings["Store__Folder"] = house.Data;
        house.Settings["Bot__OperatorName"] = "Nachbarschaftshilfe Lindenviertel";
        house.Settings["Bot__OperatorContact"] = "Telefon 0000 123456";
        house.Settings["Quartier__Name"] = "Lindenviertel";
        house.Settings["Quartier__Zone"] = Daytime.Zone;
        return house;
    }

    private static async Task IsGreeted(Synapse homeserver)
    {
        await using var ada = await homeserver.Person("Ada");
        var chat = await ada.Opens(MatrixHouse.Bot);
        await ada.Await(e => e.Room == chat && e.Body.Contains("automatisches Programm"), "the hello", all: true);
        await ada.Chooses(chat, "Ja, einverstanden");
        await ada.Sees(chat, "Vorname");
    }

    [GeneratedRegex(@"^\d+\. ")]
    private static partial Regex Step();

    [GeneratedRegex(@"```bash\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Commands();

    [GeneratedRegex(@"(?m)^\s*(Matrix__Appservice__\w+)=(\S+?)\r?$")]
    private static partial Regex Values();
}
