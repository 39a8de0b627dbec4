using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Vermittlungen;

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
