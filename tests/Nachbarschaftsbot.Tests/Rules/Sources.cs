using System.Text.RegularExpressions;

namespace Nachbarschaftsbot.Tests.Rules;

/// <summary>The source files of the program, for rules that no compiler checks.</summary>
internal static partial class Sources
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>
    /// A vendor's own description of an interface, which is not ours to copy: from the folder that the environment names
    /// (<c>SCHEMAS</c>), or from <c>../shared/schemas</c> beside the repository. Without one the test is skipped and says so.
    /// </summary>
    /// <param name="file">Its name in the folder.</param>
    /// <param name="from">Where the vendor publishes it.</param>
    public static string Schema(string file, string from)
    {
        var folder = Environment.GetEnvironmentVariable("SCHEMAS") ?? Path.Combine(Root, "..", "shared", "schemas");
        var path = Path.Combine(folder, file);
        Assert.SkipUnless(
            File.Exists(path),
            $"{file} is missing. To run this test: save {from} under this name in a folder, and set SCHEMAS to the folder."
        );
        return path;
    }

    /// <summary>All C# files below a folder of the solution, with their text.</summary>
    public static IReadOnlyList<(string File, string Text)> Below(string folder) =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
                .Select(file => (File: Path.GetRelativePath(Root, file).Replace('\\', '/'), Path: file))
                .Where(f => !f.File.Contains("/obj/") && !f.File.Contains("/bin/"))
                .Select(f => (f.File, File.ReadAllText(f.Path))),
        ];

    /// <summary>The literals of a text, interpolated ones with every hole as <c>{}</c>.</summary>
    public static IEnumerable<string> Literals(string text) =>
        Literal().Matches(text).Select(m => Hole().Replace(m.Groups[1].Value, "{}"));

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Nachbarschaftsbot.sln"))
            ? folder
            : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The sources are not here."));

    [GeneratedRegex("\"((?:[^\"\\\\\\n{}]|\\\\.|\\{(?:[^{}\"]|\"[^\"\\n]*\")*\\})*)\"")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Hole();
}
