using FsCheck;
using FsCheck.Fluent;
using Nachbarschaftsbot.Core.LinkedRooms;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Tests.LinkedRooms;

/// <summary>Names and words as they may stand in another room.</summary>
public sealed class HarmlessTests
{
    [Theory]
    [InlineData("Ada", "Ada")]
    [InlineData("Ada\nModeration", "Ada Moderation")]
    [InlineData("Ada (Moderation)", "Ada Moderation")]
    [InlineData("\u202eadA", "adA")]
    [InlineData("@room", "room")]
    [InlineData("https://boese.example/x", "https boese. example x")]
    [InlineData("boese.example", "boese. example")]
    [InlineData("A\u0301\u0301\u0301\u0301\u0301da", "A\u0301\u0301da")]
    [InlineData("\u200b\u2063", "")]
    [InlineData("Zoë-Łucja", "Zoë-Łucja")]
    public void A_name_is_one_line_and_only_a_name(string raw, string shown) => Assert.Equal(shown, ShownName.Of(raw));

    [Fact]
    public void No_name_gets_through_that_is_more_than_a_name() =>
        Prop.ForAll(
                Trees.Text.ToArbitrary(),
                raw =>
                {
                    var name = ShownName.Of(raw);
                    Assert.InRange(name.Length, 0, ShownName.Longest);
                    Assert.Equal(name.Trim(), name);
                    Assert.DoesNotMatch(@"[@/:<>()\[\]\n\r\p{Cc}\p{Cf}]", name);
                    Assert.DoesNotMatch(@"[\p{L}\p{N}]\.[\p{L}\p{N}]", name);
                }
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("Hallo @room!", "Hallo @\u2060room!")]
    [InlineData("Hallo @ada", "Hallo @\u2060ada")]
    [InlineData("ada@example.org", "ada@example.org")]
    [InlineData("/loeschen", "/\u2060loeschen")]
    [InlineData("und/oder um 10:30", "und/oder um 10:30")]
    [InlineData("https://example.org/@ada/1", "https://example.org/@ada/1")]
    [InlineData("https://matrix.to/#/@ada:x", "https://matrix.\u2060to/#/@ada:x")]
    [InlineData("tg://user?id=1", "tg:\u2060//user?id=1")]
    [InlineData("javascript:alert(1)", "javascript:\u2060alert(1)")]
    public void Words_that_act_lose_their_force_and_read_the_same(string said, string carried) =>
        Assert.Equal(carried, Harmless.Of(Rich.Of(said)).Plain());

    [Fact]
    public void What_letters_before_it_make_another_address_of_hides_no_call()
    {
        var page = new RichInline.CodeSpan("https://example.org/a_b?c=d@all!@und/oder");
        Assert.Equal(
            "@\u2060everyonehttps:\u2060//example.org/a_b?c=d@\u2060all!@\u2060und/oder",
            Harmless.Of(Paragraph(new RichInline.Text("@everyone"), page)).Plain()
        );
        Assert.Equal(
            "So: https://example.org/a_b?c=d@\u2060all!@und/oder",
            Harmless.Of(Paragraph(new RichInline.Text("So: "), page)).Plain()
        );
    }

    [Fact]
    public void A_call_that_is_set_in_pieces_is_none_either()
    {
        var tree = Paragraph(new RichInline.Text("@"), new RichInline.Bold([new RichInline.Text("room")]));
        Assert.Equal("@\u2060room", Harmless.Of(tree).Plain());
    }

    [Theory]
    [InlineData("@ada", "@\u2060ada")]
    [InlineData("frag @ada:example.org", "frag @\u2060ada:example.org")]
    [InlineData("ada@example.org", "ada@example.org")]
    [InlineData("https://example.org/@ada/1", "https://example.org/@ada/1")]
    [InlineData("cat /etc/hosts", "cat /etc/hosts")]
    public void Names_are_quiet_in_code_too_and_paths_stay(string code, string carried)
    {
        Assert.Equal(carried, Harmless.Of(Paragraph(new RichInline.CodeSpan(code))).Plain());
        Assert.Equal(carried, Harmless.Of(new([new RichBlock.Code(code)])).Plain());
    }

    [Fact]
    public void An_address_in_code_does_not_shield_a_name_beside_it()
    {
        var tree = Paragraph(new RichInline.CodeSpan("https://example.org/"), new RichInline.Text("@ada"));
        Assert.Equal("https://example.org/@\u2060ada", Harmless.Of(tree).Plain());
    }

    [Theory]
    [InlineData("hier", "https://example.org/a", "hier (https://example.org/a)")]
    [InlineData("https://bank.example", "https://boese.example/", "https://bank.example (https://boese.example/)")]
    [InlineData("hier", "javascript:alert(1)", "hier")]
    [InlineData("Ada", "https://matrix.to/#/@ada:example.org", "Ada")]
    [InlineData("hier", "https://name:wort@example.org/", "hier")]
    public void An_address_is_what_its_words_say(string words, string address, string carried) =>
        Assert.Equal(
            carried,
            Harmless.Of(Paragraph(new RichInline.Link([new RichInline.Text(words)], address))).Plain()
        );

    [Fact]
    public void Words_that_name_another_page_are_no_link()
    {
        var link = new RichInline.Link([new RichInline.Text("bank.example")], "https://boese.example/");
        var words = ((RichBlock.Paragraph)Assert.Single(Harmless.Of(Paragraph(link)).Blocks)).Words;
        Assert.DoesNotContain(words, w => w is RichInline.Link);
    }

    [Fact]
    public void What_is_too_long_is_cut_and_said_so()
    {
        var said = Harmless.Of(Rich.Of(new string('a', 5000)), out var isCut);
        Assert.True(isCut);
        Assert.Equal(Harmless.Longest, said.Plain().Length);
    }

    private static Rich Paragraph(params RichInline[] words) => new([new RichBlock.Paragraph(words)]);
}
