using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Nachbarschaftsbot.Core.LinkedRooms;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers;
using Nachbarschaftsbot.Messengers.Matrix;
using Nachbarschaftsbot.Messengers.Teams;
using Nachbarschaftsbot.Messengers.Telegram;
using Nachbarschaftsbot.Messengers.Telegram.Client;
using Nachbarschaftsbot.Outbox;

namespace Nachbarschaftsbot.Tests.LinkedRooms;

/// <summary>Over generated trees: the same words arrive through every messenger, and nothing that acts or calls people does.</summary>
public sealed partial class RichProperties
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(400);

    /// <summary>There and back through each messenger's own form.</summary>
    private static readonly Dictionary<string, Func<Rich, Rich>> ThereAndBack = new()
    {
        ["telegram"] = rich =>
        {
            var (text, entities) = Telegram(rich);
            return TelegramRich.Read(text, entities);
        },
        ["matrix"] = rich => MatrixRich.Read(rich.Plain(), MatrixRich.Write(rich)),
        ["teams"] = rich => TeamsRich.Read(TeamsRich.Write(rich)),
    };

    [Theory]
    [InlineData("telegram")]
    [InlineData("matrix")]
    [InlineData("teams")]
    public void The_same_words_arrive(string messenger) =>
        ForAll(tree =>
        {
            var sent = Harmless.Of(tree);
            Assert.Equal(sent.Plain(), Harmless.Of(ThereAndBack[messenger](sent)).Plain());
        });

    [Fact]
    public void The_same_words_arrive_over_all_three_one_after_the_other() =>
        ForAll(tree =>
        {
            var sent = Harmless.Of(tree);
            var arrived = ThereAndBack.Values.Aggregate(sent, (rich, way) => Harmless.Of(way(rich)));
            Assert.Equal(sent.Plain(), arrived.Plain());
        });

    [Fact]
    public void Making_harmless_twice_changes_nothing_more() =>
        ForAll(tree => Assert.Equal(Harmless.Of(tree).Plain(), Harmless.Of(Harmless.Of(tree)).Plain()));

    [Fact]
    public void Words_wait_in_the_outbox_as_they_are() =>
        ForAll(tree =>
        {
            var sent = Harmless.Of(tree);
            var message = new Outbound { To = new("matrix", "!a", null, PlaceKind.Group), Rich = sent };
            var read = OutboundJson.Deserialize(OutboundJson.Serialize(message)).Rich!;
            Assert.Equal(MatrixRich.Write(sent), MatrixRich.Write(read));
        });

    [Fact]
    public void Nobody_is_called_and_nothing_is_hidden() =>
        ForAll(tree =>
        {
            var plain = Harmless.Of(tree).Plain();
            Assert.DoesNotMatch(@"(?i)@(room|everyone|all|here|channel)\b", plain);
            Assert.DoesNotContain("matrix.to", plain, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotMatch(@"(?i)\b(javascript|tg|data):[^\s\u2060]", plain);
            Assert.DoesNotContain(plain, c => c is '\u202e' or '\u200b' or '\u2063' or '\0' or '\a');
            Assert.True(plain.EnumerateRunes().All(r => r != Rune.ReplacementChar));
        });

    [Fact]
    public void Telegram_gets_ranges_within_the_text_and_only_addresses_of_pages() =>
        ForAll(tree =>
        {
            var (text, entities) = Telegram(Harmless.Of(tree));
            foreach (var entity in entities)
            {
                Assert.InRange(entity.Offset, 0, text.Length - 1);
                Assert.InRange(entity.Length, 1, text.Length - entity.Offset);
                Assert.Matches("^(bold|italic|strikethrough|spoiler|code|pre|blockquote|text_link)$", entity.Type);
                Assert.True(entity.Url is null || IsPage(entity.Url), entity.Url);
            }
            var spoken = Page().Replace(text, "x");
            Assert.DoesNotMatch(@"(?<![\w/@:.])@[A-Za-z0-9_]", spoken);
            // Where code stands beside words, what is a command to Telegram is not to be told from the text alone.
            if (entities.Exists(e => e.Type is "code" or "pre"))
                return;
            Assert.DoesNotMatch(@"(?<![\w/:.<])/[A-Za-z]", spoken);
        });

    [Theory]
    [InlineData("matrix")]
    [InlineData("teams")]
    public void Html_holds_only_elements_of_ours(string messenger) =>
        ForAll(tree =>
        {
            var sent = Harmless.Of(tree);
            var html = messenger == "matrix" ? MatrixRich.Write(sent) : TeamsRich.Write(sent);
            Assert.DoesNotContain('<', Element().Replace(html, ""));
            Assert.DoesNotContain('>', Element().Replace(html, ""));
            foreach (Match link in Href().Matches(html))
                Assert.True(IsPage(System.Net.WebUtility.HtmlDecode(link.Groups[1].Value)), link.Value);
        });

    [Fact]
    public void Whatever_stands_in_html_is_read_without_trouble() =>
        Prop.ForAll(
                Gen.Elements(
                        "<b>",
                        "</b>",
                        "<p>",
                        "<blockquote>",
                        "</blockquote>",
                        "<ul>",
                        "<li>",
                        "</ol>",
                        "<pre>",
                        "</pre>",
                        "<code>",
                        "<a href='https://example.org'>",
                        "<a href=\"",
                        "<mx-reply>",
                        "</mx-reply>",
                        "<h3>",
                        "<span data-mx-spoiler>",
                        "</span>",
                        "<!-- ",
                        "-->",
                        "<br/>",
                        "&lt;x&gt;",
                        "&#x41;",
                        "<",
                        ">",
                        "Wort "
                    )
                    .ArrayOf()
                    .Select(string.Concat)
                    .ToArbitrary(),
                html =>
                {
                    var read = Harmless.Of(RichHtmlReader.Read(html));
                    Assert.Equal(read.Plain(), Harmless.Of(MatrixRich.Read("", $"{MatrixRich.Write(read)} ")).Plain());
                }
            )
            .Check(Many);

    [Fact]
    public void Deep_and_long_html_costs_little_and_is_cut()
    {
        var deep = string.Concat(Enumerable.Repeat("<b><blockquote><ul><li>", 2000)) + "Ende";
        Assert.Equal("> • Ende", Harmless.Of(RichHtmlReader.Read(deep)).Plain()[..8]);
        var @long = Harmless.Of(
            RichHtmlReader.Read(string.Concat(Enumerable.Repeat("<p>Wort</p>", 5000))),
            out var isCut
        );
        Assert.True(isCut);
        Assert.InRange(@long.Plain().Length, 100, Harmless.Longest * 2);
    }

    private static void ForAll(Action<Rich> holds) => Prop.ForAll(Trees.Any.ToArbitrary(), holds).Check(Many);

    private static (string Text, List<MessageEntity> Entities) Telegram(Rich rich)
    {
        var (text, entities) = (new StringBuilder(), new List<MessageEntity>());
        TelegramRich.Write(rich, text, entities);
        return (text.ToString(), entities);
    }

    private static bool IsPage(string address) =>
        address.StartsWith("https://", StringComparison.Ordinal)
        || address.StartsWith("http://", StringComparison.Ordinal)
        || address.StartsWith("mailto:", StringComparison.Ordinal);

    [GeneratedRegex(
        """</?(p|h[1-6]|pre|code|ol|ul|li|blockquote|br|strong|em|del|s|span|a)>|<a href="[^"<>]*">|<span data-mx-spoiler>"""
    )]
    private static partial Regex Element();

    [GeneratedRegex("href=\"([^\"]*)\"")]
    private static partial Regex Href();

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Page();
}
