using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json.Nodes;
using Nachbarschaftsbot.Core;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Messengers.Teams;
using Nachbarschaftsbot.Tests.Rules;

namespace Nachbarschaftsbot.Tests.Teams.Manifest;

/// <summary>
/// The package for Teams is what the program says, and what Microsoft allows. The rules beside this file are those of schema 1.25
/// (https://developer.microsoft.com/json-schemas/teams/v1.25/MicrosoftTeams.schema.json and …Localization.schema.json) for the parts that
/// we use; set SCHEMAS to a folder with the whole schemas to check against these too.
/// </summary>
public sealed class TeamsManifestTests
{
    private const string Update = "UPDATE_MANIFESTS";
    private static readonly string Folder = Path.Combine(Sources.Root, "manifests", "teams");
    private static readonly string Here = Path.Combine(Sources.Root, "tests/Nachbarschaftsbot.Tests/Teams/Manifest");

    [Fact]
    public void The_files_are_what_the_program_says()
    {
        var expected = TeamsManifest.Files(Features.Register(), Catalog.BuiltIn);
        foreach (var (name, content) in expected)
        {
            if (Environment.GetEnvironmentVariable(Update) is { Length: > 0 })
                File.WriteAllText(Path.Combine(Folder, name), content);
            Assert.True(
                content == File.ReadAllText(Path.Combine(Folder, name)),
                $"manifests/teams/{name} is out of date. Run this test once with {Update}=1."
            );
        }
    }

    [Theory]
    [InlineData("manifest.json", "manifest.rules.json")]
    [InlineData("en.json", "localization.rules.json")]
    public void They_keep_to_the_schema(string file, string schema) =>
        Assert.Empty(CheckOf(schema).Faults(Read(Path.Combine(Folder, file))));

    [Theory]
    [InlineData("id", "keine-guid")]
    [InlineData("accentColor", "green")]
    [InlineData("manifestVersion", "1.19")]
    [InlineData("erfunden", "x")]
    [InlineData("defaultInstallScope", "everywhere")]
    public void What_is_wrong_is_found(string name, string value)
    {
        var manifest = Read(Path.Combine(Folder, "manifest.json"));
        manifest[name] = value;
        Assert.NotEmpty(CheckOf("manifest.rules.json").Faults(manifest));
    }

    [Theory]
    [InlineData("manifest.json", "teams-manifest-1.25.json", "MicrosoftTeams.schema.json")]
    [InlineData("en.json", "teams-manifest-localization-1.25.json", "MicrosoftTeams.Localization.schema.json")]
    public void They_keep_to_the_whole_schema(string file, string schema, string published)
    {
        var from = $"https://developer.microsoft.com/json-schemas/teams/v1.25/{published}";
        var whole = new SchemaCheck(Read(Sources.Schema(schema, from)));
        Assert.Empty(whole.Faults(Read(Path.Combine(Folder, file))));
    }

    [Fact]
    public void What_is_too_long_or_missing_deep_inside_is_found()
    {
        var check = CheckOf("manifest.rules.json");
        var manifest = Read(Path.Combine(Folder, "manifest.json"));
        manifest["description"]!["short"] = new string('x', 81);
        manifest["bots"]![0]!.AsObject().Remove("botId");
        manifest["bots"]![0]!["commandLists"]![0]!["commands"]![0]!["extra"] = true;
        Assert.Equal(3, check.Faults(manifest).Count);
    }

    [Fact]
    public void Every_German_word_has_an_English_one()
    {
        var manifest = Read(Path.Combine(Folder, "manifest.json"));
        var english = Read(Path.Combine(Folder, "en.json"));
        var lists = manifest["bots"]![0]!["commandLists"]!.AsArray();
        for (var list = 0; list < lists.Count; list++)
        for (var at = 0; at < lists[list]!["commands"]!.AsArray().Count; at++)
        {
            var place = $"bots[0].commandLists[{list}].commands[{at}]";
            Assert.NotEqual(
                (string)lists[list]!["commands"]![at]!["description"]!,
                (string)english[$"{place}.description"]!
            );
            Assert.NotEmpty((string)english[$"{place}.title"]!);
        }
    }

