using Nachbarschaftsbot.Core.HelpRequests;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>Looking at requests: by link, by browsing, in the words of somebody who offers help.</summary>
public sealed class HelpRequestBrowsingTests
{
    [Fact]
    public async Task A_deep_link_shows_one_and_hides_what_is_not_there()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben");
        var request = await hood.Asks(ada);
        await ben.Says($"/start r_{request.Id}");
        ben.SeesLast("Wocheneinkauf tragen");
        ben.SeesLast("[Ich helfe]");
        await ben.Says("/start r_nothing1");
        ben.SeesLast("Das finde ich nicht");
        var hidden = await hood.Asks(ada, "hidden01", state: RequestState.Waiting);
        await ben.Says($"/start r_{hidden.Id}");
        ben.SeesLast("Das finde ich nicht");
    }

    [Fact]
    public async Task Browsing_leaves_out_blocked_persons_and_what_is_over()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben");
        var cem = await hood.Neighbour("Cem");
        await hood.Asks(ada, "adareq01");
        await hood.Asks(cem, "cemreq01");
        await hood.Asks(cem, "cemreq02", when: "2026-11-25T08:00");
        await hood.Blocks(ada, ben);
        await ben.Says("Was gibt es?");
        ben.SeesLast("1. Cem braucht Hilfe");
        ben.DoesNotSee("Ada");
        Assert.DoesNotContain("2. ", ben.Chat.Last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Browsing_in_words_names_a_kind_of_help()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben");
        await hood.Asks(ada);
        await ben.Says("Wer braucht Hilfe im Garten?");
        ben.SeesLast("Gerade gibt es keine Anfrage");
        await ben.Taps("Anfragen jeder Art zeigen");
        ben.SeesLast("1. Ada braucht Hilfe: Einkaufen");
    }
}
