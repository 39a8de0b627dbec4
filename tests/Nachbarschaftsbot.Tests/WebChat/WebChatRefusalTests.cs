using System.Net;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.WebChat;

namespace Nachbarschaftsbot.Tests.WebChat;

/// <summary>What the web chat turns away, and how.</summary>
public sealed class WebChatRefusalTests
{
    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Another_origin_is_refused(string header, string value)
    {
        await using var host = await WebHost.Start();
        using var ada = await host.Visitor().Arrive();
        ada.Http.DefaultRequestHeaders.Remove(header);
        ada.Http.DefaultRequestHeaders.Add(header, value);
        var answer = await ada.Says("/echo x");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Equal(HttpStatusCode.Forbidden, (await ada.Http.GetAsync("/chat/ereignisse?chat=privat@0")).StatusCode);
        Assert.Equal(0, host.Turns);
    }

    [Fact]
    public async Task A_post_that_hides_where_it_comes_from_is_refused()
    {
        await using var host = await WebHost.Start();
        using var ada = await host.Visitor().Arrive();
        ada.Http.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
        Assert.Equal(HttpStatusCode.Forbidden, (await ada.Says("/echo x")).StatusCode);
        ada.Http.DefaultRequestHeaders.Add("Origin", host.Address.GetLeftPart(UriPartial.Authority));
        Assert.Equal(HttpStatusCode.OK, (await ada.Says("/echo x")).StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"id\":\"12345678\",\"chat\":\"privat\"}")]
    [InlineData("{\"id\":\"1\",\"chat\":\"privat\",\"text\":\"x\"}")]
    [InlineData("{\"id\":\"12345678\",\"chat\":\"privat\",\"text\":\"  \"}")]
    [InlineData("{\"id\":\"12345678\",\"chat\":\"privat\",\"text\":\"x\",\"token\":\"y\"}")]
    [InlineData("{\"id\":\"12345678\",\"chat\":\"privat\",\"stamp\":\"x\"}")]
    [InlineData("{\"id\":null,\"chat\":\"privat\",\"text\":\"x\"}")]
    [InlineData("{\"id\":\"12345678\",\"chat\":null,\"text\":\"x\"}")]
    [InlineData("{\"id\":\"12345678\",\"chat\":\"privat\",\"text\":\"\\ud83d\"}")]
    [InlineData("{\"id\":\"12345678\",\"chat\":\"privat\",\"text\":\"x\",\"id\":[]}")]
    [InlineData("{\"id\":\"12345678\",\"chat\":\"privat\",\"text\":\"x\"}{}")]
    [InlineData("{\"id\":\"12345678\",\"chat\":\"privat\",\"stamp\":\"x\",\"answers\":{\"\\udc00\":\"a\"}}")]
    [InlineData("{\"id\":\"12345678\",\"chat\":\"privat\",\"stamp\":\"x\",\"answers\":{\"a\":null}}")]
    [InlineData("{\"id\":\"12345678\",\"chat\":\"privat\",\"stamp\":\"x\",\"answers\":{\"a\":{\"b\":{\"c\":{}}}}}")]
    public async Task What_is_malformed_gets_a_plain_word(string json)
    {
        await using var host = await WebHost.Start();
        using var ada = await host.Visitor().Arrive();
        var answer = await ada.PostsRaw(json);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("nicht lesen", await answer.Content.ReadAsStringAsync());
        Assert.Equal(0, host.Turns);
    }

    [Fact]
    public async Task What_is_too_long_or_no_json_is_refused()
    {
        await using var host = await WebHost.Start();
        using var ada = await host.Visitor().Arrive();
        Assert.Equal(
            HttpStatusCode.RequestEntityTooLarge,
            (await ada.PostsRaw($"{{\"text\":\"{new string('x', 20_000)}\"}}")).StatusCode
        );
        Assert.Equal(HttpStatusCode.BadRequest, (await ada.Says(new string('x', 4097))).StatusCode);
        var longest = $$"""{"id":"12345678","chat":"privat","text":"/echo {{new string('ä', 4000)}}"}""";
        Assert.Equal(HttpStatusCode.OK, (await ada.PostsRaw(longest)).StatusCode);
        Assert.Equal(
            HttpStatusCode.UnsupportedMediaType,
            (await ada.PostsRaw("id=1", "application/x-www-form-urlencoded")).StatusCode
        );
    }

    [Fact]
    public async Task Who_writes_too_fast_is_told_when_it_goes_on()
    {
        await using var host = await WebHost.Start(s => s.Web.PerVisitorPerMinute = 12);
        using var ada = await host.Visitor().Arrive();
        HttpResponseMessage answer;
        var taken = 0;
        while ((answer = await ada.Says("/echo x")).IsSuccessStatusCode)
            taken++;
        Assert.InRange(taken, 4, 8);
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains("Sekunden geht es weiter", await answer.Content.ReadAsStringAsync());
        using var ben = await host.Visitor().Arrive();
        Assert.Equal(HttpStatusCode.OK, (await ben.Says("/echo x")).StatusCode);
    }

