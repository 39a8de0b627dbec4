using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Nachbarschaftsbot.Messengers.WebChat;

namespace Nachbarschaftsbot.Tests.WebChat;

/// <summary>Ending the chat on a device that others use too.</summary>
public sealed class WebLeavingTests
{
    [Fact]
    public async Task The_session_goes_from_the_browser_the_open_page_ends_and_the_chat_stays()
    {
        await using var host = await WebHost.Start();
        using var ada = await host.Visitor().Arrive();
        await ada.Says("/echo hallo");
        await ada.Listens(l => l.Count == 2);
        var place = ada.Place;
        var seen = new List<WebEvent>();
        var listening = ada.Listens(_ => false, into: seen);
        while (seen.Count < 2)
            await Task.Delay(5);
        using var ben = await host.Visitor().Arrive();
        await ben.Says("/echo hier");
        var other = ben.Listens(l => l.Count == 4);

        var answer = await ada.Http.PostAsync("/chat/abmelden", null);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Null(ada.Cookie);
        Assert.Equal(2, (await listening).Count);
        Assert.DoesNotContain("hallo", await ada.Http.GetStringAsync("/"));
        Assert.Equal(2, (await host.Services.GetRequiredService<WebLog>().Read(place.Key)).Count);

        await ben.Says("/echo noch da");
        Assert.Equal(4, (await other).Count);
    }

    [Fact]
    public async Task Without_a_session_nothing_happens_and_other_sites_cannot_end_one()
    {
        await using var host = await WebHost.Start();
        using var nobody = host.Visitor();
        Assert.Equal(HttpStatusCode.NoContent, (await nobody.Http.PostAsync("/chat/abmelden", null)).StatusCode);
        using var ada = await host.Visitor().Arrive();
        ada.Http.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
        ada.Http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        Assert.Equal(HttpStatusCode.Forbidden, (await ada.Http.PostAsync("/chat/abmelden", null)).StatusCode);
        Assert.NotNull(ada.Cookie);
    }

    [Fact]
    public void The_places_of_ended_pages_are_free_again()
    {
        var streams = new OpenStreams();
        var pages = Enumerable.Range(0, OpenStreams.PerSession).Select(_ => streams.Enter("s", "a")!).ToList();
        Assert.Null(streams.Enter("s", "a"));
        streams.End("s");
        Assert.All(pages, p => Assert.True(p.Ended.IsCancellationRequested));
        pages.ForEach(p => p.Dispose());
        pages.ForEach(p => p.Dispose());
        using var again = streams.Enter("s", "a");
        Assert.False(again!.Ended.IsCancellationRequested);
    }
}
