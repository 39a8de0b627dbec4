using Nachbarschaftsbot.Core.Emergency;
using Xunit;

namespace Nachbarschaftsbot.Tests.Emergency;

/// <summary>Sentences of people in danger, with the kind that has to be seen, and everyday sentences that must stay quiet.</summary>
public sealed class DangerCorpusTests
{
    public static TheoryData<string, string> DangerSentences() => Lines("danger.txt");

    public static TheoryData<string> EverydaySentences()
    {
        var data = new TheoryData<string>();
        foreach (var line in Corpus("everyday.txt"))
            data.Add(line);
        return data;
    }

    [Theory]
    [MemberData(nameof(DangerSentences))]
    public void Danger_is_seen(string kind, string text) =>
        Assert.Contains(Enum.Parse<DangerKind>(kind), Danger.Read(text));

    [Theory]
    [MemberData(nameof(DangerSentences))]
    public void Danger_is_seen_in_capitals(string kind, string text) =>
        Assert.Contains(Enum.Parse<DangerKind>(kind), Danger.Read(text.ToUpperInvariant()));

    [Theory]
    [MemberData(nameof(DangerSentences))]
    public void Danger_is_seen_in_the_middle_of_a_long_text(string kind, string text)
    {
        var chatter = string.Concat(Enumerable.Repeat("Das Wetter war heute schön und wir waren im Garten. ", 20));
        Assert.Contains(Enum.Parse<DangerKind>(kind), Danger.Read($"{chatter}{text}"));
    }

    [Theory]
    [MemberData(nameof(EverydaySentences))]
    public void Everyday_stays_quiet(string text) => Assert.Empty(Danger.Read(text));

    [Fact]
    public void The_corpus_is_large_enough()
    {
        Assert.True(Corpus("danger.txt").Count >= 80);
        Assert.True(Corpus("everyday.txt").Count >= 80);
    }

    private static TheoryData<string, string> Lines(string file)
    {
        var data = new TheoryData<string, string>();
        foreach (var line in Corpus(file))
        {
            var pieces = line.Split(": ", 2);
            data.Add(pieces[0], pieces[1]);
        }
        return data;
    }

    private static List<string> Corpus(string file)
    {
        using var stream = typeof(DangerCorpusTests).Assembly.GetManifestResourceStream("Emergency/" + file)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#').ToList();
    }
}
