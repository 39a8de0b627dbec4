using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>Searching while typing: what is open in the own Quartier, and nothing becomes of it.</summary>
public sealed class SearchTests
{
    [Theory]
    [InlineData("", 1)]
    [InlineData("einkaufen", 1)]
    [InlineData("Wocheneinkauf", 1)]
    [InlineData("WOCHENEINKAUF park", 1)]
    [InlineData("Wocheneinkauf Bahnhof", 1)]
    [InlineData("tragen Bahnhof", 0)]
    [InlineData("Klavier", 0)]
    public async Task A_neighbour_finds_what_is_open_by_word_category_and_place(string words, int hits)
    {
        await using var hood = await Hood.Start();
        await hood.Asks(await hood.Neighbour("Ada"));
        var ben = await hood.Neighbour("Ben");
        var found = await Search(hood, ben, words);
        Assert.Equal(hits, found!.Count);
        Assert.Empty(await hood.Store.ReadOutbox(0, 10));
        if (hits > 0)
            Assert.Contains(found[0].Lines, l => Catalog.BuiltIn.Words(l, "de").Contains("Wocheneinkauf tragen"));
    }

    [Fact]
    public async Task Who_has_not_joined_finds_nothing_and_is_told_so()
    {
        await using var hood = await Hood.Start();
        await hood.Asks(await hood.Neighbour("Ada"));
        Assert.Null(await Search(hood, hood.Stranger("Fremd"), "einkaufen"));
    }

    [Fact]
    public async Task What_waits_or_is_full_or_ones_own_is_not_found()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        await hood.Asks(ada, "waits", state: RequestState.Waiting);
        await hood.Asks(ada, "full", state: RequestState.Full);
        var ben = await hood.Neighbour("Ben");
        await hood.Asks(ben, "own");
        Assert.Empty((await Search(hood, ben, ""))!);
    }

    [Fact]
    public async Task No_more_than_asked_for_are_found()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        for (var i = 0; i < 8; i++)
            await hood.Asks(ada, $"req{i}");
        Assert.Equal(5, (await Search(hood, await hood.Neighbour("Ben"), "einkaufen", 5))!.Count);
    }

    private static Task<IReadOnlyList<Hit>?> Search(Hood hood, Actor who, string words, int limit = 10) =>
        hood.Turn.Look(
            new Inbound("search", who.Place, new Sender(who.Account, who.Name, "de"), new Content.Words(words)),
            call => hood.Registry.OnSearch!(call, words, limit)
        );
}
