using FsCheck;
using FsCheck.Fluent;
using Nachbarschaftsbot.Core.Emergency;
using Nachbarschaftsbot.Core.Understanding;
using Xunit;

namespace Nachbarschaftsbot.Tests.Emergency;

/// <summary>Finding phrases by their first word finds what trying each phrase finds.</summary>
public sealed class PhraseBookProperties
{
    private const int Cases = 500;

    private static readonly (DangerKind Kind, Phrase Phrase)[] Dangers =
    [
        .. DangerWords.ByKind.SelectMany(k => PhraseLines.Read(k.Phrases).Select(line => (k.Kind, Phrase.Parse(line)))),
    ];

    private static readonly string[] Lines = [.. DangerWords.ByKind.SelectMany(k => PhraseLines.Read(k.Phrases))];

    private static readonly Gen<string> Chatter = Gen.Elements(
        "",
        ",",
        "a",
        "wir",
        "garten",
        "nicht",
        "x",
        "heute",
        "kaufen"
    );

    // The words of one phrase, mostly as they stand in it, with others in the gaps: reaches far more phrases than words drawn at random.
    private static readonly Gen<List<string>> Said = Gen.Elements(Lines)
        .SelectMany(line =>
            Gen.CollectToList(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), word => Spoken(word))
        )
        .Select(words => words.SelectMany(word => word).ToList());

    private static readonly Gen<List<string>> Texts = Gen.OneOf(
            Said.ListOf().Select(parts => parts.Take(5).SelectMany(part => part)),
            Said.Select(words => words.AsEnumerable()),
            Chatter.ListOf().Select(words => words.AsEnumerable())
        )
        .Select(words => words.Append("$").ToList());

    [Fact]
    public void The_same_kinds_are_found() =>
        Check(words =>
        {
            var found = new SortedSet<DangerKind>();
            DangerWords.Kinds.Look(words, found);
            return found.SetEquals(Dangers.Where(d => d.Phrase.FindIn(words) is not null).Select(d => d.Kind));
        });

    [Fact]
    public void Where_no_word_begins_a_phrase_none_is_found() =>
        Check(words => DangerWords.Kinds.MayBeIn(words) || Dangers.All(d => d.Phrase.FindIn(words) is null));

    [Fact]
    public void The_same_places_are_taken_out() =>
        Check(
            words =>
            {
                var blanked = words.ToList();
                new PhraseBook<string>([("", Lines)]).Blank(blanked);
                return blanked.SequenceEqual(BlankedPlainly(words));
            },
            cases: 60
        );

    [Fact]
    public void The_texts_hold_phrases_and_others_do_not()
    {
        var texts = Texts.Sample(200, 200).ToList();
        Assert.True(texts.Count(t => Dangers.Any(d => d.Phrase.FindIn(t) is not null)) > 50);
        Assert.Contains(texts, t => Dangers.All(d => d.Phrase.FindIn(t) is null));
    }

    private static List<string> BlankedPlainly(List<string> words)
    {
        var blanked = words.ToList();
        for (var at = 0; at < blanked.Count; at++)
        {
            var rest = blanked.GetRange(at, blanked.Count - at);
            for (var end = at + Dangers.Max(d => d.Phrase.FindIn(rest) is (0, var e) ? e : 0); at < end; at++)
                if (blanked[at] != "$")
                    blanked[at] = "";
        }
        return blanked;
    }

    /// <summary>What somebody may say for a word of a phrase: one of its alternatives, or any words for a gap.</summary>
    private static Gen<List<string>> Spoken(string word) =>
        word is ".." or "."
            ? Chatter.ListOf().Select(gap => gap.Take(6).ToList())
            : Gen.Zip(Gen.Elements(word.Split('|')), Gen.Choose(0, 9))
                .Select(both => new List<string> { Ended(both.Item1, both.Item2) });

    /// <summary>A star becomes nothing or some letters; one word in ten is left out.</summary>
    private static string Ended(string word, int chance) =>
        chance == 0 ? "" : word.Replace("*", chance < 5 ? "" : "en", StringComparison.Ordinal);

    private static void Check(Func<List<string>, bool> holds, int cases = Cases) =>
        Prop.ForAll(Texts.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(cases));
}
