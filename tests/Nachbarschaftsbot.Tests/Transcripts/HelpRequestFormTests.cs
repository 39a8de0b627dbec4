using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Triage;
using NodaTime;
using static Nachbarschaftsbot.Tests.Transcripts.HelpRequestAsking;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>What the form asks, in a sentence or as a whole.</summary>
public sealed class HelpRequestFormTests
{
    [Fact]
    public async Task A_time_that_went_by_while_the_draft_lay_is_asked_again()
    {
        await using var hood = await Hood.Start(releaseFirst: false);
        var ada = await hood.Neighbour("Ada");
        await Draft(ada, "morgen um 10 Uhr");
        await hood.Advance(Duration.FromDays(7));
        await ada.Taps("Anfrage absenden");
        ada.SeesLast("Dieser Zeitpunkt ist schon vorbei");
        await ada.Says("gestern");
        ada.SeesLast("schon vorbei");
        await ada.Says("flexibel");
        await ada.Taps("Anfrage absenden");
        Assert.Equal(RequestState.Open, (await Only(hood, ada)).State);
    }

    [Fact]
    public async Task A_sentence_that_does_not_tell_which_way_is_asked_about()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        await ada.Says("Einkaufen am Samstag um 10");
        ada.SeesLast("Brauchen Sie Hilfe? Oder möchten Sie helfen?");
        await ada.Taps("Ich möchte helfen");
        ada.SeesLast("Art der Hilfe: Einkaufen");
    }

    [Fact]
    public async Task A_whole_form_asks_what_depends_on_an_answer_in_a_second_step_alone()
    {
        await using var hood = await Hood.Start(releaseFirst: false);
        var ada = await hood.Neighbour("Ada", messenger: "web");
        await ada.Says("/anfrage");
        Assert.Equal(["art", "was", "wann", "wo", "personen", "eile"], Fields(ada));
        await Fills(ada, "urgent");
        Assert.Equal(["wahl"], Fields(ada));
        ada.SeesLast("Dazu habe ich noch 1 Frage.");
        await ada.FillsIn();
        Assert.Equal(["wahl"], Fields(ada));
        ada.SeesLast("Ein paar Angaben stimmen noch nicht");
        await hood.Restart();
        await ada.FillsIn(("wahl", "erste"));
        ada.SeesLast("Wer zuerst antwortet, bekommt den Platz.");
        ada.SeesLast("Rasen mähen");

        await ada.Taps("Etwas ändern");
        Assert.Equal(["art", "was", "wann", "wo", "personen", "eile", "wahl"], Fields(ada));
        await Fills(ada, "normal");
        ada.SeesLast("Genau das sehen die anderen");
        Assert.DoesNotContain("Wer zuerst antwortet", ada.Chat.Last, StringComparison.Ordinal);
        await ada.Taps("Etwas ändern");
        await Fills(ada, "urgent");
        Assert.Equal(["wahl"], Fields(ada));
        await ada.FillsIn(("wahl", "ich"));
        await ada.Taps("Anfrage absenden");
        Assert.False((await Only(hood, ada)).FirstComes);
    }

    [Fact]
    public async Task Deleting_in_the_web_chat_asks_twice_one_after_the_other()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada", messenger: "web");
        await ada.Says("/loeschen");
        Assert.Equal(["sure"], Fields(ada));
        await ada.FillsIn(("sure", "ja"), ("really", "ja"));
        Assert.Equal(["really"], Fields(ada));
        Assert.NotNull(await hood.Find(Core.Neighbours.Person.Kind, ada.PersonId));
        await ada.FillsIn(("really", "ja"));
        Assert.Null(await hood.Find(Core.Neighbours.Person.Kind, ada.PersonId));
    }

    private static IEnumerable<string> Fields(Actor who) =>
        who.Chat.Messages.Last(m => m.Form is not null).Form!.Fields.Select(f => f.Id);

    private static Task Fills(Actor who, string urgency) =>
        who.FillsIn(
            ("art", "garten"),
            ("was", "Rasen mähen"),
            ("wann", "Samstag um 10"),
            ("wo", ""),
            ("personen", "1"),
            ("eile", urgency)
        );

    [Fact]
    public async Task A_whole_form_in_the_web_chat_needs_no_answer_that_is_not_asked()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada", messenger: "web");
        await ada.Says("/anfrage");
        await ada.FillsIn(
            ("art", "garten"),
            ("was", "Rasen mähen, Telefon 0171 2345678"),
            ("wann", "31. Februar"),
            ("wo", "Am Markt 3"),
            ("personen", "1"),
            ("eile", "normal")
        );
        ada.SeesLast("keine Telefonnummer");
        ada.SeesLast("gibt es nicht");
        ada.SeesLast("keine Hausnummer");
        await ada.FillsIn(
            ("art", "garten"),
            ("was", "Rasen mähen"),
            ("wann", "Samstag um 10"),
            ("wo", ""),
            ("personen", "1"),
            ("eile", "normal")
        );
        ada.SeesLast("Genau das sehen die anderen");
        await ada.Taps("Anfrage absenden");
        Assert.NotEmpty(await hood.Query(Card.Kind, "queue", "linden"));
    }
}
