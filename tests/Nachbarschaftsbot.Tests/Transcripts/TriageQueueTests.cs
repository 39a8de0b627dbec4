using Nachbarschaftsbot.Core.HelpRequests;
using NodaTime;
using static Nachbarschaftsbot.Tests.Transcripts.TriageWorld;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>What lies waiting, in which order, and who is told of it when.</summary>
public sealed class TriageQueueTests
{
    [Fact]
    public async Task What_is_visible_at_once_can_still_be_hidden()
    {
        await using var hood = await Hood.Start(releaseFirst: false);
        var (ada, moni) = (await hood.Neighbour("Ada"), await hood.Moderator("Moni"));
        await WaitsFor(hood, ada, "Auto kaufen", state: RequestState.Open);
        moni.SeesLast("Die Nachbarschaft sieht es schon", hood.Moderation);
        await moni.Taps("In Ordnung", hood.Moderation);
        await moni.Taps("Ausblenden", hood.Moderation);
        await moni.Taps("Geld oder Verkauf", hood.Moderation);
        ada.Sees("kostenlos");
    }

    [Fact]
    public async Task Where_nothing_waits_the_card_says_that_neighbours_see_it()
    {
        await using var hood = await Hood.Start(releaseFirst: false);
        var (ada, moni) = (await hood.Neighbour("Ada"), await hood.Moderator("Moni"));
        await ada.Says("Kann mir Samstag um 10 jemand beim Einkaufen helfen?");
        await ada.Taps("Überspringen");
        await ada.Taps("1");
        await ada.Taps("Es eilt nicht");
        await ada.Taps("Anfrage absenden");
        Assert.Single(hood.Moderation.Messages);
        moni.SeesLast("Die Nachbarschaft sieht es schon", hood.Moderation);
        await moni.Taps("In Ordnung", hood.Moderation);
        Assert.Contains("Freigegeben von Moni", Corner.TextOf(Card(hood)));
    }

    [Fact]
    public async Task Untouched_cards_come_up_in_waking_hours_and_urgent_ones_earlier()
    {
        await using var hood = await Hood.Start();
        var (ada, moni) = (await hood.Neighbour("Ada"), await hood.Moderator("Moni"));
        await WaitsFor(hood, ada, "Einkauf tragen");
        await hood.Advance(Duration.FromHours(3));
        moni.DoesNotSee("wartet noch", hood.Moderation);
        await hood.Advance(Duration.FromHours(1));
        moni.Sees("Diese Karte wartet noch", hood.Moderation);
        Assert.Equal(Card(hood).Ref, hood.Moderation.Messages[^1].Under);
        await WaitsFor(hood, ada, "Tür klemmt", urgent: true);
        await hood.Advance(Duration.FromHours(1));
        Assert.Equal(2, hood.Moderation.Texts.Count(t => t.Contains("wartet noch")));
        await moni.Taps("Übernehmen", hood.Moderation);
        Assert.Single(hood.Moderation.Texts, t => t.Contains("wartet noch"));
    }

    [Fact]
    public async Task Many_waiting_cards_make_one_message()
    {
        await using var hood = await Hood.Start();
        var (ada, moni) = (await hood.Neighbour("Ada"), await hood.Moderator("Moni"));
        for (var i = 0; i < 8; i++)
            await WaitsFor(hood, ada, $"Einkauf {i}");
        await hood.Advance(Duration.FromHours(5));
        Assert.Single(hood.Moderation.Texts, t => t.Contains("Es warten noch Karten: 8."));
        moni.DoesNotSee("Diese Karte wartet noch", hood.Moderation);
        await moni.Taps("Warteschlange zeigen", hood.Moderation);
        moni.SeesLast("Hier sind 1 bis 5", hood.Moderation);
    }

    [Fact]
    public async Task Nobody_is_called_at_night()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        await hood.Advance(Duration.FromHours(10));
        await WaitsFor(hood, ada, "Einkauf tragen");
        await hood.Advance(Duration.FromHours(12));
        Assert.DoesNotContain(hood.Moderation.Texts, t => t.Contains("wartet noch"));
        await hood.Advance(Duration.FromHours(2));
        Assert.Contains(hood.Moderation.Texts, t => t.Contains("wartet noch"));
    }

    [Fact]
    public async Task The_queue_shows_urgent_ones_first_then_the_oldest_page_by_page()
    {
        await using var hood = await Hood.Start();
        var (ada, moni) = (await hood.Neighbour("Ada"), await hood.Moderator("Moni"));
        await moni.Says("/warteschlange", hood.Moderation);
        moni.SeesLast("Gerade wartet nichts", hood.Moderation);
        for (var i = 1; i <= 6; i++)
        {
            await WaitsFor(hood, ada, $"Einkauf {i}", urgent: i == 6);
            await hood.Advance(Duration.FromMinutes(1));
        }
        await moni.Says("/queue", hood.Moderation);
        moni.SeesLast("Es warten Karten: 6. Hier sind 1 bis 5.", hood.Moderation);
        moni.SeesLast("1. Dringend: Anfrage von Ada", hood.Moderation);
        await moni.Taps("Weitere Karten zeigen", hood.Moderation);
        moni.SeesLast("Hier sind 6 bis 6", hood.Moderation);
        await moni.Taps("Karte 1 zeigen", hood.Moderation);
        moni.SeesLast("Einkauf 6", hood.Moderation);
        Assert.Single(hood.Moderation.Texts, t => t.Contains("steht jetzt weiter unten"));
        Assert.Single(hood.Moderation.Texts, t => t.Contains("Einkauf 6"));
    }

    [Fact]
    public async Task Nothing_is_released_that_nobody_has_read()
    {
        await using var hood = await Hood.Start();
        var (ada, moni) = (await hood.Neighbour("Ada"), await hood.Moderator("Moni"));
        var request = await WaitsFor(hood, ada, "Einkauf tragen");
        await hood.Put(HelpRequest.Kind, request with { What = "Etwas ganz anderes" });
        Assert.Equal("triage.changed", (await moni.Taps("Freigeben", hood.Moderation)).Toast!.Key);
        Assert.Contains("Etwas ganz anderes", Corner.TextOf(Card(hood)));
        await moni.Taps("Freigeben", hood.Moderation);
        Assert.Equal(RequestState.Open, (await hood.Find(HelpRequest.Kind, request.Id))!.State);
    }
}
