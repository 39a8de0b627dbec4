using Nachbarschaftsbot.Core.DatePolls;

namespace Nachbarschaftsbot.Tests.DatePolls;

/// <summary>Answers to a poll as people type them.</summary>
public sealed class PollWordsTests
{
    [Theory]
    [InlineData("1 und 3 ja, 2 wenn nötig", "1+ 2? 3+")]
    [InlineData("1, 3", "1+ 3+")]
    [InlineData("1, 3 nein", "1- 3-")]
    [InlineData("1 ja, 2 zur Not, Rest nein", "1+ 2? 3-")]
    [InlineData("alle", "1+ 2+ 3+")]
    [InlineData("Ja", "1+ 2+ 3+")]
    [InlineData("passt", "1+ 2+ 3+")]
    [InlineData("nein", "1- 2- 3-")]
    [InlineData("keiner passt", "1- 2- 3-")]
    [InlineData("Nummer 2 geht nicht", "2-")]
    [InlineData("2 passt mir gut; 3 vielleicht", "2+ 3?")]
    [InlineData("1 and 2 yes, 3 if needed", "1+ 2+ 3?")]
    [InlineData("none", "1- 2- 3-")]
    [InlineData("2 yes, others no", "1- 2+ 3-")]
    [InlineData("um 2 Uhr geht es", "")]
    [InlineData("7 ja", "")]
    [InlineData("Wie geht es Ihnen heute", "")]
    [InlineData("Danke", "")]
    public void They_are_read(string words, string expected)
    {
        var read = PollWords.Read(words, ["1", "2", "3"]).OrderBy(v => v.Key, StringComparer.Ordinal);
        Assert.Equal(expected, string.Join(' ', read.Select(v => v.Key + "-?+"[(int)v.Value])));
    }

    [Theory]
    [InlineData("1 ja, 2 nein", true)]
    [InlineData("1 und 3 passen mir, der Rest nicht", true)]
    [InlineData("2 if needed", true)]
    [InlineData("ja", false)]
    [InlineData("2", false)]
    [InlineData("Ich brauche 2 Helfer", false)]
    [InlineData("Passt morgen um 3 jemand auf?", false)]
    [InlineData("alles gut", false)]
    [InlineData("", false)]
    public void Only_what_can_be_nothing_else_is_taken_without_a_card(string words, bool isAnswer) =>
        Assert.Equal(isAnswer, PollWords.IsAnswer(words));

    [Fact]
    public void A_flood_of_words_is_no_answer() => Assert.Empty(PollWords.Read(new string('1', 5000), ["1"]));
}
