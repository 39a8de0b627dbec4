using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.WebChat;
using Nachbarschaftsbot.Web;
using NodaTime;

namespace Nachbarschaftsbot.Tests.WebChat;

/// <summary>Whatever people write, wherever it is shown: it stays words.</summary>
public sealed class WebMarkupTests
{
    private const string Hostile = "x\"'><evil onload=alert(1)>&lt;evil&gt;";

    private static readonly WebVisit Reader = new(
        "moderation-linden",
        new Account("web", "reader"),
        new Place("web", "moderation-linden", null, PlaceKind.Channel),
        null,
        DateTimeZone.Utc
    );

    [Theory]
    [InlineData(null)]
    [InlineData("writer")]
    public void Words_of_people_are_words_in_every_part_of_a_line(string? from)
    {
        var html = LineHtml.Of(Line() with { From = from }, Reader, PageTexts.For("de")).ToString();
        Assert.DoesNotContain("<evil", html);
        Assert.DoesNotContain("\"'>", html);
        Assert.True(html.Split("&lt;evil onload").Length > 15, html);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData(" javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("//evil.example")]
    [InlineData("vbscript:x")]
    public void A_link_that_is_no_address_of_a_page_is_not_shown(string link) =>
        Assert.DoesNotContain("href", Linking(link));

    [Theory]
    [InlineData("https://hilfe.example.org/a?b=c")]
    [InlineData("http://127.0.0.1:5080/")]
    [InlineData("/datenschutz")]
    public void A_link_to_a_page_is_shown(string link) => Assert.Contains($"href=\"{link}\"", Linking(link));

    private static string Linking(string link)
    {
        var line = new WebLine
        {
            Id = "web:x/1",
            Place = "web:x",
            Buttons =
            [
                [new WebButton("Öffnen", link, IsLink: true)],
            ],
        };
        return LineHtml.Of(line, Reader, PageTexts.For("de")).ToString();
    }

    private static WebLine Line() =>
        new()
        {
            Id = $"web:x/{Hostile}",
            Place = "web:x",
            Name = Hostile,
            Language = Hostile,
            File = Hostile,
            Ref = Hostile,
            Step = Hostile,
            Texts =
            [
                new(Hostile),
                new(Hostile, TextStyle.Title),
                new(Hostile, TextStyle.Quote),
                new($"https://example.org/{Hostile}"),
            ],
            Buttons =
            [
                [new(Hostile, Hostile), new(Hostile, $"https://example.org/{Hostile}", IsLink: true)],
            ],
            Form = new(Hostile, Hostile, [.. Enum.GetValues<FieldKind>().Select(Field)], Hostile),
        };

    private static WebField Field(FieldKind kind) =>
        new(Hostile, kind, Hostile, Hostile, [new(Hostile, Hostile)], Hostile, Hostile, true, 100);
}
