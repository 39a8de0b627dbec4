using Nachbarschaftsbot.Store.Sqlite;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>How often a conversation makes the bot read its files: what everybody needs is at hand after the first.</summary>
public sealed class ReadsTests
{
    private static readonly string[] Conversation =
    [
        "/anfrage",
        "Einkaufen",
        "Zwei Taschen vom Markt, bitte bis zur Haustür",
        "morgen 16 Uhr",
        "Am Marktplatz",
        "1",
        "Es eilt nicht",
        "absenden",
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_request_reads_who_asks_what_they_have_open_and_whether_it_was_sent_before(bool releaseFirst)
    {
        await using var hood = await Hood.Start(releaseFirst);
        var first = await hood.Neighbour("Ada");
        var second = await hood.Neighbour("Ben");
        await hood.Restart();
        await Reads(hood, first);
        // Account, person, conversation and their requests at the beginning; at the end whether it was sent before, and their requests
        // only where somebody else sent one meanwhile.
        Assert.Equal(5, await Reads(hood, second));
        // The second time the people are at hand.
        Assert.Equal(2, await Reads(hood, second));
        Assert.Equal(2, (await hood.Query(Core.HelpRequests.HelpRequest.Kind, "owner", second.PersonId)).Count);
    }

    private static async Task<long> Reads(Hood hood, Actor person)
    {
        var store = (SqliteStore)hood.Store;
        var before = store.Reads;
        foreach (var words in Conversation)
            await person.Says(words);
        Assert.Contains(person.Chat.Texts, t => t.StartsWith("Vielen Dank.", StringComparison.Ordinal));
        return store.Reads - before;
    }
}
