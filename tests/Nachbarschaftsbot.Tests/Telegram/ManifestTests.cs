using System.Runtime.CompilerServices;
using Nachbarschaftsbot.Core;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Messengers.Telegram;
using Xunit;

namespace Nachbarschaftsbot.Tests.Telegram;

public class ManifestTests
{
    /// <summary>Set this variable to write the files instead of comparing them.</summary>
    private const string Update = "UPDATE_MANIFESTS";

    [Fact]
    public void The_files_for_BotFather_are_what_the_program_says()
    {
        var expected = BotFatherSheets.Files(Features.Register(), Catalog.BuiltIn);
        if (Environment.GetEnvironmentVariable(Update) is { Length: > 0 })
            Write(expected);
        var found = Directory.GetFiles(Folder()).ToDictionary(f => Path.GetFileName(f), File.ReadAllText);
        var stale = expected
            .Keys.Union(found.Keys)
            .Where(f => expected.GetValueOrDefault(f) != found.GetValueOrDefault(f));
        Assert.True(
            !stale.Any(),
            $"manifests/telegram is out of date: {string.Join(", ", stale)}. Run this test once with {Update}=1."
        );
    }

    private static void Write(IReadOnlyDictionary<string, string> files)
    {
        foreach (var old in Directory.GetFiles(Folder()))
            File.Delete(old);
        foreach (var (name, content) in files)
            File.WriteAllText(Path.Combine(Folder(), name), content);
    }

    private static string Folder([CallerFilePath] string here = "")
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
        return Directory.CreateDirectory(Path.Combine(root, "manifests", "telegram")).FullName;
    }
}
