using System.Text.RegularExpressions;
using Nachbarschaftsbot.Core;

namespace Nachbarschaftsbot.Tests.Rules;

/// <summary>Core never sees a messenger or SQL; a messenger never sees a feature; the store never sees a dialogue.</summary>
public sealed partial class DependencyTests
{
    private static readonly string[] FeatureNames =
    [
        "HelpRequests",
        "Vermittlungen",
        "Triage",
        "Neighbours",
        "Quartiere",
        "Emergency",
        "Introduction",
        "Meetings",
    ];

    [Fact]
    public void Core_stands_on_NodaTime_alone()
    {
        var others = typeof(Features)
            .Assembly.GetReferencedAssemblies()
            .Select(a => a.Name!)
            .Where(n =>
                n is not "NodaTime" and not "netstandard" && !n.StartsWith("System.", StringComparison.Ordinal)
            );
        Rule.None(others);
        var project = File.ReadAllText(
            Path.Combine(Sources.Root, "src/Nachbarschaftsbot.Core/Nachbarschaftsbot.Core.csproj")
        );
        Assert.Equal(["NodaTime"], Package().Matches(project).Select(m => m.Groups[1].Value));
        Assert.DoesNotContain("ProjectReference", project, StringComparison.Ordinal);
    }

    [Fact]
    public void Core_reads_no_clock_and_no_network() =>
        Rule.None(
            Sources
                .Below("src/Nachbarschaftsbot.Core")
                .Where(s =>
                    s.Text.Contains("System.Net", StringComparison.Ordinal)
                    || s.Text.Contains("SystemClock", StringComparison.Ordinal)
                    || s.Text.Contains("TimeProvider.System", StringComparison.Ordinal)
                )
                .Select(s => s.File)
        );

    /// <summary>Who somebody is and which places are bound are part of the contract; only these ask for it, to guard or to list a place.</summary>
    private static readonly string[] Exceptions =
    [
        "WebChat/WebVisits.cs uses Neighbours",
        "WebChat/WebVisits.cs uses Quartiere",
        "Telegram/ProfileKeeper.cs uses Quartiere",
        "Teams/TeamsKeeper.cs uses Neighbours",
        "Matrix/Rooms/MatrixKeeper.cs uses Neighbours",
    ];

    [Fact]
    public void A_messenger_never_sees_a_feature() =>
        Rule.None(
            Uses("src/Nachbarschaftsbot/Messengers", FeatureNames)
                .Where(use => !Exceptions.Any(e => use.EndsWith(e, StringComparison.Ordinal)))
        );

    [Fact]
    public void The_store_never_sees_a_dialogue_or_a_feature() =>
        Rule.None(Uses("src/Nachbarschaftsbot/Store", [.. FeatureNames, "Dialogues", "Understanding", "Texts"]));

    [Fact]
    public void The_store_never_sees_a_messenger() =>
        Rule.None(
            Sources
                .Below("src/Nachbarschaftsbot/Store")
                .Where(s => s.Text.Contains("Nachbarschaftsbot.Messengers", StringComparison.Ordinal))
                .Select(s => s.File)
        );

    [Fact]
    public void Dialogues_see_a_feature_only_where_the_contract_says_so()
    {
        // Who a person is, which Quartier a place belongs to and the way to the emergency numbers are part of every call.
        var seen = Uses("src/Nachbarschaftsbot.Core/Dialogues", FeatureNames)
            .Where(u => !u.EndsWith("Neighbours") && !u.EndsWith("Quartiere") && !u.EndsWith("Emergency"));
        Rule.None(seen);
    }

    private static IEnumerable<string> Uses(string folder, IReadOnlyList<string> namespaces) =>
        Sources
            .Below(folder)
            .SelectMany(s => Core().Matches(s.Text).Select(m => (s.File, Namespace: m.Groups[1].Value)))
            .Where(u => namespaces.Contains(u.Namespace))
            .Select(u => $"{u.File} uses {u.Namespace}")
            .Distinct();

    [GeneratedRegex("PackageReference Include=\"([^\"]+)\"")]
    private static partial Regex Package();

    [GeneratedRegex(@"\bCore\.([A-Z]\w+)")]
    private static partial Regex Core();
}