    [Theory]
    [InlineData("color.png", 192)]
    [InlineData("outline.png", 32)]
    public void The_icons_have_the_size_that_Teams_asks_for(string file, int size)
    {
        var png = File.ReadAllBytes(Path.Combine(Folder, file));
        Assert.Equal(size, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)));
        Assert.Equal(size, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
        // Eight bits and four channels: the outline needs its transparency.
        Assert.Equal((8, 6), (png[24], png[25]));
    }

    [Fact]
    public async Task The_package_holds_the_settings_of_the_operator()
    {
        var work = Directory.CreateTempSubdirectory("teams-package-").FullName;
        try
        {
            var built = await Build(
                work,
                ("Teams__AppId", "AAAAAAAA-2222-3333-4444-555555555555"),
                ("Web__PublicAddress", "https://bot.linden.example:8443/"),
                ("Bot__OperatorName", "Nachbarschaftshilfe \"Linden\" & Söhne e. V. mit langem Namen")
            );
            Assert.True(built.Code == 0, built.Output);
            CheckPackage(
                Path.Combine(work, "teams-paket.zip"),
                "aaaaaaaa-2222-3333-4444-555555555555",
                "bot.linden.example"
            );
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    [Fact]
    public async Task The_package_is_made_from_the_settings_file_too()
    {
        var work = Directory.CreateTempSubdirectory("teams-package-").FullName;
        try
        {
            var sample = await File.ReadAllTextAsync(Path.Combine(Sources.Root, "appsettings.sample.json"));
            await File.WriteAllTextAsync(
                Path.Combine(work, "appsettings.json"),
                sample.Replace("\"AppId\": \"\"", "\"AppId\": \"bbbbbbbb-2222-3333-4444-555555555555\"")
            );
            var built = await Build(work);
            Assert.True(built.Code == 0, built.Output);
            CheckPackage(
                Path.Combine(work, "teams-paket.zip"),
                "bbbbbbbb-2222-3333-4444-555555555555",
                "hilfe.example.org"
            );
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    [Theory]
    [InlineData("", "https://hilfe.example.org", "Träger", "Teams:AppId")]
    [InlineData("bbbbbbbb-2222-3333-4444-555555555555", "", "Träger", "Web:PublicAddress")]
    [InlineData("bbbbbbbb-2222-3333-4444-555555555555", "http://hilfe.example.org", "Träger", "Web:PublicAddress")]
    [InlineData("bbbbbbbb-2222-3333-4444-555555555555", "https://hilfe.example.org|x", "Träger", "Web:PublicAddress")]
    [InlineData("bbbbbbbb-2222-3333-4444-555555555555", "https://hilfe.example.org", "", "Bot:OperatorName")]
    public async Task What_is_missing_is_named(string id, string address, string name, string setting)
    {
        var work = Directory.CreateTempSubdirectory("teams-package-").FullName;
        try
        {
            var built = await Build(
                work,
                ("Teams__AppId", id),
                ("Web__PublicAddress", address),
                ("Bot__OperatorName", name)
            );
            Assert.Equal(1, built.Code);
            Assert.Contains($"Einstellung {setting}:", built.Output);
            Assert.False(File.Exists(Path.Combine(work, "teams-paket.zip")));
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static void CheckPackage(string file, string id, string host)
    {
        using var zip = ZipFile.OpenRead(file);
        Assert.Equal(
            ["color.png", "en.json", "manifest.json", "outline.png"],
            zip.Entries.Select(e => e.FullName).Order(StringComparer.Ordinal)
        );
        using var reader = new StreamReader(zip.GetEntry("manifest.json")!.Open());
        var manifest = JsonNode.Parse(reader.ReadToEnd())!.AsObject();
        Assert.Empty(CheckOf("manifest.rules.json").Faults(manifest));
        Assert.Equal((id, id), ((string)manifest["id"]!, (string)manifest["bots"]![0]!["botId"]!));
        Assert.Equal(host, (string)manifest["validDomains"]![0]!);
        Assert.Contains(host, (string)manifest["developer"]!["privacyUrl"]!);
        var text = manifest.ToJsonString();
        Assert.DoesNotContain(TeamsManifest.NoId, text);
        Assert.DoesNotContain("Name des", text);
    }

    private static async Task<(int Code, string Output)> Build(
        string work,
        params (string Name, string Value)[] settings
    )
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "bash is missing. To run this test: apt-get install bash");
        Assert.SkipUnless(
            File.Exists("/usr/bin/zip") || File.Exists("/usr/bin/python3"),
            "zip is missing. To run this test: apt-get install zip"
        );
        var start = new ProcessStartInfo("/bin/bash", [Path.Combine(Folder, "build")])
        {
            WorkingDirectory = work,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    private static SchemaCheck CheckOf(string file) => new(Read(Path.Combine(Here, file)));

    private static JsonObject Read(string file) => JsonNode.Parse(File.ReadAllText(file))!.AsObject();
}
