using System.Diagnostics;
using System.Text.RegularExpressions;
using Nachbarschaftsbot.Operations;

namespace Nachbarschaftsbot.EndToEnd.Operations;

/// <summary>What the README shows is what works: each command in it is carried out here, as it stands there.</summary>
public sealed partial class ReadmeTests(ITestOutputHelper output)
{
    private const string Run = "dotnet run --project src/Nachbarschaftsbot";
    private const string Doctor = $"{Run} -- doctor";
    private const string Backup = $"{Run} -- backup sicherung.db";
    private const string Restore = $"{Run} -- restore sicherung.db";
    private const string Help = $"{Run} -- --help";
    private const string Registration = $"{Run} -- matrix-registration";
    private const string Benchmark = "dotnet run -c Release --project tests/Nachbarschaftsbot.Benchmarks";
    private const string Package = "bash manifests/teams/build";
    private const string Publish =
        "dotnet publish src/Nachbarschaftsbot -c Release -r linux-x64 --self-contained -p:PublishSingleFile=true -o publish";

    /// <summary>It is what runs these tests.</summary>
    private const string Test = "bash tests/run";

    private const long LargestFile = 150L << 20;

    private static string Root => Repository.Root;
    private static string Readme => File.ReadAllText(Path.Combine(Root, "README.md"));

