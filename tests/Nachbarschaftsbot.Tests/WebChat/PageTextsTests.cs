using System.Text.RegularExpressions;
using Nachbarschaftsbot.Web;

namespace Nachbarschaftsbot.Tests.WebChat;

public sealed partial class PageTextsTests
{
    [Fact]
    public void Every_language_has_the_same_keys_and_placeholders()
    {
        var german = PageTexts.For("de").All;
        foreach (var language in PageTexts.Languages)
        {
            var texts = PageTexts.For(language).All;
            Assert.Equal(german.Keys.Order(), texts.Keys.Order());
            foreach (var (key, text) in texts)
                Assert.Equal(Holes(german[key]), Holes(text));
        }
    }

    [Theory]
    [InlineData("Rufen Sie bitte 112 an.", """<a href="tel:112">112</a> an.""")]
    [InlineData("Feuer, Unfall: 112. Polizei: 110.", "href=\"tel:110\"")]
    [InlineData("Tippen Sie auf /hilfe.", "data-say=\"/hilfe\"")]
    [InlineData("TelefonSeelsorge: 0800 111 0 111", "href=\"tel:08001110111\"")]
    [InlineData("\u2066112\u2069 – الإسعاف", "href=\"tel:112\"")]
    [InlineData("\u2066116 117\u2069 – الطبيب", "href=\"tel:116117\"")]
    [InlineData("Siehe https://example.org/a?b=1.", "href=\"https://example.org/a?b=1\"")]
    public void Words_of_the_bot_can_be_used(string words, string html) =>
        Assert.Contains(html, Linked.Of(words).ToString());

    [Theory]
    [InlineData("am 11.12.2026 um 11:20")]
    [InlineData("ja/nein, und/oder")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("1120 Stück")]
    [InlineData("Wir haben 110 Stühle")]
    public void Other_words_stay_words(string words)
    {
        var html = Linked.Of(words).ToString();
        Assert.DoesNotContain("<", html);
    }

    private static IEnumerable<string> Holes(string text) =>
        Hole().Matches(text).Select(m => m.Value).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{[a-z]+\}")]
    private static partial Regex Hole();
}
