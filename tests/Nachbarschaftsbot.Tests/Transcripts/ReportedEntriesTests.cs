using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Triage;
using NodaTime;
using static Nachbarschaftsbot.Tests.Transcripts.HelpRequestAsking;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>Somebody reports a request or an offer that they read, and never was in touch with its owner.</summary>
public sealed class ReportedEntriesTests
{
    [Fact]
    public async Task What_stands_in_the_list_is_reported_and_its_owner_blocked()
    {
        await using var hood = await Hood.Start();
        var (ada, ben) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"));
        var request = await hood.Asks(ada);
        await ben.Says("/stoebern");
        await ben.Taps("Einen Eintrag melden");
        ben.SeesLast("Welchen Eintrag möchten Sie melden?");
        await ben.Taps("1. Melden");
        ben.SeesLast("Ada erfährt davon nichts.");
        ben.DoesNotSee("Nicht gekommen");
        await ben.Taps("Beleidigung");
        await ben.Says("Das ist nicht freundlich");
        await hood.Restart();
        await ben.Taps("Ja, auch blockieren");
        ben.SeesLast("Es geht um diesen Eintrag:");
        await ben.Taps("Meldung senden");
        ben.SeesLast("Danke für Ihre Meldung");
        ben.SeesLast("Blockiert: Ada");

        var card = Assert.Single(await hood.Query(Card.Kind, "person", ben.PersonId));
        Assert.Equal((CardAbout.Report, ada.PersonId), (card.About, card.Other));
        Assert.Contains("Wocheneinkauf tragen", hood.Moderation.Last, StringComparison.Ordinal);
        Assert.Contains("Das ist nicht freundlich", hood.Moderation.Last, StringComparison.Ordinal);
        Assert.Equal(request.Id, (await hood.Find(Report.Kind, card.Subject))!.Request);
        Assert.NotNull(await hood.Find(Block.Kind, Block.IdOf(ben.PersonId, ada.PersonId)));
        Assert.Empty(ada.Chat.Messages);
        ben.Forgets();
        await ben.Says("/stoebern");
        ben.DoesNotSee("Wocheneinkauf tragen");
    }

    [Fact]
    public async Task What_came_as_news_is_reported()
    {
        await using var hood = await Hood.Start(releaseFirst: false);
        var (ada, ben) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"));
        await Draft(ada, "flexibel");
        await ada.Taps("Anfrage absenden");
        await hood.Advance(Duration.FromSeconds(5));
        await ben.Taps("Diesen Eintrag melden");
        await ben.Taps("Etwas anderes");
        await ben.Says("überspringen");
        await ben.Taps("Nein, nur melden");
        await ben.Taps("Meldung senden");
        ben.SeesLast("Danke für Ihre Meldung");
        Assert.Equal(
            (await Only(hood, ada)).Id,
            Assert.Single(await hood.Query(Report.Kind, "other", ada.PersonId)).Request
        );
    }

    [Fact]
    public async Task Who_was_in_touch_with_nobody_finds_everything_that_is_open_to_report()
    {
        await using var hood = await Hood.Start();
        var (ada, ben) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"));
        await hood.Put(Person.Kind, ben.AsPerson() with { Categories = ["garten"] });
        await hood.Asks(ada, direction: Direction.Angebot);
        await ben.Says("/melden");
        await ben.Taps("Einen Eintrag melden");
        ben.SeesLast("Hier gibt es gerade nichts");
        await ben.Taps("Zu den Angeboten");
        await ben.Taps("1. Melden");
        ben.SeesLast("Sie melden: Ada.");
    }

    [Fact]
    public async Task More_than_a_page_is_shown_page_by_page()
    {
        await using var hood = await Hood.Start();
        var (ada, ben) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"));
        for (var i = 1; i <= 7; i++)
            await hood.Asks(ada, $"req{i}");
        await ben.Says("/stoebern");
        await ben.Taps("Weitere Anfragen zeigen");
        await ben.Taps("Einen Eintrag melden");
        Assert.Equal(
            ["1:r-report:req6:", "1:r-report:req7:"],
            ben.Chat.Messages[^1].Buttons.SelectMany(r => r).Select(b => b.Token).Where(t => t.Contains("r-report"))
        );
    }

    [Fact]
    public async Task Only_who_may_see_it_can_report_it_at_each_step()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, cem) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"), await hood.Neighbour("Cem"));
        var els = await hood.Neighbour("Els");
        await hood.Put(Quartier.Kind, Hood.Hafen);
        await hood.Put(Person.Kind, els.AsPerson() with { Quartier = Hood.Hafen.Id });
        await hood.Blocks(ada, cem);
        var request = await hood.Asks(ada);
        var waiting = await hood.Asks(ada, "req2", state: RequestState.Waiting);
        foreach (
            var (who, what) in ((Actor, HelpRequest)[])[(ada, request), (cem, request), (els, request), (ben, waiting)]
        )
        {
            who.Forgets();
            await who.TapsToken($"1:r-report:{what.Id}:");
            who.SeesLast("Das finde ich nicht");
        }
        Assert.Equal("call.not-there", (await ben.TapsToken($"1:r-report:{request.Id}:", hood.Moderation)).Toast?.Key);

        await ben.TapsToken($"1:r-report:{request.Id}:");
        await ben.Taps("Beleidigung");
        await ben.Says("überspringen");
        await ben.Taps("Nein, nur melden");
        await hood.Put(HelpRequest.Kind, request with { State = RequestState.Declined });
        await ben.Taps("Meldung senden");
        ben.SeesLast("Das finde ich nicht");
        Assert.Empty(await hood.Query(Report.Kind, "other", ada.PersonId));
    }
}