    [Fact]
    public void Every_command_of_the_readme_is_carried_out_here()
    {
        var shown = Blocks().Matches(Readme).SelectMany(b => b.Groups[1].Value.Split('\n')).Select(l => l.Trim());
        string[] tried = [Run, Test, Doctor, Backup, Restore, Help, Registration, Package, Publish, Benchmark];
        Assert.Equal(
            tried.Order(StringComparer.Ordinal),
            shown.Where(l => l.Length > 0 && l[0] != '#').Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task The_settings_lie_where_the_command_is_called()
    {
        await using var house = new Household();
        house.Settings["Store__Folder"] = house.Data;
        await File.WriteAllTextAsync(
            Path.Combine(house.Folder, "appsettings.json"),
            """{"Bot":{"OperatorName":"Nachbarschaftshilfe","OperatorContact":"Telefon 0000 123456"}}"""
        );
        var there = Run.Replace("src/", Path.Combine(Root, "src") + "/", StringComparison.Ordinal);
        var running = house.Launch("sh", ["-c", $"exec {there}"]);
        await running.Says("ist bereit", seconds: 240);
        await running.Says("/betreiber ");
    }

    [Fact]
    public async Task Run_doctor_backup_restore_and_help_work_as_shown()
    {
        await using var house = new Household();
        house.Settings["Store__Folder"] = house.Data;
        var running = house.Launch("sh", ["-c", $"exec {Run}"], Root);
        await running.Says("ist bereit", seconds: 240);
        Assert.Contains("Web-Chat", running.Output);
        Assert.Equal(0, (await Shown(Doctor, house)).Code);
        var file = Path.Combine(house.Folder, "sicherung.db");
        Assert.Equal(0, (await Shown(Backup.Replace("sicherung.db", file), house)).Code);
        Assert.Equal(0, (await Shown(Restore.Replace("sicherung.db", file), house)).Code);
        await running.Says("A backup was put in place");
        Assert.Contains("backup <datei>", (await Shown(Help, house)).Output);
    }

    [Fact]
    public async Task The_registration_for_Matrix_is_written_as_shown()
    {
        await using var house = new Household();
        var file = Path.Combine(house.Folder, "registration.yaml");
        var written = await Shown($"{Registration} {file}", house);
        Assert.True(written.Code == 0, written.Output);
        Assert.Contains("Matrix__Appservice__HsToken=", written.Output);
        Assert.Contains("sender_localpart: \"nachbarschaftsbot\"", await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task The_package_for_Teams_is_built_as_shown()
    {
        Assert.SkipUnless(
            File.Exists("/usr/bin/zip") || File.Exists("/usr/bin/python3"),
            "zip is missing. To run this test: apt-get install zip"
        );
        await using var house = new Household();
        house.Settings["Teams__AppId"] = "11111111-2222-3333-4444-555555555555";
        house.Settings["Web__PublicAddress"] = "https://hilfe.example.org";
        house.Settings["Bot__OperatorName"] = "Nachbarschaftshilfe Lindenviertel";
        var file = Path.Combine(house.Folder, "teams-paket.zip");
        var built = await Shown($"{Package} {file}", house);
        Assert.True(built.Code == 0, built.Output);
        using var package = System.IO.Compression.ZipFile.OpenRead(file);
        Assert.NotNull(package.GetEntry("manifest.json"));
    }

    [Fact]
    public async Task The_single_file_is_small_enough_and_runs_where_there_is_nothing_else()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux()
                && System.Runtime.InteropServices.RuntimeInformation.OSArchitecture
                    == System.Runtime.InteropServices.Architecture.X64,
            "The published file is for Linux on x64. Run the tests there."
        );
        await using var house = new Household();
        var folder = Path.Combine(house.Folder, "publish");
        var published = await Shown(Publish.Replace("-o publish", $"-o {folder}"), house, seconds: 400);
        Assert.True(published.Code == 0, published.Output);
        var file = Path.Combine(folder, "Nachbarschaftsbot");
        output.WriteLine($"{new FileInfo(file).Length >> 20} MiB");
        Assert.InRange(new FileInfo(file).Length, 1, LargestFile);

        var alone = Path.Combine(house.Folder, "Nachbarschaftsbot");
        File.Copy(file, alone);
        foreach (var native in Directory.GetFiles(folder, "*.so"))
            File.Copy(native, Path.Combine(house.Folder, Path.GetFileName(native)));
        var running = house.Launch("env", ["-u", "DOTNET_ROOT", "PATH=/usr/bin:/bin", alone]);
        await running.Says("ist bereit");
        Assert.Contains("store", (await house.Get("/health/ready")).Body);
        var doctor = await Shell.Run(alone, ["doctor"], house.Folder, house.Settings);
        Assert.True(doctor.Code == 0, doctor.Output);
        Assert.Equal(0, (await running.Terminate()).Code);
    }

    [Fact]
    public async Task The_benchmark_prints_its_table()
    {
        await using var house = new Household();
        // The tests run from a build of their own kind; the program beside them is that of the README's command.
        var program = Path.Combine(AppContext.BaseDirectory, "Nachbarschaftsbot.Benchmarks.dll");
        var small = await Shell.Run(
            "dotnet",
            [program, "--only", "fitting", "--runs", "1"],
            house.Folder,
            seconds: 240
        );
        Assert.Contains("| Passendes finden", small.Output);
    }

    [Fact]
    public void Every_setting_stands_in_the_readme_with_its_first_value()
    {
        Assert.All(
            Sample.Settings(),
            s =>
            {
                var row = Readme
                    .Split('\n')
                    .SingleOrDefault(l => l.StartsWith($"| `{s.Name}` |", StringComparison.Ordinal));
                Assert.True(row is not null, $"{s.Name} is missing in the README.");
                var word = s.First switch
                {
                    bool yes => yes ? "true" : "false",
                    "" => "leer",
                    IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
                    _ => s.First?.ToString() ?? "",
                };
                Assert.Contains(word, row.Split('|')[^2]);
            }
        );
    }

    [Fact]
    public void Files_that_the_readme_names_are_there()
    {
        var named = Links().Matches(Readme).Select(m => m.Groups[1].Value);
        Assert.All(named, path => Assert.True(File.Exists(Path.Combine(Root, path)), $"{path} is missing."));
    }

    private static Task<Ended> Shown(string command, Household house, int seconds = 240) =>
        Shell.Run("sh", ["-c", command], Root, house.Settings, seconds);

    [GeneratedRegex(@"```(?:bash|sh|shell|console)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"!\[[^\]]*\]\(([^)#:]+)\)")]
    private static partial Regex Links();
}
