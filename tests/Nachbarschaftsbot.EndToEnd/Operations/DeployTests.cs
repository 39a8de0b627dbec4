using System.Text.Json;
using Nachbarschaftsbot.Operations;

namespace Nachbarschaftsbot.EndToEnd.Operations;

/// <summary>A setting by its place in the classes.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="First">Its first value.</param>
internal sealed record SettingAt(string Name, object? First);

/// <summary>All settings that there are.</summary>
internal static class Sample
{
    internal static IEnumerable<SettingAt> Settings() => Below("", new Settings());

    private static IEnumerable<SettingAt> Below(string name, object section) =>
        section
            .GetType()
            .GetProperties()
            .Where(p => p.CanWrite)
            .SelectMany(p =>
                p.PropertyType.IsClass && p.PropertyType != typeof(string)
                    ? Below($"{name}{p.Name}:", p.GetValue(section)!)
                    : [new SettingAt(name + p.Name, p.GetValue(section))]
            );

    /// <summary>The names of all values in a file of settings.</summary>
    internal static IEnumerable<string> Names(JsonElement section, string name = "") =>
        section
            .EnumerateObject()
            .SelectMany(s =>
                s.Value.ValueKind == JsonValueKind.Object ? Names(s.Value, $"{name}{s.Name}:") : [name + s.Name]
            );
}

/// <summary>What comes along for operators is right: sample settings, systemd unit, container file.</summary>
public sealed class DeployTests
{
    private static string Deploy => Path.Combine(Repository.Root, "manifests", "deploy");

    [Fact]
    public void The_sample_holds_every_setting_and_no_other()
    {
        using var sample = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Repository.Root, "appsettings.sample.json"))
        );
        Assert.Equal(Sample.Settings().Select(s => s.Name).Order(), Sample.Names(sample.RootElement).Order());
    }

    [Fact]
    public async Task The_sample_is_valid()
    {
        await using var house = new Household();
        var sample = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "appsettings.sample.json"));
        // Telegram itself is out of reach in a test; the form of the token is what is checked.
        await File.WriteAllTextAsync(
            Path.Combine(house.Folder, "appsettings.json"),
            sample.Replace("https://api.telegram.org", $"http://127.0.0.1:{Household.FreePort()}")
        );
        var running = await house.Start();
        Assert.Contains("/betreiber", running.Output);
        Assert.DoesNotContain("AAExample", running.Output);
    }

    [Fact]
    public async Task The_unit_is_valid()
    {
        var unit = Path.Combine(Deploy, "nachbarschaftsbot.service");
        Assert.SkipUnless(
            File.Exists("/usr/bin/systemd-analyze"),
            "systemd-analyze is missing. To run this test: apt-get install systemd"
        );
        await using var house = new Household();
        // The program it names is not installed here; anything that can be executed stands in for it.
        var copy = Path.Combine(house.Folder, "nachbarschaftsbot.service");
        var text = await File.ReadAllTextAsync(unit);
        await File.WriteAllTextAsync(
            copy,
            text.Replace("ExecStart=/opt/nachbarschaftsbot/Nachbarschaftsbot", "ExecStart=/bin/true")
        );
        var verified = await Shell.Run("systemd-analyze", ["verify", "--man=no", copy], house.Folder);
        Assert.DoesNotContain("nachbarschaftsbot.service:", verified.Output);
        Assert.Equal(0, verified.Code);
    }

    [Fact]
    public void The_container_runs_without_rights_and_listens_where_it_says()
    {
        var lines = File.ReadAllLines(Path.Combine(Deploy, "Containerfile"));
        Assert.Contains("USER bot", lines);
        Assert.Contains(lines, l => l.StartsWith("EXPOSE 5080", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("HEALTHCHECK", StringComparison.Ordinal) && l.Contains("\"health\""));
        Assert.Contains(lines, l => l.Contains("Web__Listen=http://0.0.0.0:5080", StringComparison.Ordinal));
    }
}
