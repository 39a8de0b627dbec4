using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.LinkedRooms;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Triage;
using Nachbarschaftsbot.Core.Vermittlungen;
using Nachbarschaftsbot.Store;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>Somebody lives through everything, leaves, and nothing of them is left in the bytes of the files.</summary>
public sealed class TracesTests
{
    private const string Name = "Adaqzxvkwjypnlmb";

    private static readonly string[] Words =
    [
        "zweinkaufxqjvkwy",
        "gespraechzqxjvkw",
        "moderationzqxvkj",
        "meldungzqxvkjwyp",
        "entwurfzqxvkjwyp",
        "terminortzqxvkjw",
    ];

    [Fact]
    public async Task After_deletion_no_mark_of_a_person_is_in_the_files()
    {
        await using var hood = await Hood.Start(releaseFirst: false);
        var ben = await hood.Neighbour("Ben");
        var ada = hood.Stranger("Ada");
        var id = await Joins(hood, ada);
        await LivesThroughEverything(hood, ada, ben, id);
        await hood.Sent();
        Rule(hood, id, expected: true);

        await ada.Says("/loeschen");
        await ada.Taps("Ja, alles löschen");
        await ada.Taps("Ja, endgültig löschen");
        ada.SeesLast("Alles ist gelöscht");
        await hood.Sent();
        await hood.Store.Scrub();
        Rule(hood, id, expected: false);
        Assert.False(hood.HasInFiles($"\"{ada.Account.Key}\""));
    }

    [Fact]
    public async Task Whoever_was_asked_whether_they_are_still_there_leaves_no_mark_of_the_question()
    {
        await using var hood = await Hood.Start(releaseFirst: false);
        var ada = hood.Stranger("Ada");
        var id = await Joins(hood, ada);
        await hood.Advance(Duration.FromDays(731));
        ada.SeesLast("Möchten Sie dabei bleiben?");

        await ada.Says("/loeschen");
        await ada.Taps("Ja, alles löschen");
        await ada.Taps("Ja, endgültig löschen");
        ada.SeesLast("Alles ist gelöscht");
        await IsNowhere(hood, id);
    }

    [Fact]
    public async Task Whom_a_timer_deletes_leaves_no_mark_of_the_timer()
    {
        await using var hood = await Hood.Start(releaseFirst: false);
        var ada = hood.Stranger("Ada");
        var id = await Joins(hood, ada);
        await hood.Advance(Duration.FromDays(765));
        Assert.Null(await hood.Find(Person.Kind, id));
        await IsNowhere(hood, id);
    }

    [Fact]
    public async Task A_timer_that_fails_for_good_leaves_no_mark_of_what_it_is_about()
    {
        const string Mark = "zqxjvkparked";
        await using var hood = await Hood.Start(also: registry =>
            registry.AddTimer("broken", (_, _) => throw new InvalidOperationException())
        );
        var changes = new ChangeSet { At = hood.Now };
        changes.Timers.Add(new($"broken/{Mark}", "broken", Mark, hood.Now));
        await hood.Store.Commit(changes);
        Assert.True(hood.HasInFiles(Mark));
        await hood.Advance(Duration.FromSeconds(1));
        Assert.Equal(1, await hood.Store.CountParked());
        await IsNowhere(hood, Mark);
    }

    [Fact]
    public async Task A_moderator_with_many_cards_leaves_no_mark_on_any_page_of_them()
    {
        await using var hood = await Hood.Start();
        var mo = await hood.Moderator(Name);
        for (var i = 0; i < 250; i++)
            await HandledCard(hood, $"card{i}", mo);

        await mo.Says("/loeschen");
        await mo.Taps("Ja, alles löschen");
        await mo.Taps("Ja, endgültig löschen");
        await hood.Store.Upkeep();
        Assert.True(hood.HasInFiles(mo.PersonId));
        await hood.Advance(Duration.FromSeconds(1));
        Assert.Empty(await hood.Query(CardHand.Kind, "person", mo.PersonId));
        await IsScrubbed(hood, mo.PersonId, Name);
    }

