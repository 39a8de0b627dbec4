using System.Text.Json;
using Nachbarschaftsbot.Messengers.Teams.Receiving;

namespace Nachbarschaftsbot.Tests.Teams.Receiving;

/// <summary>Formatted messages of Teams that were made to do harm.</summary>
public sealed class SlowHtmlTests
{
    private const string Reply = "itemtype=\"http://schema.skype.com/Reply\"";
    private const string Mention = "itemtype=\"http://schema.skype.com/Mention\"";

    /// <summary>Looked at with steps that grow faster than the length, the first would take many minutes; all together take no second.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("<blockquote", 2500, Reply, 900)]
    [InlineData("<blockquote", 5900, Reply, 0)]
    [InlineData("<span", 6000, Mention, 800)]
    [InlineData("<at", 20_000, ">", 1)]
    [InlineData("<", 60_000, " ", 1)]
    public async Task Tags_that_do_not_end_are_words_and_cost_little(string tag, int tags, string inside, int times)
    {
        var html = string.Concat(Enumerable.Repeat(tag, tags).Concat(Enumerable.Repeat(inside, times)));
        var content = JsonSerializer.SerializeToElement(html);
        var activity = new Activity { Text = html, Attachments = [new("text/html", content)] };
        await Task.Run(() =>
            {
                Assert.Null(TeamsWords.QuotedIn(activity));
                Assert.NotNull(TeamsWords.Of(activity));
                Assert.NotNull(TeamsWords.Plain(html));
            })
            .WaitAsync(Long);
    }

    [Fact]
    public void An_answer_is_told_from_what_it_quotes()
    {
        var html =
            $"<blockquote itemscope=\"\" {Reply} itemid=\"1700000000001\"><strong>Ada</strong><p>Alt</p></blockquote><p>Neu für <span {Mention} itemid=\"0\">Ben</span></p>";
        var content = JsonSerializer.SerializeToElement(html);
        var activity = new Activity { Text = "Alt Neu", Attachments = [new("text/html", content)] };
        Assert.Equal("1700000000001", TeamsWords.QuotedIn(activity));
        Assert.Equal("Neu für Ben", TeamsWords.Of(activity));
    }
}