    [Fact]
    public async Task A_foreign_session_reads_and_writes_nothing()
    {
        await using var host = await WebHost.Start();
        using var ada = await host.Visitor().Arrive();
        await ada.Says("/echo Geheimnis");
        using var stranger = host.Visitor();
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Says("/echo x")).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await stranger.Http.GetAsync("/chat/ereignisse?chat=privat@0")).StatusCode
        );
        using var eve = await host.Visitor().Arrive();
        Assert.DoesNotContain("Geheimnis", await eve.Http.GetStringAsync("/"));
        foreach (var chat in (string[])["moderation-linden", "ada.privat", $"{ada.Account.Id}", "privat@0,x"])
            Assert.Equal(
                HttpStatusCode.NotFound,
                (await eve.Http.GetAsync($"/chat/ereignisse?chat={Uri.EscapeDataString(chat)}@0")).StatusCode
            );
    }

    [Fact]
    public async Task The_moderation_page_looks_missing_to_everybody_else()
    {
        await using var host = await WebHost.Start();
        using var eve = await host.Visitor().Arrive();
        await host.MakePerson(eve, "Eve");
        var refused = await eve.Http.GetAsync("/moderation");
        var missing = await eve.Http.GetAsync("/gibt-es-nicht");
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Equal(
            (await missing.Content.ReadAsStringAsync()).Replace("/gibt-es-nicht", "/moderation"),
            await refused.Content.ReadAsStringAsync()
        );
        Assert.Equal(HttpStatusCode.NotFound, (await eve.Says("/echo x", chat: "moderation-linden")).StatusCode);
    }

    [Fact]
    public async Task Who_loses_the_role_loses_the_open_page()
    {
        await using var host = await WebHost.Start();
        using var mara = await host.Visitor().Arrive();
        await host.MakePerson(mara, "Mara", Role.Moderator);
        var place = new Place("web", "moderation-linden", null, PlaceKind.Channel);
        host.Say(new Outbound { To = place, Lines = [Text.Plain("vorher")] });
        var seen = new List<Nachbarschaftsbot.Messengers.WebChat.WebEvent>();
        var listening = mara.Listens(_ => false, chat: "moderation-linden", into: seen);
        await Patience.Until(() => seen.Count > 0);
        await host.MakePerson(mara, "Mara");
        host.Say(new Outbound { To = place, Lines = [Text.Plain("nachher")] });
        await listening;
        Assert.Single(seen);
    }

    [Fact]
    public async Task With_https_a_planted_session_counts_for_nothing()
    {
        await using var host = await WebHost.Start();
        using var eve = await host.Visitor().Arrive();
        await eve.Says("/echo Falle");
        await eve.Listens(l => l.Count == 2);
        using var browser = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = host.Address };
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        browser.DefaultRequestHeaders.Add("Cookie", $"nachbar={eve.Cookie}");
        Assert.DoesNotContain("Falle", await browser.GetStringAsync("/"));
        var stream = await browser.GetAsync("/chat/ereignisse?chat=privat@0");
        Assert.Equal(HttpStatusCode.NotFound, stream.StatusCode);

        var given = await browser.PostAsync("/chat/sitzung", null);
        var cookie = given.Headers.GetValues("Set-Cookie").Single();
        Assert.StartsWith("__Host-nachbar=", cookie);
        Assert.All(
            (string[])["path=/", "secure", "httponly", "samesite=strict"],
            part => Assert.Contains(part, cookie)
        );
        Assert.DoesNotContain("domain", cookie);
        browser.DefaultRequestHeaders.Remove("Cookie");
        browser.DefaultRequestHeaders.Add("Cookie", cookie[..cookie.IndexOf(';')]);
        Assert.Equal(HttpStatusCode.NoContent, (await browser.PostAsync("/chat/sitzung", null)).StatusCode);
    }

    [Fact]
    public async Task One_visitor_cannot_hold_more_connections_than_anybody_needs()
    {
        await using var host = await WebHost.Start();
        using var eve = await host.Visitor().Arrive();
        var open = new List<HttpResponseMessage>();
        for (var n = 0; n < OpenStreams.PerSession; n++)
            open.Add(await Open(eve));
        Assert.All(open, stream => Assert.Equal(HttpStatusCode.OK, stream.StatusCode));
        using (var refused = await Open(eve))
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            Assert.NotNull(refused.Headers.RetryAfter);
        }
        using var ada = await host.Visitor().Arrive();
        using (var other = await Open(ada))
            Assert.Equal(HttpStatusCode.OK, other.StatusCode);

        open[0].Dispose();
        var status = HttpStatusCode.TooManyRequests;
        for (var tries = 0; tries < 200 && status != HttpStatusCode.OK; tries++)
        {
            await Task.Delay(50);
            using var again = await Open(eve);
            status = again.StatusCode;
        }
        Assert.Equal(HttpStatusCode.OK, status);
        open.ForEach(stream => stream.Dispose());
    }

    private static Task<HttpResponseMessage> Open(WebVisitor visitor) =>
        visitor.Http.GetAsync("/chat/ereignisse?chat=privat@0", HttpCompletionOption.ResponseHeadersRead);

    [Fact]
    public async Task The_try_out_room_is_only_there_in_demonstrations()
    {
        await using var host = await WebHost.Start();
        using var eve = await host.Visitor().Arrive();
        Assert.Equal(HttpStatusCode.NotFound, (await eve.Http.GetAsync("/probierstube")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await eve.Http.PostAsync("/probierstube/neu", null)).StatusCode);
    }

    [Fact]
    public async Task Every_page_tells_the_browser_to_be_strict()
    {
        await using var host = await WebHost.Start();
        using var ada = host.Visitor();
        foreach (var page in (string[])["/", "/datenschutz", "/impressum", "/barrierefreiheit", "/nichts"])
        {
            var answer = await ada.Http.GetAsync(page);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("default-src 'none'", policy);
            Assert.Contains("frame-ancestors 'self'", policy);
            Assert.DoesNotContain("unsafe", policy);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
            var html = await answer.Content.ReadAsStringAsync();
            Assert.DoesNotContain(" style=", html);
            Assert.DoesNotContain(" onclick=", html);
        }
        Assert.Null(ada.Cookie);
        await ada.Arrive();
        Assert.Equal(43, ada.Cookie!.Length);
    }
}
