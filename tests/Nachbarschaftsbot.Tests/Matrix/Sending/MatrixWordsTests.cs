using FsCheck;
using FsCheck.Fluent;
using Nachbarschaftsbot.Core;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Messengers.Matrix.Sending;
using Nachbarschaftsbot.Tests.Matrix.Fake;

namespace Nachbarschaftsbot.Tests.Matrix.Sending;

/// <summary>Words, numbers and keys as Matrix shows and takes them.</summary>
public sealed class MatrixWordsTests
{
    private static readonly MatrixRenderer Renderer = new(Catalog.BuiltIn, Features.Register());

    [Fact]
    public void Whatever_people_write_stays_words_in_plain_and_in_HTML()
    {
        var pieces = Gen.OneOf(
            Gen.Elements(
                "<",
                ">",
                "&",
                "\"",
                "'",
                "<b>",
                "</p>",
                "&lt;",
                "\n",
                "\n\n",
                "\u0000",
                "\ud800",
                "@room",
                "👋"
            ),
            ArbMap.Default.GeneratorFor<string>().Where(s => s is not null)
        );
        var words = Gen.ListOf(pieces).Select(p => "x" + string.Concat(p));
        Prop.ForAll(Arb.From(Gen.Three(words)), (three) => Holds(three.Item1, three.Item2, three.Item3))
            .QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("3", 3)]
    [InlineData(" 3. ", 3)]
    [InlineData("(3)", 3)]
    [InlineData("Nr. 3", 3)]
    [InlineData("#3", 3)]
    [InlineData("3️⃣", 3)]
    [InlineData("3\u20e3", 3)]
    [InlineData("🔟", 10)]
    [InlineData("0", 0)]
    [InlineData("42", 42)]
    [InlineData("03", null)]
    [InlineData("123", null)]
    [InlineData("0170", null)]
    [InlineData("3 Kisten", null)]
    [InlineData("3:00", null)]
    [InlineData("1,3", null)]
    [InlineData("drei", null)]
    [InlineData("", null)]
    public void A_number_is_a_number_only_alone(string typed, int? number) =>
        Assert.Equal(number, MatrixKeys.Typed(typed));

    [Fact]
    public void Every_key_is_read_as_the_number_it_was_made_of()
    {
        Assert.All(Enumerable.Range(0, 11), n => Assert.Equal(n, MatrixKeys.Number(MatrixKeys.Of(n))));
        Assert.Null(MatrixKeys.Of(11));
        Assert.All((string[])["👍", "", "1", "11️⃣", "#️⃣", "*️⃣"], k => Assert.Null(MatrixKeys.Number(k)));
    }

    [Fact]
    public void Buttons_that_say_numbers_keep_them_and_ways_out_go_by_word()
    {
        var numbering = Of(["2", "3", "4"], Forms.Skip, Forms.Back, Forms.Cancel);
        Assert.Equal([(2, "2"), (3, "3"), (4, "4")], numbering.Choices.Select(c => (c.Number, c.Label)));
        Assert.Equal(["überspringen", "zurück", "abbrechen"], numbering.Words);
        var plain = Of(["Einkaufen", "Begleiten"], Forms.Skip, Forms.Help, Forms.Human);
        Assert.Equal([1, 2, 3], plain.Choices.Select(c => c.Number));
        Assert.Equal(["hilfe", "mensch"], plain.Words);
        Assert.True(Of([], Forms.Back).TakesNumbers);
        Assert.False(Of([]).TakesNumbers);
    }

    [Fact]
    public void Links_stand_with_their_address_and_have_no_number()
    {
        var text = Renderer.Render(
            Say() with
            {
                Buttons =
                [
                    [new Button(Text.Plain("Öffnen & lesen"), "https://example.org/?a=1&b=\"2\"", IsLink: true)],
                ],
            }
        );
        Assert.Empty(text.Numbering.Choices);
        Assert.Equal("Guten Tag\n\nÖffnen & lesen: https://example.org/?a=1&b=\"2\"", text.Parts[0].Body);
        Assert.Contains("href=\"https://example.org/?a=1&amp;b=&quot;2&quot;\"", text.Parts[0].Html!);
    }

    [Theory]
    [InlineData(PlaceKind.Private, "!hilfe")]
    [InlineData(PlaceKind.Group, "!nachbar hilfe")]
    public void Commands_are_named_as_they_are_called_here(PlaceKind kind, string shown)
    {
        var say = Say() with { To = new("matrix", "x", null, kind), Lines = ["join.no-quartier-yet"] };
        Assert.Contains($"{shown} ", Renderer.Render(say).Parts[0].Body, StringComparison.Ordinal);
        var quoted = say with { Lines = [Text.Plain("und/oder /hilfe"), Text.Quote("/hilfe")] };
        Assert.Equal("und/oder /hilfe\n\n/hilfe", Renderer.Render(quoted).Parts[0].Body);
    }

    private static void Holds(string title, string said, string quoted)
    {
        var message = Say() with
        {
            Lines = [new Text("", [("", title)], TextStyle.Title), Text.Plain(said), Text.Quote(quoted)],
            Buttons =
            [
                [new Button(Text.Plain(said), "1:x::")],
            ],
        };
        foreach (var part in Renderer.Render(message).Parts)
        {
            Assert.True(MatrixRenderer.Fits(part));
            var (words, fault) = MatrixHtml.Read(part.Html!);
            Assert.Null(fault);
            Assert.Equal(Dense(part.Body), Dense(words));
        }
    }

    private static Numbering Of(string[] labels, params string[] ways)
    {
        var options = labels.Select(l => new Button(Text.Plain(l), new Token(Forms.Verb, "stamp", l).ToString()));
        var rest = ways.Select(w => new Button($"form.{w[1..]}", new Token(Forms.Verb, "stamp", w).ToString()));
        return Numbering.Of(
            Say() with
            {
                Buttons =
                [
                    [.. options, .. rest],
                ],
            },
            Catalog.BuiltIn
        );
    }

    private static Outbound Say() =>
        new()
        {
            To = new("matrix", "@ada:quartier.example", null, PlaceKind.Private),
            Lines = [Text.Plain("Guten Tag")],
        };

    private static string Dense(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
