using System.Net;
using Nachbarschaftsbot.Messengers.WebChat;

namespace Nachbarschaftsbot.Tests.WebChat;

/// <summary>Words of danger get the emergency numbers, whatever measure is full and whatever waits.</summary>
public sealed class WebAidTests
{
    private const string Danger = "Hilfe, mein Vater bekommt keine Luft mehr";

    [Fact]
    public async Task Who_writes_too_fast_still_gets_the_numbers()
    {
        await using var host = await WebHost.Start(s => s.Web.PerVisitorPerMinute = 12);
        using var ada = await host.Visitor().Arrive();
        await Exhaust(ada);
        var turns = host.Turns;
        Assert.Equal(HttpStatusCode.TooManyRequests, (await ada.Says("alles gut hier")).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await ada.Says(Danger)).StatusCode);
        Assert.Single(Numbers(await ada.Listens(l => Numbers(l).Any())));
        Assert.Equal(turns, host.Turns);
    }

    [Fact]
    public async Task A_full_network_address_still_gets_the_numbers()
    {
        await using var host = await WebHost.Start(s => s.Web.PerAddressPerMinute = 30);
        using var ada = await host.Visitor().Arrive();
        var seen = new List<WebEvent>();
        var listening = ada.Listens(l => Numbers(l).Any(), into: seen);
        await ada.Says("/echo x");
        await Patience.Until(() => seen.Count > 0);
        await Exhaust(ada);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await ada.Says(Danger)).StatusCode);
        await listening;
    }

    [Fact]
    public async Task What_waits_behind_others_is_only_looked_at()
    {
        await using var host = await WebHost.Start();
        using var ada = await host.Visitor().Arrive();
        Assert.Equal(HttpStatusCode.NoContent, (await Ahead(ada, "/echo alles gut")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await Ahead(ada, Danger)).StatusCode);
        var lines = await ada.Listens(l => Numbers(l).Any());
        Assert.Single(lines);
        Assert.Equal(0, host.Turns);
    }

    [Fact]
    public async Task Looking_ahead_has_its_measure_and_its_size()
    {
        await using var host = await WebHost.Start(s => s.Web.PerAddressPerMinute = 30);
        using var ada = await host.Visitor().Arrive();
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await Ahead(ada, $"{Danger} {new string('x', WebLimits.Body)}")).StatusCode
        );
        HttpResponseMessage answer;
        var looked = 0;
        while ((answer = await Ahead(ada, "alles gut")).IsSuccessStatusCode)
            looked++;
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(looked, 20, 60);
        Assert.Equal(0, host.Turns);
        ada.Http.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
        Assert.Equal(HttpStatusCode.Forbidden, (await Ahead(ada, Danger)).StatusCode);
    }

    private static IEnumerable<WebEvent> Numbers(IEnumerable<WebEvent> events) =>
        events.Where(e => e.Html.Contains("112", StringComparison.Ordinal));

    private static async Task Exhaust(WebVisitor visitor)
    {
        while ((await visitor.Says("/echo x")).IsSuccessStatusCode) { }
    }

    private static Task<HttpResponseMessage> Ahead(WebVisitor visitor, string words) =>
        visitor.Http.PostAsync(
            "/chat/voraus",
            System.Net.Http.Json.JsonContent.Create(
                new WebPost
                {
                    Id = WebVisitor.NewId(),
                    Chat = "privat",
                    Text = words,
                },
                WebPostJson.Default.WebPost
            )
        );
}
