using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Vermittlungen;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>After two persons became one, nothing knows the one who went; and whoever deletes then deletes what both left.</summary>
public sealed class MergingTracesTests
{
    private static readonly string[] Words =
    [
        "zweinkaufxqjvkwy",
        "gespraechzqxjvkw",
        "moderationzqxvkj",
        "meldungzqxvkjwyp",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task No_document_knows_the_one_who_went(int seed)
    {
        await using var hood = await Hood.Start(releaseFirst: false);
        var random = new Random(seed);
        var (ada, twin) = (await hood.Neighbour("Ada"), await hood.Neighbour("Adele", messenger: "matrix"));
        var ben = await hood.Neighbour("Ben");
        var all = new[] { ada, twin, ben };
        for (var i = 0; i < 25; i++)
            await Does(hood, random, random.GetItems(all, 1)[0], all, $"req{i}");
        await twin.Says($"/verbinden {await ada.GetsCode()}");
        if (twin.Chat.Last.Contains("[Ja, verbinden]", StringComparison.Ordinal))
        {
            await twin.Taps("Ja, verbinden");
            await ada.Taps("Ja, das bin auch ich");
        }
        await hood.Advance(Duration.FromMinutes(1));
        var merged = await hood.Find(Person.Kind, twin.PersonId) is null;
        if (merged)
            Assert.DoesNotContain(await hood.Store.ReadOutbox(0, 1000), r => Holds(r.Payload, twin.PersonId));
        await hood.Sent();
        await hood.Store.Scrub();
        Assert.Equal(!merged, hood.HasInFiles(twin.PersonId));
        Assert.True(hood.HasInFiles(ada.PersonId));
    }

    [Fact]
    public async Task After_deletion_no_mark_of_either_is_in_the_files()
    {
        await using var hood = await Hood.Start(releaseFirst: false);
        var (ada, twin) = (await hood.Neighbour("Ada"), await hood.Neighbour("Adele", messenger: "matrix"));
        var ben = await hood.Neighbour("Ben");
        await Lives(hood, twin, ben);
        await hood.Sent();
        foreach (var words in Words)
            Assert.True(hood.HasInFiles(words), words);
        await ada.Merges(twin);
        await twin.Says("/meine_daten");
        twin.Sees(Words[0]);
        await ada.Says("/loeschen");
        await ada.Taps("Ja, alles löschen");
        await ada.Taps("Ja, endgültig löschen");
        await hood.Sent();
        await hood.Store.Scrub();
        foreach (var mark in (string[])[ada.PersonId, twin.PersonId, "Adele", $"\"{twin.Account.Key}\"", .. Words])
            Assert.False(hood.HasInFiles(mark), mark);
    }

    [Fact]
    public async Task What_waits_to_be_sent_is_withdrawn_when_the_one_they_became_is_deleted()
    {
        await using var hood = await Hood.Start();
        var (twin, ben, request) = await hood.InTouch();
        var ada = await hood.Neighbour("Anna", messenger: "matrix");
        await hood.Sent();
        await hood.Advance(Duration.FromHours(13));
        await twin.TapsToken($"1:v-talk:{Marks.Vermittlung(request.Id, ben.PersonId)}:");
        await twin.Says("Mein Schlüssel liegt beim Nachbarn gespraechzqxjvkw");
        await ada.Merges(twin);
        await ada.Says("/loeschen");
        await ada.Taps("Ja, alles löschen");
        await ada.Taps("Ja, endgültig löschen");
        Assert.DoesNotContain(await hood.Store.ReadOutbox(0, 1000), r => Holds(r.Payload, "gespraechzqxjvkw"));
    }

    private static bool Holds(byte[] payload, string words) =>
        payload.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(words)) >= 0;

    private static async Task Does(Hood hood, Random random, Actor who, Actor[] all, string id)
    {
        var open = await hood.Query(HelpRequest.Kind, "open", Hood.Lindenviertel.Id);
        switch (random.Next(6))
        {
            case 0 or 1:
                await hood.Asks(who, id, places: 2);
                break;
            case 2 or 3 when open.Where(r => r.Owner != who.PersonId).ToList() is { Count: > 0 } others:
                await who.Helps(random.GetItems(others.ToArray(), 1)[0], "Gern");
                break;
            case 4 when open.FirstOrDefault(r => r.Owner == who.PersonId) is { } own:
                foreach (var offer in (await hood.Query(Vermittlung.Kind, "request", own.Id)).Take(1))
                    await all.First(a => a.PersonId == own.Owner).TapsToken($"1:v-choose:{offer.Id}:");
                break;
            default:
                await who.Says("/mensch");
                await who.Says("Ich habe eine Frage zum Hausflur");
                await who.Taps("An die Moderation senden");
                break;
        }
    }

    private static async Task Lives(Hood hood, Actor twin, Actor ben)
    {
        await twin.Says($"Kann mir jemand beim Einkaufen helfen? {Words[0]}");
        await twin.Says("flexibel");
        await twin.Taps("Überspringen");
        await twin.Taps("1");
        await twin.Taps("Es eilt nicht");
        await twin.Taps("Anfrage absenden");
        var request = (await hood.Query(HelpRequest.Kind, "owner", twin.PersonId)).Single();
        await ben.Helps(request, "Gern");
        await twin.Taps("Ben auswählen");
        var match = (await hood.Query(Vermittlung.Kind, "request", request.Id)).Single().Id;
        await twin.TapsToken($"1:v-talk:{match}:");
        await twin.Says(Words[1]);
        await twin.Says("/fertig");
        await twin.Says("/mensch");
        await twin.Says(Words[2]);
        await twin.Taps("An die Moderation senden");
        await twin.TapsToken($"1:n-report:{match}:");
        await twin.Taps("Etwas anderes");
        await twin.Says(Words[3]);
        await twin.Taps("Nein, nur melden");
        await twin.Taps("Meldung senden");
    }
}
