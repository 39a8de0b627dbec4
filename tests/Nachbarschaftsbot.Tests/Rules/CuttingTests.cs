using System.Text.RegularExpressions;
using Nachbarschaftsbot.Core.Texts;

namespace Nachbarschaftsbot.Tests.Rules;

/// <summary>What people wrote is cut in one place, never inside a character.</summary>
public sealed partial class CuttingTests
{
    [Theory]
    [InlineData("", 5, "")]
    [InlineData("Hallo", 5, "Hallo")]
    [InlineData("Hallo du", 5, "Hallo")]
    [InlineData("Hall😀", 5, "Hall")]
    [InlineData("Hal😀!", 5, "Hal😀")]
    [InlineData("😀", 1, "")]
    [InlineData("Hallo", 0, "")]
    public void The_beginning_ends_between_characters(string text, int most, string kept) =>
        Assert.Equal(kept, Beginning.Of(text, most));

    [Theory]
    [InlineData("Hallo", 5, "Hallo")]
    [InlineData("Hall😀 du", 5, "Hall …")]
    [InlineData("Gut so ja", 4, "Gut …")]
    public void What_was_more_is_hinted_at(string text, int most, string shown) =>
        Assert.Equal(shown, Beginning.Shortened(text, most));

    [Fact]
    public void Nothing_else_cuts_words_of_people() =>
        Rule.None(
            Sources
                .Below("src")
                .Where(s => !s.File.EndsWith("Texts/Beginning.cs", StringComparison.Ordinal))
                .SelectMany(s => Cut().Matches(s.Text).Select(m => $"{s.File}: {m.Value}"))
        );

    [GeneratedRegex(@"IsHighSurrogate|\[\.\.(?:Longest\w*|Max\w*|Short\w*|Math\.Min[^\]]*)\]|\w+\[\.\.\d{3,}\]")]
    private static partial Regex Cut();
}
