using Nachbarschaftsbot.Messengers;

namespace Nachbarschaftsbot.Tests.LinkedRooms;

/// <summary>Pieces of HTML, also of such as was made to do harm.</summary>
public sealed class HtmlPieceTests
{
    /// <summary>Steps that grow with the square of the length would take hours; those that grow with it take no second.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("a<!-- <b> -->c", "a", "c")]
    [InlineData("a<!--b>c", "a", "c")]
    [InlineData("a<!doctype html>c", "a", "c")]
    [InlineData("a<?xml?>c", "a", "c")]
    [InlineData("a<!-- <!-- -->c-->", "a", "c-->")]
    [InlineData("a<!-- b", "a", "<", "!-- b")]
    public void Comments_are_no_words(string html, params string[] words) =>
        Assert.Equal(words, HtmlPiece.Of(html).Select(p => p.Text));

    [Theory]
    [InlineData("<!--")]
    [InlineData("<!")]
    [InlineData("<!-- x>")]
    [InlineData("<a \"")]
    [InlineData("<a '\"")]
    public async Task Ends_that_are_missing_cost_no_more_than_their_number(string part)
    {
        var html = string.Concat(Enumerable.Repeat(part, (1 << 20) / part.Length));
        await Task.Run(() => HtmlPiece.Of(html).Count()).WaitAsync(Long);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a ")]
    [InlineData("-")]
    [InlineData("a=\" ")]
    public async Task Attributes_without_end_cost_no_more_than_their_length(string part)
    {
        var tag = new HtmlPiece(null, "a", false, string.Concat(Enumerable.Repeat(part, (1 << 20) / part.Length)));
        await Task.Run(() => Assert.Null(tag.Value("href"))).WaitAsync(Long);
    }

    [Theory]
    [InlineData("""href="https://example.org?a=b" title='x'""", "https://example.org?a=b")]
    [InlineData("""data-href="x" HREF=y""", "y")]
    [InlineData("hreflang=de", null)]
    public void An_attribute_is_found_by_its_whole_name(string attributes, string? value) =>
        Assert.Equal(value, new HtmlPiece(null, "a", false, attributes).Value("href"));
}