    [Fact]
    public async Task Who_said_much_in_a_linked_room_leaves_no_mark_on_any_page_of_it()
    {
        const string Mark = "zqxjvkcarried";
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        for (var i = 0; i < 450; i++)
            await hood.Put(
                Carried.Kind,
                new Carried
                {
                    Id = $"carried{i}",
                    Link = "link",
                    Account = ada.Account.Key,
                    Place = hood.Moderation.Place,
                    Message = $"{Mark}{i}",
                    At = hood.Now,
                }
            );

        await ada.Says("/loeschen");
        await ada.Taps("Ja, alles löschen");
        await ada.Taps("Ja, endgültig löschen");
        await hood.Store.Upkeep();
        Assert.True(hood.HasInFiles(Mark));
        await hood.Advance(Duration.FromSeconds(1));
        Assert.Empty(await hood.Query(Carried.Kind, "account", ada.Account.Key));
        await IsScrubbed(hood, Mark);
    }

    private static async Task HandledCard(Hood hood, string id, Actor by)
    {
        await hood.Put(
            Card.Kind,
            new Card
            {
                Id = id,
                Quartier = Hood.Lindenviertel.Id,
                Subject = id,
                Person = $"of-{id}",
                State = CardState.Closed,
                HandledBy = by.PersonId,
                HandledByName = Name,
                Created = hood.Now,
                Touched = hood.Now,
            }
        );
        await hood.Put(
            CardHand.Kind,
            new CardHand
            {
                Id = $"{id}:{by.PersonId}",
                Card = id,
                Person = by.PersonId,
            }
        );
    }

    private static async Task IsNowhere(Hood hood, string mark)
    {
        await hood.Sent();
        await hood.Store.Scrub();
        Assert.False(hood.HasInFiles(mark), mark);
    }

    /// <summary>The product makes the bytes leave by itself: what it asked the writer for is done before what is asked for now.</summary>
    private static async Task IsScrubbed(Hood hood, params string[] marks)
    {
        await hood.Store.Upkeep();
        Assert.All(marks, m => Assert.False(hood.HasInFiles(m), m));
    }

    private static void Rule(Hood hood, string id, bool expected)
    {
        foreach (var mark in (string[])[id, Name, .. Words])
            Assert.True(hood.HasInFiles(mark) == expected, $"'{mark}' in the files: {!expected}");
    }

    private static async Task<string> Joins(Hood hood, Actor ada)
    {
        await ada.Says("/start");
        await ada.Taps("Ja, einverstanden");
        await ada.Says(Name);
        return (await hood.Find(AccountLink.Kind, ada.Account.Key))!.Person;
    }

    private static async Task LivesThroughEverything(Hood hood, Actor ada, Actor ben, string id)
    {
        await ada.Says($"Kann mir jemand beim Einkaufen helfen? {Words[0]}");
        await ada.Says("flexibel");
        await ada.Taps("Überspringen");
        await ada.Taps("1");
        await ada.Taps("Es eilt nicht");
        await ada.Taps("Anfrage absenden");
        var request = (await hood.Query(HelpRequest.Kind, "owner", id)).Single();
        await ben.Helps(request, "Gern");
        await ada.Taps("Ben auswählen");
        var match = (await hood.Query(Vermittlung.Kind, "request", request.Id)).Single().Id;

        await ada.TapsToken($"1:v-talk:{match}:");
        await ada.Says(Words[1]);
        ben.Sees(Words[1]);
        await ada.Says("/fertig");
        await ada.TapsToken($"1:v-propose:{match}:");
        await ada.Says("Samstag um 10 Uhr");
        await ada.Says(Words[5]);

        await ada.Says("/mensch");
        await ada.Says(Words[2]);
        await ada.Taps("An die Moderation senden");
        await ada.TapsToken($"1:n-report:{match}:");
        await ada.Taps("Etwas anderes");
        await ada.Says(Words[3]);
        await ada.Taps("Nein, nur melden");
        await ada.Taps("Meldung senden");
        await ada.Says("/mensch");
        await ada.Says(Words[4]);
    }
}
